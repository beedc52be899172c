import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TakeId } from '../../shared/ids.ts'
import { keptTakeSchema, type KeptTake } from '../../shared/contract/studio.ts'
import { writeWhole } from '../shell/write-file-atomic.ts'

/*
 * A take that is ready is on the disk, its sound and what is known of it, until it is saved: whatever took its place, a
 * quit and a kill leave it there, and the studio offers it again. The last ten are kept.
 */

const MOST_KEPT = 10

export function soundOf(folder: string, { take, revision }: Pick<KeptTake, 'take' | 'revision'>): string {
  return join(folder, `${take.takeId}-${revision}.wav`)
}

const noteOf = (folder: string, takeId: TakeId) => join(folder, `${takeId}.json`)

/** What was kept, the newest first; files that belong to nothing are removed. */
export async function readKeptTakes(folder: string): Promise<KeptTake[]> {
  const names = await readdir(folder)
  const kept: KeptTake[] = []
  for (const name of names.filter((one) => one.endsWith('.json'))) {
    const read = keptTakeSchema.safeParse(await readNote(join(folder, name)))
    if (read.success && names.includes(`${read.data.take.takeId}-${read.data.revision}.wav`)) kept.push(read.data)
  }
  kept.sort((a, b) => b.madeAt - a.madeAt)
  const wanted = new Set(kept.flatMap((one) => [`${one.take.takeId}.json`, `${one.take.takeId}-${one.revision}.wav`]))
  await Promise.all(names.filter((name) => !wanted.has(name)).map((name) => rm(join(folder, name), { force: true })))
  return kept
}

/** Keeps what is known of a take whose sound is written already. */
export async function keepTake(folder: string, kept: KeptTake): Promise<void> {
  await writeWhole(noteOf(folder, kept.take.takeId), JSON.stringify(kept))
}

/** Removes what was kept of a take. */
export async function forgetKept(folder: string, kept: KeptTake): Promise<void> {
  await rm(noteOf(folder, kept.take.takeId), { force: true })
  await rm(soundOf(folder, kept), { force: true })
}

/** Those that are too many, the oldest. */
export function tooMany(kept: readonly KeptTake[]): readonly KeptTake[] {
  return kept.slice(MOST_KEPT)
}

async function readNote(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    // Half written, or not ours: it belongs to nothing.
    if (error instanceof SyntaxError) return null
    throw error
  }
}
