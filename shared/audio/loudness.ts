import { filtered, type Biquad } from './biquad.ts'
import { stepSamples, type Steps } from '../studio/steps.ts'

/*
 * Programme loudness of mono sound at 48 kHz by ITU-R BS.1770-4: K-weighting, blocks of 400 ms that overlap by
 * three quarters, a gate at -70 LUFS and one 10 LU below what passes that.
 */

/** Tables 1 and 2 of BS.1770-4, which hold at 48 kHz only. */
const kWeighting: readonly Biquad[] = [
  { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] },
  { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] },
]
const hop = 4800
const blockHops = 4
const [absoluteGate, relativeGate] = [-70, -10]

/** Integrated loudness in LUFS; -Infinity for silence, and for sound shorter than one block. */
export function* integratedLoudness(samples: Float32Array): Steps<number> {
  const weighted = yield* filtered(samples, kWeighting)
  const hops = new Float64Array(Math.floor(weighted.length / hop))
  for (let h = 0; h < hops.length; h++) {
    hops[h] = energyOf(weighted, h * hop, (h + 1) * hop)
    if ((h * hop) % stepSamples === 0) yield
  }
  const blocks: number[] = []
  for (let h = 0; h + blockHops <= hops.length; h++) {
    blocks.push(energyOf(hops, h, h + blockHops, (energy) => energy) / (blockHops * hop))
  }
  const audible = blocks.filter((power) => loudnessOf(power) > absoluteGate)
  const gate = loudnessOf(mean(audible)) + relativeGate
  return loudnessOf(mean(audible.filter((power) => loudnessOf(power) > gate)))
}

function energyOf(
  values: Float32Array | Float64Array,
  from: number,
  to: number,
  energy = (value: number) => value * value,
): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += energy(values[i]!)
  return sum
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function loudnessOf(power: number): number {
  return -0.691 + 10 * Math.log10(power)
}
