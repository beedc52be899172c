import type { URI } from 'sip.js'
import type { Ender } from '../../shared/contract/call.ts'
import type { Presentation } from '../../shared/contract/caller-id.ts'
import type { CallId } from '../../shared/ids.ts'
import type { LineState } from '../../shared/contract/line.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { PrivacyRequest } from './call-privacy.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { identityOf, privacyRequestOf } from './identity.ts'
import type { MediaState } from './media-watch.ts'
import type { LineAccount } from './open-line.ts'
import { OutgoingSession, sendInvite, type Identity } from './outgoing-session.ts'
import { SdpOverBridge, soundOf } from './sdp-over-bridge.ts'
import { dialledAddress } from './sip-address.ts'
import { unescaped } from './sip/scan.ts'
import { withoutLocalAddresses } from './unlocated-sdp.ts'
import type { ExchangePorts } from './exchange-reports.ts'
import { openHeldLines, type HeldLine } from './held-lines.ts'
import { tell } from './tell.ts'
import { openReceiver } from './receive-invitation.ts'

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
  const lines = openHeldLines({ ...ports, limits, invited: (held, invitation) => receiver.receive(held, invitation) })
  const receiver = openReceiver({ media, now, reports, limits, lines })

  function invite(held: HeldLine, { callId, target, identity, privacyRequest }: OutgoingInvite): void {
    const { account, agent, callPrivacy } = held.line
    if (privacyRequest) callPrivacy.keep(callId, privacyRequest)
    const hidden = privacyRequest?.hidden ?? false
    const strictly = account.withholdsEveryAddress ?? false
    const conceal = hidden ? (sdp: string) => withoutLocalAddresses(sdp, { strictly }) : undefined
    const descriptions = new SdpOverBridge(media, callId, soundOf(account), conceal)
    const { earlyMedia } = account.line
    const session = new OutgoingSession(agent!, target, { callId, identity, descriptions, earlyMedia })
    lines.openCall(held, callId, sendInvite(session, limits), { hidden })
  }

  return {
    setLine(account) {
      lines.use(account)
      if (!account) tell(() => reports.lineChanged(none))
    },
    lineState: () => lines.inUse()?.line.state() ?? none,
    dial({ callId, number, presentation }) {
      const current = lines.inUse()
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
      const ringing = lines.ringingOf(callId)
      if (!ringing) return failed(lines.callOf(callId) ? 'move-refused' : 'not-found')
      const { line, session } = ringing
      return line.canSignal() ? session.answer() : failed('line-unreachable', { server: line.account.server })
    },
    forward(callId, number) {
      const ringing = lines.ringingOf(callId)
      if (!ringing) return failed(lines.callOf(callId) ? 'move-refused' : 'not-found')
      const target = dialledAddress(number, ringing.line.domain)
      if (!target) return failed('number-unusable', { number })
      ringing.session.forward(target)
      lines.callOf(callId)!.end({ by: 'rep', sipStatus: 302, forwardedTo: number })
      return ok()
    },
    doNotDisturb: receiver.doNotDisturb,
    hangUp: (callId, by) => lines.callOf(callId)?.hangUp(by),
    async sendDigits(callId, digits) {
      return lines.callOf(callId)?.sendDigits(digits) ?? failed('not-found')
    },
    async hold(callId, held) {
      return lines.callOf(callId)?.hold(held) ?? failed('not-found')
    },
    async transfer(callId, number) {
      const line = [...lines.all].find(({ calls }) => calls.has(callId))
      if (!line) return failed('not-found')
      const target = dialledAddress(number, line.line.domain)
      return target ? line.calls.get(callId)!.transfer(target) : failed('number-unusable', { number })
    },
    async transferTo(callId, otherCallId) {
      const [call, other] = [lines.callOf(callId), lines.callOf(otherCallId)]
      if (!call || !other) return failed('not-found')
      if (call === other || !other.isUp()) return failed('move-refused')
      // Their phone passes Referred-By on to the one who was asked (RFC 3892 2).
      const isHidden = [...lines.all].some(({ line }) => line.callPrivacy.isHidden(otherCallId))
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
    mediaChanged: (callId, state) => lines.callOf(callId)?.mediaChanged(state),
    soundRoomReplaced: () => lines.all.forEach(({ calls }) => calls.forEach((call) => call.soundRoomReplaced())),
    checkLine: () => lines.all.forEach(({ line }) => line.check()),
    close: lines.close,
  }
}
