import { numberOfAddress } from '../../shared/call/caller.ts'
import type { DoNotCallEntry } from '../../shared/contract/do-not-call-entry.ts'
import type { ContactId } from '../../shared/ids.ts'
import { foldedPerson } from '../../shared/contact/folded-names.ts'
import { escapedForLike, prepared, type Archive } from './open.ts'

/** An entry as it is added: `subject` is what it is found by, `shown` is for people. */
export interface NewEntry {
  readonly entryId: string
  readonly kind: DoNotCallEntry['kind']
  /** The id of a person, a number in E.164, the name of a company. */
  readonly subject: string
  readonly shown: string
  readonly addedAt: number
  readonly why: string
  readonly source: DoNotCallEntry['source']
}

interface Row {
  readonly entry_id: string
  readonly kind: DoNotCallEntry['kind']
  readonly shown: string
  readonly added_at: number
  readonly why: string
  readonly source: DoNotCallEntry['source']
}

/** Who is listed already stays listed since then, for the first reason. */
export function addDoNotCall(db: Archive, entry: NewEntry): void {
  db.prepare(
    `INSERT INTO do_not_call (entry_id, kind, subject, shown, added_at, why, source)
     VALUES (@entryId, @kind, @subject, @shown, @addedAt, @why, @source) ON CONFLICT (kind, subject) DO NOTHING`,
  ).run(entry)
}

/** False when it was not there. */
export function removeDoNotCall(db: Archive, entryId: string): boolean {
  return db.prepare(`DELETE FROM do_not_call WHERE entry_id = @entryId`).run({ entryId }).changes === 1
}

/**
 * Who is on the list, newest first, and how many there are: of those in whose name, number or reason this text is; a number
 * is found by any three of its digits in a row. An empty text is in all.
 */
export function listDoNotCall(
  db: Archive,
  { text, limit }: { text: string; limit: number },
): { entries: DoNotCallEntry[]; count: number } {
  const escaped = escapedForLike(text.trim())
  const found = db
    .prepare<unknown[], Row>(
      `SELECT * FROM do_not_call
       WHERE shown LIKE '%' || @escaped || '%' ESCAPE '\\' OR why LIKE '%' || @escaped || '%' ESCAPE '\\'
         OR (kind = 'number' AND length(@digits) >= 3 AND subject LIKE '%' || @digits || '%')
       ORDER BY added_at DESC, rowid DESC`,
    )
    .all({ escaped, digits: text.replace(/\D/g, '') })
  return { entries: found.slice(0, limit).map(entryOf), count: found.length }
}

export interface Callee {
  readonly contactId: ContactId
  /** E.164 where the number has one. */
  readonly number: string
  readonly company: string | null
}

/** Everything that keeps a person, one of their numbers or their company from being called; newest first. */
export function doNotCallEntries(
  db: Archive,
  { contactId, numbers, company }: { contactId: ContactId; numbers: readonly string[]; company: string | null },
): DoNotCallEntry[] {
  const found = prepared<Row>(db, `SELECT * FROM do_not_call WHERE kind = @kind AND subject = @subject`)
  const of = (kind: DoNotCallEntry['kind'], subject: string | null) => found.all({ kind, subject })
  return [
    ...of('person', contactId),
    ...numbers.flatMap(spellings).flatMap((number) => of('number', number)),
    ...of('company', company),
  ]
    .sort((a, b) => b.added_at - a.added_at)
    .map(entryOf)
}

/** A number, or the SIP address of one. */
function spellings(number: string): string[] {
  const user = numberOfAddress(number)
  return user ? [number, user] : [number]
}

/** What an entry is found by, and since when it is there. */
export function doNotCallSubject(
  db: Archive,
  entryId: string,
): { readonly kind: DoNotCallEntry['kind']; readonly subject: string; readonly addedAt: number } | null {
  const row = db
    .prepare<unknown[], { kind: DoNotCallEntry['kind']; subject: string; addedAt: number }>(
      `SELECT kind, subject, added_at AS addedAt FROM do_not_call WHERE entry_id = @entryId`,
    )
    .get({ entryId })
  return row ?? null
}

/** The entry that forbids this call: that of the person, else of the number, else of the company. */
export function doNotCallEntry(db: Archive, callee: Callee): DoNotCallEntry | null {
  const row = prepared<Row>(
    db,
    `SELECT * FROM do_not_call WHERE kind = 'person' AND subject = @contactId
       UNION ALL SELECT * FROM do_not_call WHERE kind = 'number' AND subject = @number
       UNION ALL SELECT * FROM do_not_call WHERE kind = 'company' AND subject = @company
       LIMIT 1`,
  ).get({ ...callee })
  return row ? entryOf(row) : null
}

/**
 * Somebody else on the list who has this number as their own: the entry of a person is about their numbers too, whoever else has
 * them. Null: nobody.
 */
export function doNotCallElsewhere(
  db: Archive,
  { contactId, numbers }: { contactId: ContactId; numbers: readonly string[] },
): { readonly entry: DoNotCallEntry; readonly folded: string } | null {
  for (const number of numbers) {
    const row = prepared<Row & { folded: string; contact_name: string }>(
      db,
      `SELECT d.*, c.folded, c.name AS contact_name FROM phone_numbers p JOIN contacts c ON c.contact_id = p.contact_id
       JOIN do_not_call d ON d.kind = 'person' AND d.subject = p.contact_id
       WHERE p.number = @number AND p.kind <> 'main' AND p.contact_id <> @contactId LIMIT 1`,
    ).get({ number, contactId })
    if (row) return { entry: entryOf(row), folded: row.folded || foldedPerson(row.contact_name) }
  }
  return null
}

function entryOf(row: Row): DoNotCallEntry {
  const { kind, why, source } = row
  return { entryId: row.entry_id, kind, subject: row.shown, addedAt: row.added_at, why, source }
}
