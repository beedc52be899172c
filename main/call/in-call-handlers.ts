import type { RequestName, Handlers } from '../../shared/contract/bridge.ts'
import type { inCallRequests } from '../../shared/contract/in-call-bridge.ts'
import { pressWaitingKeys } from './press-keys.ts'
import { contactOfWritten, findNumbers, lastNumber, readNumber } from './dialled-by-hand.ts'
import { holdCall } from './hold-call.ts'
import type { AppContext } from '../app-context.ts'
import { mergeCalls, splitCalls } from './merge-calls.ts'
import { transferCall } from './transfer-call.ts'

type InCallRequest = RequestName & keyof typeof inCallRequests

/** The lines of handlers.ts for what one can do in a call, and for the number that is dialled by hand. */
export function inCallHandlers(app: AppContext): Pick<Handlers, InCallRequest> {
  return {
    'call.hold': (request) => holdCall(app, request),
    'call.sendDigits': ({ callId, digits }) => app.exchange.sendDigits(callId, digits),
    'call.transfer': (request) => transferCall(app, request),
    'call.merge': (request) => mergeCalls(app, request),
    'call.split': (request) => splitCalls(app, request),
    'number.read': ({ written }) => readNumber(app, written),
    'number.last': () => lastNumber(app),
    'call.pressWaiting': ({ callId }) => pressWaitingKeys(app, callId),
    'number.contact': (input) => contactOfWritten(app, input),
    'number.find': ({ part }) => findNumbers(app, part),
  }
}
