import type { CallMove } from '../../shared/call/call-move.ts'
import { callIdSchema } from '../../shared/ids.ts'
import { isSupportedCountry } from 'libphonenumber-js/max'
import { dialledOn } from '../../shared/line/dial-format.ts'
import { readPhoneNumber } from '../../shared/number/phone-number.ts'
import { isEmergencyNumber } from '../../shared/number/emergency-numbers.ts'
import { sentenceFor } from '../../shared/trouble-sentences.ts'
import { openExchange } from '../exchange/exchange.ts'
import { atMost } from '../exchange/later.ts'
import { failedStep, passed, type StepResult } from '../exchange/line-diagnosis/step.ts'
import type { DiagnosedAccount } from '../exchange/line-diagnosis/diagnose-account.ts'
import type { AppContext } from '../app-context.ts'

const REGISTER_MS = 10_000
const ANSWER_MS = 30_000
/** Long enough to hear oneself, and for a hundred packets. */
const LISTEN_MS = 3_000
const FEWEST_PACKETS = 25

/**
 * Calls a number that plays back what it hears, over the line that is diagnosed, and counts what comes back. It is no
 * attempt: nobody is called. The line registers beside the one in use for as long as that takes.
 */
export async function callEcho(
  app: Pick<AppContext, 'newId' | 'now' | 'sound' | 'userAgent'>,
  account: DiagnosedAccount,
  number: string,
  signal: AbortSignal,
): Promise<StepResult<null>> {
  const { line, password } = account
  if (isEmergencyNumber(number, line.region)) return failedStep('media-emergency', { number })
  const country = isSupportedCountry(line.region) ? line.region : undefined
  const callId = callIdSchema.parse(app.newId())
  const registered = Promise.withResolvers<void>()
  /** Why it was not; null: it was. */
  const answered = Promise.withResolvers<string | null>()
  const stopped = Promise.withResolvers<null>()
  const stop = () => stopped.resolve(null)
  signal.addEventListener('abort', stop)
  const exchange = openExchange({
    media: app.sound.media,
    now: app.now,
    userAgent: app.userAgent,
    reports: {
      lineChanged: ({ state }) => void (state === 'registered' && registered.resolve()),
      callMoved(_, move) {
        if (move.kind === 'answered') answered.resolve(null)
        if (move.kind === 'ended') answered.resolve(whyEnded(move))
      },
    },
  })
  try {
    exchange.setLine({ ...account, password: password ?? '' })
    await atMost(REGISTER_MS, Promise.race([registered.promise, stopped.promise]))
    const presentation = {
      // As it would be dialled: what the line wants before its numbers is tried along with it.
      target: dialledOn(readPhoneNumber(number, country)?.number ?? number, line),
      from: 'own' as const,
      headers: [],
      asksFor: { kind: 'shown' as const },
      askedBy: '',
      emergency: false,
    }
    const dialled = exchange.dial({ callId, number, presentation })
    if (!dialled.ok) return failedStep('media-not-answered', { number, reason: sentenceFor(dialled.trouble) })
    let why: string | null = 'nobody answered'
    const outcome = Promise.race([answered.promise, stopped.promise]).then((ended) => (why = ended))
    await atMost(ANSWER_MS, outcome)
    if (why !== null) return failedStep('media-not-answered', { number, reason: why })
    await atMost(LISTEN_MS, stopped.promise)
    const counted = await app.sound.command('peer.count', { callId })
    if (!counted.ok) return failedStep('ice-failed', { reason: sentenceFor(counted.trouble) })
    const { sent, received, codec } = counted.value
    const about = { number, codec, sent: String(sent), received: String(received) }
    return received >= FEWEST_PACKETS ? passed(null, 'media-heard', about) : failedStep('media-one-way', about)
  } finally {
    signal.removeEventListener('abort', stop)
    await exchange.close()
  }
}

function whyEnded({ sipStatus, sipReason, trouble }: Extract<CallMove, { kind: 'ended' }>): string {
  if (trouble) return sentenceFor(trouble)
  return sipStatus === undefined ? 'it ended' : `${sipStatus} ${sipReason ?? ''}`.trim()
}
