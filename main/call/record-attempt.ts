import type { Outcome } from '../../shared/call/attempt.ts'
import type { DialledCall } from '../../shared/call/call.ts'
import { outcomeOf } from '../../shared/call/outcome.ts'
import { ok, type Result } from '../../shared/result.ts'
import { closeAttempt } from '../archive/attempts.ts'
import { nextFollowUpOf } from '../archive/follow-ups.ts'
import { transact, type Archive } from '../archive/open.ts'
import { pendingOutcome } from '../archive/outcomes.ts'
import { settleOutcome } from '../cadence/record-outcome.ts'
import { planNext, type Plan, type Sources } from '../cadence/plan-next.ts'

/**
 * A call has ended: its outcome, the end of its attempt, the next follow-up or the end of the cadence, in one
 * transaction, the same for every ending; what the rep has said of it while it was up outdoes what it did. A call that was recorded before changes nothing.
 *
 * Fails with `archive-full` or `archive-failed`; nothing was written then, and it can be called again.
 */
export function recordAttempt(
  db: Archive,
  call: DialledCall,
  sources: Sources,
): Result<Plan & { readonly outcome: Outcome }> {
  const outcome = outcomeOf(call)
  return transact(db, () => {
    if (!closeAttempt(db, call, outcome)) {
      return ok({ outcome, next: nextFollowUpOf(db, call.contactId), stopped: null })
    }
    const occasion = { kind: 'attempt', attemptId: call.attemptId, outcome } as const
    const plan = planNext(db, call.contactId, occasion, sources)
    const entry = pendingOutcome(db, call.attemptId)
    if (!entry) return ok({ outcome, ...plan })
    const recorded = settleOutcome(db, entry, sources)
    return ok(recorded.ok ? { ...recorded.value, outcome: recorded.value.outcome ?? outcome } : { outcome, ...plan })
  })
}
