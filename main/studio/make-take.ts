import { readFile, rm } from 'node:fs/promises'
import { callOnDesk } from '../../shared/call/call-on-desk.ts'
import type { RequestInput, SoundEvent } from '../../shared/contract/bridge.ts'
import { takeIdSchema, type RecordingId, type TakeId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { KeptTake, PreparedTake, Take } from '../../shared/contract/studio.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { guard } from '../archive/open.ts'
import { recordingById } from '../archive/recordings.ts'
import type { AppContext } from '../app-context.ts'
import { writeWhole } from '../shell/write-file-atomic.ts'
import { takeAddress, takeFile, type Studio } from './studio.ts'
import { forgetKept, keepTake, soundOf, tooMany } from './unsaved-takes.ts'

/** Records a new take; the one before is put aside when it is ready, and comes back if nothing comes of it. */
export async function startTake(
  app: Pick<AppContext, 'archive' | 'calls' | 'newId' | 'sound' | 'studio'>,
  request: RequestInput<'studio.startTake'>,
): Promise<Result<null>> {
  const { calls, sound, studio } = app
  if (callOnDesk(calls.all())) return failed('call-in-progress')
  const begun = beginTake(app, { ...request, phase: 'recording', fileName: null })
  if (!begun.ok) return begun
  const takeId = begun.value
  const recording = await sound.command('take.record', { takeId, noiseSuppression: request.noiseSuppression })
  if (!recording.ok && studio.take?.takeId === takeId) endTake(studio)
  return recording
}

/** Ends the recording; a take that is not being recorded any more is left alone. */
export async function finishTake(
  app: Pick<AppContext, 'now' | 'sound' | 'studio'>,
  takeId: TakeId,
): Promise<Result<null>> {
  const { sound, studio } = app
  if (studio.take?.takeId !== takeId || studio.take.phase !== 'recording') return ok()
  setTake(studio, { ...studio.take, phase: 'preparing' })
  return keepPrepared(app, takeId, await sound.command('take.finish', { takeId }))
}

export async function importTake(
  app: Pick<AppContext, 'archive' | 'newId' | 'now' | 'sound' | 'studio'>,
  request: RequestInput<'studio.import'>,
): Promise<Result<null>> {
  const begun = beginTake(app, { ...request, phase: 'preparing' })
  if (!begun.ok) return begun
  const takeId = begun.value
  const prepared = await app.sound.command('take.import', { takeId, bytes: request.bytes })
  return keepPrepared(app, takeId, prepared)
}

/** Keeps another part of the take. With a part in which nothing is said the take stays as it was. */
export async function trimTake(
  app: Pick<AppContext, 'now' | 'sound' | 'studio'>,
  request: RequestInput<'studio.trim'>,
): Promise<Result<null>> {
  const { sound, studio } = app
  const { take } = studio
  if (take?.takeId !== request.takeId || take.phase !== 'ready' || !take.sound) return failed('not-found')
  setTake(studio, { ...take, phase: 'preparing' })
  const known = await sound.command('take.trim', request)
  const isLost = !known.ok && known.trouble.code === 'not-found'
  return keepPrepared(app, request.takeId, isLost ? await trimKept(app, request, take.sound.source) : known)
}

/** The sound room that had the whole take has gone: what was kept of it is on the disk, and can be made shorter. */
async function trimKept(
  { sound, studio }: Pick<AppContext, 'sound' | 'studio'>,
  { takeId, fromMs, toMs }: RequestInput<'studio.trim'>,
  kept: PreparedTake['source'],
): Promise<Result<PreparedTake>> {
  const loaded = await sound.command('take.import', { takeId, bytes: await readFile(takeFile(studio)) })
  if (!loaded.ok) return loaded
  const within = { fromMs: Math.max(0, fromMs - kept.fromMs), toMs: Math.min(toMs, kept.toMs) - kept.fromMs }
  return sound.command('take.trim', { takeId, ...within })
}

export async function discardTake(
  { sound, studio }: Pick<AppContext, 'sound' | 'studio'>,
  takeId: TakeId,
): Promise<Result<null>> {
  if (studio.take?.takeId !== takeId) return ok()
  if (studio.take.phase === 'ready') await putAside(studio, keptOf(studio))
  studio.take = null
  endTake(studio)
  return sound.command('take.forget', { takeId })
}

/** A take that was put aside takes the place of the one that is ready, which is put aside. */
export async function bringBackTake({ studio }: Pick<AppContext, 'studio'>, takeId: TakeId): Promise<Result<null>> {
  const kept = studio.unsaved.find(({ take }) => take.takeId === takeId)
  if (!kept?.take.sound || (studio.take && studio.take.phase !== 'ready')) return failed('not-found')
  const current = studio.take && keptOf(studio)
  studio.unsaved = studio.unsaved.filter((one) => one !== kept)
  if (current) await putAside(studio, current)
  studio.trouble = null
  studio.madeAt = kept.madeAt
  studio.revision = kept.revision
  studio.take = kept.take
  const { sound } = kept.take
  setTake(studio, { ...kept.take, sound: { ...sound, path: takeAddress(studio) } })
  return ok()
}

/** The sound room that was recording has gone, and what it had heard with it. What is prepared already is on the disk. */
export function loseTake(studio: Studio): void {
  if (studio.take?.phase === 'recording') endTake(studio, { code: 'sound-room-down', about: {} })
}

/** The room says that nothing more is recorded: too long, or the microphone has gone, which is told with what was kept. */
export async function takeEnded(
  app: Pick<AppContext, 'now' | 'sound' | 'studio'>,
  { takeId, why }: SoundEvent<'take.ended'>,
): Promise<void> {
  const { studio } = app
  if (studio.take?.takeId !== takeId) return
  const finished = await finishTake(app, takeId)
  const { take } = studio
  if (!finished.ok) studio.trouble = finished.trouble
  else if (why === 'microphone-gone' && take?.takeId === takeId) {
    studio.trouble = { code: 'take-cut-short', about: { seconds: secondsOf(take) } }
  }
  if (studio.trouble) studio.changed()
}

function secondsOf({ sound }: Take): string {
  return ((sound?.source.durationMs ?? 0) / 1000).toFixed(0)
}

/** Removes what was written of the take. For use before it ends. */
export async function forgetTakeFile(studio: Studio): Promise<void> {
  if (studio.take?.sound) await forgetKept(studio.takesFolder, keptOf(studio))
}

/** Nothing comes of the take: the one before is the take again. */
export function endTake(studio: Studio, trouble: Trouble | null = null): void {
  const { before } = studio
  studio.before = null
  studio.take = before?.take ?? null
  if (before) {
    studio.revision = before.revision
    studio.madeAt = before.madeAt
  }
  studio.trouble = trouble
  studio.changed()
}

function beginTake(
  { archive, newId, studio }: Pick<AppContext, 'archive' | 'newId' | 'studio'>,
  begun: { recordingId: RecordingId | null; phase: Take['phase']; fileName: string | null },
): Result<TakeId> {
  const { recordingId, phase, fileName } = begun
  if (recordingId && !recordingById(archive, recordingId)) return failed('not-found')
  if (studio.take?.phase === 'ready') studio.before = keptOf(studio)
  const takeId = takeIdSchema.parse(newId())
  studio.trouble = null
  setTake(studio, { takeId, recordingId, phase, fileName, sound: null })
  return ok(takeId)
}

function setTake(studio: Studio, take: Take): void {
  studio.take = take
  studio.changed()
}

function keptOf({ take, revision, madeAt }: Studio): KeptTake {
  if (!take) throw new Error('there is no take')
  return { take, revision, madeAt }
}

async function putAside(studio: Studio, kept: KeptTake): Promise<void> {
  studio.unsaved = [kept, ...studio.unsaved]
  const old = tooMany(studio.unsaved)
  studio.unsaved = studio.unsaved.filter((one) => !old.includes(one))
  await Promise.all(old.map((one) => forgetKept(studio.takesFolder, one)))
}

/** Writes a prepared take, so that it can be listened to and outlives a kill. */
async function keepPrepared(
  { now, studio }: Pick<AppContext, 'now' | 'studio'>,
  takeId: TakeId,
  prepared: Result<PreparedTake>,
): Promise<Result<null>> {
  const { take } = studio
  // Another one has begun in the meantime, or it was discarded.
  if (take?.takeId !== takeId) return ok()
  if (!prepared.ok) return giveUp(studio, take, prepared.trouble)
  const { wav, ...sound } = prepared.value
  const before = take.sound && takeFile(studio)
  const revision = nextRevision(studio)
  const written = await writeSound(soundOf(studio.takesFolder, { take, revision }), wav)
  if (!written.ok) return giveUp(studio, take, written.trouble)
  if (studio.take !== take) {
    await rm(soundOf(studio.takesFolder, { take, revision }), { force: true })
    return ok()
  }
  studio.revision = revision
  studio.madeAt = now()
  const ready: Take = { ...take, phase: 'ready', sound: { ...sound, path: takeAddress(studio) } }
  await keepTake(studio.takesFolder, { take: ready, revision, madeAt: studio.madeAt })
  if (before) await rm(before, { force: true })
  const { before: aside } = studio
  studio.before = null
  if (aside) await putAside(studio, aside)
  if (studio.take === take) setTake(studio, ready)
  return ok()
}

/** Of all takes on the disk: no two have the same. */
function nextRevision({ revision, before, unsaved }: Studio): number {
  return Math.max(revision, before?.revision ?? 0, ...unsaved.map((kept) => kept.revision)) + 1
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
