import { DateTime } from 'luxon'
import type { Clock } from './typed-moment.ts'

/**
 * "Thursday 26 November, 3:00 pm to 3:30 pm on their clock (Toronto), 12:00 pm to 12:30 pm on yours": the day, the date and the
 * time as the rep's system writes times, and whose clock it is wherever the two differ.
 */
export function momentsInWords(dueAt: number, dueUntil: number, clock: Clock): string {
  const { timeZone, ownZone = timeZone } = clock
  const theirs = spanInWords(dueAt, dueUntil, timeZone, clock)
  if (isSameClock(dueAt, timeZone, ownZone) && isSameClock(dueUntil, timeZone, ownZone)) return theirs
  const city = timeZone.split('/').at(-1)!.replaceAll('_', ' ')
  const own = spanInWords(dueAt, dueUntil, ownZone, clock, dayIn(dueAt, timeZone) === dayIn(dueAt, ownZone))
  return `${theirs} on their clock (${city}), ${own} on yours`
}

function spanInWords(from: number, until: number, zone: string, { now, hour12 = false }: Clock, isHoursOnly = false) {
  const opens = DateTime.fromMillis(from, { zone }).setLocale('en')
  const closes = DateTime.fromMillis(until, { zone }).setLocale('en')
  const thisYear = DateTime.fromMillis(now, { zone }).year
  const day = (at: DateTime) => at.toFormat(at.year === thisYear ? 'cccc d LLLL' : 'cccc d LLLL yyyy')
  const time = (at: DateTime) => (hour12 ? at.toFormat('h:mm a').toLowerCase() : at.toFormat('H:mm'))
  if (!opens.hasSame(closes.minus(1), 'day')) return `${day(opens)}, ${time(opens)}, to ${day(closes)}, ${time(closes)}`
  const hours = `${time(opens)} to ${time(closes)}`
  return isHoursOnly ? hours : `${day(opens)}, ${hours}`
}

function isSameClock(at: number, one: string, other: string): boolean {
  return DateTime.fromMillis(at, { zone: one }).offset === DateTime.fromMillis(at, { zone: other }).offset
}

function dayIn(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toISODate()!
}
