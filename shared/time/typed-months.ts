import { dateOf, dayOf, lastDayOf, mondayOf, monthOn, workingDayFrom, type YearMonth } from './calendar-days.ts'
import { weekdayOf, type Weekday } from './local-time.ts'
import { unitOf } from './typed-length.ts'
import { ending, type Reading } from './typed-reading.ts'
import type { Edge } from './typed-item.ts'
import { readWeekday } from './typed-weeks.ts'
/* Months and dates in what was typed: see typed-time.ts. */

export function readMar(reading: Reading): string | null {
  const next = reading.next()
  if (next?.is === 'number' || next?.is === 'ordinal')
    return reading.next(2)?.is === 'uhr' ? readWeekday(reading, 2, false) : readMonth(reading, 3, 1)
  if (next?.is === 'clock' || next?.is === 'hours' || next?.is === 'at') return readWeekday(reading, 2, false)
  return 'mar is March, or Tuesday: write it out'
}

export function readMonth(reading: Reading, month: number, used: number): string | null {
  const offset = reading.next(used)?.is === 'the' ? used + 1 : used
  const next = reading.next(offset)
  const isDay = next && (next.is === 'ordinal' || (next.is === 'number' && !next.isWord))
  if (isDay && unitOf(reading.next(offset + 1)) === null) {
    return dateAndYear(reading, next.value, month, offset + 1)
  }
  if (next?.is === 'pair') {
    const [first, last] = [reading.dateOn(next.first, month), reading.dateOn(next.second, month)]
    if (first === null || last === null || last < first) return 'it is not clear when: write a day'
    return reading.setDays({ ...reading.oneDay(first), last, again: 'year' }, offset + 1)
  }
  const year = next?.is === 'digits' ? yearOf(next.text) : null
  const day = reading.monthAhead(month, year)
  if (day === null) return 'that month has begun: write a day of it'
  return reading.setDays({ ...reading.firstDays(day), last: lastDayOf(day) }, year === null ? used : offset + 1)
}

/** A day and a month are at the cursor, so many items long; a year may follow. */
export function dateAndYear(reading: Reading, day: number, month: number, used: number): string | null {
  const next = reading.next(used)
  const after = next?.is === 'to' ? reading.next(used + 1) : undefined
  const written = after?.is === 'digits' ? yearOf(after.text) : null
  if (written !== null) return readDate(reading, day, month, written, used + 2)
  if (after?.is === 'number' || after?.is === 'ordinal') {
    if (reading.next(used + 2)?.is !== 'month') {
      const [first, last] = [reading.dateOn(day, month), reading.dateOn(after.value, month)]
      if (first === null || last === null) return 'there is no such day'
      if (last < first) return 'the last day is before the first: write its month'
      return reading.setDays({ ...reading.oneDay(first), last, again: 'year' }, used + 2)
    }
  }
  const year = next?.is === 'digits' ? yearOf(next.text) : null
  if (next?.is === 'number' && !next.isWord && next.value > 23)
    return `${next.value} is no time; a year is written whole`
  return readDate(reading, day, month, year, year === null ? used : used + 1)
}

export function readDate(
  reading: Reading,
  day: number,
  month: number,
  year: number | null,
  used: number,
): string | null {
  if (month < 1 || month > 12) return 'there is no such day'
  const found = year === null ? reading.dateOn(day, month) : dayOf(year, month, day)
  if (found === null) return 'there is no such day'
  const known = reading.typed.days
  if (known && known.weekday !== null && known.first === known.last && known.again === 'week') {
    if (weekdayOf(found) !== known.weekday) return 'the date is another day of the week'
    reading.typed.days = null
  }
  return reading.setDays(
    { ...reading.oneDay(found), again: year === null ? 'year' : null, isNow: found === reading.today },
    used,
  )
}

export function daysOfMonth(reading: Reading, first: number, last: number, month: number, used: number): string | null {
  const [from, until] = [reading.dateOn(first, month), reading.dateOn(last, month)]
  if (from === null || until === null) return 'there is no such day'
  if (until < from) return 'the last day is before the first'
  return reading.setDays({ ...reading.oneDay(from), last: until, again: 'year' }, used)
}

export function dayOfMonth(reading: Reading, value: number, used: number): string | null {
  const day = reading.comingDate(value)
  if (day === null) return `no month has a ${value}${ending(value)}`
  if (day === reading.today) return `today is the ${value}${ending(value)}: write “today”, or the month`
  const known = reading.typed.days
  if (known && known.weekday !== null && known.again === 'week') {
    if (weekdayOf(day) !== known.weekday) return `the ${value}${ending(value)} is another day of the week`
    reading.typed.days = null
  }
  return reading.setDays(reading.oneDay(day), used)
}

export function edgeOfMonth(reading: Reading, of: YearMonth, edge: Edge | null, used: number): string | null {
  if (edge === null) return 'this month has begun: write a day of it'
  if (edge === 'late') return 'late in a month are many days: write one'
  if (edge === 'end') return reading.setDays(reading.oneDay(workingDayFrom(lastDayOf(of), -1)), used)
  if (edge === 'mid') {
    const monday = mondayOf(dayOf(of.year, of.month, 15)!)
    return monday + 4 < reading.today
      ? 'it is past'
      : reading.setDays({ ...reading.oneDay(monday), last: monday + 4 }, used)
  }
  return reading.setDays(reading.firstDays(of), used)
}

export function readFirstWeekOf(reading: Reading): string | null {
  const next = reading.next()
  if (next?.is !== 'month') return 'the first week of what?'
  const of = reading.monthAhead(next.month, null)
  return of ? reading.setDays(reading.firstDays(of), 2) : 'that month has begun: write a day of it'
}

export function readQuarter(reading: Reading, quarter: number): string | null {
  const { year, month } = dateOf(reading.today)
  const now = Math.floor((month - 1) / 3) + 1
  if (quarter === now) return 'the quarter has begun: write a day'
  return reading.setDays(reading.firstDays({ year: quarter > now ? year : year + 1, month: quarter * 3 - 2 }), 1)
}

/** "First monday in december", "2nd tuesday of january". */
export function readNthWeekday(reading: Reading, nth: number, weekday: Weekday): string | null {
  const found = monthBehind(reading, 2)
  if (!found) return 'of which month?'
  const { of, used } = found
  const first = dayOf(of.year, of.month, 1)!
  const day = first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1)
  return nth > 5 || day > lastDayOf(of) ? 'there is no such day' : reading.setDays(reading.oneDay(day), used)
}

export function readLastOf(reading: Reading): string | null {
  const next = reading.next()
  const found = next?.is === 'weekday' ? monthBehind(reading, 2) : null
  if (next?.is !== 'weekday' || !found) return 'it is past'
  const last = lastDayOf(found.of)
  return reading.setDays(reading.oneDay(last - ((weekdayOf(last) - next.weekday + 7) % 7)), found.used)
}

function monthBehind(reading: Reading, offset: number): { of: YearMonth; used: number } | null {
  let used = offset
  while (['of', 'the', 'in'].includes(reading.next(used)?.is ?? '')) used += 1
  const near = reading.next(used)
  const ahead = near?.is === 'next' ? 1 : 0
  if (near?.is === 'next' || near?.is === 'coming') used += 1
  const next = reading.next(used)
  const now = dateOf(reading.today)
  if (next?.is === 'span' && next.span === 'month' && used > offset) return { of: monthOn(now, ahead), used: used + 1 }
  if (next?.is !== 'month') return null
  const of = next.month === now.month ? now : reading.monthAhead(next.month, null)
  return of ? { of, used: used + 1 } : null
}

function yearOf(text: string): number | null {
  const year = Number(text)
  return text.length === 4 && year >= 2000 && year < 2100 ? year : null
}
