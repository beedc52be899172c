import type { Core } from 'sip.js'
import type { Trouble } from '../../shared/trouble.ts'
import { later } from './later.ts'
import type { Limits } from './limits.ts'
import { abandonReinvite, type OutgoingSession } from './outgoing-session.ts'
import { isFromTheWire } from './registration.ts'
import { MediaError, type OfferOptions } from './sdp-over-bridge.ts'

export interface RenegotiationPorts {
  readonly session: OutgoingSession
  readonly limits: Limits
  readonly canSignal: () => boolean
  /** The far end does not know the call any more, or there is no sound to offer. */
  readonly over: (trouble?: Trouble) => void
  /** The offer was refused and everything is as before it. */
  readonly refused: (status: number) => void
}

/*
 * New offers within a call: a new Contact after the socket was replaced, other ICE candidates, a new sound room.
 *
 *   idle ──want──▶ wanted ──line is up──▶ asking ──2xx──▶ idle
 *                    ▲                      │ └── 481, 408, no answer ──▶ over
 *                    └── 491, socket lost ──┤
 *                                           └── any other refusal ──▶ idle, refused
 */
export interface Renegotiation {
  want(options: { restartIce: boolean }): void
  /** The line is up again. */
  resume(): void
  /** The socket is gone, and with it the answer that is being waited for. */
  suspend(): void
  stop(): void
}

export function openRenegotiation({ session, limits, canSignal, over, refused }: RenegotiationPorts): Renegotiation {
  let wanted: OfferOptions | null = null
  let asking = false
  let stopped = false
  const pause = later()
  const answer = later()

  function ask(): void {
    if (!wanted || asking || stopped || !canSignal()) return
    const options = wanted
    wanted = null
    asking = true
    pause.clear()
    answer.set(limits.reinviteMs, () => done(() => over()))
    const again = () => (wanted ??= options)
    session
      .invite({
        sessionDescriptionHandlerOptions: options,
        requestDelegate: {
          onAccept: () => done(ask),
          onReject: ({ message }) => done(() => rejected(message, again)),
        },
      })
      .catch((error: unknown) =>
        done(() => {
          if (error instanceof MediaError) return over(error.trouble)
          // The far end's own re-INVITE is being answered: the same glare as a 491, seen from this side.
          again()
          retryAfter(limits.glareLeastMs + Math.random() * limits.glareSpanMs)
        }),
      )
  }

  function rejected(response: Core.IncomingResponseMessage, again: () => void): void {
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
    if (status === 500 && retryAfterS <= 10) {
      // RFC 3261 14.2: it is still busy with our last one.
      again()
      return retryAfter(retryAfterS * 1000)
    }
    refused(status)
  }

  function retryAfter(ms: number): void {
    pause.set(ms, ask)
  }

  function done(then: () => void): void {
    if (!asking || stopped) return
    asking = false
    answer.clear()
    then()
  }

  return {
    want({ restartIce }) {
      wanted = { restartIce: restartIce || (wanted?.restartIce ?? false) }
      ask()
    },
    resume: ask,
    suspend: () => asking && abandonReinvite(session),
    stop() {
      stopped = true
      pause.clear()
      answer.clear()
    },
  }
}
