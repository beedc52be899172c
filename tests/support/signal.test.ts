import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decodeMuLaw, encodeMuLaw } from './g711.ts'
import { alignedCorrelation, concat, decibels, readWav, resample, rms, writeWav } from './signal.ts'
import { babble, silence, sine } from './synthetic-sound.ts'

const rate = 8000
const clip = babble(2, rate, 1)

test('a clip is found where it lies, whatever its gain', () => {
  const heard = concat(
    silence(0.75, rate),
    clip.map((sample) => 0.2 * sample),
    silence(0.4, rate),
  )
  const { correlation, lagMs } = alignedCorrelation(heard, clip, rate)
  expect(correlation).toBeGreaterThan(0.9999)
  expect(lagMs).toBeCloseTo(750, 1)
})

test('G.711 costs next to nothing, a lost head or tail costs its share', () => {
  const heard = concat(silence(0.1, rate), decodeMuLaw(encodeMuLaw(clip)), silence(0.1, rate))
  expect(alignedCorrelation(heard, clip, rate).correlation).toBeGreaterThan(0.998)
  const headless = alignedCorrelation(clip.slice(rate / 2), clip, rate)
  expect(headless.lagMs).toBeCloseTo(-500, 0)
  expect(headless.correlation).toBeLessThan(0.97)
  const gap = concat(clip.slice(0, rate / 2), silence(0.5, rate), clip.slice(rate))
  expect(alignedCorrelation(gap, clip, rate).correlation).toBeLessThan(0.97)
})

test('another voice is not the clip, and neither is silence', () => {
  expect(alignedCorrelation(babble(5, rate, 2), clip, rate).correlation).toBeLessThan(0.5)
  expect(alignedCorrelation(silence(3, rate), clip, rate).correlation).toBeCloseTo(0, 6)
})

test('a clip between two samples is found as well', () => {
  const fine = babble(1, 48_000, 3)
  const late = concat(silence(0.1, 48_000), new Float32Array(3), fine)
  const { correlation, lagMs } = alignedCorrelation(resample(late, 48_000, rate), resample(fine, 48_000, rate), rate)
  expect(correlation).toBeGreaterThan(0.999)
  expect(lagMs).toBeCloseTo(100 + 3 / 48, 1)
})

test('half a minute is compared in less than a second', () => {
  const long = babble(30, rate, 4)
  const heard = concat(silence(1, rate), long, silence(1, rate))
  const before = performance.now()
  expect(alignedCorrelation(heard, long, rate).correlation).toBeGreaterThan(0.999)
  expect(performance.now() - before).toBeLessThan(1000)
})

test('another rate keeps the level of what fits and drops what does not', () => {
  expect(innerDecibels(resample(sine(1000, 1, 48_000, 0.5), 48_000, rate))).toBeCloseTo(-9.03, 1)
  expect(innerDecibels(resample(sine(5000, 1, 48_000, 0.5), 48_000, rate))).toBeLessThan(-60)
  expect(resample(sine(440, 1, 44_100, 0.5), 44_100, rate)).toHaveLength(rate)
})

test('a WAVE file gives back what was written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-wav-'))
  const path = join(folder, 'clip.wav')
  writeWav(path, { samples: clip, sampleRate: rate })
  const back = readWav(path)
  rmSync(folder, { recursive: true })
  expect(back.sampleRate).toBe(rate)
  expect(Math.max(...back.samples.map((sample, i) => Math.abs(sample - clip[i]!)))).toBeLessThan(1 / 32_767)
})

function innerDecibels(samples: Float32Array): number {
  return decibels(rms(samples.slice(800, -800)))
}
