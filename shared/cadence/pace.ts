import type { CadenceFacts, Try } from './cadence.ts'
import { activeDays } from './active-days.ts'

/** A cadence is to be through its tries when so much of its days is over: the rest is for what comes between. */
const DONE_BY = 0.8

/**
 * Is a cadence behind? `worthToday`: how much of what another day promises a second try on the same day must promise, to be made.
 * While it is behind, a second try is made unless another day is far better; while it is ahead, only when it is as good.
 */
export function pace(facts: CadenceFacts, tries: readonly Try[], at: number): { worthToday: number } {
  const { maxTries, spanDays } = facts.cadence
  const made = tries.filter(({ received }) => !received).length
  const due = (maxTries * (activeDays(facts, at) + 1)) / (spanDays * DONE_BY)
  // Half a rhythm ahead, even, or behind.
  const behind = due - made
  if (behind > 0) return { worthToday: 0.12 }
  return { worthToday: behind > -2 ? 0.5 : 1 }
}
