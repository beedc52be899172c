import type { Call } from '../../shared/contract/call.ts'
import { dialledOn } from '../../shared/line/dial-format.ts'
import { refusalInWords } from '../../shared/number/number-refusals.ts'
import { readNumber } from '../../shared/number/read-number.ts'
import type { CallId } from '../../shared/ids.ts'
import type { TransferTarget } from '../../shared/contract/in-call-bridge.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { contactName } from '../archive/contacts.ts'
import { letWait, resume } from './hold-call.ts'
import type { AppContext } from '../app-context.ts'
import { countryOf } from '../line/line-country.ts'

/**
 * Sends somebody on, to a number or to whoever the rep has asked in another call. They wait until it is known what came of
 * it (RFC 5589 6.1); where it fails every call is as it was before.
 */
export async function transferCall(
  app: Pick<AppContext, 'archive' | 'calls' | 'exchange' | 'region' | 'sound'>,
  { callId, to }: { callId: CallId; to: TransferTarget },
): Promise<Result<null>> {
  const { calls, exchange } = app
  const call = calls.byId(callId)
  if (!call) return failed('not-found')
  if (call.mergedWith || call.transfer) return failed('move-refused')
  const target = targetOf(app, to)
  if (!target.ok) return target
  const { name, send } = target.value
  if (!calls.move(callId, { kind: 'transferAsked', to: name })) return failed('move-refused')
  // Where they do not agree to wait, the rep is muted all the same.
  const waited = call.holding ? ok() : await letWait(app, call)
  const sent = await send(exchange, callId)
  if (sent.ok) return sent
  calls.move(callId, { kind: 'transferAsked', to: null })
  if (!call.holding && waited.ok) await resume(app, callId)
  return sent
}

interface Target {
  readonly name: string
  send(exchange: AppContext['exchange'], callId: CallId): Promise<Result<null>>
}

function targetOf(
  app: Pick<AppContext, 'archive' | 'calls' | 'exchange' | 'region'>,
  to: TransferTarget,
): Result<Target> {
  if (to.kind === 'call') {
    const asked = app.calls.byId(to.callId)
    if (!asked || !canTakeOver(asked)) return failed('move-refused')
    const { name } = contactName(app.archive, asked.contactId)
    return ok({ name, send: (exchange, callId) => exchange.transferTo(callId, asked.callId) })
  }
  const read = readNumber(to.number, { country: countryOf(app) })
  if (read.kind === 'refused') return failed('number-refused', { number: to.number, reason: refusalInWords(read) })
  const { number, shown, keys } = read
  // Nobody would be there to press the keys.
  if (keys) return failed('transfer-refused', { number: shown, reason: 'an extension cannot be sent along' })
  return ok({ name: to.name ?? shown, send: (exchange, callId) => exchange.transfer(callId, onLine(app, number)) })
}

function canTakeOver({ phase, drop, mergedWith, transfer }: Call): boolean {
  return phase === 'talking' && !drop && !mergedWith && !transfer
}

/** As the line in use wants it. */
function onLine({ exchange }: Pick<AppContext, 'exchange'>, number: string): string {
  const { line } = exchange.lineState()
  return line ? dialledOn(number, line) : number
}
