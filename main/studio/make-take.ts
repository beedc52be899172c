import { rm } from 'node:fs/promises'
import { callOnDesk } from '../../shared/call/call.ts'
import type { RequestInput } from '../../shared/contract/bridge.ts'
import { takeIdSchema, type RecordingId, type TakeId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { PreparedTake, Take } from '../../shared/studio/studio.ts'
import type { Trouble } from '../../shared/trouble.ts'
import { guard } from '../archive/open.ts'
import { recordingById } from '../archive/recordings.ts'
import type { AppContext } from '../app-context.ts'
import { writeWhole } from '../shell/write-file-atomic.ts'
import { studioChanged, takeAddress, takeFile, type Studio } from './studio.ts'

/** Records a new take, in place of the one before. */
export async function startTake(app: AppContext, request: RequestInput<'studio.startTake'>): Promise<Result<null>> {
  const { calls, sound, studio } = app
  if (callOnDesk(calls.all())) return failed('call-in-progress')
  const begun = await beginTake(app, { ...request, phase: 'recording', fileName: null })
  if (!begun.ok) return begun
  const takeId = begun.value
  const recording = await sound.command('take.record', { takeId, noiseSuppression: request.noiseSuppression })
  if (!recording.ok && studio.take?.takeId === takeId) endTake(studio)
  return recording
}

/** Ends the recording; a take that is not being recorded any more is left alone. */
export async function finishTake({ sound, studio }: AppContext, takeId: TakeId): Promise<Result<null>> {
  if (studio.take?.takeId !== takeId || studio.take.phase !== 'recording') return ok()
  setTake(studio, { ...studio.take, phase: 'preparing' })
  return keepPrepared(studio, takeId, await sound.command('take.finish', { takeId }))
}

export async function importTake(app: AppContext, request: RequestInput<'studio.import'>): Promise<Result<null>> {
  const begun = await beginTake(app, { ...request, phase: 'preparing' })
  if (!begun.ok) return begun
  const takeId = begun.value
  const prepared = await app.sound.command('take.import', { takeId, bytes: request.bytes })
  return keepPrepared(app.studio, takeId, prepared)
}

/** Keeps another part of the take. With a part in which nothing is said the take stays as it was. */
export async function trimTake(
  { sound, studio }: AppContext,
  request: RequestInput<'studio.trim'>,
): Promise<Result<null>> {
  if (studio.take?.takeId !== request.takeId || studio.take.phase !== 'ready') return failed('not-found')
  setTake(studio, { ...studio.take, phase: 'preparing' })
  return keepPrepared(studio, request.takeId, await sound.command('take.trim', request))
}

export async function discardTake({ sound, studio }: AppContext, takeId: TakeId): Promise<Result<null>> {
  if (studio.take?.takeId !== takeId) return ok()
  await forgetTakeFile(studio)
  endTake(studio)
  return sound.command('take.forget', { takeId })
}

/** The sound room that was recording has gone, and what it had heard with it. What is prepared already is on the disk. */
export function loseTake(studio: Studio): void {
  if (studio.take?.phase === 'recording') endTake(studio, { code: 'sound-room-down', about: {} })
}

/** The room says that nothing more is recorded: too long, or the microphone has gone. */
export async function takeEnded(app: AppContext, takeId: TakeId): Promise<void> {
  const finished = await finishTake(app, takeId)
  if (finished.ok || app.studio.take) return
  endTake(app.studio, finished.trouble)
}

/** Removes what was written of the take. For use before it ends. */
export async function forgetTakeFile(studio: Studio): Promise<void> {
  if (studio.take?.sound) await rm(takeFile(studio), { force: true })
}

export function endTake(studio: Studio, trouble: Trouble | null = null): void {
  studio.take = null
  studio.trouble = trouble
  studioChanged(studio)
}

async function beginTake(
  { archive, newId, studio }: AppContext,
  begun: { recordingId: RecordingId | null; phase: Take['phase']; fileName: string | null },
): Promise<Result<TakeId>> {
  const { recordingId, phase, fileName } = begun
  if (recordingId && !recordingById(archive, recordingId)) return failed('not-found')
  await forgetTakeFile(studio)
  const takeId = takeIdSchema.parse(newId())
  studio.trouble = null
  setTake(studio, { takeId, recordingId, phase, fileName, sound: null })
  return ok(takeId)
}

function setTake(studio: Studio, take: Take): void {
  studio.take = take
  studioChanged(studio)
}

/** Writes a prepared take beside the one before it, so that it can be listened to. */
async function keepPrepared(studio: Studio, takeId: TakeId, prepared: Result<PreparedTake>): Promise<Result<null>> {
  const { take } = studio
  // Another one has begun in the meantime, or it was discarded.
  if (take?.takeId !== takeId) return ok()
  if (!prepared.ok) return giveUp(studio, take, prepared.trouble)
  const { wav, ...sound } = prepared.value
  const before = take.sound && takeFile(studio)
  studio.revision++
  const written = await writeSound(takeFile(studio), wav)
  if (!written.ok) return giveUp(studio, take, written.trouble)
  if (before) await rm(before, { force: true })
  if (studio.take !== take) return ok()
  setTake(studio, { ...take, phase: 'ready', sound: { ...sound, path: takeAddress(studio) } })
  return ok()
}

function giveUp(studio: Studio, take: Take, trouble: Trouble): Result<never> {
  if (take.sound) setTake(studio, { ...take, phase: 'ready' })
  else endTake(studio)
  // The room knows neither file nor recording by name.
  return failed(trouble.code, { name: take.fileName ?? 'your take', ...trouble.about })
}

/** Fails with `archive-full` and `archive-failed`. */
export async function writeSound(path: string, wav: Uint8Array): Promise<Result<null>> {
  try {
    await writeWhole(path, wav)
    return ok()
  } catch (error) {
    return guard(() => {
      throw error
    })
  }
}
