/** A seeded source of numbers: the same seed makes the same test set on every machine. */
export interface Random {
  /** 0 to 1. */
  next(): number
  between(low: number, high: number): number
  /** Even on a logarithmic scale. */
  logBetween(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  chance(share: number): boolean
  gauss(): number
}

export function createRandom(seed: string): Random {
  let state = 2166136261
  for (const char of seed) state = Math.imul(state ^ char.charCodeAt(0), 16777619)

  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    logBetween: (low, high) => low * (high / low) ** next(),
    pick: (list) => list[Math.floor(next() * list.length)]!,
    chance: (share) => next() < share,
    gauss: () => Math.sqrt(-2 * Math.log(next() + 1e-12)) * Math.cos(2 * Math.PI * next()),
  }
}
