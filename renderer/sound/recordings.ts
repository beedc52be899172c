import type { RecordingId } from '../../shared/ids.ts'
import { failed, type Result } from '../../shared/result.ts'
import { forTelephone } from './telephone-band.ts'

/** A recording at the contexts' rate, twice: as it is, and made ready for a codec of 8 kHz. Both are as long. */
export interface Decoded {
  readonly asItIs: AudioBuffer
  readonly forTelephone: AudioBuffer
}

/** Recordings decoded once and kept ready, the least lately used given up first. */
export interface Recordings {
  readonly sampleRate: number
  /** In the order of use. */
  readonly decoded: Map<RecordingId, Promise<Result<Decoded>>>
}

/** Half a minute at 48 kHz is 5.8 MB, and here twice that; more than a series is rarely in use in one day. */
const kept = 10

/** @param sampleRate of the contexts that they are played in. */
export function createRecordings(sampleRate: number): Recordings {
  return { sampleRate, decoded: new Map() }
}

/** Fails with `recording-unreadable`; a failure is not kept. */
export function recordingFor(recordings: Recordings, recordingId: RecordingId): Promise<Result<Decoded>> {
  const { decoded } = recordings
  const recording = decoded.get(recordingId) ?? load(recordings, recordingId)
  decoded.delete(recordingId)
  decoded.set(recordingId, recording)
  for (const oldest of decoded.keys()) {
    if (decoded.size <= kept) break
    decoded.delete(oldest)
  }
  return recording
}

/** There is a new version of it: the next call loads that one, and those that play the old one play it to the end. */
export function forgetRecording({ decoded }: Recordings, recordingId: RecordingId): void {
  decoded.delete(recordingId)
}

async function load(recordings: Recordings, recordingId: RecordingId): Promise<Result<Decoded>> {
  try {
    const response = await fetch(`/recordings/${encodeURIComponent(recordingId)}.wav`)
    if (!response.ok) return unreadable(recordings, recordingId)
    // Decoding resamples to the context's rate, and this one is gone when it is done.
    const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate: recordings.sampleRate })
    const buffer = await context.decodeAudioData(await response.arrayBuffer())
    return { ok: true, value: { asItIs: buffer, forTelephone: await forTelephone(buffer) } }
  } catch (error) {
    // fetch says TypeError when the file cannot be had, decodeAudioData EncodingError when it is no sound.
    if (error instanceof TypeError || error instanceof DOMException) return unreadable(recordings, recordingId)
    throw error
  }
}

function unreadable(recordings: Recordings, recordingId: RecordingId): Result<never> {
  recordings.decoded.delete(recordingId)
  // The room knows recordings by their id alone; main knows the name.
  return failed('recording-unreadable', { name: recordingId })
}
