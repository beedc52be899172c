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
  archiveRecording,
  describeRecording,
  isRemovable,
  markPromise,
  noteChecklist,
  removeRecording,
} from '../archive/studio-recordings.ts'
import type { AppContext } from '../app-context.ts'
import { endTake, forgetTakeFile, writeSound } from './make-take.ts'
import { takeFile } from './studio.ts'
import { tellOfRecordings, writeAndTell } from './write-and-tell.ts'

type Saved = Result<{ recordingId: RecordingId }>

/** Makes the take a recording. Its file is whole on the disk before the archive names it. A second press is the first one. */
export async function saveRecording(
  app: Pick<AppContext, 'archive' | 'desk' | 'newId' | 'now' | 'sound' | 'studio'>,
  request: RequestInput<'recording.save'>,
): Promise<Saved> {
  const { studio } = app
  if (studio.saving) return studio.saving
  const saving = saveTake(app, request)
  studio.saving = saving
  try {
    return await saving
  } finally {
    studio.saving = null
  }
}

async function saveTake(
  app: Pick<AppContext, 'archive' | 'desk' | 'newId' | 'now' | 'sound' | 'studio'>,
  request: RequestInput<'recording.save'>,
): Promise<Saved> {
  const { archive, newId, now, sound, studio } = app
  const { take } = studio
  if (take?.takeId !== request.takeId || take.phase !== 'ready' || !take.sound) return failed('not-found')
  const { peaks, measurements, warnings } = take.sound
  const { durationMs, loudnessLufs } = measurements
  const recordingId = take.recordingId ?? recordingIdSchema.parse(newId())
  const version = lastVersion(archive, recordingId) + 1
  const file = `${recordingId}-v${version}.wav`

  const written = await writeSound(join(studio.folder, file), await readFile(takeFile(studio)))
  if (!written.ok) return written
  const recording = { recordingId, name: request.name, script: request.script, durationMs, file, version }
  const saved = transact(archive, () => {
    addRecording(archive, recording, { loudnessLufs, peaks, warnings, madeAt: now() })
    noteChecklist(archive, recordingId, request.checklist)
    return ok()
  })
  if (!saved.ok) return saved

  void sound.command('message.renew', { recordingId })
  void sound.command('take.forget', { takeId: take.takeId })
  await forgetTakeFile(studio)
  if (studio.take === take) endTake(studio)
  tellOfRecordings(app)
  return ok({ recordingId })
}

/** Another name or other words for it. */
export function rewordRecording(
  app: Pick<AppContext, 'archive' | 'desk'>,
  request: RequestInput<'recording.describe'>,
): Result<null> {
  return changed(app, request.recordingId, () => describeRecording(app.archive, request))
}

export function tickRecording(
  app: Pick<AppContext, 'archive' | 'desk'>,
  { recordingId, checklist }: RequestInput<'recording.tick'>,
): Result<null> {
  return changed(app, recordingId, () => noteChecklist(app.archive, recordingId, [...new Set(checklist)]))
}

export function markRecording(
  app: Pick<AppContext, 'archive' | 'desk'>,
  { recordingId, promisesFollowUp }: RequestInput<'recording.markPromise'>,
): Result<null> {
  return changed(app, recordingId, () => markPromise(app.archive, recordingId, promisesFollowUp))
}

/** It is dropped no more. What was played of it stays to be heard; of what nobody heard nothing stays. */
export async function retireRecording(
  app: Pick<AppContext, 'archive' | 'desk' | 'now' | 'studio'>,
  recordingId: RecordingId,
): Promise<Result<null>> {
  const { archive, now, studio } = app
  const files = versionFiles(archive, recordingId)
  let removed = false
  const retired = changed(app, recordingId, () => {
    removed = isRemovable(archive, recordingId)
    archiveRecording(archive, recordingId, now())
    renewPlannedMessages(archive)
    if (removed) removeRecording(archive, recordingId)
  })
  if (retired.ok && removed) await Promise.all(files.map((file) => rm(join(studio.folder, file), { force: true })))
  return retired
}

export function bringBack(app: Pick<AppContext, 'archive' | 'desk'>, recordingId: RecordingId): Result<null> {
  return changed(app, recordingId, () => {
    archiveRecording(app.archive, recordingId, null)
    renewPlannedMessages(app.archive)
  })
}

function changed(
  app: Pick<AppContext, 'archive' | 'desk'>,
  recordingId: RecordingId,
  change: () => void,
): Result<null> {
  if (!recordingById(app.archive, recordingId)) return failed('not-found')
  return writeAndTell(app, change)
}
