import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isSupportedCountry } from 'libphonenumber-js/max'
import type { RequestInput } from '../../shared/contract/bridge.ts'
import { csvRow } from '../../shared/import/csv.ts'
import type { ImportId } from '../../shared/ids.ts'
import { guessColumns, guessWithoutHeadings, headingRow } from '../../shared/import/import-columns.ts'
import { guessDelimiter } from '../../shared/import/import-delimiter.ts'
import { missingFields } from '../../shared/import/import-fields.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { finishImport, importById, openImport, setAsideOf } from '../archive/imports.ts'
import { lineInUse } from '../archive/lines.ts'
import { guard } from '../archive/open.ts'
import { openQuickWrites } from '../archive/quick-writes.ts'
import type { AppContext } from '../app-context.ts'
import { writeWhole } from '../shell/write-file-atomic.ts'
import { checkRows, type CheckedRows } from './check-rows.ts'
import { decodeFile, unreadable } from './decode-file.ts'
import { choiceFor, openSlices, type ImportFile, type Imports } from './imports.ts'
import { isCards, readCards } from './read-cards.ts'
import { isWorkbook, readWorkbook } from './read-workbook.ts'
import { readCsv } from './read-csv.ts'
import { takeBackImport } from './undo-import.ts'
import { writeRows, type RowsToWrite } from './write-rows.ts'

/** Steps at which nothing runs: something new can be begun. */
const isIdle = ({ step }: Imports) => step !== 'checking' && step !== 'writing' && step !== 'undoing'
const busy = () => failed('import-busy')

/** Reads a file and guesses its columns. Fails with `import-unreadable` for what is no list. */
export async function takeFile(
  { imports, region: computers }: Pick<AppContext, 'imports' | 'region'>,
  { fileName, bytes }: RequestInput<'import.take'>,
): Promise<Result<null>> {
  if (!isIdle(imports)) return busy()
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
  forgetFile(imports)
  imports.file = { name, encoding, delimiter, headings, rows, firstRow: hasHeadings ? at + 2 : 1, skipped: at ?? 0 }
  imports.fields = hasHeadings ? guessColumns(headings, sample) : guessWithoutHeadings(sample)
  // Where neither line nor computer says the country, the rep is asked in the view.
  const region = lineInUse(imports.archive)?.region || computers
  imports.country = isSupportedCountry(region) ? region : null
  imports.step = 'columns'
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
  if (!isIdle(imports)) return busy()
  if (imports.file?.headings.length !== fields.length) return failed('not-found')
  imports.fields = fields
  imports.country = isSupportedCountry(country) ? country : null
  backToColumns(imports)
  return ok()
}

/** Begins to read the rows; answers at once. */
export function checkFile(app: Pick<AppContext, 'desk' | 'imports'>): Result<null> {
  const { imports } = app
  if (!isIdle(imports)) return busy()
  if (!imports.file || missingFields(imports.fields)) return failed('not-found')
  begin(imports, 'checking')
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
    backToColumns(imports)
    const failure = guard(() => {
      throw checked
    })
    return failure.ok ? undefined : desk.notice(failure.trouble)
  }
  imports.checked = checked as CheckedRows | null
  imports.choices.clear()
  imports.progress = null
  imports.step = checked ? 'checked' : 'columns'
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

/** Begins to write; answers at once, or with what stands against it. Fails with `archive-*`, `file-unwritable`. */
export async function startImport(
  app: Pick<AppContext, 'archive' | 'desk' | 'imports' | 'newId' | 'now' | 'random'>,
  { cadenceId, tag, beginning = 'spread', most = null }: RequestInput<'import.start'>,
): Promise<Result<null>> {
  const { archive, imports, newId, now } = app
  const { checked, file, step } = imports
  if (step !== 'checked' || !checked || !file) return failed('not-found')
  begin(imports, 'writing')
  const importId = newId() as ImportId
  const setAside = checked.bad.length > 0 ? join(imports.folder, `${importId}.csv`) : null
  const opened = await setRowsAside(imports.folder, setAside, file, checked)
  const noted = opened.ok
    ? guard(() => openImport(archive, { importId, fileName: file.name.slice(-200), startedAt: now(), setAside }))
    : opened
  if (!noted.ok) {
    imports.step = 'checked'
    imports.changed()
    return noted
  }
  void write(app, { importId, checked, cadenceId, beginning, most, tag: tag.toLowerCase() }).catch(
    async (bug: unknown) => {
      // Nothing of it stays, and the next import can be made.
      await undo(app, importId, 'checked')
      throw bug
    },
  )
  return ok()
}

async function setRowsAside(
  folder: string,
  path: string | null,
  file: ImportFile,
  { bad }: CheckedRows,
): Promise<Result<null>> {
  if (path === null) return ok()
  const head = csvRow(['Row', 'Why it was set aside', ...file.headings])
  const rows = bad.map(({ row, reason, cells }) => csvRow([row, reason, ...cells]))
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeWhole(path, `\uFEFF${head}${rows.join('')}`)
    return ok()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return failed('file-unwritable', { reason: String(error.code) })
  }
}

async function write(
  app: Pick<AppContext, 'archive' | 'desk' | 'imports' | 'newId' | 'now' | 'random'>,
  request: {
    importId: ImportId
    checked: CheckedRows
  } & Pick<RowsToWrite, 'tag' | 'cadenceId' | 'beginning' | 'most'>,
): Promise<void> {
  const { archive, desk, imports, newId, now, random } = app
  const { importId, checked } = request
  const quick = openQuickWrites(archive, imports.flushWorker)
  const written = await writeRows(
    archive,
    {
      ...request,
      choice: (row) => choiceFor(imports.choices, checked.duplicates.get(row) ?? { row, usual: 'skip' }),
      quick,
      pause: openSlices(imports, checked.people.length),
      isCancelled: () => imports.cancelled,
    },
    () => ({ now: now(), random, newId }),
  ).finally(() => quick.end())
  if (written.ok && written.value) {
    const counts = written.value
    const finished = guard(() => finishImport(archive, importId, { ...counts, finishedAt: now() }))
    if (finished.ok) {
      imports.step = 'done'
      imports.progress = null
      imports.result = importById(archive, importId)
      forgetRows(imports)
      desk.archiveChanged()
      return imports.changed()
    }
    desk.notice(finished.trouble)
  } else if (!written.ok) desk.notice(written.trouble)
  await undo(app, importId, 'checked')
}

export function cancelImport({ imports }: Pick<AppContext, 'imports'>): Result<null> {
  imports.cancelled = true
  return ok()
}

export function leaveFile({ imports }: Pick<AppContext, 'imports'>): Result<null> {
  if (!isIdle(imports)) return busy()
  forgetFile(imports)
  imports.step = 'empty'
  imports.result = null
  imports.changed()
  return ok()
}

export function backToMapping({ imports }: Pick<AppContext, 'imports'>): Result<null> {
  if (!isIdle(imports) || !imports.file) return failed('not-found')
  backToColumns(imports)
  return ok()
}

/** Begins to take a whole import back; answers at once. */
export function undoImport(
  app: Pick<AppContext, 'archive' | 'desk' | 'imports' | 'now'>,
  importId: ImportId,
): Result<null> {
  const { archive, imports } = app
  if (!isIdle(imports)) return busy()
  const past = importById(archive, importId)
  if (!past || past.kept !== null) return failed('not-found')
  void undo(app, importId, 'empty')
  return ok()
}

async function undo(
  app: Pick<AppContext, 'archive' | 'desk' | 'imports' | 'now'>,
  importId: ImportId,
  then: 'checked' | 'empty',
): Promise<void> {
  const { archive, desk, imports, now } = app
  const past = importById(archive, importId)
  begin(imports, 'undoing')
  const pause = openSlices(imports, past?.added || (imports.checked?.people.length ?? 0))
  const quick = openQuickWrites(archive, imports.flushWorker)
  const undone = await takeBackImport(archive, importId, { at: now(), quick, onProgress: pause }).finally(() =>
    quick.end(),
  )
  if (!undone.ok) desk.notice(undone.trouble)
  imports.progress = null
  imports.result = importById(archive, importId)
  // The file is still there after a cancelled import; after an undo a new one begins.
  imports.step = then === 'checked' && imports.checked ? 'checked' : 'empty'
  if (imports.step === 'empty') forgetFile(imports)
  desk.archiveChanged()
  imports.changed()
}

/** Copies the file of bad rows to where the rep wants it; null when they name no place. */
export async function saveSetAside(
  { archive, chooseFile }: Pick<AppContext, 'archive' | 'chooseFile'>,
  importId: ImportId,
): Promise<Result<{ path: string } | null>> {
  const past = importById(archive, importId)
  const setAside = setAsideOf(archive, importId)
  if (!past || !setAside) return failed('not-found')
  const path = await chooseFile(`set-aside-${past.fileName.replace(/\.\w+$/, '')}.csv`)
  if (path === null) return ok(null)
  try {
    await copyFile(setAside, path)
    return ok({ path })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return failed('file-unwritable', { reason: String(error.code) })
  }
}

function begin(imports: Imports, step: 'checking' | 'writing' | 'undoing'): void {
  imports.step = step
  imports.cancelled = false
  imports.progress = { done: 0, of: imports.file?.rows.length ?? 0 }
  imports.result = null
  imports.changed()
}

function backToColumns(imports: Imports): void {
  imports.step = 'columns'
  imports.checked = null
  imports.progress = null
  imports.choices.clear()
  imports.changed()
}

function forgetRows(imports: Imports): void {
  imports.checked = null
  imports.choices.clear()
}

function forgetFile(imports: Imports): void {
  forgetRows(imports)
  imports.file = null
  imports.fields = []
  imports.progress = null
}
