import type { Outcome } from '../../shared/call/outcome.ts'
import type { DialledCall } from '../../shared/call/new-call.ts'
import { outcomeOf } from '../../shared/call/outcome.ts'
import { ok, type Result } from '../../shared/result.ts'
import { attemptById, closeAttempt } from '../archive/attempts.ts'
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
  return transact(db, () => {
    const outcome = outcomeIn(db, call)
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

/**
 * What the call came to, with what only its row knows: that a message had begun before the rep took the call back. With
 * nobody there it was stopped, and is no talk.
 */
function outcomeIn(db: Archive, call: DialledCall): Outcome {
  const outcome = outcomeOf(call)
  const isAlone = call.drop === null && call.personAnsweredAt === null && call.conversationAt === null
  if (!isAlone || (outcome !== 'answered' && outcome !== 'voicemail-nothing-left')) return outcome
  return (attemptById(db, call.attemptId)?.playedMs ?? 0) > 0 ? 'voicemail-stopped' : outcome
}
