import { setImmediate } from 'node:timers/promises'
import type { RequestInput, RequestOutput } from '../../shared/contract/bridge.ts'
import type { ContactId } from '../../shared/ids.ts'
import { csvRow } from '../../shared/import/csv.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import {
  contactsToExport,
  countToExport,
  PAGE,
  pageToExport,
  tableRows,
  tablesToExport,
  type ExportKind,
  type ExportRow,
  type Place,
} from '../archive/export-rows.ts'
import { guard, type Archive } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'
import { writeWholeBy } from '../shell/write-file-atomic.ts'

/** Spreadsheets take a file without it for one in a code page of the last century. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A part of a file, and how many rows are in it. */
interface Piece {
  readonly text: string
  readonly rows: number
}

/**
 * Writes contacts, attempts or follow-ups as CSV, with formulas defused, or everything as JSON, to a file that the rep names;
 * null: they named none. The file is there whole or not at all. Fails with `import-busy`, `file-unwritable`, `archive-*`.
 */
export async function exportArchive(
  app: Pick<AppContext, 'archive' | 'chooseFile' | 'imports' | 'now'>,
  { what }: RequestInput<'archive.export'>,
): Promise<Result<RequestOutput<'archive.export'>>> {
  const { archive, now } = app
  const day = new Date(now()).toISOString().slice(0, 10)
  const isAll = what === 'everything'
  return writeExport(app, {
    name: isAll ? `afterbeep-${day}.json` : `${what}-${day}.csv`,
    count: () =>
      isAll ? tablesToExport(archive).reduce((sum, { rows }) => sum + rows, 0) : countToExport(archive, what),
    pieces: () => (isAll ? everything(archive, now()) : csvOf(archive, what)),
  })
}

/** Writes the contacts that were chosen, as CSV. Fails as `exportArchive` does. */
export async function exportContacts(
  app: Pick<AppContext, 'archive' | 'chooseFile' | 'imports' | 'now'>,
  { contactIds }: RequestInput<'contacts.exportMany'>,
): Promise<Result<RequestOutput<'contacts.exportMany'>>> {
  const day = new Date(app.now()).toISOString().slice(0, 10)
  return writeExport(app, {
    name: `contacts-${day}.csv`,
    count: () => contactIds.length,
    pieces: () => csvOfContacts(app.archive, contactIds),
  })
}

interface Export {
  /** What is offered as the file's name. */
  readonly name: string
  readonly count: () => number
  readonly pieces: () => Iterable<Piece>
}

async function writeExport(
  { chooseFile, imports }: Pick<AppContext, 'chooseFile' | 'imports'>,
  { name, count, pieces }: Export,
): Promise<Result<{ path: string; rows: number } | null>> {
  if (imports.exporting) return failed('import-busy')
  const path = await chooseFile(name)
  if (path === null) return ok(null)
  const counted = guard(count)
  if (!counted.ok) return counted
  let rows = 0
  const onRows = (written: number) => {
    rows += written
    imports.exporting = { done: rows, of: counted.value }
    imports.changed()
  }
  try {
    onRows(0)
    await writePieces(path, pieces(), onRows)
    return ok({ path, rows })
  } catch (error) {
    const refused = guard(() => {
      throw error
    })
    // A file system's codes and SQLite's are told apart by who uses them.
    if (error instanceof Error && 'syscall' in error) return failed('file-unwritable', { reason: codeOf(error) })
    if (!refused.ok) return refused
    throw error
  } finally {
    imports.exporting = null
    imports.changed()
  }
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.message
}

function* csvOf(db: Archive, what: ExportKind): Generator<Piece> {
  let after: number | null = 0
  let isFirst = true
  do {
    const page: ReturnType<typeof pageToExport> = pageToExport(db, what, after)
    const text = page.rows.map((row) => csvRow(Object.values(row).map((value) => value ?? ''))).join('')
    const head: string = isFirst ? BYTE_ORDER_MARK + headingsOf(page.rows[0]) : ''
    isFirst = false
    yield { text: head + text, rows: page.rows.length }
    after = page.next
  } while (after !== null)
}

function* csvOfContacts(db: Archive, contactIds: readonly ContactId[]): Generator<Piece> {
  for (let from = 0; from < contactIds.length; from += PAGE) {
    const rows = contactsToExport(db, contactIds.slice(from, from + PAGE))
    const head = from === 0 ? BYTE_ORDER_MARK + headingsOf(rows[0]) : ''
    const text = rows.map((row) => csvRow(Object.values(row).map((value) => value ?? ''))).join('')
    yield { text: head + text, rows: rows.length }
  }
}

function headingsOf(row: ExportRow | undefined): string {
  return row ? csvRow(Object.keys(row)) : csvRow(['There was nothing to export'])
}

/** {"afterbeep":…,"exportedAt":…,"tables":{"contacts":[…],…}}: one row of a table in each line. */
function* everything(db: Archive, exportedAt: number): Generator<Piece> {
  const version = db.pragma('user_version', { simple: true }) as number
  yield { text: `{"afterbeep":"archive","version":${version},"exportedAt":${exportedAt},"tables":{`, rows: 0 }
  for (const [index, { name }] of tablesToExport(db).entries()) {
    yield { text: `${index ? ',' : ''}\n${JSON.stringify(name)}:[`, rows: 0 }
    let after: Place | null = null
    do {
      const page: ReturnType<typeof tableRows> = tableRows(db, name, after)
      const lines = page.rows.map((row) => `\n${JSON.stringify(row)}`).join(',')
      yield { text: (after && page.rows.length > 0 ? ',' : '') + lines, rows: page.rows.length }
      after = page.next
    } while (after)
    yield { text: ']', rows: 0 }
  }
  yield { text: '\n}}\n', rows: 0 }
}

/** With time for everything else between two pieces. */
function writePieces(path: string, pieces: Iterable<Piece>, onRows: (rows: number) => void): Promise<void> {
  return writeWholeBy(path, async (file) => {
    for (const { text, rows } of pieces) {
      await file.write(text)
      if (rows > 0) onRows(rows)
      await setImmediate()
    }
  })
}
