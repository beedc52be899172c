import type { RequestInput, RequestName, RequestOutput } from '../shared/contract/bridge.ts'
import { failed, ok, type Result } from '../shared/result.ts'
import { answerCall, declineCall, forwardCall, keepAnswering, setDoNotDisturb } from './call/answer-call.ts'
import { assistantHandlers } from './cadence/assistant-handlers.ts'
import { checkOnLine } from './call/check-call.ts'
import { contactHandlers } from './contact/contact-handlers.ts'
import { correctContact } from './contact/correct-contact.ts'
import { dialContact } from './call/dial-contact.ts'
import { cancelQueuedDial } from './call/dial-queue.ts'
import { draftHandlers } from './contact/draft-handlers.ts'
import { dropRecording, takeBack } from './call/drop-recording.ts'
import { hideTrialHandlers } from './line/caller-id-test/hide-trial-handlers.ts'
import type { House } from './app-context.ts'
import { importHandlers } from './import/import-handlers.ts'
import { addToDoNotCall, askedNotToBeCalled, undoDoNotCall } from './compliance/do-not-call-list.ts'
import { inCallHandlers } from './call/in-call-handlers.ts'
import { muteCall } from './call/mute-call.ts'
import { listHandlers } from './compliance/national-list/list-handlers.ts'
import { saveComplianceLog, showComplianceLog } from './compliance/show-compliance-log.ts'
import { screenerHandlers } from './audio/screeners/screener-handlers.ts'
import { closeSoundCheck } from './audio/sound-choice.ts'
import { soundHandlers } from './audio/sound-handlers.ts'
import { studioHandlers } from './studio/studio-handlers.ts'
import { lineHandlers } from './line/line-handlers.ts'
import { letProspectCall } from './practice/simulate-incoming-call.ts'
import { useLine, usePracticeLine } from './line/use-line.ts'

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
