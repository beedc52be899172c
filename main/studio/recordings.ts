import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { starterRecordingsSchema } from '../../shared/contract/recording.ts'
import type { RecordingFile } from '../archive/recordings.ts'

/** The starter recordings that come with Afterbeep, in the order of their series. */
export async function starterRecordings(resources: string): Promise<RecordingFile[]> {
  const list: unknown = JSON.parse(await readFile(join(resources, 'recordings', 'recordings.json'), 'utf8'))
  return starterRecordingsSchema.parse(list).map((recording) => ({ ...recording, version: 1 }))
}

/**
 * Copies the starters into the rep's own folder: what was played to whom can be heard again, whatever later
 * versions of Afterbeep bring along.
 */
export async function keepStarters(resources: string, folder: string, starters: readonly RecordingFile[]) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const missing = starters.filter(({ file }) => !existsSync(join(folder, file)))
  await Promise.all(missing.map(({ file }) => copyFile(join(resources, 'recordings', file), join(folder, file))))
}
