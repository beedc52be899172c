import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RequestInput } from '../../shared/bridge.ts'
import { recordingIdSchema, type RecordingId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { guard } from '../archive/open.ts'
import { renewPlannedMessages } from '../archive/planned-messages.ts'
import { addRecording, listRecordings, recordingById } from '../archive/recordings.ts'
import { lastVersion, versionFiles } from '../archive/recording-versions.ts'
import { allSeries, saveSeries } from '../archive/series.ts'
import {
  archiveRecording, describeRecording, isRemovable, removeRecording,
} from '../archive/studio-recordings.ts' // prettier-ignore
import type { House } from '../house.ts'
import { endTake, forgetTakeFile, writeSound } from './make-take.ts'
import { studioChanged, takeFile } from './studio.ts'

/** Makes the take a recording. Its file is whole on the disk before the archive names it. */
export async function saveRecording(
  house: House,
  wish: RequestInput<'recording.save'>,
): Promise<Result<{ recordingId: RecordingId }>> {
  const { archive, newId, now, sound, studio } = house
  const { take } = studio
  if (take?.takeId !== wish.takeId || take.phase !== 'ready' || !take.sound) return failed('not-found')
  const { peaks, measurements, warnings } = take.sound
  const { durationMs, loudnessLufs } = measurements
  const recordingId = take.recordingId ?? recordingIdSchema.parse(newId())
  const version = lastVersion(archive, recordingId) + 1
  const file = `${recordingId}-v${version}.wav`

  const written = await writeSound(join(studio.folder, file), await readFile(takeFile(studio)))
  if (!written.ok) return written
  const recording = { recordingId, name: wish.name, script: wish.script, durationMs, file, version }
  const saved = guard(() => addRecording(archive, recording, { loudnessLufs, peaks, warnings, madeAt: now() }))
  if (!saved.ok) return saved

  void sound.command('message.renew', { recordingId })
  void sound.command('take.forget', { takeId: take.takeId })
  await forgetTakeFile(studio)
  if (studio.take === take) endTake(studio)
  recordingsChanged(house)
  return ok({ recordingId })
}

/** Another name or other words for it. */
export function rewordRecording(house: House, wish: RequestInput<'recording.describe'>): Result<null> {
  return changed(house, wish.recordingId, () => describeRecording(house.archive, wish))
}

/** It is dropped no more. What was played of it stays to be heard; of what nobody heard nothing stays. */
export async function retireRecording(house: House, recordingId: RecordingId): Promise<Result<null>> {
  const { archive, now, studio } = house
  const files = versionFiles(archive, recordingId)
  let removed = false
  const retired = changed(house, recordingId, () => {
    removed = isRemovable(archive, recordingId)
    archiveRecording(archive, recordingId, now())
    renewPlannedMessages(archive)
    if (removed) removeRecording(archive, recordingId)
  })
  if (retired.ok && removed) await Promise.all(files.map((file) => rm(join(studio.folder, file), { force: true })))
  return retired
}

export function bringBack(house: House, recordingId: RecordingId): Result<null> {
  return changed(house, recordingId, () => {
    archiveRecording(house.archive, recordingId, null)
    renewPlannedMessages(house.archive)
  })
}

/** Puts a series in this order. Those of it that are put away keep their membership, at its end. */
export function arrangeSeries(house: House, wish: RequestInput<'series.arrange'>): Result<null> {
  const { archive } = house
  const series = allSeries(archive).find(({ seriesId }) => seriesId === wish.seriesId)
  const wanted = [...new Set(wish.recordingIds)]
  if (!series || wanted.some((recordingId) => !recordingById(archive, recordingId))) return failed('not-found')
  const inUse = new Set(listRecordings(archive).map(({ recordingId }) => recordingId))
  const away = series.recordingIds.filter((recordingId) => !inUse.has(recordingId) && !wanted.includes(recordingId))
  return writeAndTell(house, () => {
    saveSeries(archive, { seriesId: series.seriesId, name: series.name, recordingIds: [...wanted, ...away] })
    renewPlannedMessages(archive)
  })
}

function changed(house: House, recordingId: RecordingId, change: () => void): Result<null> {
  if (!recordingById(house.archive, recordingId)) return failed('not-found')
  return writeAndTell(house, change)
}

function writeAndTell(house: House, change: () => void): Result<null> {
  const done = guard(() => house.archive.transaction(change).immediate())
  if (!done.ok) return done
  recordingsChanged(house)
  return ok()
}

function recordingsChanged({ desk, studio }: House): void {
  studioChanged(studio)
  desk.recordingsChanged()
  desk.archiveChanged()
}
