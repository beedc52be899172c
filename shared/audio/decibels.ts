/** A ratio of amplitudes in dB; 0 is -Infinity. */
export function decibels(amplitude: number): number {
  return 20 * Math.log10(amplitude)
}

/** The ratio of amplitudes that is so many dB. */
export function amplitudeOf(db: number): number {
  return 10 ** (db / 20)
}
