import type { AskedCall } from '../../shared/cadence/cadence.ts'
import type { AttemptId, ContactId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** A call that the prospect asked for. */
export interface StoredAskedCall extends AskedCall {
  readonly askedId: string
  readonly contactId: ContactId
  /** The attempt in which they asked; null: they called. */
  readonly askedIn: AttemptId | null
  readonly askedAt: number
}

const isOpen = `done_at IS NULL AND withdrawn_at IS NULL`

/** What was asked for before is replaced: they changed their mind. */
export function askForCall(db: Archive, asked: StoredAskedCall): void {
  withdrawAskedCalls(db, asked.contactId, asked.askedAt)
  db.prepare(
    `INSERT INTO asked_calls (asked_id, contact_id, asked_in, asked_at, due_at, due_until, why)
     VALUES (@askedId, @contactId, @askedIn, @askedAt, @dueAt, @dueUntil, @why)`,
  ).run(asked)
}

export function openAskedCall(db: Archive, contactId: ContactId): AskedCall | null {
  const row = prepared<AskedCall>(
    db,
    `SELECT due_at AS dueAt, due_until AS dueUntil, why FROM asked_calls
     WHERE contact_id = @contactId AND ${isOpen} ORDER BY due_at LIMIT 1`,
  ).get({ contactId })
  return row ?? null
}

/** The attempt was the call that was asked for: made when it was due, or the two spoke before. */
export function answerAskedCalls(
  db: Archive,
  contactId: ContactId,
  { at, by, spoke }: { at: number; by: AttemptId | null; spoke: boolean },
): void {
  db.prepare(
    `UPDATE asked_calls SET done_at = @at, done_by = @by
     WHERE contact_id = @contactId AND asked_at < @at AND (due_at <= @at OR @spoke = 1) AND ${isOpen}
       AND (@by IS NULL OR asked_in IS NOT @by)`,
  ).run({ contactId, at, by, spoke: spoke ? 1 : 0 })
}

/** The attempt was not what it seemed: what it had done is to be done again, and what was asked in it was not. */
export function undoAskedCalls(db: Archive, attemptId: AttemptId, at: number): void {
  db.prepare(`UPDATE asked_calls SET done_at = NULL, done_by = NULL WHERE done_by = @attemptId`).run({ attemptId })
  db.prepare(`UPDATE asked_calls SET withdrawn_at = @at WHERE asked_in = @attemptId AND ${isOpen}`).run({
    attemptId,
    at,
  })
}

export function withdrawAskedCalls(db: Archive, contactId: ContactId, at: number): void {
  db.prepare(`UPDATE asked_calls SET withdrawn_at = @at WHERE contact_id = @contactId AND ${isOpen}`).run({
    contactId,
    at,
  })
}

/** What a call of theirs had asked for was not theirs. */
export function withdrawAsksOfCall(
  db: Archive,
  asked: { readonly contactId: ContactId; readonly since: number; readonly askedIn: AttemptId | null },
  at: number,
): void {
  db.prepare(
    `UPDATE asked_calls SET withdrawn_at = @at
     WHERE contact_id = @contactId AND asked_at >= @since AND asked_in IS @askedIn AND ${isOpen}`,
  ).run({ ...asked, at })
}

/** What was withdrawn at this moment stands again. */
export function restoreAskedCalls(db: Archive, contactId: ContactId, withdrawnAt: number): void {
  db.prepare(
    `UPDATE asked_calls SET withdrawn_at = NULL WHERE contact_id = @contactId AND withdrawn_at = @withdrawnAt`,
  ).run({ contactId, withdrawnAt })
}
