import type { ClockWord, Item, Part } from './typed-item.ts'

/** A time, or two with "to" between, before it is known which half of the day is meant. */
export interface Hours {
  readonly from: ClockWord
  readonly until: ClockWord | null
}

export interface Minutes {
  readonly from: number
  /** null: no end was named. */
  readonly until: number | null
}

/** What a reader of items answers: how many it used and what they are; a sentence: why not; null: it is something else. */
export type Taken<T> = { readonly used: number; readonly value: T } | string | null

const noon = 12

/** Minutes after midnight. Nobody is promised a call at three in the night: "at 3" is said of an afternoon. */
export function minutesOf(hours: Hours, part: Part | null): Minutes | string {
  const { from, until } = hours
  if (!until) {
    const one = resolve(from, part)
    return typeof one === 'string' ? one : { from: one, until: null }
  }
  const last = resolve(until, part)
  if (typeof last === 'string') return last
  const first = resolve(from, part)
  // "2 to 3pm": what is said of the end holds for the beginning, unless it would begin after it.
  if (from.half === null && until.half !== null && !from.isOf24) {
    const same = resolve({ ...from, half: until.half }, null)
    if (typeof same !== 'string' && same < last) return { from: same, until: last }
  }
  if (typeof first === 'string') return first
  // "11-1", "6-8": the end is the next time that clock shows it.
  const isOver = last <= first && until.half === null && last + noon * 60 > first && last < noon * 60
  const end = isOver ? last + noon * 60 : last
  return end > first ? { from: first, until: end } : 'it ends before it begins'
}

function resolve(word: ClockWord, part: Part | null): number | string {
  const { half, minute, text, isOf24 } = word
  let { hour } = word
  if (half) {
    hour = (hour % 12) + (half === 'pm' ? 12 : 0)
    return part && !isWithin(hour, part) ? `${text} is not in the ${part.name}` : hour * 60 + minute
  }
  if (part && part.name !== 'noon' && part.name !== 'lunch' && part.name !== 'end') {
    const meant = hour <= 12 && part.name !== 'morning' ? (hour % 12) + 12 : hour
    return isWithin(meant, part) ? meant * 60 + minute : `${text} is not in the ${part.name}`
  }
  if (part) return 'it names two times'
  if (hour === 24 || hour > 23) return `${text} is no time of a day`
  if (isOf24) {
    if (hour < 6) return `${text} is in the night: write it with am or pm`
    return hour * 60 + minute
  }
  if (hour === 0) return `${text} is in the night: write it with am or pm`
  if (hour === 7) return `7 in the morning, or in the evening? Write 7am or 7pm`
  return (hour < 7 ? hour + 12 : hour) * 60 + minute
}

function isWithin(hour: number, { name }: Part): boolean {
  if (name === 'morning') return hour >= 4 && hour < 12
  if (name === 'afternoon') return hour >= 12 && hour <= 18
  if (name === 'evening') return hour >= 16 && hour < 24
  return true
}

/** One time, as it is said: "3", "3pm", "half past three", "10 Uhr 30", "halb vier", "930". */
export function takeClock(items: readonly Item[], at: number): Taken<ClockWord> {
  const [one, two, three] = [items[at], items[at + 1], items[at + 2]]
  if (!one) return null
  if (one.is === 'clock') return { used: two?.is === 'uhr' ? 2 : 1, value: two?.is === 'uhr' ? of24(one) : one }
  if (one.is === 'hours') return { used: 1, value: plain(one.hour, one.minute, one.text, one.hour >= 7) }
  if (one.is === 'digits') return takeDigits(one.text)
  // "9 to noon", "noon to 2".
  const isEnd = two?.is === 'to' || ['to', 'and', 'or'].includes(items[at - 1]?.is ?? '')
  if (one.is === 'part' && one.part.name === 'noon' && isEnd) {
    return { used: 1, value: { is: 'clock', hour: 12, minute: 0, half: 'pm', isOf24: false, text: 'noon' } }
  }
  if (one.is === 'half-past' && isHour(two)) return { used: 2, value: plain(two.value, 30, `half past ${two.value}`) }
  if (one.is === 'half-before' && isHour(two)) {
    return { used: three?.is === 'uhr' ? 3 : 2, value: plain(((two.value + 10) % 12) + 1, 30, `halb ${two.value}`) }
  }
  const minutes = one.is === 'quarter-hour' ? 15 : one.is === 'number' ? one.value : null
  if (minutes !== null && isHour(three) && minutes <= 30) {
    if (two && (two.is === 'past' || (two.is === 'bound' && two.bound === 'after'))) {
      return { used: 3, value: plain(three.value, minutes, `${minutes} past ${three.value}`) }
    }
    const isTo = two?.is === 'to' || (two?.is === 'bound' && two.bound === 'before')
    if (
      isTo &&
      (one.is === 'quarter-hour' || (one.is === 'number' && one.isWord && [5, 10, 20, 25].includes(minutes)))
    ) {
      if (one.is === 'number' && three.value > minutes)
        return `“${one.text} to ${three.text}” may be two times: write it in figures`
      return { used: 3, value: plain(three.value === 1 ? 12 : three.value - 1, 60 - minutes, `to ${three.value}`) }
    }
  }
  if (!isHour(one)) return null
  return takeHour(one, two, three)
}

type Hour = Extract<Item, { is: 'number' }>

function takeHour(one: Hour, two: Item | undefined, three: Item | undefined): Taken<ClockWord> {
  if (two?.is === 'uhr') {
    const isMinutes = three?.is === 'number' && three.value < 60 && three.value >= 5
    if (isMinutes) return { used: 3, value: plain(one.value, three.value, one.text, one.value >= 7) }
    if (three?.is === 'and-a-half') return { used: 3, value: plain(one.value, 30, one.text) }
    return { used: 2, value: plain(one.value, 0, one.text, one.value >= 8) }
  }
  if (two?.is === 'and-a-half') return { used: 2, value: plain(one.value, 30, one.text) }
  if (two?.is === 'and' && three?.is === 'quarter-hour') return { used: 3, value: plain(one.value, 15, one.text) }
  const isSpoken = one.isWord && two?.is === 'number' && two.isWord && [15, 20, 25, 30, 40, 45, 50].includes(two.value)
  if (isSpoken) return { used: 2, value: plain(one.value, two.value, `${one.text} ${two.text}`) }
  const isPadded = one.text.startsWith('0') && one.text.length === 2
  return { used: 1, value: plain(one.value, 0, one.text, one.value > 12 || isPadded) }
}

function takeDigits(text: string): Taken<ClockWord> {
  const [hour, minute] = [Number(text.slice(0, -2)), Number(text.slice(-2))]
  if (hour > 23 || minute > 59 || minute % 5 !== 0) return `“${text}” is no time of a day`
  if (hour === 20 && minute >= 25) return `“${text}” may be a year: write ${hour}:${minute}`
  return { used: 1, value: plain(hour, minute, text, hour > 12 || text.startsWith('0')) }
}

function of24(word: ClockWord): ClockWord {
  return { ...word, isOf24: word.isOf24 || word.hour >= 7 }
}

function plain(hour: number, minute: number, text: string, isOf24 = false): ClockWord {
  return { is: 'clock', hour, minute, half: null, isOf24, text }
}

function isHour(item: Item | undefined): item is Hour {
  return item?.is === 'number' && item.value >= 0 && item.value <= 24
}
