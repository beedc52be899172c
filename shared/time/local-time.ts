import { IANAZone } from 'luxon'

/** A day on the calendar of a time zone: days after 1 January 1970. */
export type LocalDay = number

/** Monday is 1 and Sunday 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const NOON = 12 * 60

export function localDay(at: number, timeZone: string): LocalDay {
  return Math.floor((at + offsetAt(at, timeZone)) / DAY_MS)
}

/** Minutes after local midnight, as a clock on the wall shows them. */
export function localMinutes(at: number, timeZone: string): number {
  const local = at + offsetAt(at, timeZone)
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS)
}

export function weekdayOf(day: LocalDay): Weekday {
  // 1 January 1970 was a Thursday.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday
}

/**
 * The moment at which the clock on the wall shows so many minutes after midnight, epoch milliseconds. Clocks
 * change at night, so that noon has the offset of the day while midnight may still have yesterday's.
 */
export function momentOn(day: LocalDay, minutes: number, timeZone: string): number {
  const noon = day * DAY_MS + NOON * MINUTE_MS
  const offset = offsetAt(noon - offsetAt(noon, timeZone), timeZone)
  return noon - offset + (minutes - NOON) * MINUTE_MS
}

/** Zone → UTC day → the offset at its beginning. Asking Intl takes longer than a whole decision of a cadence may. */
const offsets = new Map<string, Map<number, number>>()

/** Milliseconds to add to UTC. A day that begins and ends with one offset has it all day. */
function offsetAt(at: number, timeZone: string): number {
  const day = Math.floor(at / DAY_MS)
  const before = offsetAtStart(day, timeZone)
  return before === offsetAtStart(day + 1, timeZone) ? before : exactOffset(at, timeZone)
}

function offsetAtStart(day: number, timeZone: string): number {
  let days = offsets.get(timeZone)
  if (!days) offsets.set(timeZone, (days = new Map()))
  let offset = days.get(day)
  if (offset === undefined) days.set(day, (offset = exactOffset(day * DAY_MS, timeZone)))
  return offset
}

function exactOffset(at: number, timeZone: string): number {
  const minutes = IANAZone.create(timeZone).offset(at)
  if (Number.isNaN(minutes)) throw new RangeError(`${timeZone} is not a time zone`)
  return minutes * MINUTE_MS
}
