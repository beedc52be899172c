import { makeScratch } from './scratch.ts'
import { eachPiece, type Steps } from '../studio/steps.ts'

/*
 * True peak by ITU-R BS.1770-4, Annex 2: between two samples the wave may be higher than either, so it is looked
 * at four times as often. `peakAt(n)` is the highest of the four points that belong to sample n.
 */

/** The four phases of the interpolating filter; the last two are the first two backwards. */
const [first, second] = [
  [
    0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625, 0.97216796875,
    -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
  ],
  [
    -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625, 0.77978515625,
    -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
  ],
]
const phases = [first!, second!, second!.toReversed(), first!.toReversed()].map((taps) => Float64Array.from(taps))
const taps = 12
const reach = taps / 2
/** The most by which the filter can raise a sample: the largest sum of a phase's magnitudes. */
const mostRaise = Math.max(...phases.map((phase) => phase.reduce((sum, tap) => sum + Math.abs(tap), 0)))

/** The highest point of the wave at sample n, or at least the sample itself. */
function peakAt(samples: Float32Array, n: number): number {
  let highest = Math.abs(samples[n]!)
  for (const phase of phases) {
    let sum = 0
    for (let k = 0; k < taps; k++) sum += phase[k]! * (samples[n + reach - k] ?? 0)
    highest = Math.max(highest, Math.abs(sum))
  }
  return highest
}

/** How many samples on either side of one its true peak depends on. */
export const truePeakReach = reach

/** Hands over every sample from `from` to `to` whose true peak is above `floor()`, which may rise on the way. */
export function eachPeakAbove(
  samples: Float32Array,
  { from, to }: { readonly from: number; readonly to: number },
  floor: () => number,
  found: (n: number, peak: number) => void,
): void {
  const block = 64
  for (let start = from; start < to; start += block) {
    const end = Math.min(to, start + block)
    let most = 0
    for (let i = Math.max(0, start - reach); i < Math.min(samples.length, end + reach); i++) {
      most = Math.max(most, Math.abs(samples[i]!))
    }
    // Most of a recording cannot come near the peak: there the filter is not worked out.
    if (most * mostRaise <= floor()) continue
    for (let n = start; n < end; n++) {
      const peak = peakAt(samples, n)
      if (peak > floor()) found(n, peak)
    }
  }
}

export interface TruePeakMeter {
  /** The next piece of the sound. */
  add(samples: Float32Array): void
  /** The highest point of all that was added, full scale is 1. */
  highest(): number
}

export function truePeakMeter(): TruePeakMeter {
  const scratch = makeScratch()
  let tail = new Float32Array(0)
  let isFirst = true
  let highest = 0
  const look = (samples: Float32Array, from: number, to: number) =>
    eachPeakAbove(
      samples,
      { from, to },
      () => highest,
      (_, peak) => {
        highest = peak
      },
    )
  return {
    add(samples) {
      const seen = scratch.of(tail.length + samples.length)
      seen.set(tail)
      seen.set(samples, tail.length)
      look(seen, isFirst ? 0 : Math.min(reach, seen.length), Math.max(0, seen.length - reach))
      if (seen.length > 2 * reach) isFirst = false
      tail = isFirst ? seen.slice() : seen.slice(-2 * reach)
    },
    highest() {
      look(tail, isFirst ? 0 : reach, tail.length)
      return highest
    },
  }
}

/** The highest point of the whole wave, full scale is 1. */
export function* truePeak(samples: Float32Array): Steps<number> {
  const meter = truePeakMeter()
  yield* eachPiece(samples, (piece) => meter.add(piece))
  return meter.highest()
}
