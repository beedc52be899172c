import { rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { ImportId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import { noteUndone, removeImported, setAsideOf, takeBackMerges, unfinishedImports } from '../archive/imports.ts'
import { guard, type Archive } from '../archive/open.ts'
import { openQuickWrites, type QuickWrites } from '../archive/quick-writes.ts'
import type { AppContext } from '../app-context.ts'

/** Contacts in one transaction: a few milliseconds. */
const BATCH = 10

/**
 * Takes an import back, in batches of one transaction each: what it changed of contacts that were there before, and the
 * contacts it added. Those with which something has been done stay; answers how many. Begun again, it goes on.
 */
export async function takeBackImport(
  db: Archive,
  importId: ImportId,
  { at, quick, onProgress }: { at: number; quick: QuickWrites; onProgress: (removed: number) => Promise<void> },
): Promise<Result<{ kept: number }>> {
  let kept = 0
  let removed = 0
  for (;;) {
    const undone = guard(() => quick.write(() => takeBackMerges(db, importId, BATCH)))
    if (!undone.ok) return undone
    if (undone.value === 0) break
    await setImmediate()
  }
  let after: string | null = ''
  while (after !== null) {
    const from: string = after
    const batch = guard(() => quick.write(() => removeImported(db, importId, { after: from, limit: BATCH })))
    if (!batch.ok) return batch
    after = batch.value.last
    kept += batch.value.kept
    removed += batch.value.removed
    await onProgress(removed)
    await quick.room()
    await setImmediate()
  }
  const noted = guard(() => noteUndone(db, importId, { at, kept }))
  return noted.ok ? ok({ kept }) : noted
}

/**
 * An import that was cut off leaves nothing: Afterbeep ended while it was written, so it is taken back and the rep is told.
 * For the start, before the line is connected.
 */
export async function takeBackCutOff({
  archive,
  desk,
  now,
}: Pick<AppContext, 'archive' | 'desk' | 'now'>): Promise<void> {
  const cutOff = guard(() => unfinishedImports(archive))
  if (!cutOff.ok) return desk.notice(cutOff.trouble)
  for (const { importId, fileName } of cutOff.value) {
    const quick = openQuickWrites(archive, null)
    const undone = await takeBackImport(archive, importId, { at: now(), quick, onProgress: async () => {} })
    if (!undone.ok) return desk.notice(undone.trouble)
    const { kept } = undone.value
    const setAside = setAsideOf(archive, importId)
    if (setAside) await rm(setAside, { force: true })
    desk.archiveChanged()
    const reason = kept === 0 ? 'nothing of it is left' : `contacts that you have worked with stay: ${kept}`
    desk.notice({ code: 'import-cut-off', about: { name: fileName, reason } })
  }
}
