import type { Call } from '../../shared/contract/call.ts'
import { receivedOutcomeOf } from '../../shared/call/received-outcome.ts'
import { ok, type Result } from '../../shared/result.ts'
import { transact, type Archive } from '../archive/open.ts'
import { closeReceived, interruptReceived, noteReceived, openReceived } from '../archive/received-calls.ts'
import { settleReceived } from '../cadence/record-received-outcome.ts'
import { planReceived } from '../cadence/plan-received.ts'
import type { Sources } from '../cadence/plan-next.ts'

/**
 * Writes a call that came in, as far as it has come: with its end what it came to, and what that changes in the plan of
 * its contact, in one transaction. What is written already changes nothing. `archive-full`, `archive-failed`: nothing
 * was written then, and it can be called again.
 */
export function recordReceived(db: Archive, call: Call, sources: Sources, refused = false): Result<null> {
  return transact(db, () => {
    openReceived(db, call)
    if (call.phase !== 'ended') noteReceived(db, call)
    else {
      const outcome = refused ? 'refused' : receivedOutcomeOf(call)
      const { contactId, dialledAt: startedAt } = call
      if (closeReceived(db, call, outcome)) {
        planReceived(db, { contactId, outcome, causedBy: call.received?.causedBy ?? null, startedAt }, sources)
        settleReceived(db, call.callId, sources)
      }
    }
    return ok()
  })
}

/** At start-up: calls that came in and that Afterbeep did not survive. */
export function recordInterruptedReceived(db: Archive, sources: Sources): Result<null> {
  return transact(db, () => {
    for (const came of interruptReceived(db)) {
      planReceived(db, came, sources)
      settleReceived(db, came.callId, sources)
    }
    return ok()
  })
}
