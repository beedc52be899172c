import { dateOf, dayOf, mondayAfter, mondayOf, monthOn, monthsOn, workingDaysOn } from './calendar-days.ts'
import { weekdayOf } from './local-time.ts'
import type { Days, Reading } from './typed-reading.ts'
import type { Edge, Item, Kind } from './typed-item.ts'
import { clockOr, setHours } from './typed-hours.ts'
import { edgeOfWeek, readRestOfWeek, readWeek, readWeekday, wholeWeek } from './typed-weeks.ts'
import {
  dateAndYear,
  dayOfMonth,
  daysOfMonth,
  edgeOfMonth,
  readDate,
  readFirstWeekOf,
  readLastOf,
  readMar,
  readMonth,
  readNthWeekday,
  readQuarter,
} from './typed-months.ts'
/* Days in what was typed, and what joins them: see typed-time.ts. */

const skipped: readonly Kind[] = ['filler', 'of', 'the', 'at']

export function readDay(reading: Reading, item: Item): string | null {
  switch (item.is) {
    case 'day-ahead':
      return reading.setDays({ ...reading.oneDay(reading.today + item.days), isNow: item.days === 0 }, 1)
    case 'weekday':
      return readWeekday(reading, item.weekday, item.isHabit ?? false)
    case 'mar':
      return readMar(reading)
    case 'month':
      return readMonth(reading, item.month, 1)
    case 'date':
      return readDate(reading, item.day, item.month, item.year, 1)
    case 'day-of-year':
      return readDate(reading, item.day, item.month, null, 1)
    case 'ordinal':
      return readOrdinal(reading, item.value)
    case 'number':
      return readNumber(reading, item.value)
    case 'pair':
      return readPair(reading, item)
    case 'clock':
    case 'digits':
    case 'half-past':
    case 'half-before':
    case 'quarter-hour':
      return clockOr(reading, 0, () => 'it is not clear when: write a day and a time')
    case 'hours':
      if (item.hour < 8 && !reading.typed.days) return `${item.text} may be hours, or o’clock: write “in ${item.text}” or “at ${item.hour}”` // prettier-ignore
      return clockOr(reading, 0, () => 'it is not clear when: write a day and a time')
    case 'week-ahead':
      return readWeek(reading, item.weeks, 1)
    case 'coming':
    case 'next':
      return readNear(reading, item.is)
    case 'span':
      return item.span === 'weekend' ? readSpan(reading, 'weekend', 0, null, 1) : 'this one, or the next? Write which'
    case 'edge':
      return readEdge(reading, item.edge)
    case 'rest-of-week':
      return readRestOfWeek(reading, item.isLater)
    case 'week-of':
      return readWeekOf(reading)
    case 'first-week-of':
      return readFirstWeekOf(reading)
    case 'quarter':
      return readQuarter(reading, item.quarter)
    case 'new-year':
      // After it is after the day; in it is in its first days.
      if (reading.bound === 'after')
        return reading.setDays(reading.oneDay(dayOf(dateOf(reading.today).year + 1, 1, 1)!), 1)
      return reading.setDays(reading.firstDays({ year: dateOf(reading.today).year + 1, month: 1 }), 1)
    case 'last':
      return readLastOf(reading)
    default:
      return 'it is not clear when: write a day and a time'
  }
}

function readOrdinal(reading: Reading, value: number): string | null {
  const [one, two, three] = [reading.next(), reading.next(2), reading.next(3)]
  if (one?.is === 'month') return dateAndYear(reading, value, one.month, 2)
  if (one?.is === 'of' && two?.is === 'month') return dateAndYear(reading, value, two.month, 3)
  if (one?.is === 'to' && two?.is === 'ordinal' && three?.is === 'month') {
    return daysOfMonth(reading, value, two.value, three.month, 4)
  }
  if (one?.is === 'of' && two?.is === 'the' && three?.is === 'month') return dateAndYear(reading, value, three.month, 4)
  if (one?.is === 'weekday') return readNthWeekday(reading, value, one.weekday)
  const item = reading.items[reading.at] as Extract<Item, { is: 'ordinal' }>
  if (item.isWord && reading.items[reading.at - 1]?.is !== 'the') return 'the first of what?'
  return dayOfMonth(reading, value, 1)
}

function readNumber(reading: Reading, value: number): string | null {
  const [one, two] = [reading.next(), reading.next(2)]
  if (one?.is === 'month' || one?.is === 'mar') return dateAndYear(reading, value, one.is === 'mar' ? 3 : one.month, 2)
  if (one?.is === 'to' && two?.is === 'month') return dateAndYear(reading, value, two.month, 3)
  if (one?.is === 'of' && two?.is === 'month') return dateAndYear(reading, value, two.month, 3)
  if (one?.is === 'to' && (two?.is === 'number' || two?.is === 'ordinal') && reading.next(3)?.is === 'month') {
    return daysOfMonth(reading, value, two.value, (reading.next(3) as { month: number }).month, 4)
  }
  const item = reading.items[reading.at] as Extract<Item, { is: 'number' }>
  const isAlone = !reading.typed.days && !reading.items.some(({ is }, at) => at !== reading.at && is !== 'filler')
  if (isAlone && (item.isWord || value > 12)) return `“${item.text}” may be a day or a time`
  return clockOr(reading, 0, () => `“${item.text}” is no time of a day`)
}

function readPair(reading: Reading, { first, second, text }: Extract<Item, { is: 'pair' }>): string | null {
  const [one, two] = [reading.next(), reading.next(2)]
  const month = one?.is === 'month' ? one.month : one?.is === 'of' && two?.is === 'month' ? two.month : null
  if (month !== null) return daysOfMonth(reading, first, second, month, one?.is === 'month' ? 2 : 3)
  const isOfDay =
    reading.typed.days !== null ||
    reading.items.some(({ is }) => ['weekday', 'day-ahead', 'uhr', 'part', 'date', 'month'].includes(is))
  if (!isOfDay && first <= 12 && second <= 31) return `“${text}” may be hours or a date: write the day with it`
  if (first > 24 || second > 24) return `“${text}” is no time of a day`
  if (reading.typed.hours) return 'it names two times'
  const word = (hour: number) =>
    ({ is: 'clock', hour, minute: 0, half: null, isOf24: hour > 12, text: String(hour) }) as const
  setHours(reading, { from: word(first), until: word(second) })
  return reading.used(one?.is === 'uhr' ? 2 : 1)
}

function readNear(reading: Reading, which: 'next' | 'coming'): string | null {
  const next = reading.next()
  if (next?.is === 'weekday') {
    const { weekday } = next
    if (which === 'next')
      return reading.setDays({ ...reading.oneDay(mondayAfter(reading.today) + weekday - 1), weekday }, 2)
    return reading.setDays({ ...reading.oneDay(reading.comingWeekday(weekday)), weekday, again: 'week' }, 2)
  }
  if (next?.is === 'next' || next?.is === 'coming' || next?.is === 'the' || next?.is === 'of') return reading.used(1)
  if (next?.is === 'span') {
    const behind = reading.next(2)
    const isNext = which === 'next' || behind?.is === 'next'
    return readSpan(reading, next.span, isNext ? 1 : 0, null, behind?.is === 'next' ? 3 : 2)
  }
  if (next?.is === 'unit' && next.unit === 'workday')
    return reading.setDays(reading.oneDay(workingDaysOn(reading.today, 1)), 2)
  if (next?.is === 'quarter-hour') return readSpan(reading, 'quarter', which === 'next' ? 1 : 0, null, 2)
  if (next?.is === 'new-year' || next?.is === 'part') return reading.used(1)
  if (next?.is === 'month') return which === 'coming' ? reading.used(1) : 'this year’s or next year’s? Write the year'
  return 'it is not clear when: write a day and a time'
}

function readSpan(
  reading: Reading,
  span: Extract<Item, { is: 'span' }>['span'],
  ahead: number,
  edge: Edge | null,
  used: number,
): string | null {
  const { year, month } = dateOf(reading.today)
  switch (span) {
    case 'week':
      return edge === null
        ? readWeek(reading, ahead, used)
        : edgeOfWeek(reading, mondayOf(reading.today) + 7 * ahead, edge, used)
    case 'weekend': {
      if (edge !== null) return 'Saturday, or Sunday?'
      const saturday = mondayOf(reading.today) + 5 + 7 * ahead
      return reading.setDays({ ...reading.oneDay(saturday), last: saturday + 1, isWeekend: true }, used)
    }
    case 'month':
      return edgeOfMonth(reading, monthOn({ year, month }, ahead), edge ?? (ahead > 0 ? 'start' : null), used)
    case 'quarter': {
      const first = monthOn({ year, month: Math.floor((month - 1) / 3) * 3 + 1 }, 3 * ahead)
      if (edge === 'end') return edgeOfMonth(reading, monthOn(first, 2), 'end', used)
      return ahead === 0 ? 'the quarter has begun: write a day' : reading.setDays(reading.firstDays(first), used)
    }
    case 'year':
      if (edge === 'end') return edgeOfMonth(reading, { year: year + ahead, month: 12 }, 'end', used)
      return ahead === 0
        ? 'the year has begun: write a day'
        : reading.setDays(reading.firstDays({ year: year + ahead, month: 1 }), used)
  }
}

function readEdge(reading: Reading, edge: Edge): string | null {
  let used = 1
  while (reading.next(used)?.is === 'the' || reading.next(used)?.is === 'of') used += 1
  let ahead = 0
  const near = reading.next(used)
  if (near?.is === 'next' || near?.is === 'coming') {
    ahead = near.is === 'next' ? 1 : 0
    used += 1
  }
  const next = reading.next(used)
  if (next?.is === 'span') {
    if (reading.next(used + 1)?.is === 'next') return readSpan(reading, next.span, 1, edge, used + 2)
    return readSpan(reading, next.span, ahead, edge, used + 1)
  }
  if (next?.is === 'week-ahead') return edgeOfWeek(reading, mondayOf(reading.today) + 7 * next.weeks, edge, used + 1)
  if (next?.is === 'quarter-hour') return readSpan(reading, 'quarter', ahead, edge, used + 1)
  if (next?.is === 'new-year') return reading.used(1)
  if (next?.is === 'month' || next?.is === 'mar') {
    const month = next.is === 'mar' ? 3 : next.month
    const now = dateOf(reading.today)
    const of = month === now.month && edge === 'end' ? now : reading.monthAhead(month, null)
    return of ? edgeOfMonth(reading, of, edge, used + 1) : 'that month has begun: write a day of it'
  }
  if (next?.is === 'quarter') {
    if (edge === 'mid' || edge === 'late') return 'that may be many days: write one'
    const now = dateOf(reading.today)
    const [first, last] = [next.quarter * 3 - 2, next.quarter * 3]
    const year = last < now.month ? now.year + 1 : now.year
    if (edge !== 'end' && first <= now.month && year === now.year) return 'the quarter has begun: write a day'
    return edgeOfMonth(reading, { year, month: edge === 'end' ? last : first }, edge, used + 1)
  }
  const isOfDay =
    (next === undefined && reading.typed.days !== null) ||
    (next !== undefined && ['weekday', 'day-ahead', 'tomorrow-or-morning'].includes(next.is))
  if (isOfDay && (edge === 'early' || edge === 'late')) {
    reading.edgeOfDay = edge
    return reading.used(1)
  }
  return 'it is not clear when: write a day and a time'
}

/** "Week of the 14th": the whole week, whatever day of it is named. */
function readWeekOf(reading: Reading): string | null {
  reading.at += 1
  const before = reading.typed.days
  if (before) return 'it names two days'
  const refusal = reading.step(reading.items[reading.at] ?? { is: 'refused', reason: 'the week of which day?' })
  if (refusal !== null) return refusal
  const named = reading.typed.days as Days | null
  if (!named) return reading.at < reading.items.length ? readWeekOfRest(reading) : 'the week of which day?'
  return wholeWeek(reading, named.first)
}

function readWeekOfRest(reading: Reading): string | null {
  const refusal = reading.step(reading.items[reading.at]!)
  const named = reading.typed.days as Days | null
  return refusal ?? (named ? wholeWeek(reading, named.first) : 'the week of which day?')
}

/** "Tuesday or wednesday", "mon - wed", "dec 3 to dec 5". */
export function readJoined(reading: Reading, link: Item): string | null {
  const { days, hours, part } = reading.typed
  if (!days || hours || part) return 'it names two times'
  const first = days
  if (reading.isJoined) return 'it names more than two days'
  reading.isJoined = true
  reading.typed.days = null
  reading.at += 1
  while (skipped.includes(reading.items[reading.at]?.is ?? 'to')) reading.at += 1
  const item = reading.items[reading.at]
  if (!item) return 'it is not clear when: write a day and a time'
  const refusal = readDay(reading, item)
  if (refusal !== null) return refusal
  const second = reading.typed.days as Days | null
  if (!second) return 'it names a day and a time with “or”: write one'
  let last = second.last
  if (last < first.first && second.again === 'week') last += 7
  if (last < first.first && second.again === 'year') last = monthsOn(last, 12)
  const isRange = link.is === 'to' || (link.is === 'and' && reading.isBetween)
  if (isRange ? last < first.last : last <= first.last) return 'the last day is before the first'
  if (!isRange && last - first.last > (weekdayOf(first.last) === 5 ? 3 : 1)) return 'it names two days: write one'
  reading.isBetween = false
  if (isRange && reading.typed.daysBound === 'from') reading.typed.daysBound = null
  reading.typed.days = { ...first, last }
  return null
}
