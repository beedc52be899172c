import type { Weekday } from './local-time.ts'

/* What single words, and phrases of several, can mean when somebody types a time. How they go together: typed-time.ts. */

export type PartOfDay = 'morning' | 'lunch' | 'noon' | 'afternoon' | 'evening' | 'end'
/** Minutes after midnight; what is said of a day without an hour. */
export interface Part {
  readonly name: PartOfDay
  readonly from: number
  readonly until: number
}
export type Edge = 'early' | 'start' | 'mid' | 'late' | 'end'
/** `by`: until then, from now on; `before`: until just before it; `from`: then or later; `after`: once it is over. */
export type Bound = 'by' | 'before' | 'from' | 'after'
export type Unit = 'minute' | 'hour' | 'day' | 'workday' | 'week' | 'month' | 'year'
/** What "next", "this" and "end of" can stand before. */
type Span = 'week' | 'month' | 'quarter' | 'year' | 'weekend'

/** A time of the day as it is written; which half of the day is meant is for what stands beside it to say. */
export interface ClockWord {
  readonly is: 'clock'
  readonly hour: number
  readonly minute: number
  /** "am" or "pm" was written. */
  readonly half: 'am' | 'pm' | null
  /** "15:00", "08:30" or "9 Uhr": the clock of 24 hours. */
  readonly isOf24: boolean
  readonly text: string
}

export type Item =
  | ClockWord
  | { readonly is: 'weekday'; readonly weekday: Weekday; readonly isHabit?: boolean }
  | { readonly is: 'month'; readonly month: number }
  /** March, or the Tuesday of Spanish and French. */
  | { readonly is: 'mar' }
  | { readonly is: 'number'; readonly value: number; readonly isWord: boolean; readonly text: string }
  | { readonly is: 'decimal'; readonly value: number }
  | { readonly is: 'ordinal'; readonly value: number; readonly isWord?: boolean }
  | { readonly is: 'year'; readonly value: number }
  /** Three or four digits with nothing between them: a time like 930, perhaps a year. */
  | { readonly is: 'digits'; readonly text: string }
  /** "10-12": hours, days of a month, or a month and a day. */
  | { readonly is: 'pair'; readonly first: number; readonly second: number; readonly text: string }
  | { readonly is: 'date'; readonly day: number; readonly month: number; readonly year: number | null }
  /** "2h", "1h30": so long, or o'clock. */
  | { readonly is: 'hours'; readonly hour: number; readonly minute: number; readonly text: string }
  | { readonly is: 'length'; readonly count: number; readonly unit: Unit }
  | { readonly is: 'day-ahead'; readonly days: number }
  /** "morgen", "mañana". */
  | { readonly is: 'tomorrow-or-morning' }
  | { readonly is: 'later-today' }
  | { readonly is: 'now' }
  | { readonly is: 'week-ahead'; readonly weeks: number }
  | { readonly is: 'span'; readonly span: Span }
  | { readonly is: 'rest-of-week'; readonly isLater: boolean }
  | { readonly is: 'week-of' }
  | { readonly is: 'first-week-of' }
  | { readonly is: 'quarter'; readonly quarter: 1 | 2 | 3 | 4 }
  | { readonly is: 'new-year' }
  | { readonly is: 'day-of-year'; readonly month: number; readonly day: number }
  | { readonly is: 'edge'; readonly edge: Edge }
  | { readonly is: 'part'; readonly part: Part }
  | { readonly is: 'part-today'; readonly part: Part }
  | { readonly is: 'in-the-morning' }
  | { readonly is: 'first-thing' }
  | { readonly is: 'bound'; readonly bound: Bound }
  /** Said behind what it bounds: "friday or later". */
  | { readonly is: 'bound-behind'; readonly bound: Bound }
  | { readonly is: 'until' }
  | { readonly is: 'to' }
  | { readonly is: 'between' }
  | { readonly is: 'and' }
  | { readonly is: 'or' }
  | { readonly is: 'at' }
  | { readonly is: 'the' }
  /** The half of the day, or what German puts before a day. */
  | { readonly is: 'am' }
  | { readonly is: 'of' }
  | { readonly is: 'in' }
  | { readonly is: 'a' }
  | { readonly is: 'next' }
  | { readonly is: 'coming' }
  | { readonly is: 'last' }
  | { readonly is: 'from-now' }
  | { readonly is: 'half-before' }
  | { readonly is: 'half' }
  | { readonly is: 'and-a-half' }
  | { readonly is: 'half-past' }
  | { readonly is: 'quarter-hour' }
  | { readonly is: 'past' }
  | { readonly is: 'uhr' }
  | { readonly is: 'couple' }
  | { readonly is: 'fortnight' }
  | { readonly is: 'unit'; readonly unit: Unit }
  | { readonly is: 'zone'; readonly zone: string }
  | { readonly is: 'whose-clock'; readonly whose: 'theirs' | 'ours' }
  | { readonly is: 'filler' }
  | { readonly is: 'refused'; readonly reason: string }

export type Kind = Item['is']
