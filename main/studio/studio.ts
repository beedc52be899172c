import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StudioState, Take } from '../../shared/studio/studio.ts'
import type { Trouble } from '../../shared/trouble.ts'
import type { Archive } from '../archive/open.ts'
import { recordingFile } from '../archive/recordings.ts'
import { versionFile } from '../archive/recording-versions.ts'
import { allSeries, seriesOfCadences } from '../archive/series.ts'
import { studioRecordings } from '../archive/studio-recordings.ts'
import type { TellDesk } from '../desk.ts'

/** Where recordings are made: the take in the making, and the folders it goes through. */
export interface Studio {
  readonly archive: Archive
  /** Every version of every recording. */
  readonly folder: string
  /** The take that is not saved yet. */
  readonly takesFolder: string
  readonly tell: TellDesk
  take: Take | null
  /** How often the take was prepared: each time it gets a file of its own. */
  revision: number
  trouble: Trouble | null
}

/** A take that was not saved when Afterbeep went away is forgotten. */
export async function openStudio(archive: Archive, folders: { recordings: string; takes: string }, tell: TellDesk) {
  await rm(folders.takes, { recursive: true, force: true })
  await mkdir(folders.takes, { recursive: true })
  const studio: Studio = {
    archive,
    folder: folders.recordings,
    takesFolder: folders.takes,
    tell,
    take: null,
    revision: 0,
    trouble: null,
  }
  return studio
}

export function studioState({ archive, take, trouble }: Studio): StudioState {
  const recordings = studioRecordings(archive)
  const inUse = new Set(
    recordings.filter(({ archivedAt }) => archivedAt === null).map(({ recordingId }) => recordingId),
  )
  const series = allSeries(archive).map((one) => ({
    ...one,
    recordingIds: one.recordingIds.filter((recordingId) => inUse.has(recordingId)),
  }))
  return { recordings, series, cadences: seriesOfCadences(archive), take, trouble }
}

export function studioChanged(studio: Studio): void {
  studio.tell('studio.changed', studioState(studio))
}

/** The file of the take as it is now. */
export function takeFile({ takesFolder, take, revision }: Studio): string {
  if (!take) throw new Error('there is no take')
  return join(takesFolder, `${take.takeId}-${revision}.wav`)
}

/** The address of that file: `take~ID~REVISION`. */
export function takeAddress({ take, revision }: Studio): string {
  if (!take) throw new Error('there is no take')
  return `/recordings/take~${take.takeId}~${revision}.wav`
}

/**
 * What is behind /recordings/ID.wav, an absolute path: ID is a recording in its latest version, RECORDING~VERSION, or
 * take~TAKE~REVISION. null: there is no such sound.
 */
export function soundFile(studio: Studio, id: string): string | null {
  const [first = '', second, third] = id.split('~')
  if (third !== undefined) {
    const isTake = first === 'take' && second === studio.take?.takeId && third === String(studio.revision)
    return isTake ? takeFile(studio) : null
  }
  const file =
    second === undefined ? recordingFile(studio.archive, first) : versionFile(studio.archive, first, Number(second))
  return file && join(studio.folder, file)
}
