import { failed, type Result } from '../../shared/result.ts'
import type { TroubleCode } from '../../shared/trouble.ts'

/**
 * The rep's microphone: opened when the first call needs it, shared by all, and closed with the last one so that the
 * system's indicator goes out and a Bluetooth headset gets its good profile back.
 */
export interface Microphone {
  readonly taps: Set<MicrophoneTap>
  /** The one getUserMedia of all calls, or null while nobody needs it. */
  opening: Promise<MediaStreamTrack> | null
}

/** One call's own track of the microphone; muting and stopping it leaves the other calls alone. */
export interface MicrophoneTap {
  track: MediaStreamTrack
  /** Another device had to be opened: `track` has been replaced. */
  readonly replaced: (track: MediaStreamTrack) => void
}

export function createMicrophone(): Microphone {
  const microphone: Microphone = { taps: new Set(), opening: null }
  navigator.mediaDevices.addEventListener('devicechange', () => void reopenIfLost(microphone))
  return microphone
}

/** Fails with `microphone-missing`, `microphone-refused` or `microphone-busy`. */
export async function tapMicrophone(
  microphone: Microphone,
  replaced: MicrophoneTap['replaced'],
): Promise<Result<MicrophoneTap>> {
  try {
    const source = await openSource(microphone)
    const tap = { track: source.clone(), replaced }
    microphone.taps.add(tap)
    return { ok: true, value: tap }
  } catch (error) {
    const code = microphoneTrouble(error)
    if (!code) throw error
    return failed(code)
  }
}

export function closeTap(microphone: Microphone, tap: MicrophoneTap): void {
  tap.track.stop()
  if (!microphone.taps.delete(tap) || microphone.taps.size > 0) return
  const opening = microphone.opening
  microphone.opening = null
  void opening?.then((source) => source.stop())
}

/** What getUserMedia's error means to the rep; null: it is none of those. */
export function microphoneTrouble(error: unknown): TroubleCode | null {
  return (error instanceof DOMException && troubles[error.name]) || null
}

const troubles: Partial<Record<string, TroubleCode>> = {
  NotFoundError: 'microphone-missing',
  OverconstrainedError: 'microphone-missing',
  NotAllowedError: 'microphone-refused',
  SecurityError: 'microphone-refused',
  NotReadableError: 'microphone-busy',
  AbortError: 'microphone-busy',
}

async function openSource(microphone: Microphone): Promise<MediaStreamTrack> {
  const opening = (microphone.opening ??= getSource(microphone))
  const source = await opening.catch(() => null)
  if (source?.readyState === 'live') return source
  if (microphone.opening === opening) microphone.opening = null
  // Either it failed, or the last tap was closed while we waited, and the source with it.
  return source ? openSource(microphone) : opening
}

async function getSource(microphone: Microphone): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  })
  const source = stream.getAudioTracks()[0]!
  // Fired when the device goes away, not by our own stop().
  source.addEventListener('ended', () => {
    microphone.opening = null
    void reopenIfLost(microphone)
  })
  return source
}

/**
 * The headset was pulled out in the middle of a call: go on with what is plugged in now, or, when there is nothing,
 * with the next thing that is. Each call keeps its mute.
 */
async function reopenIfLost(microphone: Microphone): Promise<void> {
  if (microphone.opening !== null || microphone.taps.size === 0) return
  let source: MediaStreamTrack
  try {
    source = await openSource(microphone)
  } catch (error) {
    if (error instanceof DOMException && troubles[error.name]) return
    throw error
  }
  for (const tap of microphone.taps) {
    const track = source.clone()
    track.enabled = tap.track.enabled
    tap.track.stop()
    tap.track = track
    tap.replaced(track)
  }
  if (microphone.taps.size === 0) {
    microphone.opening = null
    source.stop()
  }
}
