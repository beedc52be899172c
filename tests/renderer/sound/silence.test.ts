import { expect, test } from 'vitest'
import { createSilence, followSilence, silentSince } from '../../../renderer/sound/silence.ts'
import { concat } from '../../support/signal.ts'
import { silence, sine } from '../../support/synthetic-sound.ts'

const rate = 48_000

function quietAfter(samples: Float32Array): number | null {
  const followed = createSilence(rate)
  for (let at = 0; at + 128 <= samples.length; at += 128) followSilence(followed, samples.subarray(at, at + 128), at)
  const since = silentSince(followed)
  return since === null ? null : since / rate
}

test('it is not quiet before anything was heard, nor while something is', () => {
  expect(quietAfter(silence(2, rate))).toBeNull()
  expect(quietAfter(sine(500, 1, rate, 0.1))).toBeNull()
})

test('the quiet is counted from the end of the sound, comfort noise or not', () => {
  const noise = silence(1, rate).map((_, i) => (((i * 7919) % 101) / 101 - 0.5) * 0.003)
  for (const after of [silence(1, rate), noise]) {
    expect(quietAfter(concat(sine(500, 1, rate, 0.1), after))).toBeCloseTo(1.01, 1)
  }
})
