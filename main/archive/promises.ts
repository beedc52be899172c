import type { FollowUp } from '../../shared/contract/follow-up.ts'
import type { AttemptId, ContactId, PromiseId } from '../../shared/ids.ts'
import { isTryInSql } from './attempts.ts'
import { prepared, type Archive } from './open.ts'

/** What the rep told a prospect they would do. */
export interface StoredPromise {
  readonly promiseId: PromiseId
  readonly contactId: ContactId
  readonly madeIn: AttemptId | null
  readonly madeAt: number
  readonly kind: FollowUp['kind']
  readonly words: string
  readonly dueAt: number
  readonly dueUntil: number
}

const columns = `promise_id AS promiseId, contact_id AS contactId, made_in AS madeIn, made_at AS madeAt, kind, words,
  due_at AS dueAt, due_until AS dueUntil`
const isOpen = `kept_at IS NULL AND withdrawn_at IS NULL`

export function addPromise(db: Archive, promise: StoredPromise): void {
  db.prepare(
    `INSERT INTO promises (promise_id, contact_id, made_in, made_at, kind, words, due_at, due_until)
     VALUES (@promiseId, @contactId, @madeIn, @madeAt, @kind, @words, @dueAt, @dueUntil)`,
  ).run(promise)
}

/** The attempt made no appointment after all: what was promised with that outcome goes. */
export function forgetAppointment(db: Archive, attemptId: AttemptId): void {
  // A follow-up may stand on it; what is next is decided anew by whoever takes the outcome back.
  prepared(
    db,
    `DELETE FROM follow_ups WHERE done_at IS NULL AND promise_id IN (
       SELECT promise_id FROM promises WHERE made_in = @attemptId AND kind = 'meeting' AND kept_at IS NULL)`,
  ).run({ attemptId })
  prepared(db, `DELETE FROM promises WHERE made_in = @attemptId AND kind = 'meeting' AND kept_at IS NULL`).run({
    attemptId,
  })
}

/** The same of an appointment that was made in a call of theirs, at this moment. */
export function forgetMeeting(db: Archive, contactId: ContactId, madeAt: number): void {
  const made = { contactId, madeAt }
  const isIt = `contact_id = @contactId AND made_in IS NULL AND made_at = @madeAt AND kind = 'meeting' AND kept_at IS NULL`
  prepared(
    db,
    `DELETE FROM follow_ups WHERE done_at IS NULL AND promise_id IN (SELECT promise_id FROM promises WHERE ${isIt})`,
  ).run(made)
  prepared(db, `DELETE FROM promises WHERE ${isIt}`).run(made)
}

/** What the message that was left in this attempt said; null: no such promise. */
export function messagePromiseOf(
  db: Archive,
  attemptId: AttemptId,
): { readonly promiseId: PromiseId; readonly isKept: boolean } | null {
  const row = prepared<{ promiseId: PromiseId; kept: 0 | 1 }>(
    db,
    `SELECT promise_id AS promiseId, kept_at IS NOT NULL AS kept FROM promises WHERE made_in = @attemptId AND by_message = 1`,
  ).get({ attemptId })
  return row ? { promiseId: row.promiseId, isKept: row.kept === 1 } : null
}

/** The message said so: nobody typed it. */
export function markByMessage(db: Archive, promiseId: PromiseId): void {
  prepared(db, `UPDATE promises SET by_message = 1, withdrawn_at = NULL WHERE promise_id = @promiseId`).run({
    promiseId,
  })
}

/** No message was left after all, or nobody is to be followed up: what it said goes, as long as it was not kept. */
export function withdrawMessagePromise(db: Archive, attemptId: AttemptId, at: number): void {
  prepared(
    db,
    `UPDATE promises SET withdrawn_at = @at WHERE made_in = @attemptId AND by_message = 1 AND ${isOpen}`,
  ).run({ attemptId, at })
}

/** As if it had never been made: the outcome that made it is taken back. */
export function forgetMessagePromise(db: Archive, attemptId: AttemptId): void {
  prepared(
    db,
    `DELETE FROM follow_ups WHERE done_at IS NULL AND promise_id IN (
       SELECT promise_id FROM promises WHERE made_in = @attemptId AND by_message = 1 AND kept_at IS NULL)`,
  ).run({ attemptId })
  prepared(db, `DELETE FROM promises WHERE made_in = @attemptId AND by_message = 1 AND kept_at IS NULL`).run({
    attemptId,
  })
}

/** Neither kept nor withdrawn, the first due first. */
export function openPromises(db: Archive, contactId: ContactId): StoredPromise[] {
  return prepared<StoredPromise>(
    db,
    `SELECT ${columns} FROM promises WHERE contact_id = @contactId AND ${isOpen} ORDER BY due_at, rowid`,
  ).all({ contactId })
}

/** Was anything promised in this call, kept by now or not? */
export function hasPromised(db: Archive, attemptId: AttemptId): boolean {
  return prepared(db, `SELECT 1 FROM promises WHERE made_in = @attemptId LIMIT 1`).get({ attemptId }) !== undefined
}

/** Tries of a contact since a moment that nobody answered, oldest first: goes at what was promised for then. */
export function goesSince(db: Archive, contactId: ContactId, since: number): number[] {
  return prepared<{ at: number }>(
    db,
    `SELECT started_at AS at FROM attempts WHERE contact_id = @contactId AND started_at >= @since AND ${isTryInSql}
     ORDER BY started_at`,
  )
    .all({ contactId, since })
    .map(({ at }) => at)
}

/** Whom it was made to, as long as it is open; null: it is not. */
export function promisedTo(db: Archive, promiseId: PromiseId): ContactId | null {
  const row = db
    .prepare<unknown[], { contactId: ContactId }>(
      `SELECT contact_id AS contactId FROM promises WHERE promise_id = @promiseId AND ${isOpen}`,
    )
    .get({ promiseId })
  return row?.contactId ?? null
}

export function closePromise(
  db: Archive,
  promiseId: PromiseId,
  { at, was, by }: { at: number; was: 'kept' | 'withdrawn'; by: AttemptId | null },
): void {
  const closing = was === 'kept' ? 'kept_at = @at, kept_by = @by' : 'withdrawn_at = @at'
  const values = was === 'kept' ? { promiseId, at, by } : { promiseId, at }
  db.prepare(`UPDATE promises SET ${closing} WHERE promise_id = @promiseId AND ${isOpen}`).run(values)
}

/** One that the rep ended by hand is open again; answers whose it is, null: there is none to open. */
export function reopenPromise(db: Archive, promiseId: PromiseId, at: number): ContactId | null {
  const row = db
    .prepare<unknown[], { contactId: ContactId }>(
      `UPDATE promises SET kept_at = NULL, withdrawn_at = NULL
       WHERE promise_id = @promiseId AND kept_by IS NULL AND NOT (${isOpen}) RETURNING contact_id AS contactId`,
    )
    .get({ promiseId })
  if (!row) return null
  // It was not done after all.
  db.prepare(
    `UPDATE follow_ups SET done_at = NULL, cancelled_at = @at
     WHERE promise_id = @promiseId AND done_at IS NOT NULL AND done_by IS NULL`,
  ).run({ promiseId, at })
  return row.contactId
}

/** Calls to this contact, which are due by then, were made by this attempt. */
export function keepDuePromises(
  db: Archive,
  contactId: ContactId,
  { at, by }: { at: number; by: AttemptId | null },
): void {
  db.prepare(
    `UPDATE promises SET kept_at = @at, kept_by = @by
     WHERE contact_id = @contactId AND kind = 'call' AND due_at <= @at AND ${isOpen}`,
  ).run({ contactId, at, by })
}

/** The attempt was not what it seemed: what it had kept is open again. */
export function reopenKeptBy(db: Archive, attemptId: AttemptId): void {
  db.prepare(`UPDATE promises SET kept_at = NULL, kept_by = NULL WHERE kept_by = @attemptId`).run({ attemptId })
}

export function withdrawPromises(db: Archive, contactId: ContactId, at: number): void {
  db.prepare(`UPDATE promises SET withdrawn_at = @at WHERE contact_id = @contactId AND ${isOpen}`).run({
    contactId,
    at,
  })
}

/** What was withdrawn at this moment stands again. */
export function restorePromises(db: Archive, contactId: ContactId, withdrawnAt: number): void {
  db.prepare(
    `UPDATE promises SET withdrawn_at = NULL WHERE contact_id = @contactId AND withdrawn_at = @withdrawnAt`,
  ).run({ contactId, withdrawnAt })
}
