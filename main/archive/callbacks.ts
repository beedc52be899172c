import type { Outcome } from '../../shared/call/outcome.ts'
import type { Try } from '../../shared/cadence/cadence.ts'
import type { AttemptId, ContactId, EnrolmentId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** A call of theirs after a try of ours. */
export interface Callback {
  readonly callbackId: string
  readonly contactId: ContactId
  readonly at: number
  readonly spoke: boolean
  readonly causedBy: AttemptId | null
}

export function addCallback(db: Archive, callback: Callback): void {
  db.prepare(
    `INSERT INTO callbacks (callback_id, contact_id, at, spoke, caused_by)
     VALUES (@callbackId, @contactId, @at, @spoke, @causedBy)`,
  ).run({ ...callback, spoke: callback.spoke ? 1 : 0 })
}

/** The call of this moment was somebody else's. */
export function forgetCallback(db: Archive, call: Pick<Callback, 'contactId' | 'at'>): void {
  db.prepare(`DELETE FROM callbacks WHERE contact_id = @contactId AND at = @at`).run(call)
}

/** The talks in which they had called, since the enrolment began, as the cadence sees them. */
export function receivedIn(db: Archive, contactId: ContactId, enrolmentId: EnrolmentId): Try[] {
  return prepared<{ at: number; said: Outcome | null }>(
    db,
    `SELECT c.at, (SELECT o.outcome FROM received_calls r JOIN received_outcomes o ON o.call_id = r.call_id
         WHERE r.contact_id = c.contact_id AND r.started_at = c.at) AS said
       FROM callbacks c WHERE c.contact_id = @contactId AND c.spoke = 1
       AND c.at >= (SELECT started_at FROM enrolments WHERE enrolment_id = @enrolmentId) ORDER BY c.at`,
  )
    .all({ contactId, enrolmentId })
    .map(({ at, said }) => ({ startedAt: at, outcome: said ?? 'answered', recordingId: null, received: true }))
}
