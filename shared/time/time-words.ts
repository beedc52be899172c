import { DateTime } from 'luxon'
import { localDay, momentOn, weekdayOf, type LocalDay } from './local-time.ts'

/* The words of a time, one after the other: see promised-time.ts. */

export interface Clock {
  readonly now: number
  /** Of the contact: what was said on the phone is their time. */
  readonly timeZone: string
}

/** The end of a day on which no time was named. */
export const CLOSES = 17 * 60
/** A time is kept within half an hour. */
const SLACK_MINUTES = 30
export const HALF_AN_HOUR_MS = SLACK_MINUTES * 60_000

const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const monthNames = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
] // prettier-ignore
const tonight = [17 * 60, 20 * 60] as const
const parts: Record<string, readonly [number, number]> = {
  morning: [9 * 60, 12 * 60],
  noon: [12 * 60, 12 * 60 + SLACK_MINUTES],
  lunch: [12 * 60, 13 * 60 + 30],
  lunchtime: [12 * 60, 13 * 60 + 30],
  afternoon: [13 * 60 + 30, 17 * 60],
  evening: [17 * 60, 20 * 60],
  eod: [15 * 60, 17 * 60],
}
const numbers: Record<string, number> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10,
} // prettier-ignore

/** What has been read so far of a text: which day, which time of it, and whether either was said. */
export interface Read {
  day: LocalDay | null
  /** The last of several days. */
  lastDay: LocalDay | null
  minutes: readonly [number, number] | null
  /** A weekday or a date without its year may move on when it is past; so many days, or a year. */
  again: 'week' | 'year' | null
  /** Exactly then. */
  at: number | null
}

/** How many words were used; 0: not understood; text: why it is refused. */
export function readWords(words: readonly string[], read: Read, today: LocalDay, clock: Clock): number | string {
  const [first = '', second = '', third = ''] = words
  if (read.at !== null) return 0
  if (first === 'today') return setDay(read, today, 1)
  if (first === 'tonight') return setDayAndTime(read, today, tonight, 1)
  if (first === 'tomorrow' || first === 'tmr' || first === 'tmrw') return setDay(read, today + 1, 1)
  if (first === 'this' || first === 'next') return readNear(first, second, read, today, clock)
  if (first === 'in') return readIn(second, third, words[3] ?? '', read, today, clock)
  if (first === 'end' && second === 'week') return setDay(read, today + ((5 - weekdayOf(today) + 7) % 7), 2)
  const part = parts[first]
  if (part) return setTime(read, part, 1)
  const weekday = nameIn(weekdayNames, first)
  if (weekday !== null) return setWeekday(read, weekday + 1, today, 1)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(first)
  if (iso) return setDate(read, Number(iso[3]), Number(iso[2]), Number(iso[1]), today, 1)
  if (/^\d{1,2}\/\d{1,2}/.test(first)) return `“${first}” may be two dates: write the month by its name`
  const month = nameIn(monthNames, first)
  if (month !== null) return readDate(second, month, third, 3, read, today)
  const ordinal = /^(\d{1,2})(st|nd|rd|th)?$/.exec(first)
  const monthAfter = nameIn(monthNames, second)
  if (ordinal && monthAfter !== null) return readDate(first, monthAfter, third, 3, read, today)
  const minutes = timeOf(first)
  if (typeof minutes === 'string') return minutes
  return minutes === null ? 0 : setTime(read, [minutes, minutes + SLACK_MINUTES], 1)
}

function readNear(which: string, what: string, read: Read, today: LocalDay, clock: Clock): number | string {
  if (what === 'week') {
    if (which === 'next') {
      read.lastDay = mondayAfter(today) + 4
      return setDay(read, mondayAfter(today), 2)
    }
    const friday = today + 5 - weekdayOf(today)
    if (friday < today || momentOn(friday, CLOSES, clock.timeZone) - HALF_AN_HOUR_MS <= clock.now) return 'this week is over' // prettier-ignore
    read.lastDay = friday
    return setDay(read, today, 2)
  }
  if (what === 'month' && which === 'next') {
    const first = DateTime.fromMillis(clock.now, { zone: clock.timeZone }).plus({ months: 1 }).startOf('month')
    const day = workingDayFrom(localDay(first.toMillis() + 12 * 3_600_000, clock.timeZone))
    read.lastDay = day + 5 - weekdayOf(day)
    return setDay(read, day, 2)
  }
  if (which === 'this' && what in parts) return setDayAndTime(read, today, parts[what]!, 2)
  const weekday = nameIn(weekdayNames, what)
  if (weekday === null) return 0
  // "Next Thursday" is the one of next week; said on a Monday, nobody means the day after tomorrow but one.
  return which === 'next' ? setDay(read, mondayAfter(today) + weekday, 2) : setWeekday(read, weekday + 1, today, 2)
}

function workingDayFrom(day: LocalDay): LocalDay {
  return weekdayOf(day) >= 6 ? mondayAfter(day) : day
}

function readIn(
  amount: string,
  unit: string,
  more: string,
  read: Read,
  today: LocalDay,
  clock: Clock,
): number | string {
  if (amount === 'half' && /^an?$/.test(unit) && more === 'hour') {
    read.at = clock.now + HALF_AN_HOUR_MS
    return 4
  }
  const joined = /^(\d{1,3})(min|m|h|d|w)$/.exec(amount)
  const count = joined ? Number(joined[1]) : (numbers[amount] ?? (/^\d{1,3}$/.test(amount) ? Number(amount) : null))
  const word = (joined ? joined[2]! : unit).replace(/(.)s$/, '$1')
  const used = joined ? 2 : 3
  if (count === null) return 0
  switch (word) {
    case 'm':
    case 'min':
    case 'minute':
      read.at = clock.now + count * 60_000
      return used
    case 'h':
    case 'hr':
    case 'hour':
      read.at = clock.now + count * 3_600_000
      return used
    case 'd':
    case 'day':
      return setDay(read, today + count, used)
    case 'w':
    case 'week':
      return setDay(read, today + 7 * count, used)
    case 'month': {
      const then = DateTime.fromMillis(clock.now, { zone: clock.timeZone }).plus({ months: count }).set({ hour: 12 })
      return setDay(read, localDay(then.toMillis(), clock.timeZone), used)
    }
    default:
      return 0
  }
}

function readDate(dayText: string, month: number, yearText: string, used: number, read: Read, today: LocalDay) {
  const day = /^(\d{1,2})(st|nd|rd|th)?$/.exec(dayText)
  if (!day) return `${capital(monthNames[month]!)} has many days: say which`
  const year = /^\d{4}$/.test(yearText) ? Number(yearText) : null
  return setDate(read, Number(day[1]), month + 1, year, today, year === null ? used - 1 : used)
}

function setDate(read: Read, day: number, month: number, year: number | null, today: LocalDay, used: number) {
  const thisYear = DateTime.fromMillis(today * 86_400_000, { zone: 'utc' }).year
  const date = DateTime.utc(year ?? thisYear, month, day)
  if (!date.isValid) {
    // 29 February is a day of another year.
    const next = year === null ? DateTime.utc(thisYear + 1, month, day) : date
    return next.isValid ? setDay(read, next.toMillis() / 86_400_000, used) : 'there is no such day'
  }
  if (year === null) read.again = 'year'
  return setDay(read, date.toMillis() / 86_400_000, used)
}

function setWeekday(read: Read, weekday: number, today: LocalDay, used: number) {
  read.again = 'week'
  return setDay(read, today + ((weekday - weekdayOf(today) + 7) % 7), used)
}

function setDay(read: Read, day: LocalDay, used: number): number | string {
  if (read.day !== null) return 'it names two days'
  read.day = day
  return used
}

function setDayAndTime(read: Read, day: LocalDay, minutes: readonly [number, number], used: number): number | string {
  const set = setDay(read, day, used)
  return typeof set === 'string' ? set : setTime(read, minutes, used)
}

function setTime(read: Read, minutes: readonly [number, number], used: number): number | string {
  if (read.minutes !== null) return 'it names two times'
  read.minutes = minutes
  return used
}

/** Minutes after midnight; null: no time; text: a time that cannot be. */
function timeOf(word: string): number | string | null {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?(h|am|pm|a|p)?$/.exec(word)
  if (!match) return null
  const [, hourText, minuteText, suffix] = match
  let hour = Number(hourText)
  const minute = Number(minuteText ?? '0')
  if (minute > 59) return `${word} is no time of a day`
  const half = suffix?.[0]
  if (half === 'a' || half === 'p') {
    if (hour < 1 || hour > 12) return `${word} is no time of a day`
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  } else if (minuteText === undefined && suffix === undefined && hour >= 1 && hour <= 7) {
    // "At 3" is said of an afternoon: nobody is promised a call at three in the night.
    hour += 12
  }
  return hour > 23 ? `${word} is no time of a day` : hour * 60 + minute
}

export function mondayAfter(day: LocalDay): LocalDay {
  return day + 8 - weekdayOf(day)
}

/** By its whole name or its first letters, three at least. */
function nameIn(names: readonly string[], word: string): number | null {
  if (word.length < 3) return null
  const short = word === 'thurs' ? 'thursday' : word === 'tues' ? 'tuesday' : word
  const found = names.findIndex((name) => name.startsWith(short))
  return found < 0 ? null : found
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
