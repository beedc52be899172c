import type { CallId } from '../../shared/ids.ts'
import type { Answering } from '../../shared/contract/incoming-bridge.ts'
import { dialledOn } from '../../shared/line/dial-format.ts'
import { countryOf } from '../line/line-country.ts'
import { readPhoneNumber } from '../../shared/number/phone-number.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { guard } from '../archive/open.ts'
import { answeringOf, saveAnswering } from '../archive/received-calls.ts'
import { holdCall, letOthersWait } from './hold-call.ts'
import type { AppContext } from '../app-context.ts'
import { ring } from '../audio/ring.ts'

/**
 * Answers a call that rings here. Whoever the rep talks to waits first, with the microphone closed before anything else;
 * messages that are being left go on. Where the answer fails, the rep is back with whom they talked to.
 */
export async function answerCall(
  app: Pick<AppContext, 'calls' | 'desk' | 'exchange' | 'sound'>,
  callId: CallId,
): Promise<Result<null>> {
  const { calls, desk, exchange } = app
  const call = calls.byId(callId)
  if (!call) return failed('not-found')
  if (call.phase !== 'incoming') return failed('move-refused')
  const waits = letOthersWait(app)
  if (!waits.ok) return waits
  desk.showContact(call.contactId)
  const answered = await exchange.answer(callId)
  if (!answered.ok && waits.value) void holdCall(app, { callId: waits.value, held: false })
  return answered
}

export function declineCall({ calls, exchange }: Pick<AppContext, 'calls' | 'exchange'>, callId: CallId): Result<null> {
  const call = calls.byId(callId)
  if (!call) return failed('not-found')
  if (call.phase !== 'incoming') return failed('move-refused')
  exchange.hangUp(callId, 'rep')
  return ok()
}

/** Sends the caller on; the number is offered the next time. */
export function forwardCall(
  app: Pick<AppContext, 'archive' | 'calls' | 'exchange' | 'region'>,
  { callId, number }: { callId: CallId; number: string },
): Result<null> {
  const { archive, calls, exchange } = app
  const call = calls.byId(callId)
  if (!call) return failed('not-found')
  const forwarded = exchange.forward(callId, dialledAs(app, number))
  if (!forwarded.ok) return forwarded
  const answering = answeringOf(archive, call.lineId)
  return guard(() => (saveAnswering(archive, call.lineId, { ...answering, forwardTo: number }), null))
}

/** Callers are turned away until it is said again; what rings already rings on unheard. */
export function setDoNotDisturb(app: AppContext, on: boolean): Result<null> {
  app.quiet.on = on
  app.exchange.doNotDisturb(on)
  ring(app)
  return ok()
}

export function keepAnswering(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange'>,
  answering: Answering,
): Result<null> {
  const { archive, desk, exchange } = app
  const { line } = exchange.lineState()
  if (!line) return failed('line-none')
  if (answering.forwardTo !== '' && !readPhoneNumber(answering.forwardTo) && !answering.forwardTo.includes('@')) {
    return failed('number-unusable', { number: answering.forwardTo })
  }
  const saved = guard(() => (saveAnswering(archive, line.lineId, answering), null))
  if (saved.ok) desk.changed('incoming')
  return saved
}

function dialledAs(app: Pick<AppContext, 'exchange' | 'region'>, number: string): string {
  if (number.includes('@')) return number
  const { line } = app.exchange.lineState()
  const read = readPhoneNumber(number, countryOf(app))?.number ?? number
  return line ? dialledOn(read, line) : read
}
