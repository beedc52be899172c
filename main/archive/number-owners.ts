import type { ContactId, PhoneNumberId } from '../../shared/ids.ts'
import { escapedForLike, prepared, type Archive } from './open.ts'

export interface OwnerOfNumber {
  readonly contactId: ContactId
  readonly phoneNumberId: PhoneNumberId
  readonly name: string
}

/** Who has this number, in any of its spellings: of several the one who was called first. Null: nobody. */
export function ownerOfNumber(db: Archive, spellings: readonly string[]): OwnerOfNumber | null {
  for (const number of spellings) {
    const owner = prepared<OwnerOfNumber>(
      db,
      `SELECT p.contact_id AS contactId, p.phone_number_id AS phoneNumberId, c.name
       FROM phone_numbers p JOIN contacts c ON c.contact_id = p.contact_id
       WHERE p.number = @number ORDER BY c.pursued_at IS NULL, c.pursued_at, c.created_at LIMIT 1`,
    ).get({ number })
    if (owner) return owner
  }
  return null
}

/** What was dialled last, and to whom. */
export function lastDialled(db: Archive): { number: string; keys: string; name: string } | null {
  const row = prepared<{ number: string; keys: string; name: string }>(
    db,
    `SELECT a.number, coalesce(p.keys, '') AS keys, c.name FROM attempts a JOIN contacts c ON c.contact_id = a.contact_id
       LEFT JOIN phone_numbers p ON p.phone_number_id = a.phone_number_id ORDER BY a.started_at DESC LIMIT 1`,
  ).get({})
  return row ?? null
}

export interface FoundNumber {
  readonly contactId: ContactId
  readonly name: string
  readonly company: string | null
  readonly number: string
  readonly shown: string
}

/** First numbers of people by a part of their name, company or number; who begins with it comes first. */
export function findContactNumbers(db: Archive, part: string, limit: number): FoundNumber[] {
  const escaped = escapedForLike(part)
  const digits = part.replace(/[^\d]/g, '')
  return prepared<FoundNumber>(
    db,
    `SELECT c.contact_id AS contactId, c.name, co.name AS company, p.number, p.shown
     FROM contacts c
     JOIN phone_numbers p ON p.contact_id = c.contact_id AND p.place = 0
     LEFT JOIN companies co ON co.company_id = c.company_id
     WHERE c.name LIKE '%' || @escaped || '%' ESCAPE '\\' OR co.name LIKE '%' || @escaped || '%' ESCAPE '\\'
       OR (length(@digits) >= 3 AND p.number LIKE '%' || @digits || '%')
     ORDER BY c.name LIKE @escaped || '%' ESCAPE '\\' DESC, c.name COLLATE NOCASE LIMIT @limit`,
  ).all({ escaped, digits, limit })
}
