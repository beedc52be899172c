import { DateTime } from 'luxon'
import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay } from './local-time.ts'
import type { When } from './said-outcome.ts'

/** When something was promised for, and in words, so that the rep sees what was understood. */
export interface PromisedTime {
  readonly dueAt: number
  readonly dueUntil: number
  /** "Thursday 26 November, 15:00 to 15:30". The contact's clock. */
  readonly inWords: string
}
export type ReadTime = { readonly time: PromisedTime } | { readonly reason: string }

interface Clock {
  readonly now: number
  /** Of the contact: what was said on the phone is their time. */
  readonly timeZone: string
}

/** The hours in which a day without a time is meant. */
const OPENS = 9 * 60
const CLOSES = 17 * 60
/** A time is kept within half an hour. */
const SLACK_MINUTES = 30
const HALF_AN_HOUR_MS = SLACK_MINUTES * 60_000
const FARTHEST_DAYS = 5 * 366

/**
 * Reads when something is due. Understood in text, whatever the case: today, tonight, tomorrow; a weekday ("thu",
 * "next thursday", "friday afternoon"); this or next week, month; "in 2 weeks", "in 90 minutes", "in an hour"; a date
 * ("dec 3", "3 december", "12/3" is refused: nobody knows which is the month; "2026-12-03"); each with a time ("3pm",
 * "10:30", "at 9", "noon", "15h") or a part of the day, or a time alone. A date that is past is next year's; a time that
 * is past is tomorrow's, or next week's for a weekday. Past years and times that are past today are refused.
 */
export function readPromisedTime(when: When, clock: Clock): ReadTime {
  if (when.by === 'window') {
    if (when.dueUntil <= clock.now) return { reason: 'it is past' }
    return understood(when.dueAt, when.dueUntil, clock)
  }
  if (when.by === 'key') return readKey(when.key, clock)
  return readText(when.text, clock)
}

function readKey(key: Extract<When, { by: 'key' }>['key'], clock: Clock): ReadTime {
  const today = localDay(clock.now, clock.timeZone)
  switch (key) {
    case 'today':
      return wholeDay(today, clock)
    case 'tomorrow':
      return wholeDay(today + 1, clock)
    case 'this-week':
      return thisWeek(today, clock)
    case 'next-week':
      return days(mondayAfter(today), mondayAfter(today) + 4, clock)
  }
}

function mondayAfter(day: LocalDay): LocalDay {
  return day + 8 - weekdayOf(day)
}

/** Until Friday; on a Friday evening or at the weekend nothing of this week is left but the next days. */
function thisWeek(today: LocalDay, clock: Clock): ReadTime {
  const friday = today + 5 - weekdayOf(today)
  const isOver = momentOn(friday, CLOSES, clock.timeZone) - HALF_AN_HOUR_MS <= clock.now
  return isOver ? { reason: 'this week is over' } : days(today, friday, clock)
}

function wholeDay(day: LocalDay, clock: Clock): ReadTime {
  return days(day, day, clock)
}

/** From nine on the first day, or now, to five on the last; later today there is the evening. */
function days(first: LocalDay, last: LocalDay, clock: Clock): ReadTime {
  const { now, timeZone } = clock
  const dueAt = Math.max(momentOn(first, OPENS, timeZone), now)
  const closes = momentOn(last, CLOSES, timeZone)
  if (closes - dueAt >= HALF_AN_HOUR_MS) return understood(dueAt, closes, clock)
  const evening = momentOn(last, 20 * 60, timeZone)
  if (evening - dueAt >= HALF_AN_HOUR_MS) return understood(dueAt, evening, clock)
  const midnight = momentOn(last, 24 * 60, timeZone)
  return midnight > dueAt ? understood(dueAt, midnight, clock) : { reason: 'it is past' }
}

function understood(dueAt: number, dueUntil: number, { timeZone }: Clock): ReadTime {
  const opens = DateTime.fromMillis(dueAt, { zone: timeZone }).setLocale('en')
  const closes = DateTime.fromMillis(dueUntil, { zone: timeZone }).setLocale('en')
  const day = opens.year === closes.year ? 'cccc d LLLL' : 'cccc d LLLL yyyy'
  const inWords = opens.hasSame(closes.minus(1), 'day')
    ? `${opens.toFormat(day)}, ${opens.toFormat('H:mm')} to ${closes.toFormat('H:mm')}`
    : `${opens.toFormat(day)} to ${closes.toFormat(day)}`
  return { time: { dueAt, dueUntil, inWords } }
}

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
interface Read {
  day: LocalDay | null
  /** The last of several days. */
  lastDay: LocalDay | null
  minutes: readonly [number, number] | null
  /** A weekday or a date without its year may move on when it is past; so many days, or a year. */
  again: 'week' | 'year' | null
  /** Exactly then. */
  at: number | null
}

function readText(text: string, clock: Clock): ReadTime {
  const words = text
    .toLowerCase()
    .replace(/\b([ap])\.m\b\.?|(?<=\d)([ap])\.m\b\.?/g, '$1$2m')
    .replace(/[,;]|\.(?!\d)/g, ' ')
    .replace(/(\d)\s+(am|pm)\b/g, '$1$2')
    .split(/\s+/)
    .filter((word) => word !== '' && !['at', 'on', 'the', 'of', 'by', 'around', 'about', 'after'].includes(word))
  const read: Read = { day: null, lastDay: null, minutes: null, again: null, at: null }
  const today = localDay(clock.now, clock.timeZone)
  let index = 0
  while (index < words.length) {
    const used = readWords(words.slice(index), read, today, clock)
    if (typeof used === 'string') return { reason: used }
    if (used === 0) return { reason: `“${words[index]!}” says nothing of a time` }
    index += used
  }
  return settle(read, today, clock)
}

/** How many words were used; 0: not understood; text: why it is refused. */
function readWords(words: readonly string[], read: Read, today: LocalDay, clock: Clock): number | string {
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

function settle(read: Read, today: LocalDay, clock: Clock): ReadTime {
  const { now, timeZone } = clock
  if (read.at !== null) {
    if (read.day !== null || read.minutes !== null) return { reason: 'it names two times' }
    return understood(read.at, read.at + HALF_AN_HOUR_MS, clock)
  }
  if (read.day === null && read.minutes === null) return { reason: 'it is empty' }
  let day = read.day ?? today
  if (read.minutes && read.lastDay !== null) return { reason: 'a time of which day?' }
  const until = () => momentOn(read.lastDay ?? day, read.minutes?.[1] ?? 24 * 60, timeZone)
  if (until() <= now) {
    if (read.day === null) day += 1
    else if (read.again === 'week') day += 7
    else if (read.again === 'year') day = sameDateNextYear(day)
  }
  if (until() <= now) return { reason: 'it is past' }
  if (day - today > FARTHEST_DAYS) return { reason: 'it is more than five years away' }
  if (!read.minutes) return days(day, read.lastDay ?? day, clock)
  const dueAt = Math.max(
    exactly(day, read.minutes[0], timeZone),
    read.minutes[1] - read.minutes[0] > SLACK_MINUTES ? now : 0,
  )
  return understood(dueAt, Math.max(exactly(day, read.minutes[1], timeZone), dueAt + 60_000), clock)
}

function sameDateNextYear(day: LocalDay): LocalDay {
  return (
    DateTime.fromMillis(day * 86_400_000, { zone: 'utc' })
      .plus({ years: 1 })
      .toMillis() / 86_400_000
  )
}

/** Clocks change at night: a time before noon is looked up by itself, and one that is skipped is an hour later. */
function exactly(day: LocalDay, minutes: number, timeZone: string): number {
  const at = momentOn(day, minutes, timeZone)
  if (minutes >= 12 * 60 || localMinutes(at, timeZone) === minutes) return at
  const date = DateTime.fromMillis(day * 86_400_000, { zone: 'utc' })
  return DateTime.fromObject(
    { year: date.year, month: date.month, day: date.day, hour: Math.floor(minutes / 60), minute: minutes % 60 },
    { zone: timeZone },
  ).toMillis()
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
