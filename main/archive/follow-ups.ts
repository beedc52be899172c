import { stepKey } from '../../shared/cadence/cadence.ts'
import type { FollowUp } from '../../shared/cadence/follow-up.ts'
import type { AttemptId, ContactId, EnrolmentId, FollowUpId, PromiseId, RecordingId } from '../../shared/ids.ts'
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
  readonly was: 'done' | 'let-pass' | 'missed' | 'cancelled'
  readonly doneBy: AttemptId | null
  /** The promise that the next one is. */
  readonly promiseId?: PromiseId | null
}

/** An open follow-up and the promise that it is. */
export type OpenFollowUp = FollowUp & { readonly promiseId: PromiseId | null }

interface Row {
  readonly follow_up_id: FollowUpId
  readonly kind: FollowUp['kind']
  readonly name: string
  readonly promise: 0 | 1
  readonly promise_id: PromiseId | null
  readonly asked: 0 | 1
  readonly due_at: number
  readonly due_until: number
  readonly recording_id: RecordingId | null
  readonly hidden: 0 | 1
  readonly why: string
}

/** Not done and not cancelled: the words of the partial indexes, which SQLite uses for these words only. */
export const isOpenInSql = 'done_at IS NULL AND cancelled_at IS NULL'

/** Nobody is calling the contact of the follow-up `f`. */
export const nobodyIsCallingInSql =
  'NOT EXISTS (SELECT 1 FROM attempts a WHERE a.contact_id = f.contact_id AND a.outcome IS NULL)'

/** The one thing that is next for this contact, due or not. */
export function nextFollowUpOf(db: Archive, contactId: ContactId): FollowUp | null {
  const open = openFollowUpOf(db, contactId)
  if (!open) return null
  const { promiseId: _, ...followUp } = open
  return followUp
}

export function openFollowUpOf(db: Archive, contactId: ContactId): OpenFollowUp | null {
  const row = prepared<Row>(db, `SELECT * FROM follow_ups WHERE contact_id = @contactId AND ${isOpenInSql}`).get({
    contactId,
  })
  if (!row) return null
  return {
    followUpId: row.follow_up_id,
    kind: row.kind,
    name: row.name,
    promise: row.promise === 1,
    promiseId: row.promise_id,
    asked: row.asked === 1,
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
    const closing = {
      done: 'done_at = @at, done_by = @doneBy',
      'let-pass': 'done_at = @at, done_by = @doneBy, let_pass = 1',
      missed: 'cancelled_at = @at, missed = 1',
      cancelled: 'cancelled_at = @at',
    }[was]
    prepared(db, `UPDATE follow_ups SET ${closing} WHERE contact_id = @contactId AND ${isOpenInSql}`).run(
      was === 'done' || was === 'let-pass' ? { contactId, at, doneBy } : { contactId, at },
    )
    if (!next) return
    prepared(
      db,
      `INSERT INTO follow_ups (follow_up_id, contact_id, enrolment_id, kind, name, promise, promise_id, asked, due_at,
         due_until, recording_id, hidden, why, caused_by)
       VALUES (@followUpId, @contactId, @enrolmentId, @kind, @name, @promise, @promiseId, @asked, @dueAt, @dueUntil,
         @recordingId, @hidden, @why, @causedBy)`,
    ).run({
      ...next,
      contactId,
      enrolmentId,
      causedBy,
      promise: next.promise ? 1 : 0,
      promiseId: replacement.promiseId ?? null,
      asked: next.asked ? 1 : 0,
      hidden: next.hidden ? 1 : 0,
      why: JSON.stringify(next.why),
    })
  })()
}

/** What was cancelled at this moment stands again, unless something else is open by now. */
export function restoreFollowUp(db: Archive, contactId: ContactId, cancelledAt: number): void {
  prepared(
    db,
    `UPDATE follow_ups SET cancelled_at = NULL
     WHERE rowid = (SELECT rowid FROM follow_ups WHERE contact_id = @contactId AND cancelled_at = @cancelledAt
       ORDER BY rowid DESC LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM follow_ups WHERE contact_id = @contactId AND ${isOpenInSql})`,
  ).run({ contactId, cancelledAt })
}

/** By `stepKey`: the letters, emails and tasks of this enrolment that were done or let pass. */
export function stepsDone(db: Archive, enrolmentId: EnrolmentId): Map<string, number> {
  const rows = prepared<{ kind: string; name: string; n: number }>(
    db,
    `SELECT kind, name, count(*) AS n FROM follow_ups
     WHERE enrolment_id = @enrolmentId AND kind IN ('letter', 'email', 'task') AND promise = 0 AND done_at IS NOT NULL
     GROUP BY kind, name`,
  ).all({ enrolmentId })
  return new Map(rows.map((row) => [stepKey(row), row.n]))
}

/** Did the follow-up before the open one, of the same kind and name, go by as well? */
export function wasMissedBefore(db: Archive, contactId: ContactId): boolean {
  const rows = prepared<{ kind: string; name: string; missed: 0 | 1 }>(
    db,
    `SELECT kind, name, missed FROM follow_ups WHERE contact_id = @contactId ORDER BY rowid DESC LIMIT 2`,
  ).all({ contactId })
  const [open, before] = rows
  return open !== undefined && before?.missed === 1 && before.kind === open.kind && before.name === open.name
}

/** The cadence's window in which an attempt was made; null: it was made in none. */
export function windowDoneBy(db: Archive, attemptId: AttemptId): { dueAt: number; dueUntil: number } | null {
  const row = prepared<{ dueAt: number; dueUntil: number }>(
    db,
    `SELECT due_at AS dueAt, due_until AS dueUntil FROM follow_ups
       WHERE done_by = @attemptId AND promise = 0 AND asked = 0 ORDER BY rowid LIMIT 1`,
  ).get({ attemptId })
  return row ?? null
}

/** Whose open follow-up this is; null when it is not open. */
export function followUpOwner(db: Archive, followUpId: FollowUpId): ContactId | null {
  const row = prepared<{ contactId: ContactId }>(
    db,
    `SELECT contact_id AS contactId FROM follow_ups WHERE follow_up_id = @followUpId AND ${isOpenInSql}`,
  ).get({ followUpId })
  return row?.contactId ?? null
}

/**
 * Contacts whose next follow-up went by: its window closed, and it was no promise and not asked for. Longest ago first;
 * nobody who is being called.
 */
export function missedContacts(db: Archive, { now, limit }: { now: number; limit: number }): ContactId[] {
  return prepared<{ contact_id: ContactId }>(
    db,
    `SELECT contact_id FROM follow_ups f
       WHERE promise = 0 AND asked = 0 AND due_until <= @now AND ${isOpenInSql}
         AND ${nobodyIsCallingInSql}
       ORDER BY due_until LIMIT @limit`,
  )
    .all({ now, limit })
    .map(({ contact_id }) => contact_id)
}
