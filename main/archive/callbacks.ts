import type { Try } from '../../shared/cadence.ts'
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

/** The talks in which they had called, since the enrolment began, as the cadence sees them. */
export function receivedIn(db: Archive, contactId: ContactId, enrolmentId: EnrolmentId): Try[] {
  return prepared<{ at: number }>(
    db,
    `SELECT at FROM callbacks WHERE contact_id = @contactId AND spoke = 1
       AND at >= (SELECT started_at FROM enrolments WHERE enrolment_id = @enrolmentId) ORDER BY at`,
  )
    .all({ contactId, enrolmentId })
    .map(({ at }) => ({ startedAt: at, outcome: 'answered', recordingId: null, received: true }))
}

/**
 * The attempt that a call of theirs most likely answers: the last in these days that left a message, else the last
 * that showed a number.
 */
export function likelyCause(
  db: Archive,
  contactId: ContactId,
  { at, days }: { at: number; days: number },
): AttemptId | null {
  const row = prepared<{ attempt_id: AttemptId }>(
    db,
    `SELECT attempt_id FROM attempts
     WHERE contact_id = @contactId AND started_at < @at AND started_at >= @since
       AND (message_started_at IS NOT NULL OR hidden = 0)
     ORDER BY message_started_at IS NULL, started_at DESC LIMIT 1`,
  ).get({ contactId, at, since: at - days * 86_400_000 })
  return row?.attempt_id ?? null
}
