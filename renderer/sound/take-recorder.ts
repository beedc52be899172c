import { recordingRate } from '../../shared/audio/prepare-recording.ts'
import type { SoundEvent } from '../../shared/contract/bridge.ts'
import { openStream } from './microphone.ts'
import type { RecordedPart } from './take-messages.ts'
// oxlint-disable-next-line import/default -- made by vite: the address of the built module
import workletUrl from './take-worklet.ts?worker&url'

/** A microphone that is being recorded. */
export interface TakeRecorder {
  /** What was recorded, mono at 48 kHz. Closes the microphone. */
  stop(): Float32Array
}

export interface RecorderListeners {
  /** Ten times a second. */
  readonly level: (level: { readonly peak: number; readonly recordedMs: number }) => void
  /** Nothing more is recorded. What was is there. */
  readonly ended: (why: SoundEvent<'take.ended'>['why']) => void
}

/**
 * Opens a microphone of its own: a call's is made for talking, with echo cancellation and gain control, and both are
 * audible on a recording. Throws what getUserMedia throws.
 */
export async function recordMicrophone(
  options: { readonly noiseSuppression: boolean; readonly mostMs: number; readonly deviceId: string | null },
  listeners: RecorderListeners,
): Promise<TakeRecorder> {
  const { noiseSuppression, mostMs, deviceId } = options
  const processing = { echoCancellation: false, autoGainControl: false, noiseSuppression }
  const stream = await openStream({ deviceId, ...processing })
  const [track] = stream.getAudioTracks()
  let open = true
  // A context without an output device keeps time by a timer, and on a busy machine it leaves out what it is late for:
  // a take would have holes. Large buffers on a real device have none, and nobody waits for what is recorded.
  const context = new AudioContext({ sampleRate: recordingRate, latencyHint: 'playback' })
  await context.audioWorklet.addModule(workletUrl)
  await context.resume()

  const parts: Float32Array[] = []
  let length = 0
  const recordedMs = () => (length / recordingRate) * 1000
  const take = ({ samples, peak }: RecordedPart) => {
    if (!open || recordedMs() >= mostMs) return
    parts.push(samples)
    length += samples.length
    listeners.level({ peak, recordedMs: recordedMs() })
    if (recordedMs() >= mostMs) listeners.ended('too-long')
  }

  const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream })
  const node = new AudioWorkletNode(context, 'take', { channelCount: 1, channelCountMode: 'explicit' })
  node.port.addEventListener('message', ({ data }: MessageEvent<RecordedPart>) => take(data))
  node.port.start()
  // A node that leads nowhere is not rendered; this one gives out silence.
  source.connect(node).connect(context.destination)
  // Fired when the device goes away, not by our own stop().
  track!.addEventListener('ended', () => open && listeners.ended('microphone-gone'))

  return {
    stop() {
      open = false
      track!.stop()
      source.disconnect()
      void context.close()
      return joined(parts, length)
    },
  }
}

function joined(parts: readonly Float32Array[], length: number): Float32Array {
  const whole = new Float32Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
