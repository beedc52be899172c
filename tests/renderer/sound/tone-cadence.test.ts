import { expect, test } from 'vitest'
import { oneCycle } from '../../../renderer/sound/tone-cadence.ts'
import { decibels, rms } from '../../support/signal.ts'

const rate = 8000

/** Amplitude of one frequency in these samples. */
function amplitudeAt(samples: Float32Array, hertz: number): number {
  let cosine = 0
  let sine = 0
  samples.forEach((sample, i) => {
    cosine += sample * Math.cos((2 * Math.PI * hertz * i) / rate)
    sine += sample * Math.sin((2 * Math.PI * hertz * i) / rate)
  })
  return (2 * Math.hypot(cosine, sine)) / samples.length
}

const tones = [
  { tone: 'ringback', hertz: [440, 480], on: 2, off: 4 },
  { tone: 'busy', hertz: [480, 620], on: 0.5, off: 0.5 },
] as const

for (const { tone, hertz, on, off } of tones) {
  test(`${tone} is ${hertz.join(' and ')} Hz for ${on} s, then nothing for ${off} s`, () => {
    const cycle = oneCycle(tone, rate)
    expect(cycle).toHaveLength((on + off) * rate)
    const burst = cycle.slice(0, on * rate)
    expect(rms(cycle.slice(on * rate))).toBe(0)
    for (const one of hertz) expect(decibels(amplitudeAt(burst, one))).toBeCloseTo(-23.1, 0)
    for (const other of [350, 400, 550, 700]) expect(decibels(amplitudeAt(burst, other))).toBeLessThan(-45)
    // No click where it begins and ends.
    for (const edge of [0, on * rate - 1]) expect(Math.abs(burst[edge]!)).toBeLessThan(0.002)
  })
}
