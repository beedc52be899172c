import type { RecentCalls } from '../../shared/cadence/attempt-limits.ts'
import type { ContactId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** A call that ended before it rang anywhere bothered nobody. */
const hasLeft = `NOT (outcome IS NOT NULL AND outcome IN ('failed', 'cancelled') AND rang_at IS NULL AND answered_at IS NULL)`

/** Calls made since a moment, to this person and to this number whoever has it. */
export function recentCalls(
  db: Archive,
  { contactId, number, since }: { contactId: ContactId; number: string; since: number },
): RecentCalls {
  return prepared<RecentCalls>(
    db,
    `SELECT (SELECT count(*) FROM attempts WHERE contact_id = @contactId AND started_at > @since AND ${hasLeft}) AS toContact,
         (SELECT count(*) FROM attempts WHERE number = @number AND started_at > @since AND ${hasLeft}) AS toNumber`,
  ).get({ contactId, number, since })!
}
