import type { CommandInput, SoundBridge } from '../../shared/contract/bridge.ts'
import type { TakeId } from '../../shared/ids.ts'
import { peaksOf } from '../../shared/audio/peaks.ts'
import { prepareRecording, recordingRate } from '../../shared/audio/prepare-recording.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { Cut } from '../../shared/audio/speech-bounds.ts'
import type { PreparedTake, RecordingWarning } from '../../shared/contract/studio.ts'
import { mostMs } from '../../shared/studio/studio-limits.ts'
import { decodeFile } from './decode-file.ts'
import { inSlices } from './in-slices.ts'
import { microphoneTrouble } from './microphone.ts'
import { recordMicrophone, type TakeRecorder } from './take-recorder.ts'

/** The one take that is in the making: recorded or decoded, and kept whole so that it can be trimmed again. */
export interface Takes {
  readonly tell: SoundBridge['tell']
  /** The id of the chosen device; null: the system's default. */
  readonly microphone: () => string | null
  current: Take | null
}

interface Take {
  readonly takeId: TakeId
  /** null: it comes from a file, or is over. */
  recorder: TakeRecorder | null
  source: Float32Array
  /** What there is to say of the file. */
  readonly warnings: readonly RecordingWarning[]
}

export function createTakes(tell: Takes['tell'], microphone: Takes['microphone']): Takes {
  return { tell, microphone, current: null }
}

/** Begins a take from the microphone, in place of the one before. Fails with `microphone-*`. */
export async function recordTake(takes: Takes, request: CommandInput<'take.record'>): Promise<Result<null>> {
  const { takeId, noiseSuppression } = request
  const take = begin(takes, takeId)
  try {
    const recorder = await recordMicrophone(
      { noiseSuppression, mostMs, deviceId: takes.microphone() },
      {
        level: (level) => takes.tell('take.level', { takeId, ...level }),
        ended: (why) => takes.tell('take.ended', { takeId, why }),
      },
    )
    take.recorder = recorder
    // It was given up while the system asked for the microphone.
    if (takes.current !== take) close(take)
    return ok()
  } catch (error) {
    forgetTake(takes, takeId)
    const trouble = microphoneTrouble(error)
    if (!trouble) throw error
    return failed(trouble)
  }
}

/** Ends the recording and prepares it. Fails with `recording-silent`, and `not-found` when there is no such take. */
export async function finishTake(takes: Takes, takeId: TakeId): Promise<Result<PreparedTake>> {
  const take = known(takes, takeId)
  if (!take?.recorder) return failed('not-found')
  take.source = take.recorder.stop()
  take.recorder = null
  return prepared(take, null)
}

/**
 * Takes a file instead. The take before it is the take until the file has been read. Fails with `recording-broken`,
 * `recording-format`, `recording-too-long` and `recording-silent`.
 */
export async function importTake(takes: Takes, request: CommandInput<'take.import'>): Promise<Result<PreparedTake>> {
  const decoded = await decodeFile(Uint8Array.from(request.bytes))
  if (!decoded.ok) return decoded
  const { samples, warnings } = decoded.value
  const take: Take = { takeId: request.takeId, recorder: null, source: samples, warnings }
  const answer = await prepared(take, null)
  if (!answer.ok) return answer
  if (takes.current) close(takes.current)
  takes.current = take
  return answer
}

/** Prepares another part of the take. Fails with `recording-silent`, and `not-found` when there is no such take. */
export async function trimTake(takes: Takes, request: CommandInput<'take.trim'>): Promise<Result<PreparedTake>> {
  const take = known(takes, request.takeId)
  if (!take || take.source.length === 0) return failed('not-found')
  const place = (ms: number) => Math.min(take.source.length, Math.round((ms / 1000) * recordingRate))
  return prepared(take, { from: place(request.fromMs), to: place(request.toMs) })
}

export function forgetTake(takes: Takes, takeId: TakeId): void {
  const take = known(takes, takeId)
  if (!take) return
  close(take)
  takes.current = null
}

function begin(takes: Takes, takeId: TakeId): Take {
  if (takes.current) close(takes.current)
  const take: Take = { takeId, recorder: null, source: new Float32Array(0), warnings: [] }
  takes.current = take
  return take
}

function known({ current }: Takes, takeId: TakeId): Take | null {
  return current?.takeId === takeId ? current : null
}

function close(take: Take): void {
  take.recorder?.stop()
  take.recorder = null
}

async function prepared({ source, warnings: ofFile }: Take, wanted: Cut | null): Promise<Result<PreparedTake>> {
  const recording = await inSlices(prepareRecording(source, wanted))
  if (!recording) return failed('recording-silent')
  const { wav, peaks, cut, measurements, warnings } = recording
  const msOf = (sample: number) => (sample / recordingRate) * 1000
  return ok({
    wav,
    peaks: [...peaks],
    measurements,
    warnings: [...ofFile, ...warnings],
    source: {
      durationMs: msOf(source.length),
      peaks: peaksOf(source),
      fromMs: msOf(cut.from),
      toMs: msOf(cut.to),
    },
  })
}
