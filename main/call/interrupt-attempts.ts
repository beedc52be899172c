import { ok, type Result } from '../../shared/result.ts'
import { endUnseen, interruptAttempt, openAttempts, type OpenAttempt } from '../archive/attempts.ts'
import { transact, type Archive } from '../archive/open.ts'
import { pendingOutcome } from '../archive/outcomes.ts'
import { settleOutcome } from '../cadence/record-outcome.ts'
import { planNext, type Sources } from '../cadence/plan-next.ts'

/**
 * At start-up: an attempt that is still open belongs to a call that Afterbeep did not survive. It becomes
 * `interrupted`, and its contact is offered again soon, unless the rep had said how it ended: that holds. Answers what
 * was interrupted.
 */
export function interruptAttempts(db: Archive, sources: Sources): Result<OpenAttempt[]> {
  return transact(db, () => {
    const interrupted = openAttempts(db)
    for (const { attemptId, contactId } of interrupted) {
      interruptAttempt(db, attemptId)
      planNext(db, contactId, { kind: 'attempt', attemptId, outcome: 'interrupted' }, sources)
      const entry = pendingOutcome(db, attemptId)
      if (!entry) continue
      endUnseen(db, attemptId)
      settleOutcome(db, entry, sources)
    }
    return ok(interrupted)
  })
}
