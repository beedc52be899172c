/** Is the far end quiet, and since when? Unlike the detector's, this answer is there at any moment. */
export interface Silence {
  readonly blockLength: number
  energy: number
  counted: number
  /** The frame after the last block with sound in it; null before there was one. */
  soundEndedAt: number | null
  lastBlockWasLoud: boolean
}

/** Comfort noise and a quiet line lie below -55 dBFS, the soft end of a syllable above -45 dBFS. */
const loudPower = 10 ** (-45 / 10)

export function createSilence(sampleRate: number): Silence {
  return {
    blockLength: Math.round(0.02 * sampleRate),
    energy: 0,
    counted: 0,
    soundEndedAt: null,
    lastBlockWasLoud: false,
  }
}

/** `frame` is that of the first sample. */
export function followSilence(followed: Silence, samples: Float32Array, frame: number): void {
  for (const sample of samples) followed.energy += sample * sample
  followed.counted += samples.length
  if (followed.counted < followed.blockLength) return
  followed.lastBlockWasLoud = followed.energy / followed.counted > loudPower
  if (followed.lastBlockWasLoud) followed.soundEndedAt = frame + samples.length
  followed.energy = 0
  followed.counted = 0
}

/** The frame since when nothing is heard; null while something is, and before anything was. */
export function silentSince(followed: Silence): number | null {
  return followed.lastBlockWasLoud ? null : followed.soundEndedAt
}
