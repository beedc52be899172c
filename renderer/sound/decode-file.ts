import { recordingRate } from '../../shared/audio/prepare-recording.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { mostMs } from '../../shared/studio/studio-limits.ts'
import { isTruncated, unreadableFormat } from '../../shared/audio/file-format.ts'
import { monoOf } from '../../shared/audio/mono.ts'
import type { RecordingWarning } from '../../shared/contract/studio.ts'

/** A file whose length cannot be told without decoding may be this large: ten minutes of the usual bit rates. */
const mostBytesOfUnknownLength = 10_000_000

export interface DecodedFile {
  /** Mono, 48 kHz; every value is a number from -8 to 8. */
  readonly samples: Float32Array
  readonly warnings: readonly RecordingWarning[]
}

/**
 * A sound file, mono at 48 kHz: whatever this browser decodes, which is WAV, MP3, M4A, OGG, FLAC and more. Its length is
 * asked first: three hours of speech fit into a small file and into no memory. Fails with `recording-broken`,
 * `recording-format` (about `format`, as a rep calls it) and `recording-too-long`.
 */
export async function decodeFile(bytes: Uint8Array<ArrayBuffer>): Promise<Result<DecodedFile>> {
  const seconds = bytes.byteLength === 0 ? null : await lengthOf(bytes)
  if (seconds === null) return unreadable(bytes)
  const unknown = !Number.isFinite(seconds)
  if (unknown ? bytes.byteLength > mostBytesOfUnknownLength : seconds * 1000 > mostMs) {
    return failed('recording-too-long')
  }
  try {
    // Decoding resamples to the context's rate.
    const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate: recordingRate })
    const decoded = await context.decodeAudioData(bytes.slice().buffer)
    if (decoded.duration * 1000 > mostMs) return failed('recording-too-long')
    const channels = Array.from({ length: decoded.numberOfChannels }, (_, channel) => decoded.getChannelData(channel))
    const { samples, oneChannel } = monoOf(channels)
    return ok({
      samples,
      warnings: [
        ...(oneChannel ? (['one-channel'] as const) : []),
        ...(isTruncated(bytes) ? (['truncated'] as const) : []),
      ],
    })
  } catch (error) {
    // EncodingError: the file is damaged, or of a kind that is not known.
    if (error instanceof DOMException) return unreadable(bytes)
    throw error
  }
}

function unreadable(bytes: Uint8Array): Result<never> {
  const format = unreadableFormat(bytes)
  return format ? failed('recording-format', { format }) : failed('recording-broken')
}

/** In seconds, Infinity where the file does not say; null: it is no sound. */
function lengthOf(bytes: Uint8Array<ArrayBuffer>): Promise<number | null> {
  const address = URL.createObjectURL(new Blob([bytes]))
  const element = new Audio()
  return new Promise<number | null>((resolve) => {
    element.addEventListener('loadedmetadata', () => resolve(element.duration))
    element.addEventListener('error', () => resolve(null))
    element.preload = 'metadata'
    element.src = address
  }).finally(() => {
    element.removeAttribute('src')
    element.load()
    URL.revokeObjectURL(address)
  })
}
