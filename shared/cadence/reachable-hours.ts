import type { Try } from './cadence.ts'
import { dayPartSchema, hoursOf, slotsOf, type DayPart, type Slot } from '../time/day-part.ts'
import { localDay, localMinutes, weekdayOf } from '../time/local-time.ts'
import type { WeekWindow } from '../call/rep-outcome.ts'

/** What a receptionist said of when the person is in. */
export interface PersonIn {
  readonly windows: readonly WeekWindow[]
  readonly saidAt: number
}

/** Said windows shorter than this inside a part of the day are no use. */
export const LEAST_SAID_MINUTES = 10
/** After so many tries in the windows that did not reach the person, what was said is given up. */
const BELIEVED_TRIES = 3

const everySlot = slotsOf(dayPartSchema.options)

/** Minutes of this part of this weekday at which the person is said to be in. */
export function saidMinutes(
  windows: readonly WeekWindow[],
  { weekday, part }: Slot,
): { from: number; until: number }[] {
  const { opens, closes } = hoursOf(part)
  return windows
    .filter(({ weekdays }) => weekdays.includes(weekday))
    .map(({ from, until }) => ({ from: Math.max(from, opens), until: Math.min(until, closes) }))
    .filter(({ from, until }) => until - from >= LEAST_SAID_MINUTES)
}

/** The slots that may be called in: those the receptionist named, as long as that is believed, else the cadence's. */
export function allowedSlots(
  { personIn, timeZone, parts }: { personIn: PersonIn | null; timeZone: string; parts: readonly DayPart[] },
  tries: readonly Try[],
): { slots: readonly Slot[]; said: readonly WeekWindow[] | null } {
  const own = () => ({ slots: slotsOf(parts), said: null })
  if (!personIn || personIn.windows.length === 0) return own()
  const slots = everySlot.filter((slot) => saidMinutes(personIn.windows, slot).length > 0)
  const failed = tries.filter(({ startedAt }) => startedAt > personIn.saidAt && isIn(personIn.windows, startedAt, timeZone)) // prettier-ignore
  return slots.length === 0 || failed.length >= BELIEVED_TRIES ? own() : { slots, said: personIn.windows }
}

function isIn(windows: readonly WeekWindow[], at: number, timeZone: string): boolean {
  const weekday = weekdayOf(localDay(at, timeZone))
  const minutes = localMinutes(at, timeZone)
  return windows.some(({ weekdays, from, until }) => weekdays.includes(weekday) && minutes >= from && minutes < until)
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** "In on Tuesday and Thursday, 16:00 to 17:30"; empty for no windows. */
export function personInWords(windows: readonly WeekWindow[]): string {
  if (windows.length === 0) return ''
  const each = windows.map(({ weekdays, from, until }) => `${daysInWords(weekdays)}, ${clock(from)} to ${clock(until)}`)
  return `In on ${each.join('; ')}`
}

function daysInWords(weekdays: readonly number[]): string {
  const names = weekdays.toSorted((a, b) => a - b).map((weekday) => days[weekday - 1]!)
  if (names.length === 5 && names[4] === 'Friday') return 'weekdays'
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
