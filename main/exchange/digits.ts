import type { Session } from 'sip.js'
import { outsideName } from '../../shared/outside-words.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { isFromTheWire } from './registration.ts'

/** How a line takes digits: in the sound (RFC 4733), beside it (INFO), or whichever the far end takes. */
export type DigitsBy = 'auto' | 'rfc4733' | 'info'

/** As long as the sound room plays them. */
const DIGIT_MS = 100
const GAP_MS = 70
/** What `,` means in a dial string (V.250 6.3.1 lets it be set; 2 s everywhere), and in RTCDTMFSender. */
const PAUSE_MS = 2_000

export interface DigitSender {
  /** Digits go out in the order they were asked for. `digits-refused`, `line-unreachable`, and what the sound room answers. */
  send(digits: string): Promise<Result<null>>
  stop(): void
}

interface DigitPorts {
  readonly session: Session
  readonly by: DigitsBy
  /** False: the far end takes none in its sound. */
  readonly inSound: (digits: string) => Promise<Result<boolean>>
  readonly server: string
}

/** The digits of one call. Nothing of them is kept or logged: they may be a card number or a code. */
export function openDigits({ session, by, inSound, server }: DigitPorts): DigitSender {
  let turn: Promise<unknown> = Promise.resolve()
  const stopped = new AbortController()

  async function send(digits: string): Promise<Result<null>> {
    if (by !== 'info') {
      const sent = await inSound(digits)
      if (!sent.ok) return sent
      if (sent.value) return ok()
      if (by === 'rfc4733') return failed('digits-refused', { reason: 'none were agreed on' })
    }
    return sendByInfo(digits)
  }

  async function sendByInfo(digits: string): Promise<Result<null>> {
    for (const digit of digits) {
      if (stopped.signal.aborted) return failed('move-refused')
      const sent = digit === ',' ? ok() : await informOf(digit)
      if (!sent.ok) return sent
      await passed(digit === ',' ? PAUSE_MS : DIGIT_MS + GAP_MS, stopped.signal)
    }
    return ok()
  }

  /** The form that Cisco made up and everybody took: there is no RFC for it. */
  function informOf(digit: string): Promise<Result<null>> {
    const { promise, resolve } = Promise.withResolvers<Result<null>>()
    const body = {
      contentDisposition: 'render',
      contentType: 'application/dtmf-relay',
      content: `Signal=${digit}\r\nDuration=${DIGIT_MS}\r\n`,
    }
    session
      .info({
        requestOptions: { body },
        requestDelegate: {
          onAccept: () => resolve(ok()),
          onReject({ message }) {
            const reason = `${message.statusCode} ${outsideName(message.reasonPhrase ?? '')}`
            resolve(
              isFromTheWire(message) ? failed('digits-refused', { reason }) : failed('line-unreachable', { server }),
            )
          },
        },
      })
      .catch(() => resolve(failed('move-refused')))
    return promise
  }

  return {
    send(digits) {
      const mine = turn.then(() => send(digits))
      turn = mine.catch(() => undefined)
      return mine
    },
    stop: () => stopped.abort(),
  }
}

function passed(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, ms)
    signal.addEventListener('abort', over)
  })
}
