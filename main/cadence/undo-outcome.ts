import type { PlanAnswer } from '../../shared/contract/cadence-bridge.ts'
import type { AttemptId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { attemptById } from '../archive/attempts.ts'
import { nextFollowUpOf } from '../archive/follow-ups.ts'
import { transact, type Archive } from '../archive/open.ts'
import { lastOutcomeChange, markUndone, plansOf, restorePlans, type Before } from '../archive/outcome-changes.ts'
import { forgetAppointment, forgetMessagePromise, messagePromiseOf } from '../archive/promises.ts'
import { attemptedNumber, correctOutcome, keepPendingOutcome } from '../archive/outcomes.ts'
import { planNext, type Sources } from './plan-next.ts'

/**
 * Takes back what the rep said last of a call: outcome, follow-up, enrolment, promises and the do-not-call list are as
 * they were, in one transaction; notes stay. Where something has happened since (another try, a promise), that stands and
 * what is next is decided anew.
 *
 * Fails with `nothing-to-undo`, `archive-*`.
 */
export function undoOutcome(db: Archive, attemptId: AttemptId, sources: Sources): Result<PlanAnswer> {
  return transact(db, () => undo(db, attemptId, sources))
}

function undo(db: Archive, attemptId: AttemptId, sources: Sources): Result<PlanAnswer> {
  const attempted = attemptedNumber(db, attemptId)
  if (!attempted) return failed('nothing-to-undo')
  const { contactId } = attempted
  if (attemptById(db, attemptId)?.outcome === null) {
    if (!keepPendingOutcome(db, attemptId, null)) return failed('nothing-to-undo')
    return ok({ outcome: null, next: nextFollowUpOf(db, contactId), stopped: null })
  }
  const change = lastOutcomeChange(db, attemptId)
  if (!change) return failed('nothing-to-undo')
  if (change.became === 'appointment') forgetAppointment(db, attemptId)
  const promised = messagePromiseOf(db, attemptId)
  if (promised && !change.before.promises.some(({ promiseId }) => promiseId === promised.promiseId)) {
    forgetMessagePromise(db, attemptId)
  }
  const now = plansOf(db, contactId)
  correctOutcome(db, attemptId, change.was)
  markUndone(db, change.changeId, sources.now)
  const moved = hasMovedOn(change.before, now)
  restorePlans(db, contactId, change.before, { at: sources.now, plans: !moved })
  if (!moved) return ok({ outcome: change.was, next: nextFollowUpOf(db, contactId), stopped: null })
  const plan = planNext(db, contactId, { kind: 'attempt', attemptId, outcome: change.was, anew: true }, sources)
  return ok({ outcome: change.was, ...plan })
}

/** Has something happened to the contact that is not this outcome's doing? */
export function hasMovedOn(before: Before, now: Before): boolean {
  const known = before.promises.map(({ promiseId }) => promiseId)
  return (
    now.attempts !== before.attempts ||
    now.callbacks !== before.callbacks ||
    now.enrolment?.enrolmentId !== before.enrolment?.enrolmentId ||
    now.enrolment?.pausedAt !== before.enrolment?.pausedAt ||
    now.finished !== before.finished ||
    now.promises.some(({ promiseId }) => !known.includes(promiseId))
  )
}
