import type { PlanAnswer } from '../../shared/contract/cadence-bridge.ts'
import type { Beginning } from '../../shared/contract/planning.ts'
import { drawSide, type Stop } from '../../shared/cadence/cadence.ts'
import type { CadenceId, ContactId, EnrolmentId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { When } from '../../shared/contract/rep-outcome.ts'
import { cadenceById, hasCadence } from '../archive/cadences.ts'
import { contactName, hasContact } from '../archive/contacts.ts'
import {
  enrol,
  enrolmentOf,
  pauseEnrolment,
  resumeEnrolment,
  stopEnrolment,
  type Enrolment,
} from '../archive/enrolments.ts'
import { transact, type Archive } from '../archive/open.ts'
import { planNext, type Plan, type Sources } from './plan-next.ts'
import { readTime, untilThen } from './keep-promises.ts'
import { contactsClock } from './reps-clock.ts'

/** Puts a contact on a cadence and plans its first step. Fails with `not-found`, `already-enrolled`. */
export function enrolContact(
  db: Archive,
  { contactId, cadenceId }: { contactId: ContactId; cadenceId: CadenceId },
  sources: Sources,
): Result<PlanAnswer> {
  return transact(db, () => {
    if (!hasContact(db, contactId) || !hasCadence(db, cadenceId)) return failed('not-found')
    if (running(db, contactId)) return failed('already-enrolled', { name: contactName(db, contactId).name })
    return ok({ outcome: null, ...putOnCadence(db, contactId, cadenceId, sources) })
  })
}

/** For a contact that is on none; for use inside a transaction. */
export function putOnCadence(
  db: Archive,
  contactId: ContactId,
  cadenceId: CadenceId,
  sources: Sources,
  beginning: Beginning = 'spread',
): Plan {
  const side = drawSide(cadenceById(db, cadenceId).cadence, sources.random)
  const enrolmentId = sources.newId() as EnrolmentId
  enrol(db, { enrolmentId, contactId, cadenceId, side, startedAt: sources.now })
  return planNext(db, contactId, { kind: 'changed', beginning }, sources)
}

const stopWords = {
  won: 'Won.',
  lost: 'Lost.',
  'said-no': 'They said no.',
  'wrong-number': 'A wrong number.',
  rep: 'You stopped it.',
} as const satisfies Partial<Record<Stop['reason'], string>>

/** Ends what runs for a contact; what was promised stays. Fails with `not-found`. */
export function stopCadence(
  db: Archive,
  { contactId, reason }: { contactId: ContactId; reason: keyof typeof stopWords },
  sources: Sources,
): Result<null> {
  return onRunning(db, contactId, sources, ({ enrolmentId }) => {
    stopEnrolment(db, enrolmentId, { at: sources.now, stop: { reason, why: stopWords[reason] } })
    return ok()
  })
}

/** What the rep stopped by hand goes on where it was. Fails with `not-found`, `already-enrolled`. */
export function goOnWithCadence(db: Archive, contactId: ContactId, sources: Sources): Result<PlanAnswer> {
  return transact(db, () => {
    const enrolment = enrolmentOf(db, contactId)
    if (!enrolment) return failed('not-found')
    const { stopped } = enrolment
    if (!stopped) return failed('already-enrolled', { name: contactName(db, contactId).name })
    resumeEnrolment(db, contactId, { at: stopped.at, reason: stopped.reason as Stop['reason'] })
    return ok({ outcome: null, ...planNext(db, contactId, { kind: 'changed' }, sources) })
  })
}

/** Pauses it, until then or until it is resumed. Fails with `not-found`, `time-not-understood`. */
export function pauseCadence(
  db: Archive,
  { contactId, until }: { contactId: ContactId; until: When | null },
  sources: Sources,
): Result<null> {
  return onRunning(db, contactId, sources, ({ enrolmentId }) => {
    const time = until && readTime(untilThen(until), contactsClock(db, contactId, sources.now))
    if (time && !time.ok) return time
    pauseEnrolment(db, enrolmentId, { at: sources.now, until: time ? time.value.dueAt : null }, sources.now)
    return ok()
  })
}

export function resumeCadence(db: Archive, contactId: ContactId, sources: Sources): Result<null> {
  return onRunning(db, contactId, sources, ({ enrolmentId }) => {
    pauseEnrolment(db, enrolmentId, null, sources.now)
    return ok()
  })
}

function running(db: Archive, contactId: ContactId): Enrolment | null {
  const enrolment = enrolmentOf(db, contactId)
  return enrolment && !enrolment.stopped ? enrolment : null
}

/** Changes the enrolment that runs and decides anew what is next, in one transaction. */
function onRunning(
  db: Archive,
  contactId: ContactId,
  sources: Sources,
  change: (enrolment: Enrolment) => Result<null>,
): Result<null> {
  return transact(db, () => {
    const enrolment = running(db, contactId)
    if (!enrolment) return failed('not-found')
    const done = change(enrolment)
    if (done.ok) planNext(db, contactId, { kind: 'changed' }, sources)
    return done
  })
}
