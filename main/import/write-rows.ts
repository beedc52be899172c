import type { CadenceId, ContactId, ImportId, NoteId, PhoneNumberId } from '../../shared/ids.ts'
import type { Beginning } from '../../shared/contract/planning.ts'
import type { DuplicateChoice } from '../../shared/contract/import-state.ts'
import type { ImportedPerson } from '../../shared/import/import-row.ts'
import { sameNumbers } from '../../shared/number/phone-number.ts'
import { addContact, addNumbers, addTag, contactNumbers, contactTags, setKeys } from '../archive/contacts.ts'
import { addNote, lastNotes } from '../archive/notes.ts'
import { forbidWithin } from '../compliance/forbid-calls.ts'
import { fillGaps } from '../archive/contact-words.ts'
import { noteImported, noteMerge, type ImportCounts } from '../archive/imports.ts'
import { companyNamed } from '../archive/find-contacts.ts'
import { guard, type Archive } from '../archive/open.ts'
import type { QuickWrites } from '../archive/quick-writes.ts'
import { mergeSearch } from '../archive/search.ts'
import { ok, type Result } from '../../shared/result.ts'
import { putOnCadence } from '../cadence/run-cadence.ts'
import type { Sources } from '../cadence/plan-next.ts'
import type { CheckedRow, CheckedRows } from './check-rows.ts'
import { SLICE_MS } from './imports.ts'

/** On a machine that is busy elsewhere a transaction for every row would only make it worse. */
const LEAST_ROWS = 4

export interface RowsToWrite {
  readonly importId: ImportId
  readonly checked: CheckedRows
  readonly choice: (row: number) => DuplicateChoice
  /** Null: new contacts are on no cadence. */
  readonly cadenceId: CadenceId | null
  readonly beginning: Beginning
  /** Only so many new contacts are put on it; null: all. */
  readonly most: number | null
  /** Empty: none. */
  readonly tag: string
  readonly quick: QuickWrites
  readonly pause: (done: number) => Promise<void>
  readonly isCancelled: () => boolean
}

/**
 * Writes the people of a file in batches of a few milliseconds and one transaction each. Answers the counts, null when it was cancelled: what
 * was written until then is the caller's to take back, as it is the next start's when Afterbeep dies on the way.
 */
export async function writeRows(
  db: Archive,
  work: RowsToWrite,
  sources: () => Sources,
): Promise<Result<ImportCounts | null>> {
  const { people, bad } = work.checked
  const counts = { added: 0, merged: 0, skipped: 0, bad: bad.length }
  const under: UnderWay = { became: new Map(), enrolled: 0 }
  let done = 0
  const writeSome = () => {
    const [first, began] = [done, performance.now()]
    while (done < people.length && (done - first < LEAST_ROWS || performance.now() - began < SLICE_MS)) {
      counts[writeRow(db, people[done]!, work, under, sources())]++
      done++
    }
    mergeSearch(db)
  }
  while (done < people.length) {
    if (work.isCancelled()) return ok(null)
    const written = guard(() => work.quick.write(() => db.transaction(writeSome)()))
    if (!written.ok) return written
    await work.pause(done)
    await work.quick.room()
  }
  return ok(work.isCancelled() ? null : counts)
}

interface UnderWay {
  /** Whom a row of the file has become. */
  readonly became: Map<number, ContactId>
  /** New contacts that were put on the cadence. */
  enrolled: number
}

function writeRow(
  db: Archive,
  { row, person }: CheckedRow,
  work: RowsToWrite,
  under: UnderWay,
  sources: Sources,
): 'added' | 'merged' | 'skipped' {
  const { became } = under
  const duplicate = work.checked.duplicates.get(row)
  const choice = duplicate ? work.choice(row) : 'add'
  const known = duplicate && (duplicate.contactId ?? became.get(duplicate.ofRow!) ?? null)
  // What is like a row that is skipped is like whoever that one is in the archive.
  if (duplicate && known && choice !== 'add') became.set(row, known)
  // Who asked not to be called is listed whatever becomes of the row: a second list opens no back door.
  if (choice === 'skip') {
    if (known) forbidAsListed(db, known, person, sources)
    return 'skipped'
  }
  if (choice === 'merge' && known) {
    mergeInto(db, known, person, work, sources)
    forbidAsListed(db, known, person, sources)
    return 'merged'
  }
  const added = addPerson(db, person, { work, under }, sources)
  became.set(row, added)
  forbidAsListed(db, added, person, sources)
  return 'added'
}

function addPerson(
  db: Archive,
  person: ImportedPerson,
  { work, under }: { work: RowsToWrite; under: UnderWay },
  sources: Sources,
): ContactId {
  const { now, newId } = sources
  const contactId = newId() as ContactId
  const { name, title, company, timeZone, zoneFrom, place, region, postalCode, email, about, tags } = person
  addContact(db, {
    contactId,
    name,
    title,
    company: company ? { companyId: companyNamed(db, company, newId), name: company } : null,
    timeZone,
    zoneFrom,
    place,
    region,
    postalCode,
    dealValue: person.dealValue,
    referrer: person.referrer,
    email,
    about,
    tags: work.tag ? [...tags, work.tag] : tags,
    numbers: person.numbers.map(({ doNotCall: _, ...number }) => ({
      ...number,
      phoneNumberId: newId() as PhoneNumberId,
    })),
    createdAt: now,
  })
  noteImported(db, contactId, work.importId)
  if (person.note) writeImportedNote(db, contactId, person.note, sources)
  if (work.cadenceId && !person.doNotCall && under.enrolled < (work.most ?? Infinity)) {
    putOnCadence(db, contactId, work.cadenceId, sources, work.beginning)
    under.enrolled++
  }
  return contactId
}

/** Fills what is not known yet, and adds numbers and tags; what is known stays. */
function mergeInto(db: Archive, contactId: ContactId, person: ImportedPerson, work: RowsToWrite, sources: Sources) {
  const { newId } = sources
  const filled = fillGaps(db, contactId, {
    title: person.title,
    email: person.email,
    about: person.about,
    company_id: person.company ? companyNamed(db, person.company, newId) : '',
  })
  const before = contactNumbers(db, contactId)
  const known = new Set(before.flatMap(({ number }) => sameNumbers(number)))
  if (person.note && !lastNotes(db, contactId, 50).some(({ text }) => text === person.note)) {
    writeImportedNote(db, contactId, person.note, sources)
  }
  // A number that is known without its extension gets it.
  for (const { number, keys } of person.numbers) {
    if (keys && before.some((one) => one.number === number && one.keys === '')) setKeys(db, contactId, number, keys)
  }
  const numbers = person.numbers
    .filter(({ number }) => !known.has(number))
    .map(({ doNotCall: _, ...number }) => ({ ...number, phoneNumberId: newId() as PhoneNumberId }))
  addNumbers(db, contactId, numbers)
  const had = new Set(contactTags(db, contactId))
  const tags = [...person.tags, ...(work.tag ? [work.tag] : [])].filter((tag) => !had.has(tag))
  for (const tag of tags) addTag(db, contactId, tag)
  noteMerge(db, work.importId, contactId, {
    filled,
    numbers: numbers.map(({ phoneNumberId }) => phoneNumberId),
    tags,
  })
}

/** What the list's own columns forbid: the person, or some of their numbers. */
function forbidAsListed(db: Archive, contactId: ContactId, person: ImportedPerson, { now, newId }: Sources): void {
  const because = { why: 'The list that was imported says so.', source: 'import', now, newId } as const
  if (person.doNotCall) forbidWithin(db, { kind: 'person', contactId }, because)
  for (const { number, doNotCall } of person.numbers) {
    if (doNotCall) forbidWithin(db, { kind: 'number', number, country: undefined }, because)
  }
}

function writeImportedNote(db: Archive, contactId: ContactId, text: string, { now, newId }: Sources): void {
  addNote(db, contactId, { noteId: newId() as NoteId, attemptId: null, text, writtenAt: now })
}
