import type { ContactId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** Somebody has done something about them: they are not new any more. */
export function markPursued(db: Archive, contactId: ContactId, at: number): void {
  prepared(db, `UPDATE contacts SET pursued_at = @at WHERE contact_id = @contactId AND pursued_at IS NULL`).run({
    contactId,
    at,
  })
}
