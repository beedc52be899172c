import type { URI } from 'sip.js'
import type { CallMove, Ender } from '../../shared/call.ts'
import type { Presentation } from '../../shared/caller-id.ts'
import type { CallId } from '../../shared/ids.ts'
import type { LineState } from '../../shared/line.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { placeCall, type ExchangeCall } from './call.ts'
import type { Reticence } from './discretion.ts'
import { atMost } from './later.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { identityOf, reticenceOf } from './identity.ts'
import { openLine } from './line.ts'
import type { MediaState } from './media-watch.ts'
import type { Media } from './media.ts'
import type { LineAccount, OpenLine } from './open-line.ts'
import { OutgoingSession, type Identity } from './outgoing-session.ts'
import { SdpOverBridge } from './sdp-over-bridge.ts'
import { dialledAddress } from './sip-address.ts'
import { withoutLocalAddresses } from './unlocated-sdp.ts'

export type { LineAccount } from './open-line.ts'

export interface ExchangeReports {
  lineChanged(state: LineState): void
  /** Only `rang`, `answered`, `held`, `transferMoved` and `ended`; the last exactly once for each call that was dialled. */
  callMoved(callId: CallId, move: CallMove): void
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
  useLine(account: LineAccount | null): void
  lineState(): LineState
  /**
   * Calls what the presentation says, as whom it says; nothing of that is decided here. `line-none`,
   * `line-not-registered`, `number-unusable`; everything else comes as a move of the call: where a hidden number is
   * refused (433), an end with the trouble `anonymity-refused`, and never a second try.
   */
  dial(wish: { callId: CallId; number: string; presentation: Presentation }): Result<null>
  /** CANCEL, BYE or nothing, whatever fits. The end is reported at once. */
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
  /** The same, to whoever is in another call of ours, which they take the place of; that call is over then too. */
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

interface Placing {
  readonly callId: CallId
  readonly target: URI
  readonly identity: Identity
  readonly reticence: Reticence | null
}

interface HeldLine {
  readonly line: OpenLine
  readonly calls: Map<CallId, ExchangeCall>
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
        isCallWanted: (callId) => calls.get(callId as CallId)?.isLive() ?? false,
        // Incoming calls are not taken yet: busy is busy, and otherwise nobody is here.
        called: (invitation) => void invitation.reject({ statusCode: hasLiveCall() ? 486 : 480 }),
      },
    )
    const held: HeldLine = { line, calls }
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

  function hasLiveCall(): boolean {
    return [...lines].some(({ calls }) => [...calls.values()].some((call) => call.isLive()))
  }

  function callOf(callId: CallId): ExchangeCall | undefined {
    for (const { calls } of lines) {
      const call = calls.get(callId)
      if (call) return call
    }
    return undefined
  }

  function place(held: HeldLine, { callId, target, identity, reticence }: Placing): void {
    const { account, agent, discretion } = held.line
    if (reticence) discretion.keep(callId, reticence)
    const hidden = reticence?.hidden ?? false
    const strictly = account.withholdsEveryAddress ?? false
    const conceal = hidden ? (sdp: string) => withoutLocalAddresses(sdp, { strictly }) : undefined
    const descriptions = new SdpOverBridge(media, callId, account.iceServers, conceal, account.line.codecs)
    const { earlyMedia } = account.line
    const session = new OutgoingSession(agent!, target, { callId, identity, descriptions, earlyMedia })
    const call = placeCall({
      callId,
      session,
      hidden,
      digitsBy: 'auto',
      server: account.server,
      limits,
      now,
      canSignal: held.line.canSignal,
      answersRealm: held.line.answersRealm,
      moved(move) {
        tell(() => reports.callMoved(callId, move))
        if (move.kind === 'ended') queueMicrotask(() => letGo(held))
      },
    })
    held.calls.set(callId, call)
    void call.whenSettled.then(() => {
      held.calls.delete(callId)
      letGo(held)
      tell(() => reports.callSettled?.(callId))
    })
    held.line.setInCall(true)
  }

  return {
    useLine(account) {
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
      place(current, { callId, target, identity, reticence: reticenceOf(presentation) })
      return ok()
    },
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
      call.session.refersSilently = [...lines].some(({ line }) => line.discretion.isHidden(otherCallId))
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
