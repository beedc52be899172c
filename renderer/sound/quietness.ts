/** Is the far end quiet, and since when? Unlike the detector's, this answer is there at any moment. */
export interface Quietness {
  readonly blockLength: number
  energy: number
  counted: number
  /** The frame after the last block with sound in it; null before there was one. */
  soundEndedAt: number | null
  lastBlockWasLoud: boolean
}

/** Comfort noise and a quiet line lie below -55 dBFS, the soft end of a syllable above -45 dBFS. */
const loudPower = 10 ** (-45 / 10)

export function createQuietness(sampleRate: number): Quietness {
  return {
    blockLength: Math.round(0.02 * sampleRate),
    energy: 0,
    counted: 0,
    soundEndedAt: null,
    lastBlockWasLoud: false,
  }
}

/** `frame` is that of the first sample. */
export function followQuiet(quietness: Quietness, samples: Float32Array, frame: number): void {
  for (const sample of samples) quietness.energy += sample * sample
  quietness.counted += samples.length
  if (quietness.counted < quietness.blockLength) return
  quietness.lastBlockWasLoud = quietness.energy / quietness.counted > loudPower
  if (quietness.lastBlockWasLoud) quietness.soundEndedAt = frame + samples.length
  quietness.energy = 0
  quietness.counted = 0
}

/** The frame since when nothing is heard; null while something is, and before anything was. */
export function quietSince(quietness: Quietness): number | null {
  return quietness.lastBlockWasLoud ? null : quietness.soundEndedAt
}
