import type { RequestName, Handlers } from '../../shared/contract/bridge.ts'
import type { cadenceRequests } from '../../shared/contract/cadence-bridge.ts'
import type { Result } from '../../shared/result.ts'
import { allDaysOff } from '../archive/days-off.ts'
import { guard } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'
import { keepHours } from './keep-hours.ts'
import { chooseDefault, keepCadence, listCadences, showPreview } from './edit-cadences.ts'
import { endPromise, finishFollowUp, makePromise, reopenPromise, understandTime } from './keep-promises.ts'
import { pauseAll, resumeAll, understandPause } from './pause-cadences.ts'
import { enrolMany, unenrolMany } from './enrol-many.ts'
import { forecastCadence, keepPlanning, showFeasibility, showHolidays, showPlanning, strikeOut } from './plan-week.ts'
import { repsClock } from './reps-clock.ts'
import { enrolContact, goOnWithCadence, pauseCadence, resumeCadence, stopCadence } from './run-cadence.ts'
import { recordOutcome } from './record-outcome.ts'
import { recordReceivedOutcome, undoReceivedOutcome } from './record-received-outcome.ts'
import { showInsights } from './show-insights.ts'
import { takeDaysOff, understandDaysOff, workAfterAll } from './take-days-off.ts'
import { undoOutcome } from './undo-outcome.ts'
import { writeNote } from './write-note.ts'

type CadenceRequest = RequestName & keyof typeof cadenceRequests

/** The assistant's lines of handlers.ts. */
export function assistantHandlers(app: AppContext): Pick<Handlers, CadenceRequest> {
  const { archive } = app
  const sources = () => ({ now: app.now(), random: app.random, newId: app.newId })
  const clock = () => repsClock(app.now())
  const told = <T>(result: Result<T>): Result<T> => {
    if (result.ok) app.desk.archiveChanged()
    return result
  }
  return {
    'outcome.say': (entry) => told(recordOutcome(archive, entry, sources())),
    'outcome.undo': ({ attemptId }) => told(undoOutcome(archive, attemptId, sources())),
    'received.say': (entry) => told(recordReceivedOutcome(archive, entry, sources())),
    'received.unsay': ({ callId }) => told(undoReceivedOutcome(archive, callId, sources())),
    'note.write': (request) => told(writeNote(archive, request, sources())),
    'promise.understand': (request) => understandTime(archive, request, app.now()),
    'promise.make': (request) => told(makePromise(archive, request, sources())),
    'promise.keep': ({ promiseId }) => told(endPromise(archive, promiseId, 'kept', sources())),
    'promise.withdraw': ({ promiseId }) => told(endPromise(archive, promiseId, 'withdrawn', sources())),
    'promise.reopen': ({ promiseId }) => told(reopenPromise(archive, promiseId, sources())),
    'followUp.finish': (request) => told(finishFollowUp(archive, request, sources())),
    'cadence.pauseAll': ({ until }) => told(pauseAll(archive, until, clock())),
    'cadence.resumeAll': () => told(resumeAll(archive, app.now())),
    'cadence.enrol': (request) => told(enrolContact(archive, request, sources())),
    'cadence.stop': (request) => told(stopCadence(archive, request, sources())),
    'cadence.goOn': ({ contactId }) => told(goOnWithCadence(archive, contactId, sources())),
    'cadence.pause': (request) => told(pauseCadence(archive, request, sources())),
    'cadence.resume': ({ contactId }) => told(resumeCadence(archive, contactId, sources())),
    'cadence.list': () => listCadences(archive),
    'cadence.save': (request) => told(keepCadence(archive, request)),
    'cadence.makeDefault': (request) => told(chooseDefault(archive, request)),
    'cadence.preview': (request) => showPreview(archive, request, app.now()),
    'cadence.understandPause': ({ until }) => understandPause(until, clock()),
    'daysOff.open': () => guard(() => allDaysOff(archive)),
    'daysOff.understand': (request) => understandDaysOff(archive, request, clock()),
    'daysOff.add': async (request) => told(await takeDaysOff(archive, request, sources, clock().timeZone)),
    'daysOff.remove': async ({ daysOffId }) => told(await workAfterAll(archive, daysOffId, sources)),
    'planning.open': () => showPlanning(archive, clock()),
    'planning.save': async ({ planning }) => {
      const kept = keepPlanning(archive, planning, clock())
      const moved = kept.ok ? await keepHours(archive, sources) : kept
      return told(moved.ok ? kept : moved)
    },
    'holidays.open': () => showHolidays(archive, clock()),
    'holidays.strike': async (strike) => {
      const struck = strikeOut(archive, strike, clock())
      const moved = struck.ok ? await keepHours(archive, sources) : struck
      return told(moved.ok ? struck : moved)
    },
    'cadence.forecast': (request) => forecastCadence(archive, request, clock()),
    'cadence.feasible': (request) => showFeasibility(archive, request, clock()),
    'cadence.enrolMany': async (request) => told(await enrolMany(archive, request, sources)),
    'cadence.unenrolMany': async (request) => told(await unenrolMany(archive, request, sources)),
    'insights.show': () => showInsights(archive),
  }
}
