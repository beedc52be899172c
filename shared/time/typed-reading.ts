import { dateOf, dayOf, mondayOf, monthOn, workingDayFrom, type YearMonth } from './calendar-days.ts'
import { weekdayOf, type LocalDay, type Weekday } from './local-time.ts'
import type { Hours } from './typed-clock.ts'
import type { Bound, Item, Part } from './typed-item.ts'

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

/** Items that are being put together: where the reader is, what it has read, and the days that it counts from. */
export class Reading {
  readonly items: readonly Item[]
  readonly today: LocalDay
  /** Reads the item at the cursor; a sentence says why it fits nothing. */
  readonly step: (item: Item) => string | null
  at = 0
  bound: Bound | null = null
  isBetween = false
  /** "Early thursday", "late tomorrow afternoon": of the day, or of the part of it that is still to come. */
  edgeOfDay: 'early' | 'late' | null = null
  isJoined = false
  readonly typed: Typed = {
    days: null, daysBound: null, hours: null, hoursBound: null, isBoundFirst: false, part: null, isTodaysPart: false,
    isMorningAhead: false, isLaterToday: false, inMinutes: null, zone: null, whose: null,
  } // prettier-ignore

  constructor(items: readonly Item[], today: LocalDay, step: (reading: Reading, item: Item) => string | null) {
    this.items = items
    this.today = today
    this.step = (item) => step(this, item)
  }

  next(offset = 1): Item | undefined {
    return this.items[this.at + offset]
  }

  used(count: number): null {
    this.at += count
    return null
  }

  takeBound(): Bound | null {
    const bound = this.bound
    this.bound = null
    return bound
  }

  setDays(days: Days, used: number): string | null {
    const known = this.typed.days
    if (known) {
      // "Thursday, dec 3": said twice, and the same.
      const isSame = known.weekday !== null && days.first === days.last && weekdayOf(days.first) === known.weekday
      const isWithin = days.weekday !== null && known.first <= days.first && days.last <= known.last
      if (!isSame && !isWithin) return 'it names two days'
    }
    this.typed.days = days
    const bound = this.takeBound()
    if (bound) this.typed.daysBound = bound
    return this.used(used)
  }

  oneDay(day: LocalDay): Days {
    return { first: day, last: day, again: null, weekday: null }
  }

  comingWeekday(weekday: Weekday): LocalDay {
    return this.today + ((weekday - weekdayOf(this.today) + 7) % 7)
  }

  /** The next day of a month with this number, today included. */
  comingDate(value: number): LocalDay | null {
    if (value < 1 || value > 31) return null
    for (let ahead = 0, of: YearMonth = dateOf(this.today); ahead < 3; ahead++, of = monthOn(of, 1)) {
      const day = dayOf(of.year, of.month, value)
      if (day !== null && day >= this.today) return day
    }
    return null
  }

  /** This year's, or next year's once it is past. Null: there is no such day in it. */
  dateOn(day: number, month: number): LocalDay | null {
    if (month < 1 || month > 12) return null
    const { year } = dateOf(this.today)
    const isPast = dateOf(this.today).month * 100 + dateOf(this.today).day > month * 100 + day
    return dayOf(isPast ? year + 1 : year, month, day)
  }

  monthAhead(month: number, year: number | null): YearMonth | null {
    const now = dateOf(this.today)
    if (year !== null) return { year, month }
    if (month === now.month) return null
    return { year: month > now.month ? now.year : now.year + 1, month }
  }

  /** From the first working day of a month to the Friday after it. */
  firstDays({ year, month }: YearMonth): Days {
    const first = workingDayFrom(dayOf(year, month, 1)!)
    return { ...this.oneDay(first), last: mondayOf(first) + 4 }
  }
}

/** Of an ordinal: "st", "nd", "rd", "th". */
export function ending(value: number): string {
  if (value >= 11 && value <= 13) return 'th'
  return { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th'
}
