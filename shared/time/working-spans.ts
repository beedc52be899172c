import type { WorkingHours } from '../contract/working-hours.ts'
import { localDay, momentOn, weekdayOf } from './local-time.ts'

/** Epoch milliseconds. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** The hours of the rep's that lie between two moments, in their order. */
export function workingSpans({ timeZone, days }: WorkingHours, from: number, until: number): Span[] {
  const found: Span[] = []
  for (let day = localDay(from, timeZone); day <= localDay(until - 1, timeZone); day++) {
    for (const span of days[weekdayOf(day) - 1]!) {
      const opens = Math.max(from, momentOn(day, span.from, timeZone))
      const closes = Math.min(until, momentOn(day, span.until, timeZone))
      if (opens < closes) found.push({ from: opens, until: closes })
    }
  }
  return found
}

/** What both have. Each list is in its order and does not overlap with itself. */
export function meetingOf(one: readonly Span[], other: readonly Span[]): Span[] {
  return one.flatMap((a) =>
    other.flatMap((b) => {
      const [from, until] = [Math.max(a.from, b.from), Math.min(a.until, b.until)]
      return from < until ? [{ from, until }] : []
    }),
  )
}
