import { DateTime } from 'luxon'
import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay } from './local-time.ts'
import type { When } from '../call/rep-outcome.ts'
import { CLOSES, HALF_AN_HOUR_MS, mondayAfter, readWords, type Clock, type Read } from './time-words.ts'

/** When something was promised for, and in words, so that the rep sees what was understood. */
export interface PromisedTime {
  readonly dueAt: number
  readonly dueUntil: number
  /** "Thursday 26 November, 15:00 to 15:30". The contact's clock. */
  readonly inWords: string
}
export type ReadTime = { readonly time: PromisedTime } | { readonly reason: string }

/** The hours in which a day without a time is meant. */
const OPENS = 9 * 60
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
    (read.minutes[1] - read.minutes[0]) * 60_000 > HALF_AN_HOUR_MS ? now : 0,
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
