import type { SoundMemory } from './sound-memory.ts'

/** Samples at 8 kHz: 2.5 ms. */
const block = 20
/** How far inside and outside of where a tone is thought to begin or end its edge is looked for: 20 and 40 ms. */
const inside = 160
const outside = 320
/** As much quiet has to be beside it, and no edge takes longer. */
const longest = 160
const quietShare = 10 ** (-16 / 10)
const soundShare = 10 ** (-4 / 10)

/**
 * How many ms a tone takes to come out of quiet, or to end in quiet, whichever is longer; Infinity where there is no quiet or it
 * takes more than 20. `noise` is the background's mean square, which is quiet as well.
 */
export function edgeMs(memory: SoundMemory, startAt: number, endAt: number, noise: number): number {
  /** `way` -1: where it begins, 1: where it ends. */
  function measure(edge: number, way: -1 | 1): number {
    const mean = (at: number, length: number) =>
      memory.power(Math.min(at, at + way * length), Math.max(at, at + way * length))
    // Of the tone's first or last 20 ms: it may have died away before it is cut off.
    const own = mean(edge - way * 240, 160)
    const quiet = own * quietShare + 2 * noise
    const loud = own * soundShare
    if (quiet > loud) return Infinity
    for (let at = edge - way * inside; Math.abs(at - edge) <= outside; at += way * block) {
      if (mean(at, block) > quiet) continue
      if (mean(at, longest) > quiet) return Infinity
      for (let back = block; back <= longest + block; back += block)
        if (mean(at - way * back, block) > loud) return (back - block) / 8
      return Infinity
    }
    return Infinity
  }

  return Math.max(measure(startAt, -1), measure(endAt, 1))
}
