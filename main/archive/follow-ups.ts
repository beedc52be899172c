import type { FollowUp } from '../../shared/follow-up.ts'
import type { AttemptId, ContactId, EnrolmentId, FollowUpId, RecordingId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** What replaces a contact's open follow-up, and what became of that one. */
export interface Replacement {
  /** null: nothing is next. */
  readonly next: FollowUp | null
  readonly enrolmentId: EnrolmentId | null
  /** The attempt that made it the next thing to do. */
  readonly causedBy: AttemptId | null
  readonly at: number
  /** The open one was done (by this attempt, if a call did it), or it was dropped undone. */
  readonly was: 'done' | 'cancelled'
  readonly doneBy: AttemptId | null
}

interface Row {
  readonly follow_up_id: FollowUpId
  readonly kind: FollowUp['kind']
  readonly promise: 0 | 1
  readonly due_at: number
  readonly due_until: number
  readonly recording_id: RecordingId | null
  readonly hidden: 0 | 1
  readonly why: string
}

/** Not done and not cancelled: the words of the partial indexes, which SQLite uses for these words only. */
export const isOpenInSql = 'done_at IS NULL AND cancelled_at IS NULL'

/** The one thing that is next for this contact, due or not. */
export function nextFollowUpOf(db: Archive, contactId: ContactId): FollowUp | null {
  const row = prepared<Row>(db, `SELECT * FROM follow_ups WHERE contact_id = @contactId AND ${isOpenInSql}`).get({
    contactId,
  })
  if (!row) return null
  return {
    followUpId: row.follow_up_id,
    kind: row.kind,
    promise: row.promise === 1,
    dueAt: row.due_at,
    dueUntil: row.due_until,
    recordingId: row.recording_id,
    hidden: row.hidden === 1,
    why: JSON.parse(row.why) as string[],
  }
}

/** Closes the contact's open follow-up, if any, and opens the next one. */
export function replaceFollowUp(db: Archive, contactId: ContactId, replacement: Replacement): void {
  const { next, enrolmentId, causedBy, at, was, doneBy } = replacement
  db.transaction(() => {
    const closing = was === 'done' ? 'done_at = @at, done_by = @doneBy' : 'cancelled_at = @at'
    db.prepare(`UPDATE follow_ups SET ${closing} WHERE contact_id = @contactId AND ${isOpenInSql}`).run(
      was === 'done' ? { contactId, at, doneBy } : { contactId, at },
    )
    if (!next) return
    db.prepare(
      `INSERT INTO follow_ups (follow_up_id, contact_id, enrolment_id, kind, promise, due_at, due_until, recording_id,
         hidden, why, caused_by)
       VALUES (@followUpId, @contactId, @enrolmentId, @kind, @promise, @dueAt, @dueUntil, @recordingId, @hidden, @why,
         @causedBy)`,
    ).run({
      ...next,
      contactId,
      enrolmentId,
      causedBy,
      promise: next.promise ? 1 : 0,
      hidden: next.hidden ? 1 : 0,
      why: JSON.stringify(next.why),
    })
  })()
}

/** What was cancelled at this moment stands again, unless something else is open by now. */
export function restoreFollowUp(db: Archive, contactId: ContactId, cancelledAt: number): void {
  db.prepare(
    `UPDATE follow_ups SET cancelled_at = NULL
     WHERE rowid = (SELECT rowid FROM follow_ups WHERE contact_id = @contactId AND cancelled_at = @cancelledAt
       ORDER BY rowid DESC LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM follow_ups WHERE contact_id = @contactId AND ${isOpenInSql})`,
  ).run({ contactId, cancelledAt })
}

/** Letters of this enrolment that were written or let pass. */
export function lettersAsked(db: Archive, enrolmentId: EnrolmentId): number {
  return db
    .prepare<unknown[], { letters: number }>(
      `SELECT count(*) AS letters FROM follow_ups
       WHERE enrolment_id = @enrolmentId AND kind = 'letter' AND NOT (${isOpenInSql})`,
    )
    .get({ enrolmentId })!.letters
}

/** Contacts whose next follow-up went by: its window closed and it was no promise. Longest ago first. */
export function missedContacts(db: Archive, { now, limit }: { now: number; limit: number }): ContactId[] {
  return db
    .prepare<unknown[], { contact_id: ContactId }>(
      `SELECT contact_id FROM follow_ups
       WHERE promise = 0 AND due_until <= @now AND ${isOpenInSql} ORDER BY due_until LIMIT @limit`,
    )
    .all({ now, limit })
    .map(({ contact_id }) => contact_id)
}
