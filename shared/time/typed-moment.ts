import { DateTime } from 'luxon'
import { mondayOf, workingDayFrom } from './calendar-days.ts'
import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay } from './local-time.ts'
import { minutesOf, type Minutes } from './typed-clock.ts'
import type { Days, Typed } from './typed-reading.ts'
import { readItems } from './typed-time.ts'
import { itemsOf } from './typed-words.ts'

/** What a text is read by. */
export interface Clock {
  readonly now: number
  /** Of the contact: what was said on the phone is their time. */
  readonly timeZone: string
  /** Of the rep, for "my time" and for the echo; none: the same. */
  readonly ownZone?: string
  /** Does the rep's system write 3:00 pm rather than 15:00? */
  readonly hour12?: boolean
}

/** From when until when, epoch milliseconds, or why it cannot be said. */
export type Moments = { readonly dueAt: number; readonly dueUntil: number } | { readonly reason: string }

/** The hours in which a day without a time is meant, and the end of an evening. */
const [OPENS, CLOSES, EVENING] = [9 * 60, 17 * 60, 20 * 60]
/** A time is kept within half an hour. */
const SLACK = 30
const HALF_AN_HOUR_MS = SLACK * 60_000
const FARTHEST_DAYS = 5 * 366

/**
 * The one reader of times as people type them: for promises, pauses and days off. English, and the weekdays, times, "tomorrow"
 * and "next week" of German, Spanish and French. What could be two times is refused with a sentence and not guessed at.
 */
export function readTypedTime(text: string, clock: Clock): Moments {
  const items = itemsOf(text)
  if (typeof items === 'string') return { reason: items }
  if (items.every(({ is }) => is === 'filler')) return { reason: 'it is empty' }
  const zone = items.find((item) => item.is === 'zone')
  const isOurs = items.some((item) => item.is === 'whose-clock' && item.whose === 'ours')
  const timeZone = zone ? zone.zone : isOurs ? (clock.ownZone ?? clock.timeZone) : clock.timeZone
  const today = localDay(clock.now, timeZone)
  const read = readItems(items, today)
  if (typeof read === 'string') return { reason: read }
  const isOfDay = items.some(({ is }) =>
    ['day-ahead', 'tomorrow-or-morning', 'part-today', 'in-the-morning'].includes(is),
  )
  if (isOfDay && today !== localDay(clock.now, clock.timeZone))
    return { reason: 'there it is another day than here: write the day by its name' }
  return settle(read, today, { ...clock, timeZone })
}

function settle(read: Typed, today: LocalDay, clock: Clock): Moments {
  const { now, timeZone } = clock
  if (read.inMinutes !== null) {
    if (read.days || read.hours || read.part) return { reason: 'it names two times' }
    const at = now + read.inMinutes * 60_000
    if (read.hoursBound === 'by') return { dueAt: now, dueUntil: Math.max(at, now + HALF_AN_HOUR_MS) }
    return { dueAt: at, dueUntil: at + HALF_AN_HOUR_MS }
  }
  if (!read.days && !read.hours && !read.part) return { reason: 'it says nothing of a time' }
  const range = hoursOf(read)
  if (typeof range === 'string') return { reason: range }
  if (range && read.days && read.days.first !== read.days.last) {
    if (!read.days.isWeekend) return { reason: 'a time of which day?' }
    return { reason: 'a time of which day, Saturday or Sunday?' }
  }
  const settled = range ? settleHours(read, range, today, clock) : settleDays(read, today, clock)
  if ('reason' in settled) return settled
  if (localDay(settled.dueAt, timeZone) - today > FARTHEST_DAYS) return { reason: 'it is more than five years away' }
  return settled
}

interface Range {
  readonly from: number
  readonly until: number
  /** A part of the day, or hours with their end: it may have begun. */
  readonly isLong: boolean
}

function hoursOf({ hours, part }: Typed): Range | string | null {
  if (!hours) return part && { ...part, isLong: true }
  const isFirstThing = hours.from.text === 'first thing'
  const minutes: Minutes | string = minutesOf(hours, isFirstThing && part?.name === 'morning' ? null : part)
  if (typeof minutes === 'string') return minutes
  const { from, until } = minutes
  // "2 or 3pm", "3-4pm": the end of the hour that was named last.
  return { from, until: until ?? from + SLACK, isLong: until !== null }
}

function settleHours(read: Typed, range: Range, today: LocalDay, clock: Clock): Moments {
  const { now, timeZone } = clock
  const { days } = read
  let day = days?.first ?? (read.isMorningAhead ? today + 1 : today)
  const bound = read.hoursBound ?? read.daysBound
  const isAfter = bound === 'after' || bound === 'from'
  const isUntil = bound === 'by' || bound === 'before'
  const { from, until } = bound === null ? range : boundedRange(read, range, bound)
  const end = () => exactly(day, until, timeZone)
  const hasBegun = !days && !read.isMorningAhead && exactly(day, from, timeZone) < now
  if (hasBegun && end() > now) {
    // "Morning" at half past ten: this one, or tomorrow's?
    if (read.part && !read.hours && !isUntil && !isAfter)
      return { reason: 'it has begun today: write “today” or “tomorrow” with it' }
    if (isAfter) return { reason: 'it has begun today: write “today” or “tomorrow” with it' }
  }
  if (end() <= now || (!range.isLong && bound === null && exactly(day, from, timeZone) < now)) {
    if (!days) day += 1
    else if (days.again === 'week') day += 7
    else if (days.again === 'year' && day !== today) day = nextYear(day)
    else return { reason: 'it is past' }
  }
  if (end() <= now) return { reason: 'it is past' }
  // "By 3 on thursday" is from now on; "before 10 on thursday" is on that day.
  const isOnTheDay = bound === 'before' && days !== null
  const isFromNow = isUntil && ((read.isBoundFirst && !isOnTheDay) || read.daysBound !== null)
  const dueAt = isFromNow ? now : exactly(day, from, timeZone)
  return { dueAt: Math.max(dueAt, now), dueUntil: Math.max(end(), Math.max(dueAt, now) + 60_000) }
}

/** "After 4": until the office closes; "before 10": from when it opens. */
function boundedRange(read: Typed, { from, until, isLong }: Range, bound: NonNullable<Typed['hoursBound']>): Range {
  if (bound === 'before' || bound === 'by') {
    // "By end of day" is by its end, "before lunch" and "by lunch" by its beginning.
    const at = read.part?.name === 'end' && !read.hours ? until : from
    const opens = at > OPENS + SLACK ? OPENS : Math.min(8 * 60, at - 60)
    return { from: opens, until: at, isLong: true }
  }
  // "After lunch" is not during it; "after 3" and "from 3" are.
  const at = bound === 'after' && isLong && read.part && !read.hours ? until : from
  return { from: at, until: at + SLACK <= CLOSES ? CLOSES : Math.max(EVENING, at + SLACK), isLong: true }
}

function settleDays(read: Typed, today: LocalDay, clock: Clock): Moments {
  const { now, timeZone } = clock
  const bound = read.daysBound
  let days = read.days!
  if (read.isLaterToday) return laterToday(today, clock)
  const isOver = () => momentOn(days.last, 24 * 60, timeZone) <= now
  if (isOver() && days.again === 'week') days = moved(days, days.first + 7)
  else if (isOver() && days.again === 'year') days = moved(days, nextYear(days.first))
  if (isOver()) return { reason: 'it is past' }
  if (days.isWeekend) return weekend(days, bound, clock)
  switch (bound) {
    case 'by':
      return wholeDays(Math.min(today, days.last), days.last, clock)
    case 'before': {
      const last = workingDayFrom(days.first - 1, -1)
      return last < today
        ? days.first - 1 >= today
          ? wholeDays(today, days.first - 1, clock)
          : { reason: 'it is past' }
        : wholeDays(today, last, clock)
    }
    case 'after': {
      const first = workingDayFrom(days.last + 1)
      return wholeDays(first, mondayOf(first) + 4, clock)
    }
    case 'from':
      return wholeDays(days.first, Math.max(days.first, mondayOf(days.first) + 4), clock)
    case null:
      return wholeDays(days.first, days.last, clock)
  }
}

function weekend(days: Days, bound: Typed['daysBound'], clock: Clock): Moments {
  const { now, timeZone } = clock
  const today = localDay(now, timeZone)
  if (bound === 'before' || bound === 'by') return wholeDays(today, days.first - 1, clock)
  if (bound === 'after') return wholeDays(days.last + 1, days.last + 5, clock)
  const dueAt = Math.max(momentOn(days.first, 10 * 60, timeZone), now)
  const dueUntil = momentOn(days.last, 16 * 60, timeZone)
  return dueUntil - dueAt >= HALF_AN_HOUR_MS ? { dueAt, dueUntil } : { reason: 'this weekend is over' }
}

/** After lunch, or in a good while; late in the day, in the evening. */
function laterToday(today: LocalDay, { now, timeZone }: Clock): Moments {
  const minutes = localMinutes(now, timeZone)
  const from = minutes < 12 * 60 + SLACK ? 13 * 60 + 30 : Math.ceil((minutes + 60) / SLACK) * SLACK
  const until = from + SLACK <= CLOSES ? CLOSES : EVENING
  if (from + SLACK > until) return { reason: 'hardly anything is left of today' }
  return { dueAt: momentOn(today, from, timeZone), dueUntil: momentOn(today, until, timeZone) }
}

/** From nine on the first day, or now, to five on the last; later today there is the evening. */
export function wholeDays(first: LocalDay, last: LocalDay, { now, timeZone }: Clock): Moments {
  if (last < first) return { reason: 'it is past' }
  const dueAt = Math.max(momentOn(first, OPENS, timeZone), now)
  for (const closes of [CLOSES, EVENING]) {
    const dueUntil = momentOn(last, closes, timeZone)
    if (dueUntil - dueAt >= HALF_AN_HOUR_MS) return { dueAt, dueUntil }
  }
  const midnight = momentOn(last, 24 * 60, timeZone)
  return midnight > dueAt ? { dueAt, dueUntil: midnight } : { reason: 'it is past' }
}

function moved(days: Days, first: LocalDay): Days {
  return { ...days, first, last: days.last + first - days.first }
}

function nextYear(day: LocalDay): LocalDay {
  const date = DateTime.fromMillis(day * 86_400_000, { zone: 'utc' }).plus({ years: 1 })
  return date.toMillis() / 86_400_000
}

/** Clocks change at night: a time before noon is looked up by itself, and one that is skipped is an hour later. */
function exactly(day: LocalDay, minutes: number, timeZone: string): number {
  const at = momentOn(day, minutes, timeZone)
  if (minutes >= 12 * 60 || localMinutes(at, timeZone) === minutes) return at
  const { year, month, day: of } = DateTime.fromMillis(day * 86_400_000, { zone: 'utc' })
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
  return DateTime.fromObject({ year, month, day: of, hour, minute }, { zone: timeZone }).toMillis()
}

/** Until Friday; on a Friday evening or at the weekend nothing of this week is left. */
export function restOfThisWeek(clock: Clock): Moments {
  const today = localDay(clock.now, clock.timeZone)
  const friday = today + 5 - weekdayOf(today)
  const isOver = momentOn(friday, CLOSES, clock.timeZone) - HALF_AN_HOUR_MS <= clock.now
  return isOver ? { reason: 'this week is over' } : wholeDays(today, friday, clock)
}

/** Days as people type them, the first and the last included, past ones too. */
export function readTypedDays(
  text: string,
  clock: Clock,
): { readonly first: LocalDay; readonly last: LocalDay } | { readonly reason: string } {
  const all = itemsOf(text)
  if (typeof all === 'string') return { reason: all }
  const isUntil = all[0]?.is === 'until'
  const items = isUntil ? all.slice(1) : all
  if (items.every(({ is }) => is === 'filler')) return { reason: 'it is empty' }
  const today = localDay(clock.now, clock.timeZone)
  const read = readItems(items, today)
  if (typeof read === 'string') return { reason: read }
  if (read.hours || read.part || read.inMinutes !== null || !read.days) return { reason: 'it is no whole day' }
  const { first, last, again } = read.days
  switch (read.daysBound) {
    case null:
      if (isUntil) return { first: today, last }
      return again === 'week' && last < today ? { first: first + 7, last: last + 7 } : { first, last }
    case 'by':
      return { first: today, last }
    case 'before':
      return { first: today, last: first - 1 }
    case 'from':
    case 'after':
      return { reason: 'it does not say until when' }
  }
}
