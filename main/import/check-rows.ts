import type { ContactId } from '../../shared/ids.ts'
import { readRow, type ImportedPerson, type RowReader } from '../../shared/import/import-row.ts'
import type { DuplicateChoice } from '../../shared/contract/import-state.ts'
import { foldedCompany, foldedPerson } from '../../shared/contact/folded-names.ts'
import { contactNamed, foldNames, contactWithEmail, contactWithOwnNumber } from '../archive/find-contacts.ts'
import type { Archive } from '../archive/open.ts'
import type { ImportFile } from './imports.ts'

export interface CheckedRow {
  /** Its number in the file, from 1. */
  readonly row: number
  readonly person: ImportedPerson
}

/** A person who seems to be known. */
interface Duplicate {
  readonly row: number
  readonly name: string
  readonly company: string
  readonly reason: string
  /** In the archive; null: the row of the file that is said by `ofRow`. */
  readonly contactId: ContactId | null
  readonly ofRow: number | null
  /** What is done with it unless the rep chooses otherwise. */
  readonly usual: DuplicateChoice
}

export interface CheckedRows {
  readonly people: readonly CheckedRow[]
  readonly bad: readonly { readonly row: number; readonly cells: readonly string[]; readonly reason: string }[]
  readonly warnings: readonly { readonly row: number; readonly name: string; readonly warnings: readonly string[] }[]
  readonly duplicates: ReadonlyMap<number, Duplicate>
}

/** Reads every row and looks for people who are in the archive, or in the file, already. Null: it was cancelled. */
export async function checkRows(
  db: Archive,
  file: Pick<ImportFile, 'rows' | 'firstRow'>,
  { pause, isCancelled, ...reader }: RowReader & { pause: (done: number) => Promise<void>; isCancelled: () => boolean },
): Promise<CheckedRows | null> {
  const people: CheckedRow[] = []
  const bad: CheckedRows['bad'][number][] = []
  const warnings: CheckedRows['warnings'][number][] = []
  const duplicates = new Map<number, Duplicate>()
  const inFile = new Map<string, CheckedRow>()
  foldNames(db)
  for (const [index, cells] of file.rows.entries()) {
    await pause(index)
    if (isCancelled()) return null
    const row = file.firstRow + index
    const reading = readRow(cells, reader)
    if ('bad' in reading) {
      bad.push({ row, cells, reason: reading.bad })
      continue
    }
    const checked = { row, person: reading.person }
    people.push(checked)
    if (reading.warnings.length > 0) warnings.push({ row, name: reading.person.name, warnings: reading.warnings })
    const duplicate = inArchive(db, checked) ?? amongRows(inFile, checked)
    if (duplicate) duplicates.set(row, duplicate)
    for (const key of keysOf(reading.person)) if (!inFile.has(key)) inFile.set(key, checked)
  }
  return { people, bad, warnings, duplicates }
}

function inArchive(db: Archive, { row, person }: CheckedRow): Duplicate | null {
  const { name, company, email, numbers } = person
  const found = (known: { contactId: ContactId; name: string; company: string } | null, by: string) => {
    if (!known) return null
    const isOther = by === 'number' && foldedPerson(known.name) !== foldedPerson(name)
    const whom = known.company ? `${known.name} of ${known.company}` : known.name
    return {
      row,
      name,
      company,
      reason: `${whom} in the archive: same ${by}${isOther ? ', another name' : ''}`,
      contactId: known.contactId,
      ofRow: null,
      usual: isOther ? ('add' as const) : ('skip' as const),
    }
  }
  let byNumber: Duplicate | null = null
  for (const number of numbers) {
    if (number.kind !== 'main') byNumber ??= found(contactWithOwnNumber(db, number.number), 'number')
  }
  if (byNumber?.usual === 'skip') return byNumber
  return (
    (email ? found(contactWithEmail(db, email), 'email') : null) ??
    (company ? found(contactNamed(db, name, company), 'name and company') : null) ??
    byNumber
  )
}

function amongRows(inFile: ReadonlyMap<string, CheckedRow>, { row, person }: CheckedRow): Duplicate | null {
  const matches = keysOf(person).flatMap((key) => {
    const first = inFile.get(key)
    return first ? [{ first, by: key.slice(0, key.indexOf(':')) }] : []
  })
  const isOther = (match: (typeof matches)[number]) =>
    match.by === 'number' && foldedPerson(match.first.person.name) !== foldedPerson(person.name)
  const match = matches.find((one) => !isOther(one)) ?? matches[0]
  if (!match) return null
  const { first, by } = match
  return {
    row,
    name: person.name,
    company: person.company,
    reason: `row ${first.row}, ${first.person.name}: same ${by}${isOther(match) ? ', another name' : ''}`,
    contactId: null,
    ofRow: first.row,
    usual: isOther(match) ? 'add' : 'skip',
  }
}

/** What tells a person: their own numbers, email, name and company. */
function keysOf({ name, company, email, numbers }: ImportedPerson): string[] {
  return [
    ...numbers.flatMap(({ number, kind, keys }) => (kind === 'main' ? [] : [`number:${number}${keys}`])),
    ...(email ? [`email:${email}`] : []),
    ...(company ? [`name and company:${foldedPerson(name)}|${foldedCompany(company)}`] : []),
  ]
}
