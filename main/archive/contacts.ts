import { outsideWords, typedWords } from '../../shared/outside-words.ts'
import { IANAZone } from 'luxon'
import type { PhoneNumber } from '../../shared/contract/contact.ts'
import type { Consent } from '../../shared/contract/consent.ts'
import type { CompanyId, ContactId, PhoneNumberId } from '../../shared/ids.ts'
import { foldedCompany, foldedPerson } from '../../shared/contact/folded-names.ts'
import type { ZoneFrom } from '../../shared/number/person-place.ts'
import { prepared, type Archive } from './open.ts'

export interface NewContact {
  readonly contactId: ContactId
  readonly name: string
  readonly title: string
  readonly company: { readonly companyId: CompanyId; readonly name: string } | null
  /** IANA zone. */
  readonly timeZone: string
  readonly place: string
  readonly tags: readonly string[]
  readonly numbers: readonly NewNumber[]
  /** What the zone goes by; left out: the number. */
  readonly zoneFrom?: ZoneFrom
  /** ISO 3166-1 or -2 where more than the numbers tells it. */
  readonly region?: string
  readonly postalCode?: string
  readonly createdAt: number
  readonly email?: string
  /** What is known of them beyond the fields. */
  readonly about?: string
  /** What a deal would be worth, in the rep's own currency. */
  readonly dealValue?: number | null
  /** Who gave the rep the name. */
  readonly referrer?: string
}

/** What the archive has of a contact, with the company's value where theirs is not known. */
export interface ContactRow {
  readonly name: string
  readonly title: string
  readonly company: string | null
  readonly time_zone: string
  readonly place: string
  readonly region: string
  readonly zone_from: ZoneFrom
  readonly consent: Consent
  readonly deal_value: number | null
  readonly referrer: string
}

interface NumberRow {
  readonly phone_number_id: PhoneNumberId
  readonly number: string
  readonly shown: string
  readonly kind: PhoneNumber['kind']
  readonly keys: string
  readonly by_name: string
}

/** A number as it is added: most have no keys. */
export type NewNumber = Omit<PhoneNumber, 'keys' | 'byName'> & Partial<Pick<PhoneNumber, 'keys' | 'byName'>>

/** Adds a contact with its numbers and tags; a company with that id is added when it is not there yet. */
export function addContact(db: Archive, contact: NewContact): void {
  const { company, tags, numbers, ...rest } = contact
  // Luxon keeps the zones it has made: `isValidZone` asks Intl each time.
  if (!IANAZone.create(contact.timeZone).isValid) throw new RangeError(`${contact.timeZone} is not a time zone`)
  db.transaction(() => {
    if (company) {
      prepared(
        db,
        `INSERT INTO companies (company_id, name, folded) VALUES (@companyId, @name, @folded)
         ON CONFLICT (company_id) DO NOTHING`,
      ).run({ ...company, name: outsideWords(company.name, { most: MOST_NAME }), folded: foldedCompany(company.name) })
    }
    prepared(
      db,
      `INSERT INTO contacts (contact_id, name, title, company_id, time_zone, place, created_at, email, about, deal_value, referrer, zone_from, region,
         postal_code, folded)
       VALUES (@contactId, @name, @title, @companyId, @timeZone, @place, @createdAt, @email, @about, @dealValue, @referrer,
         @zoneFrom, @region, @postalCode, @folded)`,
    ).run({
      email: '',
      about: '',
      dealValue: null,
      referrer: '',
      zoneFrom: 'number',
      region: '',
      postalCode: '',
      ...cleanWords(rest),
      companyId: company?.companyId ?? null,
      folded: foldedPerson(contact.name),
    })
    addNumbers(db, contact.contactId, numbers)
    for (const tag of tags) addTag(db, contact.contactId, tag)
  })()
}

/** The longest name that there is room for, and the longest text about somebody, in code points. */
const MOST_NAME = 200
const MOST_ABOUT = 4_000

/** Whatever a contact's words came from, a form, a file or a caller: they go no further than this as they came. */
export function cleanWords<T extends { name: string; title?: string | null; about?: string; referrer?: string }>(
  words: T,
): T {
  const { title, about, referrer } = words
  const short = (text: string) => outsideWords(text, { most: MOST_NAME })
  return {
    ...words,
    name: short(words.name),
    ...(title && { title: short(title) }),
    ...(about && { about: typedWords(about, MOST_ABOUT) }),
    ...(referrer && { referrer: short(referrer) }),
  }
}

export function addTag(db: Archive, contactId: ContactId, tag: string): void {
  prepared(db, `INSERT INTO contact_tags (contact_id, tag) VALUES (@contactId, @tag) ON CONFLICT DO NOTHING`).run({
    contactId,
    tag,
  })
}

/** False: they did not have it. */
export function removeTag(db: Archive, contactId: ContactId, tag: string): boolean {
  const { changes } = prepared(db, `DELETE FROM contact_tags WHERE contact_id = @contactId AND tag = @tag`).run({
    contactId,
    tag,
  })
  return changes > 0
}

export function contactTags(db: Archive, contactId: ContactId): string[] {
  return prepared<{ tag: string }>(db, `SELECT tag FROM contact_tags WHERE contact_id = @contactId ORDER BY tag`)
    .all({ contactId })
    .map(({ tag }) => tag)
}

/** Numbers are tried in the order they were added. One that the contact has already is left as it is. */
export function addNumbers(db: Archive, contactId: ContactId, numbers: readonly NewNumber[]): void {
  const add = prepared(
    db,
    `INSERT INTO phone_numbers (phone_number_id, contact_id, number, shown, kind, keys, by_name, place)
     VALUES (@phoneNumberId, @contactId, @number, @shown, @kind, @keys, @byName,
       (SELECT count(*) FROM phone_numbers WHERE contact_id = @contactId))
     ON CONFLICT (contact_id, number) DO NOTHING`,
  )
  for (const number of numbers) add.run({ keys: '', byName: '', ...number, contactId })
}

/** A number to be tried before the others; one that the contact has already moves to the front. */
export function addFirstNumber(db: Archive, contactId: ContactId, number: NewNumber): void {
  prepared(
    db,
    `INSERT INTO phone_numbers (phone_number_id, contact_id, number, shown, kind, keys, by_name, place)
     VALUES (@phoneNumberId, @contactId, @number, @shown, @kind, @keys, @byName,
       (SELECT coalesce(min(place), 1) - 1 FROM phone_numbers WHERE contact_id = @contactId))
     ON CONFLICT (contact_id, number) DO UPDATE SET place = excluded.place`,
  ).run({ keys: '', byName: '', ...number, contactId })
}

/** What is pressed once this number of theirs has answered. */
export function setKeys(db: Archive, contactId: ContactId, number: string, keys: string): void {
  prepared(db, `UPDATE phone_numbers SET keys = @keys WHERE contact_id = @contactId AND number = @number`).run({
    contactId,
    number,
    keys,
  })
}

/** In the order they are tried. */
export function contactNumbers(db: Archive, contactId: ContactId): PhoneNumber[] {
  return prepared<NumberRow>(db, `SELECT * FROM phone_numbers WHERE contact_id = @contactId ORDER BY place`)
    .all({ contactId })
    .map(({ phone_number_id, number, shown, kind, keys, by_name }) => ({
      phoneNumberId: phone_number_id,
      number,
      shown,
      kind,
      keys,
      byName: by_name,
    }))
}

export function hasContact(db: Archive, contactId: ContactId): boolean {
  return contactRow(db, contactId) !== null
}

/** The name of somebody with this number, in E.164 where it has one; null: nobody's. */
export function nameOfNumber(db: Archive, number: string): string | null {
  const row = prepared<{ name: string }>(
    db,
    `SELECT c.name FROM phone_numbers p JOIN contacts c ON c.contact_id = p.contact_id WHERE p.number = @number LIMIT 1`,
  ).get({ number })
  return row?.name ?? null
}

/** What to call the person on a call. Throws for a contact that is not there. */
export function contactName(db: Archive, contactId: ContactId): { name: string; company: string | null } {
  const { name, company } = existingRow(db, contactId)
  return { name, company }
}

/** The contact's IANA zone. Throws for a contact that is not there. */
export function contactZone(db: Archive, contactId: ContactId): string {
  return existingRow(db, contactId).time_zone
}

/** What a deal with them would be worth, else one with their company; null: nobody has said. */
export function contactValue(db: Archive, contactId: ContactId): number | null {
  const row = prepared<{ value: number | null }>(
    db,
    `SELECT coalesce(c.deal_value, co.deal_value) AS value
     FROM contacts c LEFT JOIN companies co ON co.company_id = c.company_id WHERE c.contact_id = @contactId`,
  ).get({ contactId })
  return row?.value ?? null
}

/** What the rules of the road ask of a contact. */
export interface ContactFacts {
  readonly name: string
  readonly company: string | null
  readonly timeZone: string
  /** What the rep knows better than the number; empty: nothing. */
  readonly region: string
  readonly zoneFrom: ZoneFrom
  readonly consent: Consent
}

/** Null for a contact that is not there. */
export function contactFacts(db: Archive, contactId: ContactId): ContactFacts | null {
  const row = prepared<ContactFacts>(
    db,
    `SELECT c.name, co.name AS company, c.time_zone AS timeZone, c.region, c.zone_from AS zoneFrom, c.consent
       FROM contacts c LEFT JOIN companies co ON co.company_id = c.company_id WHERE c.contact_id = @contactId`,
  ).get({ contactId })
  return row ?? null
}

/** Notes whether the contact has agreed to recorded messages. */
export function noteConsent(db: Archive, contactId: ContactId, consent: Consent): void {
  db.prepare(`UPDATE contacts SET consent = @consent WHERE contact_id = @contactId`).run({ contactId, consent })
}

/** Corrects what the number tells of where the contact is: a region, ISO 3166-1 or -2, or '' for none, and an IANA zone. */
export function correctPlace(db: Archive, contactId: ContactId, place: { region: string; timeZone: string }): void {
  if (!IANAZone.isValidZone(place.timeZone)) throw new RangeError(`${place.timeZone} is not a time zone`)
  if (!/^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$/.test(place.region)) throw new RangeError(`${place.region} is not a region`)
  db.prepare(
    `UPDATE contacts SET region = @region, time_zone = @timeZone, zone_from = 'said' WHERE contact_id = @contactId`,
  ).run({
    ...place,
    contactId,
  })
}

/** Everybody who works at a company of this name. */
export function peopleAt(db: Archive, company: string): ContactId[] {
  return db
    .prepare<unknown[], { contactId: ContactId }>(
      `SELECT c.contact_id AS contactId FROM contacts c JOIN companies co ON co.company_id = c.company_id
       WHERE co.name = @company COLLATE NOCASE`,
    )
    .all({ company })
    .map(({ contactId }) => contactId)
}

/** Null for a contact that is not there. */
export function contactRow(db: Archive, contactId: ContactId): ContactRow | null {
  const row = db
    .prepare<unknown[], ContactRow>(
      `SELECT c.name, c.title, co.name AS company, c.time_zone, c.place, c.region, c.zone_from, c.consent,
         coalesce(c.deal_value, co.deal_value) AS deal_value, c.referrer
       FROM contacts c LEFT JOIN companies co ON co.company_id = c.company_id WHERE c.contact_id = @contactId`,
    )
    .get({ contactId })
  return row ?? null
}

function existingRow(db: Archive, contactId: ContactId): ContactRow {
  const row = contactRow(db, contactId)
  if (!row) throw new Error(`there is no contact ${contactId}`)
  return row
}
