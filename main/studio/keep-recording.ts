import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { RequestInput } from '../../shared/contract/bridge.ts'
import { recordingIdSchema, type RecordingId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { transact } from '../archive/open.ts'
import { renewPlannedMessages } from '../archive/planned-messages.ts'
import { addRecording, recordingById } from '../archive/recordings.ts'
import { lastVersion, versionFiles } from '../archive/recording-versions.ts'
import {
  archiveRecording, describeRecording, isRemovable, noteChecklist, removeRecording,
} from '../archive/studio-recordings.ts' // prettier-ignore
import type { House } from '../app-context.ts'
import { endTake, forgetTakeFile, writeSound } from './make-take.ts'
import { takeFile } from './studio.ts'
import { tellOfRecordings, writeAndTell } from './write-and-tell.ts'

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
  const saved = transact(archive, () => {
    addRecording(archive, recording, { loudnessLufs, peaks, warnings, madeAt: now() })
    noteChecklist(archive, recordingId, wish.checklist)
    return ok()
  })
  if (!saved.ok) return saved

  void sound.command('message.renew', { recordingId })
  void sound.command('take.forget', { takeId: take.takeId })
  await forgetTakeFile(studio)
  if (studio.take === take) endTake(studio)
  tellOfRecordings(house)
  return ok({ recordingId })
}

/** Another name or other words for it. */
export function rewordRecording(house: House, wish: RequestInput<'recording.describe'>): Result<null> {
  return changed(house, wish.recordingId, () => describeRecording(house.archive, wish))
}

export function tickRecording(house: House, { recordingId, checklist }: RequestInput<'recording.tick'>): Result<null> {
  return changed(house, recordingId, () => noteChecklist(house.archive, recordingId, [...new Set(checklist)]))
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

function changed(house: House, recordingId: RecordingId, change: () => void): Result<null> {
  if (!recordingById(house.archive, recordingId)) return failed('not-found')
  return writeAndTell(house, change)
}
