import type { Handlers } from '../shared/contract/bridge.ts'
import { failed, ok, type Result } from '../shared/result.ts'
import { answerCall, declineCall, forwardCall, keepAnswering, setDoNotDisturb } from './call/answer-call.ts'
import { trustClockNow } from './cadence/doubt-clock.ts'
import { backupHandlers } from './backup/backup-handlers.ts'
import { assistantHandlers } from './cadence/assistant-handlers.ts'
import { checkOnLine } from './call/check-call.ts'
import { contactHandlers } from './contact/contact-handlers.ts'
import { correctContact } from './contact/correct-contact.ts'
import { creditCallback } from './call/credit-callback.ts'
import { dialContact } from './call/dial-contact.ts'
import { cancelQueuedDial } from './call/dial-queue.ts'
import { draftHandlers } from './contact/draft-handlers.ts'
import { dropRecording, takeBack } from './call/drop-recording.ts'
import { replay } from './call/hand-back.ts'
import { callerIdTestHandlers } from './line/caller-id-test/caller-id-test-handlers.ts'
import type { DeskSettings } from '../shared/contract/settings-bridge.ts'
import type { AppContext } from './app-context.ts'
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

/** One line for each request: what happens is said by the verb it names. */
export function openHandlers(app: AppContext): Handlers {
  const { desk, exchange } = app
  return {
    // A desk that is loaded again has no dialog open.
    'desk.open': () => (closeSoundCheck(app), ok(desk.state())),
    'contact.show': ({ contactId }) => found(desk.showContact(contactId)),
    'call.dial': (request) => dialContact(app, request),
    'call.dialNot': () => done(cancelQueuedDial(app)),
    'call.check': (request) => checkOnLine(app, request),
    'call.hangUp': ({ callId }) => done(exchange.hangUp(callId, 'rep')),
    'call.mute': (request) => muteCall(app, request),
    'call.drop': (request) => dropRecording(app, request),
    'call.replay': ({ callId }) => replay(app, callId),
    'call.takeBack': ({ callId }) => takeBack(app, callId),
    'line.use': (request) => useLine(app, request),
    'line.usePractice': () => usePracticeLine(app),
    'call.answer': ({ callId }) => answerCall(app, callId),
    'call.decline': ({ callId }) => declineCall(app, callId),
    'call.forward': (request) => forwardCall(app, request),
    'received.credit': (request) => creditCallback(app, request),
    'doNotDisturb.set': ({ on }) => setDoNotDisturb(app, on),
    'answering.save': (answering) => keepAnswering(app, answering),
    'practice.callMe': ({ contactId }) => letProspectCall(app, contactId),
    'doNotCall.add': (request) => addToDoNotCall(app, request),
    'doNotCall.asked': ({ callId }) => askedNotToBeCalled(app, callId),
    'doNotCall.undo': ({ entryId }) => undoDoNotCall(app, entryId),
    'contact.correct': (request) => correctContact(app, request),
    'complianceLog.show': (filter) => showComplianceLog(app, filter),
    'complianceLog.export': (filter) => saveComplianceLog(app, filter),
    'notice.dismiss': () => done(desk.notice(null)),
    ...lineHandlers(app),
    ...inCallHandlers(app),
    ...callerIdTestHandlers(app),
    ...listHandlers(app),
    ...screenerHandlers(app),
    ...assistantHandlers(app),
    ...soundHandlers(app),
    ...studioHandlers(app),
    ...importHandlers(app),
    ...contactHandlers(app),
    ...draftHandlers(app),
    ...backupHandlers(app),
    'window.setCompact': ({ compact }) => done(app.setCompact(compact)),
    'clock.trust': () => trustClockNow(app),
    'window.quit': () => done(app.quit()),
    'settings.choose': (settings) => chooseSettings(app, settings),
    'sidebar.fold': ({ folded }) => done(app.folds.set(folded)),
  }
}

function chooseSettings({ desk, settings, paint }: AppContext, chosen: DeskSettings): Result<null> {
  settings.set(chosen)
  paint(chosen.theme)
  desk.changed('settings')
  return ok()
}

function done(_: void): Result<null> {
  return ok()
}

function found<T>(value: T | null): Result<T> {
  return value === null ? failed('not-found') : ok(value)
}
