import { SessionState, type Core, type URI } from 'sip.js'
import type { Ender } from '../../shared/contract/call.ts'
import type { CallMove } from '../../shared/call/call-move.ts'
import type { CallId } from '../../shared/ids.ts'
import { outsideName } from '../../shared/outside-words.ts'
import { failed, type Result } from '../../shared/result.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { openDigits, type DigitsBy } from './digits.ts'
import { later } from './later.ts'
import type { Limits } from './limits.ts'
import { watchMedia, type MediaState } from './media-watch.ts'
import type { Beginning, CallSession, HowEnded } from './call-session.ts'
import { isFromTheWire } from './registration.ts'
import { openRenegotiation } from './renegotiation.ts'
import { readChallenges } from './sip/challenge.ts'
import { allOf } from './sip/message.ts'
import { sourceOf } from './sip/to-sip-js.ts'
import { referCall, type Transfer } from './transfer.ts'

export interface CallPorts {
  readonly callId: CallId
  readonly beginning: Beginning
  /** The far end was asked not to be told who calls. */
  readonly hidden: boolean
  readonly digitsBy: DigitsBy
  /** The server of the call's line, for the sentence about it. */
  readonly server: string
  readonly limits: Limits
  readonly now: () => number
  /** Left out: no challenge is looked at. */
  readonly answersRealm?: (realm: string) => boolean
  /** Why the last challenge was not answered; null: it was. */
  readonly proofRefusal?: () => string | null
  readonly canSignal: () => boolean
  readonly moved: (move: CallMove) => void
}

/** One SIP session, as the exchange has it. */
export interface ExchangeCall {
  readonly callId: CallId
  readonly session: CallSession
  /** Resolves when nothing more will be sent. */
  readonly whenSettled: Promise<void>
  /** Not reported as ended yet. */
  isLive(): boolean
  /** Answered, and not over. */
  isUp(): boolean
  hangUp(by: Ender): void
  end(how: HowEnded): void
  /** A 1xx came. */
  progressed(status: number): void
  sendDigits(digits: string): Promise<Result<null>>
  hold(held: boolean): Promise<Result<null>>
  transfer(target: URI | CallSession): Promise<Result<null>>
  mediaChanged(state: MediaState): void
  soundRoomReplaced(): void
  /** Another session has replaced this one, and has its sound: CANCEL or BYE, and nothing else of it. */
  beReplaced(): void
  signallingUp(): void
  signallingDown(): void
  /** Nothing can be sent any more, whatever is still owed. */
  forget(): void
}

/*
 * A call, from its INVITE to its end, whoever made it. What the far end is told is sip.js's business (SessionState); what the rest of Afterbeep is told:
 *
 *   dialling ──18x──▶ (rang) ──2xx, answer applied, ACK──▶ (answered) ──▶ (ended), exactly once
 *       └──────────────────────── refused, given up ────────────────────────▲
 *
 * The report of the end never waits for the network: CANCEL or BYE follow as soon as they can be sent, and a 200 that
 * crosses a CANCEL is acknowledged and ended by sip.js.
 */
export function openExchangeCall(ports: CallPorts): ExchangeCall {
  const { beginning, limits, now, canSignal } = ports
  const { session } = beginning
  const { descriptions } = session
  const unreachable: Trouble = { code: 'line-unreachable', about: { server: ports.server } }
  let rang = false
  let answered = false
  let ended: HowEnded | null = null
  /** CANCEL or BYE is due as soon as there is a socket to send it on. */
  let owesFarewell = false
  /** No sound until the next offer is accepted. */
  let soundless = false
  let transfer: Transfer | null = null
  const settled = Promise.withResolvers<void>()

  const noAnswer = later()
  const patience = later()
  const renegotiation = openRenegotiation({
    session,
    limits,
    canSignal,
    over: (trouble) => end({ by: 'network', ...(trouble && { trouble }) }),
    refused(status) {
      const trouble: Trouble = { code: 'media-failed', about: { reason: `the far end answered ${status}` } }
      if (soundless) end({ by: 'network', trouble })
    },
    held: (held) => ports.moved({ kind: 'held', held, at: now() }),
  })
  const media = watchMedia({
    limits,
    now,
    canSignal,
    restartIce: () => renegotiation.want({ restartIce: true }),
    gone(trouble) {
      end({ by: 'network', trouble: trouble ?? unreachable })
    },
  })

  const digits = openDigits({
    session,
    by: ports.digitsBy,
    inSound: (wanted) => descriptions.sendDigits(wanted),
    server: ports.server,
  })

  session.delegate = {
    onBye(bye) {
      void bye.accept()
      end({ by: 'far-end' })
    },
    onAck: () => queueMicrotask(renegotiation.resume),
    // Whoever is called must not be able to make this phone call somebody else; sip.js would by itself.
    onRefer: (referral) => void referral.reject({ statusCode: 603 }),
  }
  session.stateChange.addListener((state) => {
    if (state === SessionState.Established) established()
    // Who ended it is told in the same stack, after this; what is left is sip.js giving up by itself.
    else if (state !== SessionState.Establishing) queueMicrotask(() => gaveUp(state))
  })
  beginning.begin({ refused, gaveUp: () => gaveUp(session.state), calledOff: end })
  noAnswer.set(beginning.patienceMs, () => end(beginning.unanswered))

  function established(): void {
    noAnswer.clear()
    if (ended) return farewell()
    answered = true
    ports.moved({ kind: 'answered', at: now() })
    if (descriptions.needsNewOffer) renew()
  }

  function refused(response: Core.IncomingResponseMessage): void {
    if (!isFromTheWire(response)) return end({ by: 'network', trouble: unreachable })
    const { statusCode = 0, reasonPhrase = '' } = response
    const how = { by: 'far-end', sipStatus: statusCode, sipReason: outsideName(reasonPhrase) } as const
    // RFC 5079. An announcement that says the same in early media or in a 200 cannot be told from a voicemail.
    const isRefused = statusCode === 433 && ports.hidden
    const realm = statusCode === 401 || statusCode === 407 ? realmOf(response) : null
    if (realm !== null && ports.answersRealm?.(realm) === false)
      return end({ ...how, trouble: { code: 'line-other-realm', about: { realm: outsideName(realm) } } })
    const reason = realm === null ? null : (ports.proofRefusal?.() ?? null)
    if (reason !== null)
      return end({ ...how, trouble: { code: 'line-proof-refused', about: { reason: outsideName(reason) } } })
    end(isRefused ? { ...how, trouble: { code: 'anonymity-refused', about: {} } } : how)
  }

  function gaveUp(state: SessionState): void {
    const reason = answered ? 'the far end never took the answer' : 'no usable session description'
    const noSound: Trouble = { code: 'media-failed', about: { reason } }
    if (beginning.hungUpEarly()) end({ by: 'far-end' })
    else end({ by: 'network', trouble: descriptions.trouble ?? noSound })
    if (state === SessionState.Terminated) settle()
  }

  function settle(): void {
    patience.clear()
    settled.resolve()
  }

  function renew(): void {
    soundless = true
    renegotiation.want({ restartIce: false })
  }

  function end(how: HowEnded): void {
    if (ended) return
    ended = how
    noAnswer.clear()
    media.stop()
    renegotiation.stop()
    digits.stop()
    transfer?.ended(how.by === 'far-end')
    // A server that never answers the CANCEL must not keep an old line open for ever.
    patience.set(limits.reinviteMs, settle)
    ports.moved({ kind: 'ended', at: now(), ...how })
    // Closing the descriptions also ends a session whose answer is still being applied, with ACK and BYE.
    const isConfirming = beginning.isConfirming()
    descriptions.close()
    if (!isConfirming) farewell()
  }

  function farewell(): void {
    const { state } = session
    if (!ended) return
    owesFarewell = state === SessionState.Establishing || state === SessionState.Established
    if (state === SessionState.Initial) beginning.giveUp(ended)
    if (!owesFarewell || !canSignal()) return
    owesFarewell = false
    if (state === SessionState.Established) void session.bye()
    else beginning.giveUp(ended)
  }

  return {
    callId: ports.callId,
    session,
    whenSettled: settled.promise,
    isLive: () => !ended,
    isUp: () => answered && !ended,
    end,
    hangUp: (by) => end({ by }),
    progressed(status) {
      if (rang || answered || ended || (status !== 180 && status !== 183)) return
      rang = true
      ports.moved({ kind: 'rang', at: now() })
    },
    async sendDigits(wanted) {
      return answered && !ended ? digits.send(wanted) : failed('move-refused')
    },
    async hold(held) {
      return answered && !ended ? renegotiation.hold(held) : failed('move-refused')
    },
    async transfer(target) {
      if (!answered || ended || transfer) return failed('move-refused')
      if (!canSignal()) return failed('line-unreachable', unreachable.about)
      transfer = referCall(session, target, limits, (progress) => ports.moved({ kind: 'transferMoved', progress }))
      const outcome = await transfer.outcome
      transfer = null
      // They talk to each other; we are the third.
      if (outcome.ok) end({ by: 'rep' })
      return outcome
    },
    mediaChanged(state) {
      if (!answered || ended) return
      if (state === 'connected') soundless = false
      media.changed(state)
    },
    soundRoomReplaced() {
      if (ended) return
      // Not answered yet: the answer is not applied, and the new offer follows it.
      descriptions.requireNewOffer()
      if (answered) renew()
    },
    beReplaced() {
      descriptions.release()
      end({ by: 'rep' })
    },
    signallingUp() {
      if (owesFarewell) return farewell()
      // A target refresh: without it the far end's BYE goes to the socket that is gone.
      if (answered && !ended) renegotiation.want({ restartIce: media.isLost() })
    },
    signallingDown() {
      renegotiation.suspend()
      if (ended) return
      // A final response would go to the socket that is gone: nobody could ever learn of an answer.
      if (!answered && (session.state !== SessionState.Initial || !beginning.outlivesSocket))
        return end({ by: 'network', trouble: unreachable })
      media.signallingDown()
    },
    forget: settle,
  }
}

/** The realm of a challenge that was not answered; null where none can be read. */
function realmOf(response: Core.IncomingResponseMessage): string | null {
  const source = sourceOf(response)
  if (!source) return null
  const lines = [...allOf(source, 'proxy-authenticate'), ...allOf(source, 'www-authenticate')]
  return readChallenges(lines).find(({ realm }) => realm !== null)?.realm ?? null
}
