import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RequestInput } from '../../shared/contract/bridge.ts'
import { csvRow } from '../../shared/import/csv.ts'
import type { ImportId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { finishImport, importById, openImport, setAsideOf } from '../archive/imports.ts'
import { guard } from '../archive/open.ts'
import { openQuickWrites } from '../archive/quick-writes.ts'
import type { AppContext } from '../app-context.ts'
import { writeWhole } from '../shell/write-file-atomic.ts'
import type { CheckedRows } from './check-rows.ts'
import { choiceFor, openSlices, type ImportFile } from './imports.ts'
import { takeBackImport } from './undo-import.ts'
import { writeRows, type RowsToWrite } from './write-rows.ts'
import { begin, forgetFile, forgetRows, go, mayMove } from './import-steps.ts'

/** Begins to write; answers at once, or with what stands against it. Fails with `archive-*`, `file-unwritable`. */
export async function startImport(
  app: Pick<AppContext, 'archive' | 'desk' | 'imports' | 'newId' | 'now' | 'random'>,
  { cadenceId, tag, beginning = 'spread', most = null }: RequestInput<'import.start'>,
): Promise<Result<null>> {
  const { archive, imports, newId, now } = app
  const { checked, file, step } = imports
  if (step !== 'checked' || !checked || !file) return failed('not-found')
  begin(imports, 'write')
  const importId = newId() as ImportId
  const setAside = checked.bad.length > 0 ? join(imports.folder, `${importId}.csv`) : null
  const opened = await setRowsAside(imports.folder, setAside, file, checked)
  const noted = opened.ok
    ? guard(() => openImport(archive, { importId, fileName: file.name.slice(-200), startedAt: now(), setAside }))
    : opened
  if (!noted.ok) {
    go(imports, 'refuse')
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
      go(imports, 'written')
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

/** Begins to take a whole import back; answers at once. */
export function undoImport(
  app: Pick<AppContext, 'archive' | 'desk' | 'imports' | 'now'>,
  importId: ImportId,
): Result<null> {
  const { archive, imports } = app
  const isFree = mayMove(imports, 'undo')
  if (!isFree.ok) return isFree
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
  begin(imports, imports.step === 'writing' ? 'takeBack' : 'undo')
  const pause = openSlices(imports, past?.added || (imports.checked?.people.length ?? 0))
  const quick = openQuickWrites(archive, imports.flushWorker)
  const undone = await takeBackImport(archive, importId, { at: now(), quick, onProgress: pause }).finally(() =>
    quick.end(),
  )
  if (!undone.ok) desk.notice(undone.trouble)
  imports.progress = null
  imports.result = importById(archive, importId)
  // The file is still there after a cancelled import; after an undo a new one begins.
  go(imports, then === 'checked' && imports.checked ? 'recheck' : 'undone')
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
