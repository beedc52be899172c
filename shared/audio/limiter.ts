import { decibels } from './decibels.ts'
import { stepSamples, type Steps } from '../studio/steps.ts'
import { eachPeakAbove } from './true-peak.ts'

/** At 48 kHz: the gain begins to fall 2.5 ms before a peak, and comes back with a time constant of 60 ms. */
const reach = 120
const recovery = 1 - Math.exp(-1 / (0.06 * 48_000))

/**
 * Limits in place: no point of the wave stays above `ceiling` (full scale is 1). Answers the most it took away, in
 * dB: 0 when there was nothing to do.
 *
 * The gain that each peak needs is held for `reach` on both sides, and then averaged over as much: so it glides
 * and is still low enough at the peak itself.
 */
export function* limit(samples: Float32Array, ceiling: number): Steps<number> {
  const needed = new Float32Array(samples.length).fill(1)
  let least = 1
  yield* eachPeakAbove(
    samples,
    () => ceiling,
    (n, peak) => {
      needed[n] = ceiling / peak
      least = Math.min(least, needed[n]!)
    },
  )
  if (least === 1) return 0
  const held = yield* heldLow(needed)
  yield* applyAveraged(samples, held)
  return -decibels(least)
}

/** The lowest of the `reach` values on both sides, and from there a slow way back up. */
function* heldLow(needed: Float32Array): Steps<Float32Array> {
  const held = new Float32Array(needed.length)
  // Places of values that may still become the lowest: each is lower than all before it in the window.
  const places = new Int32Array(needed.length)
  let [head, tail] = [0, 0]
  let gain = 1
  for (let i = 0; i < needed.length + reach; i++) {
    if (i < needed.length) {
      while (tail > head && needed[places[tail - 1]!]! >= needed[i]!) tail--
      places[tail++] = i
    }
    const centre = i - reach
    if (centre < 0) continue
    while (places[head]! < centre - reach) head++
    gain = Math.min(needed[places[head]!]!, gain + (1 - gain) * recovery)
    held[centre] = gain
    if (i % stepSamples === 0) yield
  }
  return held
}

function* applyAveraged(samples: Float32Array, held: Float32Array): Steps<void> {
  const { length } = samples
  const window = 2 * reach + 1
  let sum = 0
  for (let i = -reach; i <= reach; i++) sum += held[clamp(i, length)]!
  for (let i = 0; i < length; i++) {
    samples[i] = samples[i]! * (sum / window)
    sum += held[clamp(i + reach + 1, length)]! - held[clamp(i - reach, length)]!
    if (i % stepSamples === 0) yield
  }
}

function clamp(i: number, length: number): number {
  return Math.min(length - 1, Math.max(0, i))
}
