import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeptTake, StudioState, Take } from '../../shared/contract/studio.ts'
import type { RecordingId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import type { Archive } from '../archive/open.ts'
import { recordingFile } from '../archive/recordings.ts'
import { versionFile } from '../archive/recording-versions.ts'
import { allSeries, seriesOfCadences } from '../archive/series.ts'
import { studioRecordings } from '../archive/studio-recordings.ts'
import { readKeptTakes, soundOf } from './unsaved-takes.ts'

/** Where recordings are made: the take in the making, and the folders it goes through. */
export interface Studio {
  readonly archive: Archive
  /** Every version of every recording. */
  readonly folder: string
  /** Takes that are not saved yet. */
  readonly takesFolder: string
  /** Tells the desk how it stands. */
  readonly changed: () => void
  take: Take | null
  /** The ready take that the one in the making will put aside, or that comes back if nothing comes of it. */
  before: KeptTake | null
  /** Takes that were put aside, the newest first. */
  unsaved: readonly KeptTake[]
  /** When the take became ready. */
  madeAt: number
  /** The recording that is being made of a take: a second save is the first one. */
  saving: Promise<Result<{ recordingId: RecordingId }>> | null
  /** How often the take was prepared: each time it gets a file of its own. */
  revision: number
  trouble: Trouble | null
}

/** Takes that were not saved when Afterbeep went away are offered again. */
export async function openStudio(
  archive: Archive,
  folders: { recordings: string; takes: string },
  changed: () => void,
) {
  await mkdir(folders.takes, { recursive: true, mode: 0o700 })
  const studio: Studio = {
    archive,
    folder: folders.recordings,
    takesFolder: folders.takes,
    changed,
    take: null,
    before: null,
    unsaved: await readKeptTakes(folders.takes),
    madeAt: 0,
    saving: null,
    revision: 0,
    trouble: null,
  }
  return studio
}

export function studioState({ archive, take, trouble, unsaved }: Studio): StudioState {
  const recordings = studioRecordings(archive)
  const inUse = new Set(
    recordings.filter(({ archivedAt }) => archivedAt === null).map(({ recordingId }) => recordingId),
  )
  const series = allSeries(archive).map((one) => ({
    ...one,
    recordingIds: one.recordingIds.filter((recordingId) => inUse.has(recordingId)),
  }))
  return { recordings, series, cadences: seriesOfCadences(archive), take, unsaved: unsaved.map(inShort), trouble }
}

function inShort({ take, madeAt }: KeptTake): StudioState['unsaved'][number] {
  const { takeId, recordingId, fileName, sound } = take
  return { takeId, recordingId, fileName, madeAt, durationMs: sound?.measurements.durationMs ?? 0 }
}

/** The file of the take as it is now. */
export function takeFile({ takesFolder, take, revision }: Studio): string {
  if (!take) throw new Error('there is no take')
  return soundOf(takesFolder, { take, revision })
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
