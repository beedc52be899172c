import { failed, type Result } from '../../shared/result.ts'
import type { TroubleCode } from '../../shared/trouble-sentences.ts'

/**
 * The rep's microphone: opened when the first call needs it, shared by all, and closed with the last one so that the
 * system's indicator goes out and a Bluetooth headset gets its good profile back.
 */
export interface Microphone {
  readonly taps: Set<MicrophoneTap>
  constraints: MicrophoneConstraints
  /** The one getUserMedia of all calls, or null while nobody needs it. */
  opening: Promise<MediaStreamTrack> | null
  /** Changes of the device are made one after the other. */
  changing: Promise<void>
}

/** What is to be opened. */
export interface MicrophoneConstraints {
  /** null: the system's default. */
  readonly deviceId: string | null
  /** Which device that default is, as far as the system tells: another one is another device. Empty: not known. */
  readonly systemDefault: string
  readonly echoCancellation: boolean
  readonly noiseSuppression: boolean
  readonly autoGainControl: boolean
}

const usualConstraints: MicrophoneConstraints = {
  deviceId: null,
  systemDefault: '',
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
}

/** One call's own track of the microphone; muting and stopping it leaves the other calls alone. */
export interface MicrophoneTap {
  track: MediaStreamTrack
  /** Another device had to be opened: `track` has been replaced. */
  readonly replaced: (track: MediaStreamTrack) => void
}

export function createMicrophone(): Microphone {
  const microphone: Microphone = {
    taps: new Set(),
    constraints: usualConstraints,
    opening: null,
    changing: Promise.resolve(),
  }
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

/** From now on this one, in the middle of calls too: their tracks are replaced, and nothing is renegotiated. */
export function chooseMicrophone(microphone: Microphone, constraints: MicrophoneConstraints): void {
  const before = microphone.constraints
  microphone.constraints = constraints
  // What the default is becomes known only after the start.
  const systemDefault = before.systemDefault || constraints.systemDefault
  if (JSON.stringify(constraints) === JSON.stringify({ ...before, systemDefault })) return
  microphone.changing = microphone.changing.then(() => change(microphone))
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
  const isChanged = microphone.opening !== null && microphone.opening !== opening
  if (isChanged) return openSource(microphone)
  if (source?.readyState === 'live') return source
  microphone.opening = null
  // Either it failed, or the last tap was closed while we waited, and the source with it.
  return source ? openSource(microphone) : opening
}

async function getSource(microphone: Microphone): Promise<MediaStreamTrack> {
  const stream = await openStream(microphone.constraints)
  const source = stream.getAudioTracks()[0]!
  // Fired when the device goes away, not by our own stop().
  source.addEventListener('ended', () => {
    const { opening } = microphone
    const reopen = (current: MediaStreamTrack | null) => {
      // One that another has taken the place of is missed by nobody.
      if (current !== source || microphone.opening !== opening) return
      microphone.opening = null
      void reopenIfLost(microphone)
    }
    void opening?.catch(() => null).then(reopen)
  })
  return source
}

/**
 * The chosen device and no other, unless it has gone: a plain `deviceId` is a wish, which Chromium grants or not. Calls and
 * takes open a microphone in this way. Throws what getUserMedia throws.
 */
export async function openStream(constraints: Omit<MicrophoneConstraints, 'systemDefault'>): Promise<MediaStream> {
  const { deviceId, echoCancellation, noiseSuppression, autoGainControl } = constraints
  const processing = { echoCancellation, noiseSuppression, autoGainControl }
  const open = (audio: MediaTrackConstraints) => navigator.mediaDevices.getUserMedia({ audio })
  if (deviceId === null) return open(processing)
  return open({ ...processing, deviceId: { exact: deviceId } }).catch((error: unknown) => {
    // It has gone this moment: any other one is better than none.
    if (microphoneTrouble(error) === 'microphone-missing') return open(processing)
    throw error
  })
}

/** The constraints are others. What cannot be opened leaves the calls with what they have. */
async function change(microphone: Microphone): Promise<void> {
  const before = microphone.opening
  if (!before) return
  microphone.opening = null
  let source: MediaStreamTrack
  try {
    source = await openSource(microphone)
  } catch (error) {
    if (!microphoneTrouble(error)) throw error
    microphone.opening ??= before
    return
  }
  replaceTracks(microphone, source)
  ;(await before.catch(() => null))?.stop()
}

/**
 * The headset was pulled out in the middle of a call: go on with what is plugged in now, or, when there is nothing,
 * with the next thing that is.
 */
async function reopenIfLost(microphone: Microphone): Promise<void> {
  if (microphone.opening !== null || microphone.taps.size === 0) return
  let source: MediaStreamTrack
  try {
    source = await openSource(microphone)
  } catch (error) {
    if (microphoneTrouble(error)) return
    throw error
  }
  replaceTracks(microphone, source)
}

/** Each call keeps its mute. */
function replaceTracks(microphone: Microphone, source: MediaStreamTrack): void {
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
