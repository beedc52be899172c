import { expect, test } from 'vitest'
import { resamplerGain, telephoneFilter } from '../../../renderer/sound/telephone-band.ts'

function gainDb(filter: Float32Array, hz: number): number {
  const middle = (filter.length - 1) / 2
  const sum = filter.reduce((total, tap, n) => total + tap * Math.cos((2 * Math.PI * hz * (n - middle)) / 48_000), 0)
  return 20 * Math.log10(Math.abs(sum))
}

test('WebRTC takes from a recording what was measured at a far end that taps RTP', () => {
  const measured: [number, number][] = [[313, -0.05], [1063, -0.24], [2063, -1.27], [2938, -3.4], [3438, -5.32]] // prettier-ignore
  for (const [hz, db] of measured) expect(20 * Math.log10(resamplerGain(hz))).toBeCloseTo(db, 0.7)
})

test('and gets it back beforehand, all over the telephone band', () => {
  const filter = telephoneFilter()
  for (let hz = 50; hz <= 3600; hz += 50) {
    expect(Math.abs(gainDb(filter, hz) + 20 * Math.log10(resamplerGain(hz)))).toBeLessThan(0.1)
  }
})

test('with nothing left above it that would fold back', () => {
  const filter = telephoneFilter()
  for (let hz = 4100; hz <= 24_000; hz += 100) expect(gainDb(filter, hz)).toBeLessThan(-50)
})
