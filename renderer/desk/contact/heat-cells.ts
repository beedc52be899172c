import type { Attempt } from '../../../shared/contract/attempt.ts'
import { countsAsTry, isReached, outcomeInWords } from '../../../shared/call/outcome.ts'
import { weekdayPartOf, weekdayParts } from '../../../shared/time/day-hours.ts'
import { weekdayAndMinutes } from '../controls/times.ts'

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** One cell: how often it was tried, and the best that came of it. */
export interface Cell {
  readonly tries: number
  readonly best: 'nothing' | 'tried' | 'message' | 'spoke'
  readonly next: boolean
  /** What happened, the newest first. */
  readonly outcomes: readonly string[]
}

/**
 * The tries by day part (rows; the weekend is two columns of them, not a row) and weekday (columns, Monday first), on the contact's clock. Calls that never
 * reached their phone are left out; `nextAt` marks where the next one falls.
 */
export function heatMap(attempts: readonly Attempt[], nextAt: number | null, timeZone: string): Cell[][] {
  const place = (at: number) => {
    const { weekday, minutes } = weekdayAndMinutes(at, timeZone)
    return { row: weekdayParts.indexOf(weekdayPartOf(minutes)), column: weekday }
  }
  const next = nextAt === null ? null : place(nextAt)
  const tries = attempts.flatMap(({ outcome, startedAt }) =>
    outcome && countsAsTry(outcome) ? [{ outcome, ...place(startedAt) }] : [],
  )
  return weekdayParts.map((_, row) =>
    weekdays.map((_day, column) => {
      const here = tries.filter((each) => each.row === row && each.column === column)
      const best = here.some(({ outcome }) => isReached(outcome))
        ? 'spoke'
        : here.some(({ outcome }) => outcome === 'voicemail-dropped')
          ? 'message'
          : here.length > 0
            ? 'tried'
            : 'nothing'
      return {
        tries: here.length,
        best,
        next: next?.row === row && next.column === column,
        outcomes: here.map(({ outcome }) => outcomeInWords(outcome).toLowerCase()),
      }
    }),
  )
}
