import type { RequestInput, RequestName, RequestOutput } from '../shared/bridge.ts'
import { failed, ok, type Result } from '../shared/result.ts'
import { answerCall, declineCall, forwardCall, keepAnswering, setDoNotDisturb } from './answer-call.ts'
import { assistantHandlers } from './assistant/assistant-handlers.ts'
import { checkOnLine } from './check-call.ts'
import { contactHandlers } from './contacts/contact-handlers.ts'
import { correctContact } from './correct-contact.ts'
import { dialContact } from './dial-contact.ts'
import { cancelQueuedDial } from './dial-queue.ts'
import { draftHandlers } from './draft-handlers.ts'
import { dropRecording, takeBack } from './drop-recording.ts'
import { hideTrialHandlers } from './hide-trial/hide-trial-handlers.ts'
import type { House } from './house.ts'
import { importHandlers } from './import/import-handlers.ts'
import { addToDoNotCall, askedNotToBeCalled, undoDoNotCall } from './keep-do-not-call.ts'
import { inCallHandlers } from './in-call-handlers.ts'
import { muteCall } from './mute-call.ts'
import { listHandlers } from './national-list/list-handlers.ts'
import { saveComplianceLog, showComplianceLog } from './show-compliance-log.ts'
import { screenerHandlers } from './screeners/screener-handlers.ts'
import { closeSoundCheck } from './sound-choice.ts'
import { soundHandlers } from './sound-handlers.ts'
import { studioHandlers } from './studio/studio-handlers.ts'
import { lineHandlers } from './line-handlers.ts'
import { letProspectCall } from './let-prospect-call.ts'
import { useLine, usePracticeLine } from './use-line.ts'

/** How each request of the desk is answered. */
export type Handlers = {
  [K in RequestName]: (input: RequestInput<K>) => Result<RequestOutput<K>> | Promise<Result<RequestOutput<K>>>
}

/** One line for each request: what happens is said by the verb it names. */
export function openHandlers(house: House): Handlers {
  const { desk, exchange } = house
  return {
    // A desk that is loaded again has no dialog open.
    'desk.open': () => (closeSoundCheck(house), ok(desk.state())),
    'contact.show': ({ contactId }) => found(desk.showContact(contactId)),
    'call.dial': (wish) => dialContact(house, wish),
    'call.dialNot': () => done(cancelQueuedDial(house)),
    'call.check': (wish) => checkOnLine(house, wish),
    'call.hangUp': ({ callId }) => done(exchange.hangUp(callId, 'rep')),
    'call.mute': (wish) => muteCall(house, wish),
    'call.drop': (wish) => dropRecording(house, wish),
    'call.takeBack': ({ callId }) => takeBack(house, callId),
    'line.use': (wish) => useLine(house, wish),
    'line.usePractice': () => usePracticeLine(house),
    'call.answer': ({ callId }) => answerCall(house, callId),
    'call.decline': ({ callId }) => declineCall(house, callId),
    'call.forward': (wish) => forwardCall(house, wish),
    'doNotDisturb.set': ({ on }) => setDoNotDisturb(house, on),
    'answering.save': (answering) => keepAnswering(house, answering),
    'practice.callMe': ({ contactId }) => letProspectCall(house, contactId),
    'doNotCall.add': (wish) => addToDoNotCall(house, wish),
    'doNotCall.asked': ({ callId }) => askedNotToBeCalled(house, callId),
    'doNotCall.undo': ({ entryId }) => undoDoNotCall(house, entryId),
    'contact.correct': (wish) => correctContact(house, wish),
    'complianceLog.show': (filter) => showComplianceLog(house, filter),
    'complianceLog.export': (filter) => saveComplianceLog(house, filter),
    'notice.dismiss': () => done(desk.notice(null)),
    ...lineHandlers(house),
    ...inCallHandlers(house),
    ...hideTrialHandlers(house),
    ...listHandlers(house),
    ...screenerHandlers(house),
    ...assistantHandlers(house),
    ...soundHandlers(house),
    ...studioHandlers(house),
    ...importHandlers(house),
    ...contactHandlers(house),
    ...draftHandlers(house),
    'window.setCompact': ({ compact }) => done(house.setCompact(compact)),
  }
}

function done(_: void): Result<null> {
  return ok()
}

function found<T>(value: T | null): Result<T> {
  return value === null ? failed('not-found') : ok(value)
}
