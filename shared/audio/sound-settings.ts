/*
 * The three ends of the rep's sound, which may be three devices: what is spoken into, what calls are heard in, and what
 * rings. A device is remembered by its label, since its id changes with the USB port and the profile.
 */

export const soundEnds = ['microphone', 'speaker', 'ringer'] as const
export type SoundEnd = (typeof soundEnds)[number]

/** A device of this computer, as the sound room sees it. */
export interface SoundDevice {
  readonly deviceId: string
  /** As the system names it, such as `Jabra Evolve2 40 (0b0e:2e4a)`. */
  readonly label: string
}

/** What the rep has chosen for each end; null: whatever the system's default is. Volumes are 0 to 1. */
export interface SoundSettings {
  readonly microphone: SoundDevice | null
  readonly speaker: SoundDevice | null
  readonly ringer: SoundDevice | null
  readonly speakerVolume: number
  readonly ringerVolume: number
  /** What is done to the microphone in calls; recordings are made without. */
  readonly echoCancellation: boolean
  readonly noiseSuppression: boolean
  readonly autoGainControl: boolean
}

export const usualSound: SoundSettings = {
  microphone: null,
  speaker: null,
  ringer: null,
  speakerVolume: 1,
  ringerVolume: 0.5,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
}

/** What there is to choose from, and what each end uses now; null: there is nothing. */
export interface SoundDevices {
  readonly microphones: readonly SoundDevice[]
  readonly speakers: readonly SoundDevice[]
  readonly using: Readonly<Record<SoundEnd, SoundDevice | null>>
}

export const noDevices: SoundDevices = {
  microphones: [],
  speakers: [],
  using: { microphone: null, speaker: null, ringer: null },
}

/** The chosen device among those that are there: the very one, else one of the same label. null: it is not there. */
export function deviceChosen(chosen: SoundDevice | null, there: readonly SoundDevice[]): SoundDevice | null {
  if (!chosen) return null
  const sameLabel = there.filter(({ label }) => label === chosen.label)
  return sameLabel.find(({ deviceId }) => deviceId === chosen.deviceId) ?? sameLabel[0] ?? null
}

/** What came out of three seconds of the rep's voice; `clipped`: louder than the microphone can take. */
export type HeadsetHeard = 'well' | 'nothing' | 'clipped'

/** A normalised peak below this is no voice: a microphone that is muted on its cable, or the wrong one. */
const NOTHING = 0.02
/** So many tenths of a second at full scale are no accident. */
const CLIPPED_TENTHS = 2

/** @param peaks of each tenth of a second, 0 to 1. */
export function headsetHeard(peaks: readonly number[]): HeadsetHeard {
  if (peaks.every((peak) => peak < NOTHING)) return 'nothing'
  return peaks.filter((peak) => peak >= 0.99).length >= CLIPPED_TENTHS ? 'clipped' : 'well'
}
