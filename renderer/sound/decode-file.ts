import { recordingRate } from '../../shared/audio/prepare-recording.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { mostMs } from '../../shared/studio/studio-limits.ts'

/** A file whose length cannot be told without decoding may be this large: ten minutes of the usual bit rates. */
const mostBytesOfUnknownLength = 10_000_000

/**
 * A sound file, mono at 48 kHz: whatever this browser decodes, which is WAV, MP3, M4A, OGG, FLAC and more. Its length is
 * asked first: three hours of speech fit into a small file and into no memory. Fails with `recording-broken` and
 * `recording-too-long`.
 */
export async function decodeFile(bytes: Uint8Array<ArrayBuffer>): Promise<Result<Float32Array>> {
  const seconds = bytes.byteLength === 0 ? null : await lengthOf(bytes)
  if (seconds === null) return failed('recording-broken')
  const unknown = !Number.isFinite(seconds)
  if (unknown ? bytes.byteLength > mostBytesOfUnknownLength : seconds * 1000 > mostMs) {
    return failed('recording-too-long')
  }
  try {
    // Decoding resamples to the context's rate.
    const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate: recordingRate })
    const decoded = await context.decodeAudioData(bytes.slice().buffer)
    if (decoded.duration * 1000 > mostMs) return failed('recording-too-long')
    return ok(monoOf(decoded))
  } catch (error) {
    // EncodingError: the file is damaged, or of a kind that is not known.
    if (error instanceof DOMException) return failed('recording-broken')
    throw error
  }
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

function monoOf(decoded: AudioBuffer): Float32Array {
  const mono = decoded.getChannelData(0).slice()
  for (let channel = 1; channel < decoded.numberOfChannels; channel++) {
    const samples = decoded.getChannelData(channel)
    for (let i = 0; i < mono.length; i++) mono[i] = mono[i]! + samples[i]!
  }
  if (decoded.numberOfChannels > 1) {
    for (let i = 0; i < mono.length; i++) mono[i] = mono[i]! / decoded.numberOfChannels
  }
  return mono
}
