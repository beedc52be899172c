import type { Outcome } from '../../shared/call/outcome.ts'
import type { PhoneNumber } from '../../shared/contract/contact.ts'
import type { AttemptId, ContactId } from '../../shared/ids.ts'
import { outcomeEntrySchema, type OutcomeEntry } from '../../shared/contract/rep-outcome.ts'
import type { Archive } from './open.ts'

export interface AttemptedNumber {
  readonly contactId: ContactId
  readonly number: string
  /** null: the contact does not have it any more. */
  readonly kind: PhoneNumber['kind'] | null
  /** The region of the line it was dialled on, which says what a number without its country means. */
  readonly region: string
}

/** Who was called in this attempt, and on which number; null when it is not there. */
export function attemptedNumber(db: Archive, attemptId: AttemptId): AttemptedNumber | null {
  const row = db
    .prepare<unknown[], AttemptedNumber>(
      `SELECT a.contact_id AS contactId, a.number, n.kind, l.region
       FROM attempts a JOIN lines l ON l.line_id = a.line_id
         LEFT JOIN phone_numbers n ON n.phone_number_id = a.phone_number_id
       WHERE a.attempt_id = @attemptId`,
    )
    .get({ attemptId })
  return row ?? null
}

/** What the rep knows better than the call does. False for an attempt that is not there, under way, or was interrupted: nobody knows when it ended. */
export function correctOutcome(db: Archive, attemptId: AttemptId, outcome: Outcome): boolean {
  const { changes } = db
    .prepare(
      `UPDATE attempts SET outcome = @outcome WHERE attempt_id = @attemptId AND ended_at IS NOT NULL AND outcome IS NOT NULL`,
    )
    .run({ attemptId, outcome })
  return changes === 1
}

/** What the rep says while the call is up; null takes it back. False when there was nothing to keep or take back. */
export function keepPendingOutcome(db: Archive, attemptId: AttemptId, entry: OutcomeEntry | null): boolean {
  const { changes } = db
    .prepare(
      `UPDATE attempts SET saying = @saying
       WHERE attempt_id = @attemptId AND outcome IS NULL AND (@saying IS NOT NULL OR saying IS NOT NULL)`,
    )
    .run({ attemptId, saying: entry && JSON.stringify(entry) })
  return changes === 1
}

/** What the rep said while the call was up. */
export function pendingOutcome(db: Archive, attemptId: AttemptId): OutcomeEntry | null {
  const row = db
    .prepare<unknown[], { saying: string | null }>(`SELECT saying FROM attempts WHERE attempt_id = @attemptId`)
    .get({ attemptId })
  return row?.saying ? outcomeEntrySchema.parse(JSON.parse(row.saying)) : null
}
