import { randomUUID } from 'node:crypto'
import type { Invitation } from 'sip.js'
import type { CallMove } from '../../shared/call/call-move.ts'
import { callIdSchema } from '../../shared/ids.ts'
import type { ExchangeCall } from './call.ts'
import { callerOf, sourceKeyOf } from './caller-of.ts'
import type { Limits } from './limits.ts'
import { takeInvitation } from './incoming-session.ts'
import { replacedCall, replacesOf } from './replaces.ts'
import { openInviteRates } from './request-rates.ts'
import { SdpOverBridge, soundOf } from './sdp-over-bridge.ts'
import type { Replaces } from './sip/replaces.ts'
import { sourceOf } from './sip/to-sip-js.ts'
import type { ExchangePorts, IncomingCall } from './exchange-reports.ts'
import type { HeldLine, HeldLines } from './held-lines.ts'
import { refusedCall } from './refused-call.ts'
import { tell } from './tell.ts'

/** What becomes of an INVITE that comes: a call that rings here, another far end for one that stands, or a refusal. */
export interface Receiver {
  receive(held: HeldLine, invitation: Invitation): void
  /** From here on callers are turned away at once. */
  doNotDisturb(on: boolean): void
}

export interface ReceiverPorts extends Pick<ExchangePorts, 'media' | 'now' | 'reports'> {
  readonly limits: Limits
  readonly lines: HeldLines
}

export function openReceiver({ media, now, reports, limits, lines }: ReceiverPorts): Receiver {
  let undisturbed = false
  const inviteRates = openInviteRates({
    now,
    ofOneAMinute: limits.mostInvitesOfOneAMinute,
    ofAllAMinute: limits.mostInvitesAMinute,
  })

  function receive(held: HeldLine, invitation: Invitation): void {
    const { account } = held.line
    const at = now()
    const replaces = replacesOf(invitation.request)
    if (replaces) return replaceFarEnd(held, invitation, replaces)
    const source = sourceOf(invitation.request)!
    const key = sourceKeyOf(source)
    const tooMany = inviteRates.refusalOf(key)
    if (tooMany) {
      void invitation.reject({ statusCode: 486 })
      const refusal = { status: 486, reason: 'Busy Here' }
      return tell(() => reports.callRefused?.(refusedCall(held, { refusal, message: source, at: now(), tooMany })))
    }
    const caller = callerOf(invitation.request, account.line.trustsAssertedIdentity)
    const incoming: IncomingCall = { callId: callIdSchema.parse(randomUUID()), lineId: account.line.lineId, caller, at }
    const ringing = [...lines.all].flatMap((line) => [...line.ringing.values()])
    const ofOne = ringing.filter((one) => one.source === key).length
    const isTooMany = ringing.length >= limits.mostRinging || ofOne >= limits.mostRingingOfOne
    if (undisturbed || isTooMany) {
      void invitation.reject({ statusCode: undisturbed ? 480 : 486 })
      return tell(() => reports.callTurnedAway?.(incoming, undisturbed ? 'do-not-disturb' : 'too-many'))
    }
    const { callId } = incoming
    const session = takeInvitation(invitation, new SdpOverBridge(media, callId, soundOf(account)), limits)
    held.ringing.set(callId, { session, source: key })
    tell(() => reports.callCame?.(incoming))
    lines.openCall(held, callId, session, { hidden: false })
  }

  /**
   * An INVITE with Replaces (RFC 3891): somebody replaces whoever is in a call, be it the far end's side of an attended
   * transfer, or a colleague who picks up. The call stays what it is to everybody else, with another far end; where they cannot be taken it goes on as it was.
   */
  function replaceFarEnd(held: HeldLine, invitation: Invitation, replaces: Replaces): void {
    const { account, agent } = held.line
    const call = replacedCall(replaces, held.calls.values(), agent!.userAgentCore.dialogs)
    if ('statusCode' in call) return void invitation.reject(call)
    const { callId } = call
    const descriptions = new SdpOverBridge(media, callId, soundOf(account))
    // The first description is made by a new peer connection; who waited waits on.
    descriptions.requireNewOffer(false)
    descriptions.direction = call.session.descriptions.direction
    const session = takeInvitation(invitation, descriptions, limits, { silently: true })
    tell(() => reports.callTakenOver?.(callId))
    const wasUp = call.isUp()
    let replaced = false
    const isTold = ({ kind }: CallMove) => replaced || (kind === 'answered' && !wasUp)
    const successor = lines.openCall(held, callId, session, { hidden: false, isTold })
    // After the report: what the sound room is asked for from here on is the new far end's.
    queueMicrotask(async () => {
      replaced = (await session.answer()).ok
      if (replaced) {
        call.beReplaced()
        const by = callerOf(invitation.request, account.line.trustsAssertedIdentity)
        return tell(() => reports.callReplaced?.(callId, by))
      }
      successor.hangUp('network')
      restoreReplaced(held, call)
    })
  }

  /** The INVITE with Replaces came to nothing. It may have ended meanwhile, untold. */
  function restoreReplaced(held: HeldLine, call: ExchangeCall): void {
    const { callId } = call
    if (call.isLive()) {
      held.calls.set(callId, call)
      return call.soundRoomReplaced()
    }
    tell(() => reports.callMoved(callId, { kind: 'ended', at: now(), by: 'far-end' }))
    lines.settle(held, callId)
  }

  return { receive, doNotDisturb: (on) => void (undisturbed = on) }
}
