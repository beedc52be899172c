/**
 * A sine at -10 dBFS. Its first and last 2 ms are raised from and lowered to zero, so that the ends
 * do not click; its length is exact to the sample.
 */
export function tone(frequencyHz: number, durationMs: number, sampleRate: number): Int16Array {
  const length = Math.round((durationMs * sampleRate) / 1_000)
  const ramp = sampleRate * 0.002
  const amplitude = 32_767 * 10 ** (-10 / 20)
  return Int16Array.from({ length }, (_, i) => {
    const edge = Math.min(1, (i + 1) / ramp, (length - i) / ramp)
    return Math.round(amplitude * edge * Math.sin((2 * Math.PI * frequencyHz * i) / sampleRate))
  })
}
