import type { WeekWindow } from '../call/rep-outcome.ts'

export type ReadWeek = { readonly windows: readonly WeekWindow[] } | { readonly reason: string }

const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const workingDays = [1, 2, 3, 4, 5]
const parts: Record<string, readonly [number, number]> = {
  early: [8 * 60, 9 * 60],
  morning: [9 * 60, 12 * 60],
  lunch: [12 * 60, 13 * 60 + 30],
  lunchtime: [12 * 60, 13 * 60 + 30],
  afternoon: [13 * 60 + 30, 17 * 60],
  evening: [17 * 60, 20 * 60],
}
/** A day at the office, for "after 4" and "before 10". */
const [OPENS, CLOSES] = [8 * 60, 20 * 60]

/**
 * Reads when somebody is said to be in, every week: "tue and thu 4-5:30pm", "mornings", "mon-fri after 4", "weekdays
 * before 10". One window; days without a time are whole days, a time without days is every working day.
 */
export function readWeekWords(text: string): ReadWeek {
  const words = text
    .toLowerCase()
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?- ?| (?:to|until|till) /g, '-')
    .replace(/(\d)\s+(am|pm)\b/g, '$1$2')
    .split(/[\s,;&]+/)
    .filter((word) => word !== '' && !['and', 'on', 'at', 'in', 'the', 'from', 'between'].includes(word))
  const days = new Set<number>()
  let hours: readonly [number, number] | null = null
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!
    const named = daysIn(word)
    if (named) {
      for (const day of named) days.add(day)
      continue
    }
    const next = words[index + 1] ?? ''
    const isBound = word === 'after' || word === 'before'
    const read = isBound ? bounded(word, next) : (parts[word.replace(/s$/, '')] ?? range(word))
    if (!read) return { reason: `“${isBound ? `${word} ${next}`.trim() : word}” says nothing of a day or a time` }
    if (hours) return { reason: 'it names two times' }
    hours = read
    if (isBound) index += 1
  }
  if (days.size === 0 && !hours) return { reason: 'it is empty' }
  const [from, until] = hours ?? [9 * 60, 17 * 60]
  if (from >= until) return { reason: 'it ends before it begins' }
  const weekdays = days.size > 0 ? [...days].toSorted((a, b) => a - b) : workingDays
  return { windows: [{ weekdays, from, until }] }
}

function daysIn(word: string): readonly number[] | null {
  if (/^(weekdays?|daily)$/.test(word)) return workingDays
  if (/^weekends?$/.test(word)) return [6, 7]
  const [first = '', last, more] = word.split('-')
  const from = dayOf(first)
  if (from === null || more !== undefined) return null
  if (last === undefined) return [from]
  const until = dayOf(last)
  if (until === null) return null
  return Array.from({ length: ((until - from + 7) % 7) + 1 }, (_, i) => ((from - 1 + i) % 7) + 1)
}

/** By its whole name, also of several, or its first letters, three at least. */
function dayOf(word: string): number | null {
  const short = { tues: 'tuesday', wednes: 'wednesday', thurs: 'thursday' }[word] ?? word.replace(/days$/, 'day')
  const found = short.length < 3 ? -1 : names.findIndex((name) => name.startsWith(short))
  return found === -1 ? null : found + 1
}

function bounded(word: string, time: string): readonly [number, number] | null {
  const minutes = minutesOf(time, null)
  if (minutes === null) return null
  return word === 'after' ? [minutes, CLOSES] : [OPENS, minutes]
}

/** "4-5:30pm": what is said of the end holds for the beginning. */
function range(word: string): readonly [number, number] | null {
  const [first = '', last, more] = word.split('-')
  if (last === undefined || more !== undefined) return null
  const half = /(am|pm)$/.exec(last)?.[1] ?? null
  const until = minutesOf(last, null)
  const from = minutesOf(first, half)
  if (from === null || until === null) return null
  // "10-2pm" begins in the morning.
  const isMorning = from >= until && half === 'pm' && !/[ap]m$/.test(first)
  return [isMorning ? from - 12 * 60 : from, until]
}

function minutesOf(word: string, half: string | null): number | null {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?(am|pm|h)?$/.exec(word)
  if (!match) return null
  const [, hourText, minuteText = '0', suffix] = match
  const hour = Number(hourText)
  const said = suffix ?? half
  if (hour > 23 || Number(minuteText) > 59) return null
  if (said === 'am' || said === 'pm') {
    return hour < 1 || hour > 12 ? null : ((hour % 12) + (said === 'pm' ? 12 : 0)) * 60 + Number(minuteText)
  }
  // "After 4" is said of an afternoon.
  return (hour >= 1 && hour <= 7 && suffix === undefined ? hour + 12 : hour) * 60 + Number(minuteText)
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
