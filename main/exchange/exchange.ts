import { randomUUID } from 'node:crypto'
import type { Invitation, URI } from 'sip.js'
import type { Ender } from '../../shared/call/call.ts'
import type { CallMove } from '../../shared/call/call-move.ts'
import type { Presentation } from '../../shared/line/caller-id.ts'
import type { Caller, Identity as NamedIdentity } from '../../shared/call/caller.ts'
import { callIdSchema, type CallId, type LineId } from '../../shared/ids.ts'
import type { LineState } from '../../shared/line/line.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { openExchangeCall, type ExchangeCall } from './call.ts'
import type { Beginning } from './call-session.ts'
import type { Refusal } from './broken-request.ts'
import { callerIn, callerOf, sourceKeyOf } from './caller-of.ts'
import type { Pin } from './digest.ts'
import type { PrivacyRequest } from './call-privacy.ts'
import { atMost } from './later.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { identityOf, privacyRequestOf } from './identity.ts'
import { takeInvitation, type IncomingSession } from './incoming-session.ts'
import { openLine } from './line.ts'
import type { MediaState } from './media-watch.ts'
import type { Media } from './media.ts'
import type { LineAccount, OpenLine } from './open-line.ts'
import { OutgoingSession, sendInvite, type Identity } from './outgoing-session.ts'
import { replacedCall, replacesOf } from './replaces.ts'
import { openInviteRates } from './request-rates.ts'
import { SdpOverBridge } from './sdp-over-bridge.ts'
import { dialledAddress } from './sip-address.ts'
import type { SipMessage } from './sip/message.ts'
import type { Replaces } from './sip/replaces.ts'
import { unescaped } from './sip/scan.ts'
import { sourceOf } from './sip/to-sip-js.ts'
import { withoutLocalAddresses } from './unlocated-sdp.ts'

export type { LineAccount } from './open-line.ts'
export type { Pin } from './digest.ts'

/** Somebody calls. The id is ours: callers choose theirs, and could choose one that is in use. */
export interface IncomingCall {
  readonly callId: CallId
  readonly lineId: LineId
  readonly caller: Caller
  readonly at: number
}

/** A call that nobody hears of unless they look. */
export interface RefusedCall {
  readonly lineId: LineId
  readonly at: number
  /** As far as it can be read. */
  readonly caller: Caller
  /** What its sender was told. */
  readonly status: number
  readonly reason: string
  readonly why: 'unreadable' | 'unwanted' | 'too-often' | 'too-many'
}

interface ExchangeReports {
  lineChanged(state: LineState): void
  /** It rings here, and the caller has been told so. */
  callCame?(call: IncomingCall): void
  /** A call was refused that is none: it cannot be read, or is not for this line, or there were too many. */
  callRefused?(call: RefusedCall): void
  /** What the line's registrar accepted: to be kept with the line, so that nothing weaker is ever answered again. */
  registrarPinned?(lineId: LineId, pin: Pin): void
  /** A caller was turned away at once: the rep is not to be disturbed, or enough calls ring here already. */
  callTurnedAway?(call: IncomingCall, why: 'do-not-disturb' | 'too-many'): void
  /**
   * Only `rang`, `answered`, `held`, `transferMoved` and `ended`; the last exactly once for each call that was dialled
   * or came.
   */
  callMoved(callId: CallId, move: CallMove): void
  /**
   * Another far end is about to replace this call's (RFC 3891), with sound of its own. The call goes on whether
   * that succeeds or not; one that was not answered yet is, with it.
   */
  callTakenOver?(callId: CallId): void
  /** They are in its place, and call themselves so. */
  callReplaced?(callId: CallId, by: NamedIdentity): void
  /** Nothing of the call is on the wire any more: its line is free for another one. */
  callSettled?(callId: CallId): void
}

export interface ExchangePorts {
  readonly media: Media
  /** Always called outside of the stack that caused the report, in order. */
  readonly reports: ExchangeReports
  /** Epoch milliseconds. */
  now(): number
  /** The User-Agent header, e.g. `Afterbeep/0.1.0`. */
  readonly userAgent: string
  /** One line for each thing worth knowing; no numbers, no names, no secrets. */
  readonly log?: (line: string) => void
  readonly limits?: Partial<Limits>
  /** PEM certificates of authorities to trust instead of the public ones. */
  readonly authorities?: readonly string[]
}

/** The lines and the calls: everything of Afterbeep that speaks SIP. */
export interface Exchange {
  /** Replaces the line in use; null: none. Calls on the old line go on, and it stays up until the last has ended. */
  setLine(account: LineAccount | null): void
  lineState(): LineState
  /**
   * Calls what the presentation says, as whom it says; nothing of that is decided here. `line-none`,
   * `line-not-registered`, `number-unusable`; everything else comes as a move of the call: where a hidden number is
   * refused (433), an end with the trouble `anonymity-refused`, and never a second try.
   */
  dial(request: { callId: CallId; number: string; presentation: Presentation }): Result<null>
  /**
   * Answers a call that rings here. `microphone-*` and `sound-room-down` leave it ringing; with `media-failed` it is over.
   * `not-found`, `move-refused`, `line-unreachable`.
   */
  answer(callId: CallId): Promise<Result<null>>
  /** Sends whoever rings here on to somebody else. `not-found`, `number-unusable`, `move-refused`. */
  forward(callId: CallId, number: string): Result<null>
  /** From here on callers are turned away at once, with 480; what rings already rings on. */
  doNotDisturb(on: boolean): void
  /** CANCEL, BYE, 603 for a call that rings here, or nothing, whatever fits. The end is reported at once. */
  hangUp(callId: CallId, by: Ender): void
  /**
   * In the sound where the far end takes them there, else by INFO; ends once they are on their way. `not-found`,
   * `move-refused` before it is answered, `digits-refused`, and what the sound room answers.
   */
  sendDigits(callId: CallId, digits: string): Promise<Result<null>>
  /**
   * Asks the far end to wait, or to talk on. Ends well once it has agreed, with the move `held` told before; else
   * `hold-refused`, and everything is as it was. The microphone is the caller's to close before. Waits for a line
   * that is down, and asks again after a glare.
   */
  hold(callId: CallId, held: boolean): Promise<Result<null>>
  /**
   * Sends the far end on to somebody else, unannounced, and hangs up once they talk: `transfer-refused` with a call
   * that goes on where that fails. `number-unusable`, `move-refused`, `not-found`, `line-unreachable`. What the far end
   * tells of it on the way are moves of the call.
   */
  transfer(callId: CallId, target: string): Promise<Result<null>>
  /** The same, to whoever is in another call of ours, which they replace; that call is over then too. */
  transferTo(callId: CallId, otherCallId: CallId): Promise<Result<null>>
  /** Told by the sound room. */
  mediaChanged(callId: CallId, state: MediaState): void
  /** There is a new sound room: every answered call gets a new offer. */
  soundRoomReplaced(): void
  /** The machine woke up, or its network changed: find out now whether the line stands. */
  checkLine(): void
  /** Ends every call, unregisters, closes the socket: within 2 s. */
  close(): Promise<void>
}

interface OutgoingInvite {
  readonly callId: CallId
  readonly target: URI
  readonly identity: Identity
  readonly privacyRequest: PrivacyRequest | null
}

interface CallTelling {
  readonly hidden: boolean
  /** Left out: every move is told. */
  readonly isTold?: (move: CallMove) => boolean
}

interface RingingSession {
  readonly session: IncomingSession
  /** Who calls, for the rates. */
  readonly source: string
}

interface HeldLine {
  readonly line: OpenLine
  readonly calls: Map<CallId, ExchangeCall>
  readonly ringing: Map<CallId, RingingSession>
}

export function openExchange(ports: ExchangePorts): Exchange {
  const { media, reports, now } = ports
  const limits: Limits = { ...defaultLimits, ...ports.limits }
  const none: LineState = {
    line: null,
    state: 'off',
    acceptedAt: null,
    registeredUntil: null,
    retryAt: null,
    trouble: null,
  }
  /** Every line that is not closed: the one in use, and old ones with calls on them. */
  const lines = new Set<HeldLine>()
  let current: HeldLine | null = null
  let undisturbed = false
  const inviteRates = openInviteRates({
    now,
    ofOneAMinute: limits.mostInvitesOfOneAMinute,
    ofAllAMinute: limits.mostInvitesAMinute,
  })

  /** A bug in whoever is told must neither unwind sip.js nor be taken for a malformed message. */
  function tell(report: () => void): void {
    queueMicrotask(report)
  }

  function hold(account: LineAccount): HeldLine {
    const calls = new Map<CallId, ExchangeCall>()
    const line = openLine(
      account,
      { now, limits, userAgent: ports.userAgent, authorities: ports.authorities, log: ports.log ?? (() => {}) },
      {
        changed: (state) => tell(() => current === held && reports.lineChanged(state)),
        up: () => calls.forEach((call) => call.signallingUp()),
        down: () => calls.forEach((call) => call.signallingDown()),
        progressed: ({ callId, status }) => calls.get(callId as CallId)?.progressed(status),
        refused: ({ refusal, message }) => tell(() => reports.callRefused?.(refusedCall(held, refusal, message))),
        pinned: (pin) => tell(() => reports.registrarPinned?.(account.line.lineId, pin)),
        dialled: (callId) => dialledBy(calls.get(callId as CallId)),
        isCallWanted: (callId) => calls.get(callId as CallId)?.isLive() ?? false,
        invited: (invitation) => receive(held, invitation),
      },
    )
    const held: HeldLine = { line, calls, ringing: new Map() }
    lines.add(held)
    return held
  }

  /** Closes a line that is not in use any more once its last call is over. */
  function letGo(held: HeldLine): void {
    held.line.setInCall([...held.calls.values()].some((call) => call.isLive()))
    if (held === current || held.calls.size > 0) return
    lines.delete(held)
    void held.line.close()
  }

  function callOf(callId: CallId): ExchangeCall | undefined {
    for (const { calls } of lines) {
      const call = calls.get(callId)
      if (call) return call
    }
    return undefined
  }

  function ringingOf(callId: CallId): { line: OpenLine; session: IncomingSession } | undefined {
    for (const { line, ringing } of lines) {
      const found = ringing.get(callId)
      if (found) return { line, session: found.session }
    }
    return undefined
  }

  function refusedCall(
    { line }: HeldLine,
    { status, reason }: Refusal,
    message: SipMessage,
    tooMany?: 'caller' | 'all',
  ): RefusedCall {
    const { lineId, trustsAssertedIdentity } = line.account.line
    const counted = tooMany === 'caller' ? 'too-often' : 'too-many'
    const why = tooMany || status === 503 ? counted : status === 400 || status === 513 ? 'unreadable' : 'unwanted'
    return { lineId, at: now(), caller: callerIn(message, trustsAssertedIdentity), status, reason, why }
  }

  function invite(held: HeldLine, { callId, target, identity, privacyRequest }: OutgoingInvite): void {
    const { account, agent, callPrivacy } = held.line
    if (privacyRequest) callPrivacy.keep(callId, privacyRequest)
    const hidden = privacyRequest?.hidden ?? false
    const strictly = account.withholdsEveryAddress ?? false
    const conceal = hidden ? (sdp: string) => withoutLocalAddresses(sdp, { strictly }) : undefined
    const descriptions = new SdpOverBridge(media, callId, account.iceServers, conceal, account.line.codecs)
    const { earlyMedia } = account.line
    const session = new OutgoingSession(agent!, target, { callId, identity, descriptions, earlyMedia })
    openCall(held, callId, sendInvite(session, limits), { hidden })
  }

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
      return tell(() => reports.callRefused?.(refusedCall(held, refusal, source, tooMany)))
    }
    const caller = callerOf(invitation.request, account.line.trustsAssertedIdentity)
    const incoming: IncomingCall = { callId: callIdSchema.parse(randomUUID()), lineId: account.line.lineId, caller, at }
    const ringing = [...lines].flatMap((line) => [...line.ringing.values()])
    const ofOne = ringing.filter((one) => one.source === key).length
    const isTooMany = ringing.length >= limits.mostRinging || ofOne >= limits.mostRingingOfOne
    if (undisturbed || isTooMany) {
      void invitation.reject({ statusCode: undisturbed ? 480 : 486 })
      return tell(() => reports.callTurnedAway?.(incoming, undisturbed ? 'do-not-disturb' : 'too-many'))
    }
    const { callId } = incoming
    const session = takeInvitation(
      invitation,
      new SdpOverBridge(media, callId, account.iceServers, undefined, account.line.codecs),
      limits,
    )
    held.ringing.set(callId, { session, source: key })
    tell(() => reports.callCame?.(incoming))
    openCall(held, callId, session, { hidden: false })
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
    const descriptions = new SdpOverBridge(media, callId, account.iceServers, undefined, account.line.codecs)
    // The first description is made by a new peer connection; who waited waits on.
    descriptions.requireNewOffer(false)
    descriptions.direction = call.session.descriptions.direction
    const session = takeInvitation(invitation, descriptions, limits, { silently: true })
    tell(() => reports.callTakenOver?.(callId))
    const wasUp = call.isUp()
    let replaced = false
    const isTold = ({ kind }: CallMove) => replaced || (kind === 'answered' && !wasUp)
    const successor = openCall(held, callId, session, { hidden: false, isTold })
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
    settle(held, callId)
  }

  /** Nothing of the call is on the wire any more. */
  function settle(held: HeldLine, callId: CallId): void {
    held.calls.delete(callId)
    letGo(held)
    tell(() => reports.callSettled?.(callId))
  }

  function openCall(
    held: HeldLine,
    callId: CallId,
    beginning: Beginning,
    { hidden, isTold }: CallTelling,
  ): ExchangeCall {
    const call = openExchangeCall({
      callId,
      beginning,
      hidden,
      digitsBy: held.line.account.line.dtmf,
      server: held.line.account.server,
      limits,
      now,
      canSignal: held.line.canSignal,
      answersRealm: held.line.answersRealm,
      proofRefusal: held.line.proofRefusal,
      moved(move) {
        // Nothing is told of a call that has been replaced, or is about to be.
        if (held.calls.get(callId) !== call || isTold?.(move) === false) return
        tell(() => reports.callMoved(callId, move))
        if (move.kind === 'answered' || move.kind === 'ended') held.ringing.delete(callId)
        if (move.kind === 'ended') queueMicrotask(() => letGo(held))
      },
    })
    held.calls.set(callId, call)
    void call.whenSettled.then(() => {
      if (held.calls.get(callId) === call) settle(held, callId)
    })
    held.line.setInCall(true)
    return call
  }

  return {
    setLine(account) {
      const old = current
      current = account ? hold(account) : null
      if (old) letGo(old)
      if (!current) tell(() => reports.lineChanged(none))
    },
    lineState: () => current?.line.state() ?? none,
    dial({ callId, number, presentation }) {
      if (!current) return failed('line-none')
      if (current.line.state().state !== 'registered') return failed('line-not-registered')
      const { account, domain } = current.line
      const target = dialledAddress(presentation.target, domain)
      const identity = identityOf(presentation, account.line.callerName, domain)
      if (!target || !identity) return failed('number-unusable', { number })
      invite(current, { callId, target, identity, privacyRequest: privacyRequestOf(presentation) })
      return ok()
    },
    async answer(callId) {
      const ringing = ringingOf(callId)
      if (!ringing) return failed(callOf(callId) ? 'move-refused' : 'not-found')
      const { line, session } = ringing
      return line.canSignal() ? session.answer() : failed('line-unreachable', { server: line.account.server })
    },
    forward(callId, number) {
      const ringing = ringingOf(callId)
      if (!ringing) return failed(callOf(callId) ? 'move-refused' : 'not-found')
      const target = dialledAddress(number, ringing.line.domain)
      if (!target) return failed('number-unusable', { number })
      ringing.session.forward(target)
      callOf(callId)!.end({ by: 'rep', sipStatus: 302, forwardedTo: number })
      return ok()
    },
    doNotDisturb: (on) => void (undisturbed = on),
    hangUp: (callId, by) => callOf(callId)?.hangUp(by),
    async sendDigits(callId, digits) {
      return callOf(callId)?.sendDigits(digits) ?? failed('not-found')
    },
    async hold(callId, held) {
      return callOf(callId)?.hold(held) ?? failed('not-found')
    },
    async transfer(callId, number) {
      const line = [...lines].find(({ calls }) => calls.has(callId))
      if (!line) return failed('not-found')
      const target = dialledAddress(number, line.line.domain)
      return target ? line.calls.get(callId)!.transfer(target) : failed('number-unusable', { number })
    },
    async transferTo(callId, otherCallId) {
      const [call, other] = [callOf(callId), callOf(otherCallId)]
      if (!call || !other) return failed('not-found')
      if (call === other || !other.isUp()) return failed('move-refused')
      // Their phone passes Referred-By on to the one who was asked (RFC 3892 2).
      const isHidden = [...lines].some(({ line }) => line.callPrivacy.isHidden(otherCallId))
      if (isHidden && call.session.refersSilently === undefined) {
        const number = unescaped(other.session.remoteIdentity.uri.user ?? '')
        return failed('transfer-refused', {
          number,
          reason: 'it would tell them your number, which is hidden from them',
        })
      }
      if (isHidden) call.session.refersSilently = true
      const transferred = await call.transfer(other.session)
      // Whoever was asked ends this one too, as RFC 3891 3 has it; not all do.
      if (transferred.ok) other.hangUp('rep')
      return transferred
    },
    mediaChanged: (callId, state) => callOf(callId)?.mediaChanged(state),
    soundRoomReplaced: () => lines.forEach(({ calls }) => calls.forEach((call) => call.soundRoomReplaced())),
    checkLine: () => lines.forEach(({ line }) => line.check()),
    async close() {
      const held = [...lines]
      current = null
      lines.clear()
      for (const { calls } of held) for (const call of calls.values()) call.hangUp('quit')
      await Promise.all(
        held.map(async ({ line, calls }) => {
          const farewells = [...calls.values()].map((call) => call.whenSettled)
          await atMost(limits.farewellMs, Promise.all(farewells))
          await line.close()
          calls.forEach((call) => call.forget())
        }),
      )
    },
  }
}

/** The address that this line dialled, as its INVITE had it; null for a call that came. */
function dialledBy(call: ExchangeCall | undefined): string | null {
  return call?.session instanceof OutgoingSession ? call.session.request.ruri.toRaw() : null
}
