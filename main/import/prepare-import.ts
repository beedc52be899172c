import { isSupportedCountry } from 'libphonenumber-js/max'
import type { RequestInput } from '../../shared/contract/bridge.ts'
import { guessColumns, guessWithoutHeadings, headingRow } from '../../shared/import/import-columns.ts'
import { guessDelimiter } from '../../shared/import/import-delimiter.ts'
import { missingFields } from '../../shared/import/import-fields.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { lineInUse } from '../archive/lines.ts'
import { guard } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'
import { checkRows, type CheckedRows } from './check-rows.ts'
import { decodeFile, unreadable } from './decode-file.ts'
import { openSlices, type ImportFile } from './imports.ts'
import { isCards, readCards } from './read-cards.ts'
import { isWorkbook, readWorkbook } from './read-workbook.ts'
import { readCsv } from './read-csv.ts'
import { backToColumns, begin, forgetFile, go, mayMove } from './import-steps.ts'

/** Reads a file and guesses its columns. Fails with `import-unreadable` for what is no list. */
export async function takeFile(
  { imports, region: computers }: Pick<AppContext, 'imports' | 'region'>,
  { fileName, bytes }: RequestInput<'import.take'>,
): Promise<Result<null>> {
  const isFree = mayMove(imports, 'take')
  if (!isFree.ok) return isFree
  const name = fileName
  const table = await readTable(bytes, name)
  if (!table.ok) return table
  const { rows: all, encoding, delimiter } = table.value
  if (all.length === 0) return unreadable(name, 'there is nothing in it')
  const at = headingRow(all)
  const hasHeadings = at !== null
  const first = all[at ?? 0]!
  const rows = hasHeadings ? all.slice(at + 1) : all
  if (rows.length === 0) return unreadable(name, 'there are only headings in it, and no rows')
  const sample = rows.slice(0, 50)
  const headings = hasHeadings ? first.map((heading) => heading.trim()) : first.map((_, index) => `Column ${index + 1}`)
  // While it was read another one may have been begun.
  const isStillFree = mayMove(imports, 'take')
  if (!isStillFree.ok) return isStillFree
  forgetFile(imports)
  imports.file = { name, encoding, delimiter, headings, rows, firstRow: hasHeadings ? at + 2 : 1, skipped: at ?? 0 }
  imports.fields = hasHeadings ? guessColumns(headings, sample) : guessWithoutHeadings(sample)
  // Where neither line nor computer says the country, the rep is asked in the view.
  const region = lineInUse(imports.archive)?.region || computers
  imports.country = isSupportedCountry(region) ? region : null
  go(imports, 'take')
  imports.changed()
  return ok()
}

/** The rows of a CSV file, of the first sheet of a workbook, or of vCards. */
async function readTable(
  bytes: Uint8Array,
  name: string,
): Promise<Result<{ rows: string[][]; encoding: string; delimiter: string }>> {
  if (isWorkbook(bytes, name)) {
    const read = await readWorkbook(bytes, name)
    return read.ok ? ok({ rows: read.value, encoding: 'Excel', delimiter: 'cells' }) : read
  }
  const decoded = decodeFile(bytes, name)
  if (!decoded.ok) return decoded
  const { text, encoding } = decoded.value
  if (isCards(text)) {
    const read = readCards(text, name)
    return read.ok ? ok({ rows: read.value, encoding: 'vCard', delimiter: 'cards' }) : read
  }
  const delimiter = guessDelimiter(text)
  const read = await readCsv(text, { delimiter, name })
  return read.ok ? ok({ rows: read.value, encoding, delimiter }) : read
}

export function mapColumns(
  { imports }: Pick<AppContext, 'imports'>,
  { fields, country }: RequestInput<'import.map'>,
): Result<null> {
  const isFree = mayMove(imports, 'map')
  if (!isFree.ok) return isFree
  if (imports.file?.headings.length !== fields.length) return failed('not-found')
  imports.fields = fields
  imports.country = isSupportedCountry(country) ? country : null
  backToColumns(imports, 'map')
  return ok()
}

/** Begins to read the rows; answers at once. */
export function checkFile(app: Pick<AppContext, 'desk' | 'imports'>): Result<null> {
  const { imports } = app
  const isFree = mayMove(imports, 'check')
  if (!isFree.ok) return isFree
  if (!imports.file || missingFields(imports.fields)) return failed('not-found')
  begin(imports, 'check')
  void check(app, imports.file)
  return ok()
}

async function check({ imports, desk }: Pick<AppContext, 'desk' | 'imports'>, file: ImportFile): Promise<void> {
  const checked = await checkRows(imports.archive, file, {
    columns: imports.fields,
    headings: file.headings,
    country: imports.country,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    pause: openSlices(imports, file.rows.length),
    isCancelled: () => imports.cancelled,
  }).catch((error: unknown) => error)
  if (checked instanceof Error) {
    backToColumns(imports, 'stop')
    const failure = guard(() => {
      throw checked
    })
    return failure.ok ? undefined : desk.notice(failure.trouble)
  }
  imports.checked = checked as CheckedRows | null
  imports.choices.clear()
  imports.progress = null
  go(imports, checked ? 'checked' : 'stop')
  imports.changed()
}

export function choose(
  { imports }: Pick<AppContext, 'imports'>,
  { row, choice }: RequestInput<'import.choose'>,
): Result<null> {
  const { checked, choices, step } = imports
  if (step !== 'checked' || !checked) return failed('not-found')
  const rows = row === null ? [...checked.duplicates.keys()] : checked.duplicates.has(row) ? [row] : []
  for (const one of rows) choices.set(one, choice)
  imports.changed()
  return ok()
}

export function cancelImport({ imports }: Pick<AppContext, 'imports'>): Result<null> {
  imports.cancelled = true
  return ok()
}

export function leaveFile({ imports }: Pick<AppContext, 'imports'>): Result<null> {
  const isFree = mayMove(imports, 'leave')
  if (!isFree.ok) return isFree
  forgetFile(imports)
  go(imports, 'leave')
  imports.result = null
  imports.changed()
  return ok()
}

export function backToMapping({ imports }: Pick<AppContext, 'imports'>): Result<null> {
  const isFree = mayMove(imports, 'map')
  if (!isFree.ok) return isFree
  backToColumns(imports, 'map')
  return ok()
}
