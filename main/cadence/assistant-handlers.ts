import type { RequestName } from '../../shared/contract/bridge.ts'
import type { cadenceRequests } from '../../shared/contract/cadence-bridge.ts'
import type { Result } from '../../shared/result.ts'
import { allDaysOff } from '../archive/days-off.ts'
import { guard } from '../archive/open.ts'
import type { Handlers } from '../handlers.ts'
import type { AppContext } from '../app-context.ts'
import { keepCadence, listCadences, showPreview } from './edit-cadences.ts'
import { endPromise, finishFollowUp, makePromise, reopenPromise, understandTime } from './keep-promises.ts'
import { pauseAll, resumeAll, understandPause } from './rest-cadences.ts'
import { enrolContact, pauseCadence, resumeCadence, stopCadence } from './run-cadence.ts'
import { sayOutcome } from './say-outcome.ts'
import { showInsights } from './show-insights.ts'
import { takeDaysOff, understandDaysOff, workAfterAll } from './take-days-off.ts'
import { undoOutcome } from './undo-outcome.ts'
import { writeNote } from './write-note.ts'

type CadenceRequest = RequestName & keyof typeof cadenceRequests

/** The assistant's lines of handlers.ts. */
export function assistantHandlers(app: AppContext): Pick<Handlers, CadenceRequest> {
  const { archive } = app
  const sources = () => ({ now: app.now(), random: app.random, newId: app.newId })
  const repsClock = () => ({ now: app.now(), timeZone: ownTimeZone() })
  const told = <T>(result: Result<T>): Result<T> => {
    if (result.ok) app.desk.archiveChanged()
    return result
  }
  return {
    'outcome.say': (saying) => told(sayOutcome(archive, saying, sources())),
    'outcome.undo': ({ attemptId }) => told(undoOutcome(archive, attemptId, sources())),
    'note.write': (wish) => told(writeNote(archive, wish, sources())),
    'promise.understand': (wish) => understandTime(archive, wish, app.now()),
    'promise.make': (wish) => told(makePromise(archive, wish, sources())),
    'promise.keep': ({ promiseId }) => told(endPromise(archive, promiseId, 'kept', sources())),
    'promise.withdraw': ({ promiseId }) => told(endPromise(archive, promiseId, 'withdrawn', sources())),
    'promise.reopen': ({ promiseId }) => told(reopenPromise(archive, promiseId, sources())),
    'followUp.finish': (wish) => told(finishFollowUp(archive, wish, sources())),
    'cadence.pauseAll': ({ until }) => told(pauseAll(archive, until, repsClock())),
    'cadence.resumeAll': () => told(resumeAll(archive)),
    'cadence.enrol': (wish) => told(enrolContact(archive, wish, sources())),
    'cadence.stop': (wish) => told(stopCadence(archive, wish, sources())),
    'cadence.pause': (wish) => told(pauseCadence(archive, wish, sources())),
    'cadence.resume': ({ contactId }) => told(resumeCadence(archive, contactId, sources())),
    'cadence.list': () => listCadences(archive),
    'cadence.save': (wish) => told(keepCadence(archive, wish)),
    'cadence.preview': (wish) => showPreview(archive, wish, app.now()),
    'cadence.understandPause': ({ until }) => understandPause(until, repsClock()),
    'daysOff.open': () => guard(() => allDaysOff(archive)),
    'daysOff.understand': (wish) => understandDaysOff(archive, wish, repsClock()),
    'daysOff.add': async (wish) => told(await takeDaysOff(archive, wish, sources, ownTimeZone())),
    'daysOff.remove': async ({ daysOffId }) => told(await workAfterAll(archive, daysOffId, sources)),
    'insights.show': () => showInsights(archive),
  }
}

/** Where the rep is: "pause all until Monday" is their Monday. */
function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
