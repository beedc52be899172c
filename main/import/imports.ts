import { setImmediate } from 'node:timers/promises'
import type { CountryCode } from 'libphonenumber-js/max'
import { withKeys } from '../../shared/number/keys-after-answer.ts'
import type { ImportField } from '../../shared/import/import-fields.ts'
import { missingFields } from '../../shared/import/import-fields.ts'
import type { DuplicateChoice, ImportCheck, ImportState, PastImport } from '../../shared/contract/import-state.ts'
import { mostShown } from '../../shared/contract/import-state.ts'
import { cadenceNames, defaultCadence, lastImportsCadence } from '../archive/cadences.ts'
import { pastImports } from '../archive/imports.ts'
import type { Archive } from '../archive/open.ts'
import type { CheckedRows } from './check-rows.ts'

/** A file that was read, and what its columns are said to be. */
export interface ImportFile {
  readonly name: string
  readonly encoding: string
  readonly delimiter: string
  readonly headings: readonly string[]
  /** Without the headings. */
  readonly rows: readonly (readonly string[])[]
  /** The number of the first of them in the file, from 1. */
  readonly firstRow: number
  /** Rows above the headings: a title, a date. */
  readonly skipped?: number
}

/** The import that is under way, if any: one at a time. What main knows of it; the desk draws it. */
export interface Imports {
  readonly archive: Archive
  /** Where bad rows are set aside. */
  readonly folder: string
  /** Tells the desk how it stands. */
  readonly changed: () => void
  /** main/archive/flush-worker.ts, as it was built; null: none. */
  readonly flushWorker: URL | null
  step: ImportState['step']
  file: ImportFile | null
  fields: readonly (ImportField | null)[]
  country: CountryCode | null
  progress: ImportState['progress']
  checked: CheckedRows | null
  /** What the rep has chosen for duplicates, by row. */
  readonly choices: Map<number, DuplicateChoice>
  result: PastImport | null
  exporting: ImportState['exporting']
  /** Said to what is under way; it stops at the next slice. */
  cancelled: boolean
}

export function openImports(
  archive: Archive,
  { folder, changed, flushWorker }: Pick<Imports, 'folder' | 'changed' | 'flushWorker'>,
): Imports {
  return {
    archive,
    folder,
    changed,
    flushWorker,
    step: 'empty',
    file: null,
    fields: [],
    country: null,
    progress: null,
    checked: null,
    choices: new Map(),
    result: null,
    exporting: null,
    cancelled: false,
  }
}

export function importState(imports: Imports): ImportState {
  const { archive, step, file, fields, country, progress, checked, result, exporting } = imports
  return {
    step,
    file: file && {
      name: file.name,
      encoding: file.encoding,
      delimiter: file.delimiter,
      rows: file.rows.length,
      skipped: file.skipped ?? 0,
    },
    columns: (file?.headings ?? []).map((heading, at) => ({
      heading,
      field: fields[at] ?? null,
      samples: samplesOf(file!, at),
    })),
    country: country ?? '',
    missing: file ? missingFields(fields) : null,
    progress,
    check: checked && checkInWords(checked, imports.choices),
    cadences: cadenceNames(archive),
    defaultCadenceId: defaultCadence(archive),
    lastCadenceId: lastImportsCadence(archive),
    result,
    past: pastImports(archive),
    exporting,
  }
}

function samplesOf({ rows }: ImportFile, column: number): string[] {
  const filled = rows.slice(0, 200).flatMap((row) => (row[column]?.trim() ? [brief(row[column])] : []))
  return filled.slice(0, 3)
}

/** A duplicate's choice: the rep's, else to skip; another name at the same number is another person. */
export function choiceFor(
  choices: ReadonlyMap<number, DuplicateChoice>,
  { row, usual }: { readonly row: number; readonly usual: DuplicateChoice },
): DuplicateChoice {
  return choices.get(row) ?? usual
}

function checkInWords(checked: CheckedRows, choices: ReadonlyMap<number, DuplicateChoice>): ImportCheck {
  const counts = { skip: 0, merge: 0, add: 0 }
  for (const duplicate of checked.duplicates.values()) counts[choiceFor(choices, duplicate)]++
  return {
    good: checked.people.length,
    bad: checked.bad.length,
    warned: checked.warnings.length,
    duplicates: checked.duplicates.size,
    doNotCall: checked.people.filter(
      ({ person }) => person.doNotCall || person.numbers.some(({ doNotCall }) => doNotCall),
    ).length,
    choices: counts,
    problems: [
      ...checked.bad.slice(0, mostShown).map(({ row, cells, reason }) => ({
        row,
        text: brief(cells.filter(Boolean).join(', '), 120),
        reason,
        bad: true,
      })),
      ...checked.warnings.slice(0, mostShown).map(({ row, name, warnings }) => ({
        row,
        text: brief(name, 120),
        reason: warnings.join('; '),
        bad: false,
      })),
    ],
    found: [...checked.duplicates.values()].slice(0, mostShown).map((duplicate) => ({
      row: duplicate.row,
      name: duplicate.name,
      company: duplicate.company,
      reason: duplicate.reason,
      contactId: duplicate.contactId,
      choice: choiceFor(choices, duplicate),
    })),
    people: checked.people.slice(0, 50).map(({ row, person }) => ({
      row,
      name: person.name,
      company: person.company,
      numbers: person.numbers.map(({ shown, keys, kind }) =>
        kind === 'direct' ? withKeys(shown, keys) : `${withKeys(shown, keys)} (${kind})`,
      ),
      email: person.email,
      timeZone: person.timeZone,
      tags: [...person.tags],
    })),
  }
}

function brief(text: string, most = 60): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** A slice of work in main: short enough not to be noticed in a call. */
export const SLICE_MS = 8
const TELL_MS = 150

/** Lets main do everything else now and then, and tells how far it is. Call it once for each row or batch. */
export function openSlices(imports: Imports, of: number): (done: number) => Promise<void> {
  let sliceAt = performance.now()
  let toldAt = sliceAt
  return async (done) => {
    const at = performance.now()
    if (at - sliceAt < SLICE_MS) return
    if (at - toldAt > TELL_MS) {
      imports.progress = { done, of }
      imports.changed()
      toldAt = at
    }
    await setImmediate()
    sliceAt = performance.now()
  }
}
