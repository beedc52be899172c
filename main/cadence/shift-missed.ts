import type { ContactId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import { missedContacts } from '../archive/follow-ups.ts'
import { transact, type Archive } from '../archive/open.ts'
import { planNext, type Sources } from './plan-next.ts'

/** Few enough for the transaction to stay within milliseconds. */
const AT_ONCE = 50

/**
 * Windows that closed unused (a day off, a long call) are planned anew from now on, so that steps shift and do not
 * pile up; promises stay where they are. Answers the contacts that were shifted, at most 50: call again while there are any.
 */
export function shiftMissed(db: Archive, sources: Sources): Result<ContactId[]> {
  return transact(db, () => {
    const missed = missedContacts(db, { now: sources.now, limit: AT_ONCE })
    for (const contactId of missed) planNext(db, contactId, { kind: 'missed' }, sources)
    return ok(missed)
  })
}
