import { dateOf, dayOf, lastDayOf, mondayAfter, mondayOf, monthOn, monthsOn, workingDayFrom, workingDaysOn, type YearMonth } from './calendar-days.ts' // prettier-ignore
import { weekdayOf, type LocalDay, type Weekday } from './local-time.ts'
import { takeClock, type Hours } from './typed-clock.ts'
import type { Bound, Edge, Item, Kind, Part } from './typed-item.ts'
import { takeLength, unitOf, type Length } from './typed-length.ts'

/** Days that were named, the first and the last included. */
export interface Days {
  readonly first: LocalDay
  readonly last: LocalDay
  /** A weekday, or a date without its year: when it is past, the next one is meant. */
  readonly again: 'week' | 'year' | null
  readonly weekday: Weekday | null
  /** It begins now rather than in the morning. */
  readonly isNow?: boolean
  readonly isWeekend?: boolean
}

/** What has been read of a text. */
export interface Typed {
  days: Days | null
  daysBound: Bound | null
  hours: Hours | null
  hoursBound: Bound | null
  /** "By 3pm thursday", not "thursday by 3pm": from now on. */
  isBoundFirst: boolean
  part: Part | null
  isTodaysPart: boolean
  isMorningAhead: boolean
  isLaterToday: boolean
  /** Minutes from now. */
  inMinutes: number | null
  zone: string | null
  whose: 'theirs' | 'ours' | null
}

const skipped: readonly Kind[] = ['filler', 'of', 'the', 'at']

/** Puts items together. A sentence says why they are no one time. */
export function readItems(items: readonly Item[], today: LocalDay): Typed | string {
  return new TypedReader(items, today).read()
}

class TypedReader {
  readonly #items: readonly Item[]
  readonly #today: LocalDay
  #at = 0
  #bound: Bound | null = null
  #isBetween = false
  #isJoined = false
  readonly #typed: Typed = {
    days: null, daysBound: null, hours: null, hoursBound: null, isBoundFirst: false, part: null, isTodaysPart: false,
    isMorningAhead: false, isLaterToday: false, inMinutes: null, zone: null, whose: null,
  } // prettier-ignore

  constructor(items: readonly Item[], today: LocalDay) {
    this.#items = items
    this.#today = today
  }

  read(): Typed | string {
    while (this.#at < this.#items.length) {
      const before = this.#at
      const refusal = this.#step(this.#items[this.#at]!)
      if (refusal !== null) return refusal
      if (this.#at === before) return 'it is not clear when: write a day and a time'
    }
    if (this.#bound !== null) return 'it does not say what it is before or after'
    return this.#typed
  }

  #next(offset = 1): Item | undefined {
    return this.#items[this.#at + offset]
  }

  #step(item: Item): string | null {
    const length = this.#takeLength(item)
    if (length !== undefined) return length
    switch (item.is) {
      case 'refused':
        return item.reason
      case 'filler':
      case 'of':
        return this.#used(1)
      case 'a':
      // "À 15h", "a 3".
      case 'at':
        return this.#clockOr(1, () => this.#used(this.#next() ? 1 : 0))
      case 'am':
        if (this.#typed.days && !this.#typed.hours)
          return this.#part({ name: 'morning', from: 9 * 60, until: 12 * 60 }, 1)
        return this.#the()
      case 'the':
        return this.#the()
      case 'zone':
        if (this.#typed.zone) return 'it names two time zones'
        this.#typed.zone = item.zone
        return this.#used(1)
      case 'whose-clock':
        this.#typed.whose = item.whose
        return this.#used(1)
      case 'bound':
      case 'past':
        return this.#bounded(item.is === 'past' ? 'after' : item.bound)
      case 'bound-behind':
        return this.#boundBehind(item.bound)
      case 'until':
        if (this.#typed.days && !this.#typed.hours && !this.#typed.part) return this.#joined({ is: 'to' })
        return 'from when? Write when it begins'
      case 'between':
        this.#isBetween = true
        return this.#used(1)
      case 'or':
      case 'and':
      case 'to':
        return this.#joined(item)
      case 'part':
        return this.#clockOr(0, () => this.#part(item.part, 1))
      case 'part-today':
        this.#typed.isTodaysPart = true
        return this.#setDays(this.#oneDay(this.#today), 0) ?? this.#part(item.part, 1)
      case 'in-the-morning':
        if (!this.#typed.days && !this.#typed.hours) this.#typed.isMorningAhead = true
        return this.#part({ name: 'morning', from: 9 * 60, until: 12 * 60 }, 1)
      case 'first-thing':
        return this.#firstThing()
      case 'now':
        return this.#moment(0, 1)
      case 'later-today':
        this.#typed.isLaterToday = true
        return this.#setDays(this.#oneDay(this.#today), 1)
      case 'tomorrow-or-morning':
        if (this.#typed.days) return this.#part({ name: 'morning', from: 9 * 60, until: 12 * 60 }, 1)
        return this.#setDays(this.#oneDay(this.#today + 1), 1)
      default:
        return this.#day(item)
    }
  }

  /** Undefined: it is no length of time. */
  #takeLength(item: Item): string | null | undefined {
    const isIn = item.is === 'in'
    if (this.#typed.days && !isIn && this.#bound === null) return undefined
    if (!isIn && !this.#isLengthLikely(item)) return undefined
    const skip = isIn ? 1 : 0
    const items = this.#asHours(isIn)
    const taken = takeLength(items, this.#at + skip, isIn || this.#bound !== null)
    if (typeof taken === 'string') return taken
    if (!taken) {
      const isHours =
        isIn && this.#next()?.is === 'number' && !['month', 'span', 'the', 'quarter'].includes(this.#next(2)?.is ?? '')
      if (isHours) return 'minutes, hours, days or weeks?'
      return isIn ? this.#used(1) : undefined
    }
    return this.#length(taken.value, skip + taken.used)
  }

  /** French says "heure" of an hour and of o'clock; behind "in" it is an hour. */
  #asHours(isIn: boolean): readonly Item[] {
    if (!isIn) return this.#items
    return this.#items.map((item) => (item.is === 'uhr' ? { is: 'unit', unit: 'hour' } : item))
  }

  #isLengthLikely(item: Item): boolean {
    if (item.is === 'hours' && this.#bound !== 'by') return false
    if (this.#typed.hours && item.is !== 'length') return false
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

  #length(length: Length, used: number): string | null {
    const bound = this.#takeBound()
    if (bound === 'from' || bound === 'before') return 'it is not clear when: write a day'
    let total = used
    if (this.#next(total)?.is === 'from-now') total += 1
    if ('minutes' in length) {
      if (bound === 'by') this.#typed.hoursBound = 'by'
      return this.#moment(length.minutes, total)
    }
    // "A week on friday", "two weeks from monday", "a week tomorrow".
    const from = [this.#next(total), this.#next(total + 1)]
    const isFrom = from[0]?.is === 'bound' && from[0].bound === 'from'
    const skip = isFrom || from[0]?.is === 'of' ? 1 : 0
    const base = from[skip]
    const start =
      base?.is === 'weekday'
        ? this.#comingWeekday(base.weekday)
        : base?.is === 'day-ahead'
          ? this.#today + base.days
          : null
    if (isFrom && start === null) return 'so long from when?'
    const day = this.#dayAfter(start ?? this.#today, length)
    if (day === null) return 'it is more than five years away'
    if (bound === 'by') this.#typed.daysBound = 'by'
    if (start !== null) total += skip + 1
    return this.#setDays(this.#oneDay(day), total)
  }

  #dayAfter(from: LocalDay, { count, unit }: Exclude<Length, { minutes: number }>): LocalDay | null {
    if (count > 2000) return null
    if (unit === 'day') return from + count
    if (unit === 'workday') return workingDaysOn(from, count)
    if (unit === 'week') return from + 7 * count
    return count > 60 ? null : monthsOn(from, unit === 'month' ? count : 12 * count)
  }

  #moment(minutes: number, used: number): string | null {
    if (this.#typed.inMinutes !== null) return 'it names two times'
    this.#typed.inMinutes = minutes
    return this.#used(used)
  }

  #bounded(bound: Bound): string | null {
    if (this.#bound !== null) return 'it is bounded twice'
    // "Friday from 3": from then on. "From 3 to 4": between.
    this.#bound = bound
    return this.#used(1)
  }

  #takeBound(): Bound | null {
    const bound = this.#bound
    this.#bound = null
    return bound
  }

  #boundBehind(bound: Bound): string | null {
    const typed = this.#typed
    if (typed.hours || typed.part) {
      if (typed.hoursBound) return 'it is bounded twice'
      typed.hoursBound = bound
    } else if (typed.days) {
      if (typed.daysBound) return 'it is bounded twice'
      typed.daysBound = bound
    } else return 'it does not say what it is before or after'
    return this.#used(1)
  }

  #part(part: Part, used: number): string | null {
    const typed = this.#typed
    if (typed.part) return 'it names two times'
    // "9 to noon".
    typed.part = part
    const bound = this.#takeBound()
    if (bound) {
      typed.hoursBound = bound
      typed.isBoundFirst = typed.days === null
    }
    return this.#used(used)
  }

  #firstThing(): string | null {
    const typed = this.#typed
    if (typed.hours) return 'it names two times'
    typed.hours = {
      from: { is: 'clock', hour: 9, minute: 0, half: 'am', isOf24: false, text: 'first thing' },
      until: null,
    }
    if (this.#next()?.is === 'in-the-morning' && !typed.days) typed.days = this.#oneDay(this.#today + 1)
    return this.#used(1)
  }

  /** A time at so many items from here, and the end of it, or else something else. */
  #clockOr(skip: number, otherwise: () => string | null): string | null {
    const { hours: known } = this.#typed
    const taken = takeClock(this.#items, this.#at + skip)
    if (taken === null) return otherwise()
    if (typeof taken === 'string') return taken
    if (known) return 'it names two times'
    let used = skip + taken.used
    let until = null
    const link = this.#next(used)
    const isRange = link && (link.is === 'to' || link.is === 'until' || link.is === 'or' || (link.is === 'and' && this.#isBetween) || (link.is === 'bound' && link.bound === 'by')) // prettier-ignore
    if (isRange) {
      const more = this.#next(used + 1)?.is === 'at' ? 2 : 1
      const end = takeClock(this.#items, this.#at + used + more)
      if (typeof end === 'string') return end
      const behind = end && this.#next(used + more + end.used)
      const isDate = behind?.is === 'month' || (behind && unitOf(behind) !== null)
      if (end && !isDate) {
        until = end.value
        used += more + end.used
      }
    }
    this.#setHours({ from: taken.value, until })
    return this.#used(used)
  }

  #setHours(hours: Hours): void {
    const typed = this.#typed
    typed.hours = hours
    const bound = this.#takeBound()
    // "From 10 to 12" is no more than "10 to 12".
    if (bound && !(hours.until && bound === 'from')) {
      typed.hoursBound = bound
      typed.isBoundFirst = typed.days === null
    }
    this.#isBetween = false
  }

  /** "The 15th", "el 15", "am 3.": a date; "the morning": as without it. */
  #the(): string | null {
    const next = this.#next()
    if (this.#bound === 'by' && next?.is === 'unit' && (next.unit === 'hour' || next.unit === 'day')) {
      return this.#length(next.unit === 'hour' ? { minutes: 60 } : { count: 1, unit: 'day' }, 2)
    }
    if (next?.is === 'ordinal' || next?.is === 'number' || next?.is === 'clock') {
      const unit = this.#next(2)
      if (next.is === 'clock' || unitOf(unit) !== null) return this.#used(1)
      if (unit?.is === 'month' || (unit?.is === 'of' && this.#next(3)?.is === 'month')) return this.#used(1)
      return this.#dayOfMonth(next.value, 2)
    }
    return next ? this.#used(1) : 'it is not clear when: write a day and a time'
  }

  #day(item: Item): string | null {
    switch (item.is) {
      case 'day-ahead':
        return this.#setDays({ ...this.#oneDay(this.#today + item.days), isNow: item.days === 0 }, 1)
      case 'weekday':
        return this.#weekday(item.weekday, item.isHabit ?? false)
      case 'mar':
        return this.#mar()
      case 'month':
        return this.#month(item.month, 1)
      case 'date':
        return this.#date(item.day, item.month, item.year, 1)
      case 'day-of-year':
        return this.#date(item.day, item.month, null, 1)
      case 'ordinal':
        return this.#ordinal(item.value)
      case 'number':
        return this.#number(item.value)
      case 'pair':
        return this.#pair(item)
      case 'clock':
      case 'digits':
      case 'half-past':
      case 'half-before':
      case 'quarter-hour':
        return this.#clockOr(0, () => 'it is not clear when: write a day and a time')
      case 'hours':
        if (item.minute === 0 && item.hour < 8 && !this.#typed.days) return `${item.text} may be hours, or o’clock: write “in ${item.text}” or “at ${item.hour}”` // prettier-ignore
        return this.#clockOr(0, () => 'it is not clear when: write a day and a time')
      case 'week-ahead':
        return this.#week(item.weeks, 1)
      case 'coming':
      case 'next':
        return this.#near(item.is)
      case 'span':
        return item.span === 'weekend' ? this.#span('weekend', 0, null, 1) : 'this one, or the next? Write which'
      case 'edge':
        return this.#edge(item.edge)
      case 'rest-of-week':
        return this.#restOfWeek(item.isLater)
      case 'week-of':
        return this.#weekOf()
      case 'first-week-of':
        return this.#firstWeekOf()
      case 'quarter':
        return this.#quarter(item.quarter)
      case 'new-year':
        return this.#setDays(this.#firstDays({ year: dateOf(this.#today).year + 1, month: 1 }), 1)
      case 'last':
        return this.#lastOf()
      default:
        return 'it is not clear when: write a day and a time'
    }
  }

  #weekday(weekday: Weekday, isHabit: boolean): string | null {
    const typed = this.#typed
    const next = this.#next()
    // "Monday week", "mardi prochain".
    if (next?.is === 'span' && next.span === 'week' && !this.#next(2)) {
      return this.#setDays(this.#oneDay(this.#comingWeekday(weekday) + 7), 2)
    }
    if (next?.is === 'next' && !['span', 'weekday', 'month'].includes(this.#next(2)?.is ?? '')) {
      const day = this.#comingWeekday(weekday)
      return this.#setDays({ ...this.#oneDay(mondayAfter(this.#today) > day ? day + 7 : day), weekday }, 2)
    }
    const offset = next?.is === 'the' || next?.is === 'of' ? (this.#next(2)?.is === 'the' ? 3 : 2) : 1
    const number = this.#next(offset)
    const isDated = number && (number.is === 'ordinal' || (number.is === 'number' && !number.isWord)) && this.#next(offset + 1)?.is !== 'month' // prettier-ignore
    if (isDated) {
      const dated = this.#weekdayAndNumber(weekday, number, offset)
      if (dated !== undefined) return dated
    }
    if (isHabit && !['date', 'number', 'ordinal', 'clock', 'hours', 'at'].includes(next?.is ?? ''))
      return 'that is every week: write which day'
    if (typed.days && typed.days.weekday === null) return this.#weekdayOfDays(weekday)
    if (typed.days) return 'it names two days'
    return this.#setDays({ ...this.#oneDay(this.#comingWeekday(weekday)), weekday, again: 'week' }, 1)
  }

  /** "Monday the 7th", "monday 7": undefined when the number is a time. */
  #weekdayAndNumber(
    weekday: Weekday,
    number: Extract<Item, { is: 'ordinal' | 'number' }>,
    offset: number,
  ): string | null | undefined {
    const { value } = number
    const behind = this.#next(offset + 1)
    if (number.is === 'number' && (behind?.is === 'uhr' || behind?.is === 'part' || behind?.is === 'in-the-morning' || behind?.is === 'to' || behind?.is === 'and-a-half' || unitOf(behind) !== null || (behind?.is === 'or') || behind?.is === 'past')) return undefined // prettier-ignore
    const day = this.#comingDate(value)
    const fits = day !== null && weekdayOf(day) === weekday
    const isDate = number.is === 'ordinal' || (offset > 1 && this.#next(offset - 1)?.is === 'the')
    if (isDate) {
      if (fits) return this.#setDays(this.#oneDay(day), offset + 1)
      return `the ${value}${ending(value)} is another day of the week`
    }
    if (value < 1 || value > 31) return `${value} is no day and no time`
    const isTime = value <= 23 && value !== 7 && !(value > 20 && fits)
    if (fits && isTime && behind?.is !== 'clock' && behind?.is !== 'at') {
      return `${value} may be the ${value}${ending(value)} or ${value} o’clock: write “the ${value}${ending(value)}” or the time with am or pm`
    }
    if (fits) return this.#setDays(this.#oneDay(day), offset + 1)
    return value > 23 ? `the ${value}${ending(value)} is another day of the week` : undefined
  }

  /** "Thursday" behind or before "next week", a date, or a month. */
  #weekdayOfDays(weekday: Weekday): string | null {
    const days = this.#typed.days!
    if (days.first === days.last)
      return weekdayOf(days.first) === weekday ? this.#used(1) : 'the date is another day of the week'
    const day = days.first + ((weekday - weekdayOf(days.first) + 7) % 7)
    if (mondayOf(days.first) !== mondayOf(days.last)) return 'which week of it?'
    const inWeek = mondayOf(days.first) + weekday - 1
    this.#typed.days = { ...this.#oneDay(days.last - days.first >= 4 ? inWeek : day), weekday }
    return this.#used(1)
  }

  #mar(): string | null {
    const next = this.#next()
    if (next?.is === 'number' || next?.is === 'ordinal')
      return this.#next(2)?.is === 'uhr' ? this.#weekday(2, false) : this.#month(3, 1)
    if (next?.is === 'clock' || next?.is === 'hours' || next?.is === 'at') return this.#weekday(2, false)
    return 'mar is March, or Tuesday: write it out'
  }

  #month(month: number, used: number): string | null {
    const offset = this.#next(used)?.is === 'the' ? used + 1 : used
    const next = this.#next(offset)
    const isDay = next && (next.is === 'ordinal' || (next.is === 'number' && !next.isWord))
    if (isDay && unitOf(this.#next(offset + 1)) === null) {
      return this.#dateAndYear(next.value, month, offset + 1)
    }
    if (next?.is === 'pair') {
      const [first, last] = [this.#dateOn(next.first, month), this.#dateOn(next.second, month)]
      if (first === null || last === null || last < first) return 'it is not clear when: write a day'
      return this.#setDays({ ...this.#oneDay(first), last, again: 'year' }, offset + 1)
    }
    const year = next?.is === 'digits' ? yearOf(next.text) : null
    const day = this.#monthAhead(month, year)
    if (day === null) return 'that month has begun: write a day of it'
    return this.#setDays({ ...this.#firstDays(day), last: lastDayOf(day) }, year === null ? used : offset + 1)
  }

  /** A day and a month are at the cursor, so many items long; a year may follow. */
  #dateAndYear(day: number, month: number, used: number): string | null {
    const next = this.#next(used)
    const after = next?.is === 'to' ? this.#next(used + 1) : undefined
    const written = after?.is === 'digits' ? yearOf(after.text) : null
    if (written !== null) return this.#date(day, month, written, used + 2)
    if (after?.is === 'number' || after?.is === 'ordinal') {
      if (this.#next(used + 2)?.is !== 'month') {
        const [first, last] = [this.#dateOn(day, month), this.#dateOn(after.value, month)]
        if (first === null || last === null) return 'there is no such day'
        if (last < first) return 'the last day is before the first: write its month'
        return this.#setDays({ ...this.#oneDay(first), last, again: 'year' }, used + 2)
      }
    }
    const year = next?.is === 'digits' ? yearOf(next.text) : null
    if (next?.is === 'number' && !next.isWord && next.value > 23)
      return `${next.value} is no time; a year is written whole`
    return this.#date(day, month, year, year === null ? used : used + 1)
  }

  #date(day: number, month: number, year: number | null, used: number): string | null {
    if (month < 1 || month > 12) return 'there is no such day'
    const found = year === null ? this.#dateOn(day, month) : dayOf(year, month, day)
    if (found === null) return 'there is no such day'
    const known = this.#typed.days
    if (known && known.weekday !== null && known.first === known.last && known.again === 'week') {
      if (weekdayOf(found) !== known.weekday) return 'the date is another day of the week'
      this.#typed.days = null
    }
    return this.#setDays(
      { ...this.#oneDay(found), again: year === null ? 'year' : null, isNow: found === this.#today },
      used,
    )
  }

  #ordinal(value: number): string | null {
    const [one, two, three] = [this.#next(), this.#next(2), this.#next(3)]
    if (one?.is === 'month') return this.#dateAndYear(value, one.month, 2)
    if (one?.is === 'of' && two?.is === 'month') return this.#dateAndYear(value, two.month, 3)
    if (one?.is === 'to' && two?.is === 'ordinal' && three?.is === 'month') {
      return this.#daysOfMonth(value, two.value, three.month, 4)
    }
    if (one?.is === 'of' && two?.is === 'the' && three?.is === 'month') return this.#dateAndYear(value, three.month, 4)
    if (one?.is === 'weekday') return this.#nthWeekday(value, one.weekday)
    const item = this.#items[this.#at] as Extract<Item, { is: 'ordinal' }>
    if (item.isWord && this.#items[this.#at - 1]?.is !== 'the') return 'the first of what?'
    return this.#dayOfMonth(value, 1)
  }

  #number(value: number): string | null {
    const [one, two] = [this.#next(), this.#next(2)]
    if (one?.is === 'month' || one?.is === 'mar') return this.#dateAndYear(value, one.is === 'mar' ? 3 : one.month, 2)
    if (one?.is === 'to' && two?.is === 'month') return this.#dateAndYear(value, two.month, 3)
    if (one?.is === 'of' && two?.is === 'month') return this.#dateAndYear(value, two.month, 3)
    if (one?.is === 'to' && (two?.is === 'number' || two?.is === 'ordinal') && this.#next(3)?.is === 'month') {
      return this.#daysOfMonth(value, two.value, (this.#next(3) as { month: number }).month, 4)
    }
    const item = this.#items[this.#at] as Extract<Item, { is: 'number' }>
    const isAlone = !this.#typed.days && !this.#items.some(({ is }, at) => at !== this.#at && is !== 'filler')
    if (isAlone && (item.isWord || value > 12)) return `“${item.text}” may be a day or a time`
    return this.#clockOr(0, () => `“${item.text}” is no time of a day`)
  }

  #pair({ first, second, text }: Extract<Item, { is: 'pair' }>): string | null {
    const [one, two] = [this.#next(), this.#next(2)]
    const month = one?.is === 'month' ? one.month : one?.is === 'of' && two?.is === 'month' ? two.month : null
    if (month !== null) return this.#daysOfMonth(first, second, month, one?.is === 'month' ? 2 : 3)
    const isOfDay =
      this.#typed.days !== null ||
      this.#items.some(({ is }) => ['weekday', 'day-ahead', 'uhr', 'part', 'date', 'month'].includes(is))
    if (!isOfDay && first <= 12 && second <= 31) return `“${text}” may be hours or a date: write the day with it`
    if (first > 24 || second > 24) return `“${text}” is no time of a day`
    if (this.#typed.hours) return 'it names two times'
    const word = (hour: number) =>
      ({ is: 'clock', hour, minute: 0, half: null, isOf24: hour > 12, text: String(hour) }) as const
    this.#setHours({ from: word(first), until: word(second) })
    return this.#used(one?.is === 'uhr' ? 2 : 1)
  }

  #daysOfMonth(first: number, last: number, month: number, used: number): string | null {
    const [from, until] = [this.#dateOn(first, month), this.#dateOn(last, month)]
    if (from === null || until === null) return 'there is no such day'
    if (until < from) return 'the last day is before the first'
    return this.#setDays({ ...this.#oneDay(from), last: until, again: 'year' }, used)
  }

  #dayOfMonth(value: number, used: number): string | null {
    const day = this.#comingDate(value)
    if (day === null) return `no month has a ${value}${ending(value)}`
    if (day === this.#today) return `today is the ${value}${ending(value)}: write “today”, or the month`
    const known = this.#typed.days
    if (known && known.weekday !== null && known.again === 'week') {
      if (weekdayOf(day) !== known.weekday) return `the ${value}${ending(value)} is another day of the week`
      this.#typed.days = null
    }
    return this.#setDays(this.#oneDay(day), used)
  }

  #near(which: 'next' | 'coming'): string | null {
    const next = this.#next()
    if (next?.is === 'weekday') {
      const { weekday } = next
      if (which === 'next')
        return this.#setDays({ ...this.#oneDay(mondayAfter(this.#today) + weekday - 1), weekday }, 2)
      return this.#setDays({ ...this.#oneDay(this.#comingWeekday(weekday)), weekday, again: 'week' }, 2)
    }
    if (next?.is === 'next' || next?.is === 'coming' || next?.is === 'the' || next?.is === 'of') return this.#used(1)
    if (next?.is === 'span') {
      const behind = this.#next(2)
      const isNext = which === 'next' || behind?.is === 'next'
      return this.#span(next.span, isNext ? 1 : 0, null, behind?.is === 'next' ? 3 : 2)
    }
    if (next?.is === 'quarter-hour') return this.#span('quarter', which === 'next' ? 1 : 0, null, 2)
    if (next?.is === 'new-year' || next?.is === 'part') return this.#used(1)
    if (next?.is === 'month') return which === 'coming' ? this.#used(1) : 'this year’s or next year’s? Write the year'
    return 'it is not clear when: write a day and a time'
  }

  #span(span: Extract<Item, { is: 'span' }>['span'], ahead: number, edge: Edge | null, used: number): string | null {
    const { year, month } = dateOf(this.#today)
    switch (span) {
      case 'week':
        return edge === null ? this.#week(ahead, used) : this.#edgeOfWeek(mondayOf(this.#today) + 7 * ahead, edge, used)
      case 'weekend': {
        if (edge !== null) return 'Saturday, or Sunday?'
        const saturday = mondayOf(this.#today) + 5 + 7 * ahead
        return this.#setDays({ ...this.#oneDay(saturday), last: saturday + 1, isWeekend: true }, used)
      }
      case 'month':
        return this.#edgeOfMonth(monthOn({ year, month }, ahead), edge ?? (ahead > 0 ? 'start' : null), used)
      case 'quarter': {
        const first = monthOn({ year, month: Math.floor((month - 1) / 3) * 3 + 1 }, 3 * ahead)
        if (edge === 'end') return this.#edgeOfMonth(monthOn(first, 2), 'end', used)
        return ahead === 0 ? 'the quarter has begun: write a day' : this.#setDays(this.#firstDays(first), used)
      }
      case 'year':
        if (edge === 'end') return this.#edgeOfMonth({ year: year + ahead, month: 12 }, 'end', used)
        return ahead === 0
          ? 'the year has begun: write a day'
          : this.#setDays(this.#firstDays({ year: year + ahead, month: 1 }), used)
    }
  }

  #week(weeks: number, used: number): string | null {
    const monday = mondayOf(this.#today) + 7 * weeks
    const { days } = this.#typed
    if (days && days.weekday !== null && days.first === days.last && days.again === 'week') {
      this.#typed.days = { ...this.#oneDay(monday + days.weekday - 1), weekday: days.weekday }
      return this.#used(used)
    }
    if (weeks > 0) return this.#setDays({ ...this.#oneDay(monday), last: monday + 4 }, used)
    return monday + 4 < this.#today
      ? 'this week is over'
      : this.#setDays({ ...this.#oneDay(this.#today), last: monday + 4, isNow: true }, used)
  }

  #edgeOfWeek(monday: LocalDay, edge: Edge, used: number): string | null {
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
    return last < this.#today
      ? 'it is past'
      : this.#setDays({ ...this.#oneDay(Math.max(first, this.#today)), last }, used)
  }

  #edgeOfMonth(of: YearMonth, edge: Edge | null, used: number): string | null {
    if (edge === null) return 'this month has begun: write a day of it'
    if (edge === 'late') return 'late in a month are many days: write one'
    if (edge === 'end') return this.#setDays(this.#oneDay(workingDayFrom(lastDayOf(of), -1)), used)
    if (edge === 'mid') {
      const monday = mondayOf(dayOf(of.year, of.month, 15)!)
      return monday + 4 < this.#today
        ? 'it is past'
        : this.#setDays({ ...this.#oneDay(monday), last: monday + 4 }, used)
    }
    return this.#setDays(this.#firstDays(of), used)
  }

  #edge(edge: Edge): string | null {
    let used = 1
    while (this.#next(used)?.is === 'the' || this.#next(used)?.is === 'of') used += 1
    let ahead = 0
    const near = this.#next(used)
    if (near?.is === 'next' || near?.is === 'coming') {
      ahead = near.is === 'next' ? 1 : 0
      used += 1
    }
    const next = this.#next(used)
    if (next?.is === 'span') {
      if (this.#next(used + 1)?.is === 'next') return this.#span(next.span, 1, edge, used + 2)
      return this.#span(next.span, ahead, edge, used + 1)
    }
    if (next?.is === 'week-ahead') return this.#edgeOfWeek(mondayOf(this.#today) + 7 * next.weeks, edge, used + 1)
    if (next?.is === 'quarter-hour') return this.#span('quarter', ahead, edge, used + 1)
    if (next?.is === 'new-year') return this.#used(1)
    if (next?.is === 'month' || next?.is === 'mar') {
      const month = next.is === 'mar' ? 3 : next.month
      const now = dateOf(this.#today)
      const of = month === now.month && edge === 'end' ? now : this.#monthAhead(month, null)
      return of ? this.#edgeOfMonth(of, edge, used + 1) : 'that month has begun: write a day of it'
    }
    // "Early thursday": when on it is for the day to say.
    return 'it is not clear when: write a day and a time'
  }

  #restOfWeek(isLater: boolean): string | null {
    const friday = mondayOf(this.#today) + 4
    const first = isLater ? this.#today + 1 : this.#today
    return friday < first
      ? 'this week is over'
      : this.#setDays({ ...this.#oneDay(first), last: friday, isNow: !isLater }, 1)
  }

  /** "Week of the 14th": the whole week, whatever day of it is named. */
  #weekOf(): string | null {
    this.#at += 1
    const before = this.#typed.days
    if (before) return 'it names two days'
    const refusal = this.#step(this.#items[this.#at] ?? { is: 'refused', reason: 'the week of which day?' })
    if (refusal !== null) return refusal
    const named = this.#typed.days as Days | null
    if (!named) return this.#at < this.#items.length ? this.#weekOfRest() : 'the week of which day?'
    return this.#wholeWeek(named.first)
  }

  #weekOfRest(): string | null {
    const refusal = this.#step(this.#items[this.#at]!)
    const named = this.#typed.days as Days | null
    return refusal ?? (named ? this.#wholeWeek(named.first) : 'the week of which day?')
  }

  #wholeWeek(day: LocalDay): null {
    const monday = mondayOf(day)
    this.#typed.days = { ...this.#oneDay(monday), last: monday + 4 }
    return null
  }

  #firstWeekOf(): string | null {
    const next = this.#next()
    if (next?.is !== 'month') return 'the first week of what?'
    const of = this.#monthAhead(next.month, null)
    return of ? this.#setDays(this.#firstDays(of), 2) : 'that month has begun: write a day of it'
  }

  #quarter(quarter: number): string | null {
    const { year, month } = dateOf(this.#today)
    const now = Math.floor((month - 1) / 3) + 1
    if (quarter === now) return 'the quarter has begun: write a day'
    return this.#setDays(this.#firstDays({ year: quarter > now ? year : year + 1, month: quarter * 3 - 2 }), 1)
  }

  /** "First monday in december", "2nd tuesday of january". */
  #nthWeekday(nth: number, weekday: Weekday): string | null {
    const found = this.#monthBehind(2)
    if (!found) return 'of which month?'
    const { of, used } = found
    const first = dayOf(of.year, of.month, 1)!
    const day = first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1)
    return nth > 5 || day > lastDayOf(of) ? 'there is no such day' : this.#setDays(this.#oneDay(day), used)
  }

  #lastOf(): string | null {
    const next = this.#next()
    const found = next?.is === 'weekday' ? this.#monthBehind(2) : null
    if (next?.is !== 'weekday' || !found) return 'it is past'
    const last = lastDayOf(found.of)
    return this.#setDays(this.#oneDay(last - ((weekdayOf(last) - next.weekday + 7) % 7)), found.used)
  }

  #monthBehind(offset: number): { of: YearMonth; used: number } | null {
    let used = offset
    while (['of', 'the', 'in'].includes(this.#next(used)?.is ?? '')) used += 1
    const near = this.#next(used)
    const ahead = near?.is === 'next' ? 1 : 0
    if (near?.is === 'next' || near?.is === 'coming') used += 1
    const next = this.#next(used)
    const now = dateOf(this.#today)
    if (next?.is === 'span' && next.span === 'month' && used > offset)
      return { of: monthOn(now, ahead), used: used + 1 }
    if (next?.is !== 'month') return null
    const of = next.month === now.month ? now : this.#monthAhead(next.month, null)
    return of ? { of, used: used + 1 } : null
  }

  /** "Tuesday or wednesday", "mon - wed", "dec 3 to dec 5". */
  #joined(link: Item): string | null {
    const { days, hours, part } = this.#typed
    if (!days || hours || part) return 'it names two times'
    const first = days
    if (this.#isJoined) return 'it names more than two days'
    this.#isJoined = true
    this.#typed.days = null
    this.#at += 1
    while (skipped.includes(this.#items[this.#at]?.is ?? 'to')) this.#at += 1
    const item = this.#items[this.#at]
    if (!item) return 'it is not clear when: write a day and a time'
    const refusal = this.#day(item)
    if (refusal !== null) return refusal
    const second = this.#typed.days as Days | null
    if (!second) return 'it names a day and a time with “or”: write one'
    let last = second.last
    if (last < first.first && second.again === 'week') last += 7
    if (last < first.first && second.again === 'year') last = monthsOn(last, 12)
    const isRange = link.is === 'to' || (link.is === 'and' && this.#isBetween)
    if (isRange ? last < first.last : last <= first.last) return 'the last day is before the first'
    if (!isRange && last - first.last > (weekdayOf(first.last) === 5 ? 3 : 1)) return 'it names two days: write one'
    this.#isBetween = false
    if (isRange && this.#typed.daysBound === 'from') this.#typed.daysBound = null
    this.#typed.days = { ...first, last }
    return null
  }

  #comingWeekday(weekday: Weekday): LocalDay {
    return this.#today + ((weekday - weekdayOf(this.#today) + 7) % 7)
  }

  /** The next day of a month with this number, today included. */
  #comingDate(value: number): LocalDay | null {
    if (value < 1 || value > 31) return null
    for (let ahead = 0, of: YearMonth = dateOf(this.#today); ahead < 3; ahead++, of = monthOn(of, 1)) {
      const day = dayOf(of.year, of.month, value)
      if (day !== null && day >= this.#today) return day
    }
    return null
  }

  /** This year's, or next year's once it is past. Null: there is no such day in it. */
  #dateOn(day: number, month: number): LocalDay | null {
    if (month < 1 || month > 12) return null
    const { year } = dateOf(this.#today)
    const isPast = dateOf(this.#today).month * 100 + dateOf(this.#today).day > month * 100 + day
    return dayOf(isPast ? year + 1 : year, month, day)
  }

  #monthAhead(month: number, year: number | null): YearMonth | null {
    const now = dateOf(this.#today)
    if (year !== null) return { year, month }
    if (month === now.month) return null
    return { year: month > now.month ? now.year : now.year + 1, month }
  }

  /** From the first working day of a month to the Friday after it. */
  #firstDays({ year, month }: YearMonth): Days {
    const first = workingDayFrom(dayOf(year, month, 1)!)
    return { ...this.#oneDay(first), last: mondayOf(first) + 4 }
  }

  #oneDay(day: LocalDay): Days {
    return { first: day, last: day, again: null, weekday: null }
  }

  #setDays(days: Days, used: number): string | null {
    const known = this.#typed.days
    if (known) {
      // "Thursday, dec 3": said twice, and the same.
      const isSame = known.weekday !== null && days.first === days.last && weekdayOf(days.first) === known.weekday
      const isWithin = days.weekday !== null && known.first <= days.first && days.last <= known.last
      if (!isSame && !isWithin) return 'it names two days'
    }
    this.#typed.days = days
    const bound = this.#takeBound()
    if (bound) this.#typed.daysBound = bound
    return this.#used(used)
  }

  #used(count: number): null {
    this.#at += count
    return null
  }
}

function yearOf(text: string): number | null {
  const year = Number(text)
  return text.length === 4 && year >= 2000 && year < 2100 ? year : null
}

function ending(value: number): string {
  if (value >= 11 && value <= 13) return 'th'
  return { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th'
}
