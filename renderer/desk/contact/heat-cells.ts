import type { Attempt } from '../../../shared/call/attempt.ts'
import { countsAsTry, isReached, outcomeInWords } from '../../../shared/call/outcome.ts'
import { weekdayAndMinutes } from '../controls/times.ts'

/** The rows of the map. The weekend is two columns of it, not a row. */
export const dayParts = ['early', 'morning', 'lunch', 'afternoon', 'evening'] as const
export type DayPart = (typeof dayParts)[number]
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** One cell: how often it was tried, and the best that came of it. */
export interface Cell {
  readonly tries: number
  readonly best: 'nothing' | 'tried' | 'message' | 'spoke'
  readonly next: boolean
  /** What happened, the newest first. */
  readonly outcomes: readonly string[]
}

/** The same bounds as in shared/time/day-part.ts, by minutes after midnight; a test holds the two together. */
export function dayPartOf(minutes: number): DayPart {
  if (minutes < 9 * 60) return 'early'
  if (minutes < 12 * 60) return 'morning'
  if (minutes < 13 * 60 + 30) return 'lunch'
  return minutes < 17 * 60 ? 'afternoon' : 'evening'
}

/**
 * The tries by day part (rows) and weekday (columns, Monday first), on the contact's clock. Calls that never
 * reached their phone are left out; `nextAt` marks where the next one falls.
 */
export function heatMap(attempts: readonly Attempt[], nextAt: number | null, timeZone: string): Cell[][] {
  const place = (at: number) => {
    const { weekday, minutes } = weekdayAndMinutes(at, timeZone)
    return { row: dayParts.indexOf(dayPartOf(minutes)), column: weekday }
  }
  const next = nextAt === null ? null : place(nextAt)
  const tries = attempts.flatMap(({ outcome, startedAt }) =>
    outcome && countsAsTry(outcome) ? [{ outcome, ...place(startedAt) }] : [],
  )
  return dayParts.map((_, row) =>
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
