import { monthsOn, workingDaysOn } from './calendar-days.ts'
import type { LocalDay } from './local-time.ts'
import { takeLength, unitOf, type Length } from './typed-length.ts'
import type { Bound, Item } from './typed-item.ts'
import { clockOr, readFirstThing, readPart, settleEdge } from './typed-hours.ts'
import { dayOfMonth } from './typed-months.ts'
import { readDay, readJoined } from './typed-days.ts'
import { Reading, type Typed } from './typed-reading.ts'

/** Puts items together. A sentence says why they are no one time. */
export function readItems(items: readonly Item[], today: LocalDay): Typed | string {
  const reading = new Reading(items, today, step)
  while (reading.at < items.length) {
    const before = reading.at
    const refusal = reading.step(items[reading.at]!)
    if (refusal !== null) return refusal
    if (reading.at === before) return 'it is not clear when: write a day and a time'
  }
  if (reading.bound !== null) return 'it does not say what it is before or after'
  return settleEdge(reading) ?? reading.typed
}

function step(reading: Reading, item: Item): string | null {
  const length = readLengthAt(reading, item)
  if (length !== undefined) return length
  switch (item.is) {
    case 'refused':
      return item.reason
    case 'filler':
    case 'of':
      return reading.used(1)
    case 'a':
    // "À 15h", "a 3".
    case 'at':
      return clockOr(reading, 1, () => reading.used(reading.next() ? 1 : 0))
    case 'am':
      if (reading.typed.days && !reading.typed.hours)
        return readPart(reading, { name: 'morning', from: 9 * 60, until: 12 * 60 }, 1)
      return readThe(reading)
    case 'the':
      return readThe(reading)
    case 'zone':
      if (reading.typed.zone) return 'it names two time zones'
      reading.typed.zone = item.zone
      return reading.used(1)
    case 'whose-clock':
      reading.typed.whose = item.whose
      return reading.used(1)
    case 'bound':
    case 'past':
      return readBound(reading, item.is === 'past' ? 'after' : item.bound)
    case 'bound-behind':
      return readBoundBehind(reading, item.bound)
    case 'until':
      if (reading.typed.days && !reading.typed.hours && !reading.typed.part) return readJoined(reading, { is: 'to' })
      return 'from when? Write when it begins'
    case 'between':
      reading.isBetween = true
      return reading.used(1)
    case 'or':
    case 'and':
    case 'to':
      return readJoined(reading, item)
    case 'part':
      return clockOr(reading, 0, () => readPart(reading, item.part, 1))
    case 'part-today':
      reading.typed.isTodaysPart = true
      return reading.setDays(reading.oneDay(reading.today), 0) ?? readPart(reading, item.part, 1)
    case 'in-the-morning':
      if (!reading.typed.days && !reading.typed.hours) reading.typed.isMorningAhead = true
      return readPart(reading, { name: 'morning', from: 9 * 60, until: 12 * 60 }, 1)
    case 'first-thing':
      return readFirstThing(reading)
    case 'now':
      return readMoment(reading, 0, 1)
    case 'later-today':
      reading.typed.isLaterToday = true
      return reading.setDays(reading.oneDay(reading.today), 1)
    case 'tomorrow-or-morning':
      if (reading.typed.days) return readPart(reading, { name: 'morning', from: 9 * 60, until: 12 * 60 }, 1)
      return reading.setDays(reading.oneDay(reading.today + 1), 1)
    default:
      return readDay(reading, item)
  }
}

/** Undefined: it is no length of time. */
function readLengthAt(reading: Reading, item: Item): string | null | undefined {
  const isIn = item.is === 'in'
  if (reading.typed.days && !isIn && reading.bound === null) return undefined
  if (!isIn && !isLengthLikely(reading, item)) return undefined
  const skip = isIn ? 1 : 0
  const items = asHours(reading, isIn)
  const taken = takeLength(items, reading.at + skip, isIn || reading.bound !== null)
  if (typeof taken === 'string') return taken
  if (!taken) {
    const isHours =
      isIn &&
      reading.next()?.is === 'number' &&
      !['month', 'span', 'the', 'quarter'].includes(reading.next(2)?.is ?? '')
    if (isHours) return 'minutes, hours, days or weeks?'
    return isIn ? reading.used(1) : undefined
  }
  return readLength(reading, taken.value, skip + taken.used)
}

/** French says "heure" of an hour and of o'clock; behind "in" it is an hour. */
function asHours(reading: Reading, isIn: boolean): readonly Item[] {
  if (!isIn) return reading.items
  return reading.items.map((item) => (item.is === 'uhr' ? { is: 'unit', unit: 'hour' } : item))
}

function isLengthLikely(reading: Reading, item: Item): boolean {
  if (item.is === 'hours' && reading.bound !== 'by') return false
  if (reading.typed.hours && item.is !== 'length') return false
  return [
    'number',
    'a',
    'half',
    'couple',
    'fortnight',
    'length',
    'quarter-hour',
    'decimal',
    'digits',
    'hours',
  ].includes(item.is)
}

function readLength(reading: Reading, length: Length, used: number): string | null {
  const bound = reading.takeBound()
  if (bound === 'from' || bound === 'before') return 'it is not clear when: write a day'
  let total = used
  if (reading.next(total)?.is === 'from-now') total += 1
  if ('minutes' in length) {
    if (bound === 'by') reading.typed.hoursBound = 'by'
    return readMoment(reading, length.minutes, total)
  }
  // "A week on friday", "two weeks from monday", "a week tomorrow".
  const from = [reading.next(total), reading.next(total + 1)]
  const isFrom = from[0]?.is === 'bound' && from[0].bound === 'from'
  const skip = isFrom || from[0]?.is === 'of' ? 1 : 0
  const base = from[skip]
  const start =
    base?.is === 'weekday'
      ? reading.comingWeekday(base.weekday)
      : base?.is === 'day-ahead'
        ? reading.today + base.days
        : null
  if (isFrom && start === null) return 'so long from when?'
  const day = dayAfter(start ?? reading.today, length)
  if (day === null) return 'it is more than five years away'
  if (bound === 'by') reading.typed.daysBound = 'by'
  if (start !== null) total += skip + 1
  return reading.setDays(reading.oneDay(day), total)
}

function dayAfter(from: LocalDay, { count, unit }: Exclude<Length, { minutes: number }>): LocalDay | null {
  if (count > 2000) return null
  if (unit === 'day') return from + count
  if (unit === 'workday') return workingDaysOn(from, count)
  if (unit === 'week') return from + 7 * count
  return count > 60 ? null : monthsOn(from, unit === 'month' ? count : 12 * count)
}

function readMoment(reading: Reading, minutes: number, used: number): string | null {
  if (reading.typed.inMinutes !== null) return 'it names two times'
  reading.typed.inMinutes = minutes
  return reading.used(used)
}

function readBound(reading: Reading, bound: Bound): string | null {
  if (reading.bound !== null) return 'it is bounded twice'
  // "Friday from 3": from then on. "From 3 to 4": between.
  reading.bound = bound
  return reading.used(1)
}

function readBoundBehind(reading: Reading, bound: Bound): string | null {
  const typed = reading.typed
  if (typed.hours || typed.part) {
    if (typed.hoursBound) return 'it is bounded twice'
    typed.hoursBound = bound
  } else if (typed.days) {
    if (typed.daysBound) return 'it is bounded twice'
    typed.daysBound = bound
  } else return 'it does not say what it is before or after'
  return reading.used(1)
}

/** "The 15th", "el 15", "am 3.": a date; "the morning": as without it. */
function readThe(reading: Reading): string | null {
  const next = reading.next()
  if (reading.bound === 'by' && next?.is === 'unit' && (next.unit === 'hour' || next.unit === 'day')) {
    return readLength(reading, next.unit === 'hour' ? { minutes: 60 } : { count: 1, unit: 'day' }, 2)
  }
  if (next?.is === 'ordinal' || next?.is === 'number' || next?.is === 'clock') {
    const unit = reading.next(2)
    if (next.is === 'clock' || unitOf(unit) !== null) return reading.used(1)
    if (unit?.is === 'month' || (unit?.is === 'of' && reading.next(3)?.is === 'month')) return reading.used(1)
    return dayOfMonth(reading, next.value, 2)
  }
  return next ? reading.used(1) : 'it is not clear when: write a day and a time'
}
