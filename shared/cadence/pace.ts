import type { CadenceFacts, Try } from './cadence.ts'
import { activeDays } from './active-days.ts'

/** A cadence is to be through its tries when so much of its days is over: the rest is for what comes between. */
const DONE_BY = 0.8

export interface Pace {
  /** How much of what another day promises a second try on the same day must promise, to be made. */
  readonly worthToday: number
  /** The longest wait until the next try that keeps the rhythm, in days: shorter than the cadence's own while it is behind. */
  readonly mostDays: number
}

/**
 * Is a cadence behind? While it is, a second try on the same day is made unless another day is far better, and sooner days are
 * taken unless a later one is; while it is ahead, a second try is made only when it is as good.
 */
export function pace(facts: CadenceFacts, tries: readonly Try[], at: number): Pace {
  const { maxTries, spanDays, gapDays } = facts.cadence
  const made = tries.filter(({ received }) => !received).length
  const due = (maxTries * (activeDays(facts, at) + 1)) / (spanDays * DONE_BY)
  // Half a rhythm ahead, even, or behind.
  const behind = due - made
  if (behind <= 0) return { worthToday: behind > -2 ? 0.5 : 1, mostDays: gapDays.most }
  const mostDays = Math.max(Math.min(gapDays.most, gapDays.least + 1), Math.round(gapDays.most - behind))
  return { worthToday: 0.12, mostDays }
}
