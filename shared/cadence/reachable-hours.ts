import type { Try } from './cadence.ts'
import type { Reach, Window } from './reach.ts'
import { dayParts, dayHours } from '../time/day-hours.ts'
import { slotInWords, type Slot } from '../time/day-part.ts'
import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay } from '../time/local-time.ts'
import type { WeekWindow } from '../contract/rep-outcome.ts'

/** What a receptionist said of when the person is in. */
export interface PersonIn {
  readonly windows: readonly WeekWindow[]
  readonly saidAt: number
}

/** Said windows shorter than this inside a part of the day are no use. */
const LEAST_SAID_MINUTES = 10
/** After so many tries in the windows that did not reach the person, what was said is given up. */
const BELIEVED_TRIES = 3

/** Minutes of this part of this weekday at which the person is said to be in. */
function saidMinutes(windows: readonly WeekWindow[], { weekday, part }: Slot): { from: number; until: number }[] {
  const { opens, closes } = dayHours[part]
  return windows
    .filter(({ weekdays }) => weekdays.includes(weekday))
    .map(({ from, until }) => ({ from: Math.max(from, opens), until: Math.min(until, closes) }))
    .filter(({ from, until }) => until - from >= LEAST_SAID_MINUTES)
}

/** When the receptionist said they are in, as long as that is believed: three tries then that were in vain, and it is doubted. */
export function believedWindows(
  { personIn, timeZone }: { readonly personIn: PersonIn | null; readonly timeZone: string },
  tries: readonly Try[],
): readonly WeekWindow[] | null {
  if (!personIn || personIn.windows.length === 0) return null
  return triedAsSaid(personIn, timeZone, tries).length >= BELIEVED_TRIES ? null : personIn.windows
}

/** "Doubted: 3 tries at these times were in vain."; null while what was said is believed. */
export function doubtInWords(personIn: PersonIn, timeZone: string, tries: readonly Try[]): string | null {
  const failed = triedAsSaid(personIn, timeZone, tries).length
  return personIn.windows.length > 0 && failed >= BELIEVED_TRIES
    ? `Doubted: ${failed} tries at these times were in vain.`
    : null
}

/** Tries since it was said, at the times that were named. */
function triedAsSaid({ windows, saidAt }: PersonIn, timeZone: string, tries: readonly Try[]): readonly Try[] {
  return tries.filter(
    ({ startedAt, received }) => !received && startedAt > saidAt && isIn(windows, startedAt, timeZone),
  )
}

/** Whoever is in on one day of the week is in again within a week; days off and holidays may take some of them. */
const SAID_WITHIN_DAYS = 35

interface SaidFacts {
  readonly personIn: PersonIn | null
  readonly timeZone: string
  readonly reach: Reach
  readonly daysOff: ReadonlySet<LocalDay>
  readonly cadence: { readonly gapDays: { readonly least: number } }
}

/**
 * The next time at which they are said to be in, and why. What was just said is used at once, however soon: "Tuesdays 10 to 12",
 * said on a Monday, is tomorrow; once it was tried the cadence keeps its gap. null: the rep's hours never meet what was said.
 */
export function saidWindow(
  { personIn, timeZone, reach, daysOff, cadence }: SaidFacts,
  tries: readonly Try[],
  windows: readonly WeekWindow[],
  from: number,
): (Window & { readonly why: string }) | null {
  const last = triedAsSaid(personIn!, timeZone, tries).at(-1)
  const earliest = last
    ? Math.max(from, momentOn(localDay(last.startedAt, timeZone) + cadence.gapDays.least, 0, timeZone))
    : from
  const first = localDay(earliest, timeZone)
  for (let day = first; day < first + SAID_WITHIN_DAYS; day++) {
    if (daysOff.has(day)) continue
    const weekday = weekdayOf(day)
    const found = dayParts
      .filter((part) => weekday >= 6 === (part === 'weekend'))
      .flatMap((part) =>
        saidMinutes(windows, { weekday, part }).flatMap((said) =>
          reach.within(day, said.from, said.until).map((open) => ({ ...open, part })),
        ),
      )
      .map(({ dueAt, dueUntil, part }) => ({ dueAt: Math.max(dueAt, earliest), dueUntil, part }))
      .filter(({ dueAt, dueUntil }) => dueUntil - dueAt >= LEAST_SAID_MINUTES * 60_000)
      .sort((a, b) => a.dueAt - b.dueAt)[0]
    if (!found) continue
    const { dueAt, dueUntil, part } = found
    const why = `${slotInWords({ weekday, part })}: the receptionist said ${lower(personInWords(windows))}.`
    return { dueAt, dueUntil, why }
  }
  return null
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

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
