import type { HeatCell } from './assistant.ts'
import type { Attempt } from '../call/attempt.ts'
import { slotAt, slotKey } from '../time/day-part.ts'
import { countsAsTry, isReached } from '../call/outcome.ts'

/** What happened in each weekday-and-part that was tried, on the contact's clock. Attempts come newest first. */
export function heatCells(attempts: readonly Attempt[], timeZone: string): HeatCell[] {
  const cells = new Map<string, HeatCell>()
  for (const { outcome, startedAt } of attempts) {
    if (!outcome || !countsAsTry(outcome)) continue
    const slot = slotAt(startedAt, timeZone)
    const key = slotKey(slot)
    const cell = cells.get(key) ?? { ...slot, tries: 0, best: 'tried' as const, outcomes: [], lastAt: startedAt }
    const outcomes = [...cell.outcomes, outcome]
    cells.set(key, { ...cell, tries: cell.tries + 1, best: bestOf(outcomes), outcomes })
  }
  return [...cells.values()]
}

function bestOf(outcomes: readonly NonNullable<Attempt['outcome']>[]): HeatCell['best'] {
  if (outcomes.some(isReached)) return 'spoke'
  return outcomes.includes('voicemail-dropped') ? 'message' : 'tried'
}
