import type { RenderProcessGoneDetails } from 'electron'

/** A window that dies this soon after it was opened, in milliseconds, would die again at once. */
const soonMs = 10_000
const shortestMs = 1_000
const longestMs = 30_000

/** The computer has no memory or no process to give, and has none a moment later either. */
const shortages: readonly RenderProcessGoneDetails['reason'][] = [
  'oom',
  'launch-failed',
  'integrity-failure',
  'memory-eviction',
]

/** How long a window that died is left alone before it comes back. */
export interface Breath {
  /** @param livedMs since it was opened or loaded. Answers milliseconds, twice as many each time it dies soon again. */
  after(reason: RenderProcessGoneDetails['reason'], livedMs: number): number
}

export function takeBreath(): Breath {
  let last = 0
  return {
    after(reason, livedMs) {
      const isBad = livedMs < soonMs || shortages.includes(reason)
      last = isBad ? Math.min(Math.max(last * 2, shortestMs), longestMs) : 0
      return last
    },
  }
}
