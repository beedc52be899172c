import { localDay, weekdayOf, type LocalDay } from './local-time.ts'
import { readTypedDays, type Clock } from './typed-moment.ts'

/** Days on which no cadence calls anybody, the first and the last included. */
export interface DaysOffSpan {
  readonly first: LocalDay
  readonly last: LocalDay
}
export type ReadDaysOff = DaysOffSpan | { readonly reason: string }

/** A longer time is a pause: two years of days off would leave a cadence nowhere to go. */
const MOST_DAYS = 366

/** 2026-12-24 */
export function isoOf(day: LocalDay): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

export function dayOfIso(iso: string): LocalDay {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000
}

/** Of days as they are written: 2026-12-24 to 2027-01-02. */
export function spanOf({ first, last }: { readonly first: string; readonly last: string }): DaysOffSpan {
  return { first: dayOfIso(first), last: dayOfIso(last) }
}

/**
 * Reads days as people write them: whatever names days to `readTypedTime` ("dec 24", "friday", "next week"), or a first and a
 * last with "to", "until" or a dash between ("24 dec - 2 jan", "24-27 dec", "dec 24 to 27"). The clock is the rep's.
 */
export function readDaysOff(text: string, clock: Clock): ReadDaysOff {
  if (text.trim() === '') return { reason: 'it is empty' }
  const read = readTypedDays(text, clock)
  if ('reason' in read) return read
  const { first, last } = read
  if (last < first) return { reason: 'the last day is before the first' }
  if (last - first >= MOST_DAYS) return { reason: 'it is longer than a year' }
  if (last < localDay(clock.now, clock.timeZone)) return { reason: 'it is past' }
  return { first, last }
}

/** The first day from here on that is neither off nor of a weekend: what is moved begins again on it. */
export function firstDayOn(day: LocalDay, off: ReadonlySet<LocalDay>): LocalDay {
  let found = day
  // As far ahead as anybody takes days off, and further.
  for (let tried = 0; tried < 3 * MOST_DAYS && (weekdayOf(found) >= 6 || off.has(found)); tried++) found++
  return found
}
