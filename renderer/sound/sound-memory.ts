/** The last four seconds of 8 kHz sound, by sample count from the start. */
export interface SoundMemory {
  push(sample: number): void
  /** Fills `into` with the samples from `from` on. */
  copy(from: number, into: Float32Array): void
  /** The end of the last 2.5 ms, in the `reach` samples before `now`, whose mean square is above `power`; `now - reach` when none is. */
  lastAbove(now: number, reach: number, power: number): number
  /** Mean square of the samples from `from` to before `to`. */
  power(from: number, to: number): number
}

const kept = 32768
const block = 20

export function createSoundMemory(): SoundMemory {
  const ring = new Float32Array(kept)
  let count = 0

  function power(from: number, to: number): number {
    let sum = 0
    for (let i = Math.max(0, from); i < to; i++) sum += ring[i % kept]! ** 2
    return sum / Math.max(1, to - from)
  }

  return {
    power,
    push(sample) {
      ring[count++ % kept] = sample
    },
    copy(from, into) {
      for (let i = 0; i < into.length; i++) into[i] = from + i < 0 ? 0 : ring[(from + i) % kept]!
    },
    lastAbove(now, reach, least) {
      for (let end = now; end > now - reach && end >= block; end -= block / 2) {
        if (power(end - block, end) > least) return end
      }
      return now - reach
    },
  }
}
