import type { WeekWindow } from '../contract/rep-outcome.ts'
import type { Weekday } from './local-time.ts'
import { takeClock, minutesOf, type Hours } from './typed-clock.ts'
import type { Bound, ClockWord, Item, Part } from './typed-item.ts'
import { itemsOf } from './typed-words.ts'

/** When somebody is in, week by week, and the day on which they are back, as it was typed; null: they are not away. */
interface WeekWords {
  readonly windows: readonly WeekWindow[]
  readonly backOn: string | null
}
export type ReadWeek = WeekWords | { readonly reason: string }

const workingDays: readonly Weekday[] = [1, 2, 3, 4, 5]
/** A day at the office, for "after 4" and "before 10". */
const [OPENS, CLOSES] = [8 * 60, 20 * 60]

/**
 * Reads when somebody is said to be in, every week: "tue and thu 4-5:30pm", "Tuesdays 10-12", "m-f 9-5", "mon 9-12 tue 2-5",
 * "mornings", "weekdays before 10", "until 11"; or when they are back: "back on monday". Days without a time are whole days, a
 * time without days is every working day. The times are those of `readTypedTime`.
 */
export function readWeekWords(text: string): ReadWeek {
  const spaced = text.trim().replace(/\s+/g, ' ')
  const back = /^(?:s?he(?:['’]?s| is)? )?(?:is |will be )?(?:back|returns|returning)(?: in)? (?!\s)(.+)$/i.exec(spaced)
  if (back) return { windows: [], backOn: back[1]!.replace(/^on\s+/i, '') }
  const items = itemsOf(inSingular(spaced))
  if (typeof items === 'string') return { reason: items }
  const refused = items.find((item) => item.is === 'refused')
  if (refused?.is === 'refused') return { reason: refused.reason }
  return new WeekReader(items).read()
}

/** "Mondays" and "mornings", said of every week, are read as one of them. */
function inSingular(text: string): string {
  return text
    .toLowerCase()
    .replace(/\bm\s*[-–]\s*f\b/g, 'monday - friday')
    .replace(/\bm\s*[-–]\s*th\b/g, 'monday - thursday')
    .replace(/\bm[/, ]?w[/, ]?f\b/g, 'monday wednesday friday')
    .replace(/\bt[/, ]?th\b/g, 'tuesday thursday')
    .replace(
      /\b(?:weekdays?|daily|every ?day|(?:every )?working days?|business days|workdays|werktags)\b/g,
      'monday - friday',
    )
    .replace(/\bweek-?ends?\b/g, 'saturday sunday')
    .replace(/\b(?:every|each|all|los|les|most)\s+/g, '')
    .replace(
      /\b((?:mon|tues|wednes|thurs|fri|satur|sun|)day|mon|weds?|fri|thur|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag))s\b/g,
      '$1',
    )
    .replace(/\b(morning|afternoon|evening|night|lunchtime|lunche?)s\b/g, '$1')
    .replace(
      /\b(?:s?he(?:['’]s)?|they|is|are|usually|normally|mostly|there|available|reachable|best|only|office|in the office|at (?:her|his|the) desk|in)\b(?! the (?:morning|afternoon|evening))/g,
      ' ',
    )
}

class WeekReader {
  readonly #items: readonly Item[]
  #at = 0
  #days = new Set<Weekday>()
  #hasHours = false
  /** Hours that were said before any day. */
  #areForAnyDay = false
  #bound: Bound | 'until' | null = null
  readonly #windows: WeekWindow[] = []

  constructor(items: readonly Item[]) {
    this.#items = items
  }

  read(): ReadWeek {
    while (this.#at < this.#items.length) {
      const refusal = this.#step(this.#items[this.#at]!)
      if (refusal !== null) return { reason: refusal }
    }
    if (this.#bound !== null) return { reason: 'it does not say what it is before or after' }
    if (this.#days.size === 0 && this.#windows.length === 0) return { reason: 'it is empty' }
    if (!this.#hasHours) this.#add(9 * 60, 17 * 60)
    return { windows: this.#windows, backOn: null }
  }

  #step(item: Item): string | null {
    switch (item.is) {
      case 'weekday':
        return this.#weekday(item.weekday)
      case 'mar':
        return this.#weekday(2)
      case 'part':
        return this.#part(item.part)
      case 'in-the-morning':
        return this.#part({ name: 'morning', from: 9 * 60, until: 12 * 60 })
      case 'pair':
        return this.#hours({ from: word(item.first), until: word(item.second) }, 1)
      case 'bound':
        if (item.bound === 'by') return 'in by then, or gone by then? Write from when until when'
        this.#bound = item.bound
        return this.#skip()
      case 'until':
        this.#bound = 'until'
        return this.#skip()
      case 'filler':
      case 'uhr':
      case 'of':
      case 'at':
      case 'the':
      case 'am':
      case 'in':
      case 'between':
      case 'and':
      case 'or':
        return this.#skip()
      default:
        return this.#clock()
    }
  }

  #skip(): null {
    this.#at += 1
    return null
  }

  #weekday(first: Weekday): string | null {
    if (this.#hasHours) this.#days = new Set()
    // "Mondays and 10-12 Tuesdays" leaves the first without hours: they are whole days.
    this.#hasHours = false
    const [link, other] = [this.#items[this.#at + 1], this.#items[this.#at + 2]]
    if (link?.is === 'to' && other?.is === 'weekday') {
      for (let ahead = 0; ahead <= (other.weekday - first + 7) % 7; ahead++) {
        this.#days.add((((first - 1 + ahead) % 7) + 1) as Weekday)
      }
      this.#at += 3
      return null
    }
    this.#days.add(first)
    return this.#takeHoursBefore()
  }

  /** "10-12 on tuesdays": the hours that were said before any day are those of the days that follow. */
  #takeHoursBefore(): null {
    const before = this.#windows.at(-1)
    if (before && this.#areForAnyDay) {
      this.#windows.pop()
      this.#windows.push({ ...before, weekdays: [...this.#days].toSorted((a, b) => a - b) })
      const [next, other] = [this.#items[this.#at + 1], this.#items[this.#at + 2]]
      const isJoined = next?.is === 'and' || next?.is === 'or'
      this.#areForAnyDay = next?.is === 'weekday' || (isJoined && other?.is === 'weekday')
      this.#hasHours = !this.#areForAnyDay
    }
    return this.#skip()
  }

  #part(part: Part): string | null {
    const taken = takeClock(this.#items, this.#at)
    if (taken !== null && typeof taken !== 'string') return this.#clock()
    const bound = this.#takeBound()
    if (bound === 'until' || bound === 'before') this.#add(OPENS, part.from)
    else if (bound === 'after') this.#add(part.until, CLOSES)
    else this.#add(part.from, part.until)
    return this.#skip()
  }

  #clock(): string | null {
    const first = takeClock(this.#items, this.#at)
    if (first === null) return 'it is not clear when: write days and times like “tue 10-12”'
    if (typeof first === 'string') return first
    const link = this.#items[this.#at + first.used]
    const isRange =
      link &&
      (link.is === 'to' || link.is === 'until' || link.is === 'and' || (link.is === 'bound' && link.bound === 'by'))
    const last = isRange ? takeClock(this.#items, this.#at + first.used + 1) : null
    if (typeof last === 'string') return last
    const used = first.used + (last ? 1 + last.used : 0)
    return this.#hours({ from: first.value, until: last?.value ?? null }, used)
  }

  #hours(hours: Hours, used: number): string | null {
    const bound = this.#takeBound()
    const behind = this.#items[this.#at + used]
    const minutes = minutesOf(hours, null)
    if (typeof minutes === 'string') return minutes
    const { from, until } = minutes
    this.#at += used
    if (until !== null) {
      if (bound !== null && bound !== 'from') return 'it is bounded twice'
      this.#add(from, until)
    } else if (bound === 'before' || bound === 'until') {
      if (from <= OPENS) return 'it ends before it begins'
      this.#add(OPENS, from)
    } else if (bound === 'after' || bound === 'from' || (behind?.is === 'bound-behind' && behind.bound === 'from')) {
      if (bound === null) this.#at += 1
      if (from >= CLOSES) return 'it is late in the evening'
      this.#add(from, CLOSES)
    } else return 'until when? Write it like “tue 10-12”'
    return null
  }

  #takeBound(): Bound | 'until' | null {
    const bound = this.#bound
    this.#bound = null
    return bound
  }

  #add(from: number, until: number): void {
    this.#areForAnyDay = this.#days.size === 0
    const weekdays = this.#days.size > 0 ? [...this.#days].toSorted((a, b) => a - b) : [...workingDays]
    this.#windows.push({ weekdays, from, until })
    this.#hasHours = true
  }
}

function word(hour: number): ClockWord {
  return { is: 'clock', hour, minute: 0, half: null, isOf24: hour > 12, text: String(hour) }
}

const short = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** "Tue, Thu, 16:00 to 17:30" */
export function weekInWords({ weekdays, from, until }: WeekWindow): string {
  const isWorkingWeek = weekdays.length === 5 && weekdays.every((day) => day <= 5)
  const days = isWorkingWeek ? 'Monday to Friday' : weekdays.map((day) => short[day - 1]).join(', ')
  return `${days}, ${clock(from)} to ${clock(until)}`
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
