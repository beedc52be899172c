import { makeFilter, type Biquad } from './biquad.ts'
import { makeScratch } from './scratch.ts'
import { eachPiece, type Steps } from '../studio/steps.ts'

/*
 * Programme loudness of mono sound at 48 kHz by ITU-R BS.1770-4: K-weighting, blocks of 400 ms that overlap by
 * three quarters, a gate at -70 LUFS and one 10 LU below what passes that. What is shorter than a block, which the
 * recommendation does not measure, is one block as long as it is.
 */

/** Tables 1 and 2 of BS.1770-4, which hold at 48 kHz only. */
const kWeighting: readonly Biquad[] = [
  { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] },
  { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] },
]
const hop = 4800
const blockHops = 4
const [absoluteGate, relativeGate] = [-70, -10]

export interface LoudnessMeter {
  /** The next piece of the sound, which stays as it is. */
  add(samples: Float32Array): void
  /** Integrated loudness in LUFS of all that was added; -Infinity for silence. */
  integrated(): number
}

export function loudnessMeter(): LoudnessMeter {
  const weight = makeFilter(kWeighting)
  const scratch = makeScratch()
  const hops: number[] = []
  let [energy, filled] = [0, 0]
  return {
    add(samples) {
      const weighted = scratch.copy(samples)
      weight(weighted)
      for (const sample of weighted) {
        energy += sample * sample
        if (++filled < hop) continue
        hops.push(energy)
        energy = filled = 0
      }
    },
    integrated() {
      if (hops.length < blockHops)
        return shortLoudness(
          hops.reduce((sum, one) => sum + one, energy),
          hops.length * hop + filled,
        )
      const blocks: number[] = []
      for (let h = 0; h + blockHops <= hops.length; h++) {
        blocks.push((hops[h]! + hops[h + 1]! + hops[h + 2]! + hops[h + 3]!) / (blockHops * hop))
      }
      const audible = blocks.filter((power) => loudnessOf(power) > absoluteGate)
      const gate = loudnessOf(mean(audible)) + relativeGate
      return loudnessOf(mean(audible.filter((power) => loudnessOf(power) > gate)))
    },
  }
}

/** Integrated loudness of a whole sound in LUFS; -Infinity for silence. */
export function* integratedLoudness(samples: Float32Array): Steps<number> {
  const meter = loudnessMeter()
  yield* eachPiece(samples, (piece) => meter.add(piece))
  return meter.integrated()
}

function shortLoudness(energy: number, samples: number): number {
  const loudness = samples === 0 ? -Infinity : loudnessOf(energy / samples)
  return loudness > absoluteGate ? loudness : -Infinity
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function loudnessOf(power: number): number {
  return -0.691 + 10 * Math.log10(power)
}
