import { mondayAfter, mondayOf } from './calendar-days.ts'
import { weekdayOf, type LocalDay, type Weekday } from './local-time.ts'
import { unitOf } from './typed-length.ts'
import { ending, type Reading } from './typed-reading.ts'
import type { Edge, Item } from './typed-item.ts'

/* Weeks and weekdays in what was typed: see typed-time.ts. */

export function readWeek(reading: Reading, weeks: number, used: number): string | null {
  const monday = mondayOf(reading.today) + 7 * weeks
  const { days } = reading.typed
  // "Thursday next week", "mon to wed next week".
  if (days && days.weekday !== null && days.last - days.first < 7 && days.again === 'week') {
    const first = monday + days.weekday - 1
    const { weekday } = days
    reading.typed.days = { ...reading.oneDay(first), last: first + days.last - days.first, weekday }
    return reading.used(used)
  }
  if (weeks > 0) return reading.setDays({ ...reading.oneDay(monday), last: monday + 4 }, used)
  return monday + 4 < reading.today
    ? 'this week is over'
    : reading.setDays({ ...reading.oneDay(reading.today), last: monday + 4, isNow: true }, used)
}

export function edgeOfWeek(reading: Reading, monday: LocalDay, edge: Edge, used: number): string | null {
  const spans: Record<Edge, readonly [number, number] | null> = {
    early: [0, 1],
    start: [0, 0],
    mid: null,
    late: [3, 4],
    end: [4, 4],
  }
  const span = spans[edge]
  if (!span) return 'the middle of a week may be Tuesday to Thursday: write the day'
  const [first, last] = [monday + span[0], monday + span[1]]
  return last < reading.today
    ? 'it is past'
    : reading.setDays({ ...reading.oneDay(Math.max(first, reading.today)), last }, used)
}

export function readRestOfWeek(reading: Reading, isLater: boolean): string | null {
  const friday = mondayOf(reading.today) + 4
  const first = isLater ? reading.today + 1 : reading.today
  return friday < first
    ? 'this week is over'
    : reading.setDays({ ...reading.oneDay(first), last: friday, isNow: !isLater }, 1)
}

export function wholeWeek(reading: Reading, day: LocalDay): null {
  const monday = mondayOf(day)
  reading.typed.days = { ...reading.oneDay(monday), last: monday + 4 }
  return null
}

export function readWeekday(reading: Reading, weekday: Weekday, isHabit: boolean): string | null {
  const typed = reading.typed
  const next = reading.next()
  // "Monday week", "mardi prochain".
  if (next?.is === 'span' && next.span === 'week' && !reading.next(2)) {
    return reading.setDays(reading.oneDay(reading.comingWeekday(weekday) + 7), 2)
  }
  // "Monday coming".
  if (next?.is === 'coming' && !reading.next(2)) {
    return reading.setDays({ ...reading.oneDay(reading.comingWeekday(weekday)), weekday, again: 'week' }, 2)
  }
  if (next?.is === 'next' && !['span', 'weekday', 'month'].includes(reading.next(2)?.is ?? '')) {
    const day = reading.comingWeekday(weekday)
    return reading.setDays({ ...reading.oneDay(mondayAfter(reading.today) > day ? day + 7 : day), weekday }, 2)
  }
  const offset = next?.is === 'the' || next?.is === 'of' ? (reading.next(2)?.is === 'the' ? 3 : 2) : 1
  const number = reading.next(offset)
  const isDated = number && (number.is === 'ordinal' || (number.is === 'number' && !number.isWord)) && reading.next(offset + 1)?.is !== 'month' // prettier-ignore
  if (isDated) {
    const dated = weekdayAndNumber(reading, weekday, number, offset)
    if (dated !== undefined) return dated
  }
  if (isHabit && !['date', 'number', 'ordinal', 'clock', 'hours', 'at'].includes(next?.is ?? ''))
    return 'that is every week: write which day'
  if (typed.days && typed.days.weekday === null) return weekdayOfDays(reading, weekday)
  if (typed.days) return 'it names two days'
  return reading.setDays({ ...reading.oneDay(reading.comingWeekday(weekday)), weekday, again: 'week' }, 1)
}

/** "Monday the 7th", "monday 7": undefined when the number is a time. */
function weekdayAndNumber(
  reading: Reading,
  weekday: Weekday,
  number: Extract<Item, { is: 'ordinal' | 'number' }>,
  offset: number,
): string | null | undefined {
  const { value } = number
  const behind = reading.next(offset + 1)
  if (number.is === 'number' && (behind?.is === 'uhr' || behind?.is === 'part' || behind?.is === 'in-the-morning' || behind?.is === 'to' || behind?.is === 'and-a-half' || unitOf(behind) !== null || (behind?.is === 'or') || behind?.is === 'zone' || behind?.is === 'whose-clock' || behind?.is === 'past')) return undefined // prettier-ignore
  const day = reading.comingDate(value)
  const fits = day !== null && weekdayOf(day) === weekday
  const isDate = number.is === 'ordinal' || (offset > 1 && reading.next(offset - 1)?.is === 'the')
  if (isDate) {
    if (fits) return reading.setDays(reading.oneDay(day), offset + 1)
    return `the ${value}${ending(value)} is another day of the week`
  }
  if (value < 1 || value > 31) return `${value} is no day and no time`
  const isTime = value <= 23 && value !== 7 && !(value > 20 && fits)
  if (fits && isTime && behind?.is !== 'clock' && behind?.is !== 'at' && behind?.is !== 'a') {
    return `${value} may be the ${value}${ending(value)} or ${value} o’clock: write “the ${value}${ending(value)}” or the time with am or pm`
  }
  if (fits) return reading.setDays(reading.oneDay(day), offset + 1)
  return value > 23 ? `the ${value}${ending(value)} is another day of the week` : undefined
}

/** "Thursday" behind or before "next week", a date, or a month. */
function weekdayOfDays(reading: Reading, weekday: Weekday): string | null {
  const days = reading.typed.days!
  if (days.first === days.last)
    return weekdayOf(days.first) === weekday ? reading.used(1) : 'the date is another day of the week'
  const day = days.first + ((weekday - weekdayOf(days.first) + 7) % 7)
  if (mondayOf(days.first) !== mondayOf(days.last)) return 'which week of it?'
  const inWeek = mondayOf(days.first) + weekday - 1
  reading.typed.days = { ...reading.oneDay(days.last - days.first >= 4 ? inWeek : day), weekday }
  return reading.used(1)
}
