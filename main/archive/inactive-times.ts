import type { Inactive } from '../../shared/cadence/active-days.ts'
import type { ContactId } from '../../shared/ids.ts'
import type { Enrolment } from './enrolments.ts'
import { prepared, type Archive } from './open.ts'

/**
 * When a cadence rested, as far as its days do not run then: its pauses and those of all, the time until a call that they asked
 * for ("not now", "call me in April"), and until what was promised.
 */
export function inactiveTimes(
  db: Archive,
  contactId: ContactId,
  { enrolmentId, startedAt, paused }: Enrolment,
  now: number,
): Inactive[] {
  const times = prepared<Inactive>(
    db,
    `SELECT from_at AS "from", until_at AS "until" FROM enrolment_pauses WHERE enrolment_id = @enrolmentId
     UNION ALL SELECT from_at, until_at FROM pauses_of_all WHERE until_at > @startedAt
     UNION ALL SELECT asked_at, min(due_at, coalesce(done_at, due_at), coalesce(withdrawn_at, due_at)) FROM asked_calls
       WHERE contact_id = @contactId AND due_at > asked_at
     UNION ALL SELECT made_at, min(due_at, coalesce(kept_at, due_at), coalesce(withdrawn_at, due_at)) FROM promises
       WHERE contact_id = @contactId AND due_at > made_at`,
  ).all({ enrolmentId, contactId, startedAt })
  if (paused) times.push({ from: paused.at, until: paused.until ?? now })
  return times.filter(({ from, until }) => until > from)
}
