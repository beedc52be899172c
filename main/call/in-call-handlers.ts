import type { RequestName } from '../../shared/contract/bridge.ts'
import type { inCallRequests } from '../../shared/contract/in-call-bridge.ts'
import { contactOfWritten, findNumbers, lastNumber, readNumber } from './dialled-by-hand.ts'
import type { Handlers } from '../handlers.ts'
import { holdCall } from './hold-call.ts'
import type { House } from '../app-context.ts'
import { mergeCalls, splitCalls } from './merge-calls.ts'
import { transferCall } from './transfer-call.ts'

type InCallRequest = RequestName & keyof typeof inCallRequests

/** The lines of handlers.ts for what one can do in a call, and for the number that is dialled by hand. */
export function inCallHandlers(house: House): Pick<Handlers, InCallRequest> {
  return {
    'call.hold': (wish) => holdCall(house, wish),
    'call.sendDigits': ({ callId, digits }) => house.exchange.sendDigits(callId, digits),
    'call.transfer': (wish) => transferCall(house, wish),
    'call.merge': (wish) => mergeCalls(house, wish),
    'call.split': (wish) => splitCalls(house, wish),
    'number.read': ({ written }) => readNumber(house, written),
    'number.last': () => lastNumber(house),
    'number.contact': ({ written }) => contactOfWritten(house, written),
    'number.find': ({ part }) => findNumbers(house, part),
  }
}
