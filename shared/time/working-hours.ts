import { z } from 'zod'
import { localDay, momentOn, weekdayOf } from './local-time.ts'

/** Minutes after midnight; `until` is the first minute that is no more part of it. */
const spanSchema = z
  .strictObject({ from: z.int().min(0).max(1440), until: z.int().min(0).max(1440) })
  .refine(({ from, until }) => from < until, 'it ends before it begins')

/** When the rep calls: the hours of each weekday, on the rep's own clock. */
export const workingHoursSchema = z.strictObject({
  /** IANA zone of the rep. */
  timeZone: z.string().min(1).max(60),
  /** Monday first. Spans in their order; none: a day on which the rep does not call. */
  days: z.array(z.array(spanSchema).max(6)).length(7),
})
export type WorkingHours = z.infer<typeof workingHoursSchema>

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
