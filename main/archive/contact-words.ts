import { IANAZone } from 'luxon'
import { contactWordsSchema, type ContactWords } from '../../shared/contract/contact-words.ts'
import type { CompanyId, ContactId, PhoneNumberId } from '../../shared/ids.ts'
import type { NumberKind } from '../../shared/number/number-kinds.ts'
import { foldedPerson } from '../../shared/contact/folded-names.ts'
import type { ZoneFrom } from '../../shared/number/person-place.ts'
import { withKeys } from '../../shared/number/keys-after-answer.ts'
import { addTag, cleanWords, contactNumbers, contactTags } from './contacts.ts'
import { prepared, type Archive } from './open.ts'

/** A contact as a form writes it; null for one that is not there. */
export function contactWords(db: Archive, contactId: ContactId): ContactWords | null {
  const row = prepared<Omit<ContactWords, 'numbers' | 'tags'>>(
    db,
    `SELECT c.name, coalesce(co.name, '') AS company, c.title, c.email,
       CASE WHEN c.zone_from IN ('said', 'address') THEN c.time_zone ELSE '' END AS timeZone, c.region, c.about,
       iif(c.deal_value IS NULL, '', printf('%.15g', c.deal_value)) AS dealValue, c.referrer
     FROM contacts c LEFT JOIN companies co ON co.company_id = c.company_id WHERE c.contact_id = @contactId`,
  ).get({ contactId })
  if (!row) return null
  const numbers = contactNumbers(db, contactId).map(({ phoneNumberId, shown, keys, kind, byName }) => ({
    phoneNumberId,
    written: withKeys(shown, keys),
    kind,
    byName,
  }))
  return { ...row, numbers, tags: contactTags(db, contactId).join(', ') }
}

export interface WrittenContact {
  readonly name: string
  readonly title: string
  readonly email: string
  readonly about: string
  /** In the rep's own currency; null: nobody has said. */
  readonly dealValue: number | null
  readonly referrer: string
  readonly companyId: CompanyId | null
  /** IANA zone. */
  readonly timeZone: string
  /** What it goes by. */
  readonly zoneFrom: ZoneFrom
  readonly region: string
  readonly tags: readonly string[]
  /** In the order they are tried. */
  readonly numbers: readonly {
    readonly phoneNumberId: PhoneNumberId
    readonly number: string
    readonly shown: string
    readonly kind: NumberKind
    readonly keys: string
    readonly byName: string
  }[]
}

/** Writes a contact that is there. A number that is no longer theirs goes; attempts keep what they dialled. */
export function writeContact(db: Archive, contactId: ContactId, contact: WrittenContact, editedAt: number): void {
  const { tags, numbers, ...words } = contact
  if (!IANAZone.isValidZone(contact.timeZone)) throw new RangeError(`${contact.timeZone} is not a time zone`)
  db.transaction(() => {
    prepared(
      db,
      `UPDATE contacts SET name = @name, title = @title, email = @email, about = @about, deal_value = @dealValue,
         referrer = @referrer, company_id = @companyId,
         time_zone = @timeZone, zone_from = @zoneFrom, folded = @folded, region = @region, edited_at = @editedAt WHERE contact_id = @contactId`,
    ).run({ ...cleanWords(words), contactId, editedAt, folded: foldedPerson(contact.name) })
    const kept = JSON.stringify(numbers.map(({ phoneNumberId }) => phoneNumberId))
    prepared(
      db,
      `DELETE FROM phone_numbers WHERE contact_id = @contactId
         AND phone_number_id NOT IN (SELECT value FROM json_each(@kept))`,
    ).run({ contactId, kept })
    // Two numbers that change places must not meet: each is set aside under its own id first.
    prepared(db, `UPDATE phone_numbers SET number = phone_number_id WHERE contact_id = @contactId`).run({ contactId })
    for (const [place, number] of numbers.entries()) {
      prepared(
        db,
        `INSERT INTO phone_numbers (phone_number_id, contact_id, number, shown, kind, keys, by_name, place)
         VALUES (@phoneNumberId, @contactId, @number, @shown, @kind, @keys, @byName, @place)
         ON CONFLICT (phone_number_id) DO UPDATE SET number = @number, shown = @shown, kind = @kind, keys = @keys,
           by_name = @byName, place = @place`,
      ).run({ ...number, contactId, place })
    }
    prepared(db, `DELETE FROM contact_tags WHERE contact_id = @contactId`).run({ contactId })
    for (const tag of tags) addTag(db, contactId, tag)
  })()
}

/** What is empty where nothing is known, column by column. */
export const gaps = {
  title: "''",
  email: "''",
  about: "''",
  referrer: "''",
  company_id: 'NULL',
  deal_value: 'NULL',
} as const
export type Gap = keyof typeof gaps

/** Fills what is not known of a contact yet with what is said here (empty: nothing). Answers what was filled. */
export function fillGaps(
  db: Archive,
  contactId: ContactId,
  words: Readonly<Partial<Record<Gap, string>>>,
): Partial<Record<Gap, string>> {
  const filled: Partial<Record<Gap, string>> = {}
  for (const gap of Object.keys(gaps) as Gap[]) {
    const value = words[gap]
    if (value === undefined || value === '') continue
    const { changes } = prepared(
      db,
      `UPDATE contacts SET ${gap} = @value WHERE contact_id = @contactId AND ${gap} IS ${gaps[gap]}`,
    ).run({ contactId, value })
    if (changes > 0) filled[gap] = value
  }
  return filled
}

/** What was typed of a contact (null: of a new one) and not saved. */
export function contactDraft(
  db: Archive,
  contactId: ContactId | null,
): { words: ContactWords; typedAt: number } | null {
  const row = prepared<{ words: string; typedAt: number }>(
    db,
    `SELECT words, typed_at AS typedAt FROM contact_drafts WHERE contact_id = @contactId`,
  ).get({ contactId: contactId ?? '' })
  // What was typed before a field was there lacks it.
  const words = row && contactWordsSchema.safeParse({ dealValue: '', referrer: '', ...JSON.parse(row.words) })
  return words?.success ? { words: words.data, typedAt: row!.typedAt } : null
}

export function keepDraft(db: Archive, contactId: ContactId | null, words: ContactWords | null, typedAt: number): void {
  const key = { contactId: contactId ?? '' }
  if (!words) return void prepared(db, `DELETE FROM contact_drafts WHERE contact_id = @contactId`).run(key)
  prepared(
    db,
    `INSERT INTO contact_drafts (contact_id, words, typed_at) VALUES (@contactId, @words, @typedAt)
     ON CONFLICT (contact_id) DO UPDATE SET words = @words, typed_at = @typedAt`,
  ).run({ ...key, words: JSON.stringify(words), typedAt })
}
