import type { Outcome } from '../../shared/attempt.ts'
import type { PhoneNumber } from '../../shared/contact.ts'
import type { AttemptId, ContactId } from '../../shared/ids.ts'
import type { Archive } from './open.ts'

/** Who was called in this attempt, and on which number; null when it is not there. */
export function attemptedNumber(
  db: Archive,
  attemptId: AttemptId,
): { readonly contactId: ContactId; readonly number: string; readonly kind: PhoneNumber['kind'] | null } | null {
  const row = db
    .prepare<unknown[], { contactId: ContactId; number: string; kind: PhoneNumber['kind'] | null }>(
      `SELECT a.contact_id AS contactId, a.number, n.kind
       FROM attempts a LEFT JOIN phone_numbers n ON n.phone_number_id = a.phone_number_id
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
