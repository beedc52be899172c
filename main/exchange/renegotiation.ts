import type { Core } from 'sip.js'
import { outsideName } from '../../shared/outside-words.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { later } from './later.ts'
import type { Limits } from './limits.ts'
import { abandonReinvite, isBeingAsked, type CallSession } from './call-session.ts'
import { isFromTheWire } from './registration.ts'
import { MediaError, type OfferOptions } from './sdp-over-bridge.ts'

export interface RenegotiationPorts {
  readonly session: CallSession
  readonly limits: Limits
  readonly canSignal: () => boolean
  /** The far end does not know the call any more, or there is no sound to offer. */
  readonly over: (trouble?: Trouble) => void
  /** The offer was refused and everything is as before it. */
  readonly refused: (status: number) => void
  /** The far end took the hold, or was taken off it. */
  readonly held: (held: boolean) => void
}

/*
 * New offers within a call: a new Contact after the socket was replaced, other ICE candidates, a new sound room, a
 * hold. Every offer carries the direction that was agreed last, or the one that is asked for.
 *
 *   idle ──want──▶ wanted ──line is up──▶ asking ──2xx──▶ idle
 *                    ▲                      │ └── 481, 408, no answer ──▶ over
 *                    └── 491, socket lost ──┤
 *                                           └── any other refusal ──▶ idle, refused
 */
export interface Renegotiation {
  want(options: { restartIce: boolean }): void
  /** `hold-refused`; `move-refused` while another is being asked for, or where the call ends first. */
  hold(held: boolean): Promise<Result<null>>
  /** The line is up again, or the call has been acknowledged. */
  resume(): void
  /** The socket is gone, and with it the answer that is being waited for. */
  suspend(): void
  stop(): void
}

interface HoldRequest {
  readonly held: boolean
  readonly settle: (result: Result<null>) => void
}

export function openRenegotiation(ports: RenegotiationPorts): Renegotiation {
  const { session, limits, canSignal, over, refused } = ports
  let wanted: { restartIce: boolean } | null = null
  let holdRequest: HoldRequest | null = null
  let asking = false
  let stopped = false
  const pause = later()
  const answer = later()

  function ask(): void {
    if (!wanted || asking || stopped || session.awaitsAck || !canSignal()) return
    // The same glare as a 491, seen from this side.
    if (isBeingAsked(session)) return retryAfter(limits.glareLeastMs + Math.random() * limits.glareSpanMs)
    const { restartIce } = wanted
    const hold = holdRequest
    const direction = hold ? directionOf(hold.held) : session.descriptions.direction
    const offer: OfferOptions = { restartIce, direction }
    wanted = null
    asking = true
    pause.clear()
    answer.set(limits.reinviteMs, () => done(() => over()))
    const again = () => want({ restartIce: restartIce || (wanted?.restartIce ?? false) })
    session
      .invite({
        sessionDescriptionHandlerOptions: offer,
        requestDelegate: {
          onAccept: () => done(() => accepted(hold)),
          onReject: ({ message }) => done(() => rejected(message, again, hold)),
        },
      })
      // Anything but that there is no sound to offer is a call that is over, and has been told as such.
      .catch((error: unknown) => done(() => over(error instanceof MediaError ? error.trouble : undefined)))
  }

  function accepted(hold: HoldRequest | null): void {
    if (hold) {
      session.descriptions.direction = directionOf(hold.held)
      ports.held(hold.held)
      settleHold(ok())
    }
    ask()
  }

  function rejected(response: Core.IncomingResponseMessage, again: () => void, hold: HoldRequest | null): void {
    const status = response.statusCode ?? 0
    // RFC 3261 12.2.1.2: both mean that the far end has no such call.
    if (status === 481 || status === 408) return over()
    if (!isFromTheWire(response)) {
      // Never left. resume() asks again.
      again()
      return ask()
    }
    if (status === 491) {
      again()
      return retryAfter(limits.glareLeastMs + Math.random() * limits.glareSpanMs)
    }
    const retryAfterS = Number.parseInt(response.getHeader('retry-after') ?? '', 10)
    if ((status === 500 || status === 503) && retryAfterS <= 10) {
      // RFC 3261 14.2: it is still busy with our last one; 21.5.4: the server between us has too much to do.
      again()
      return retryAfter(retryAfterS * 1000)
    }
    if (hold)
      settleHold(failed('hold-refused', { reason: `${status} ${outsideName(response.reasonPhrase ?? '')}`.trim() }))
    refused(status)
    // Something else may have been wanted meanwhile.
    ask()
  }

  function want(options: { restartIce: boolean }): void {
    wanted = { restartIce: options.restartIce || (wanted?.restartIce ?? false) }
  }

  function settleHold(result: Result<null>): void {
    const request = holdRequest
    holdRequest = null
    request?.settle(result)
  }

  function retryAfter(ms: number): void {
    pause.set(ms, ask)
  }

  function done(then: () => void): void {
    if (!asking || stopped) return
    asking = false
    answer.clear()
    // sip.js would take the options of our last offer, accepted or not, for the answer to their next one.
    session.sessionDescriptionHandlerOptionsReInvite = {}
    then()
  }

  return {
    want(options) {
      want(options)
      ask()
    },
    hold(held) {
      if (holdRequest || stopped) return Promise.resolve(failed('move-refused'))
      if (session.descriptions.direction === directionOf(held)) return Promise.resolve(ok())
      const { promise, resolve } = Promise.withResolvers<Result<null>>()
      holdRequest = { held, settle: resolve }
      want({ restartIce: false })
      ask()
      return promise
    },
    resume: ask,
    suspend: () => asking && abandonReinvite(session),
    stop() {
      stopped = true
      pause.clear()
      answer.clear()
      settleHold(failed('move-refused'))
    },
  }
}

function directionOf(held: boolean): 'sendonly' | 'sendrecv' {
  return held ? 'sendonly' : 'sendrecv'
}
