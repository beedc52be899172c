import { DateTime } from 'luxon'
import type { Forecast } from '../contract/planning.ts'
import { isoOf } from '../time/days-off.ts'
import { weekdayOf, type LocalDay } from '../time/local-time.ts'

/** What is known of the days to come when somebody asks whether more can be carried. */
export interface Load {
  readonly count: number
  readonly dialsADay: number
  /** Dials of a working day that those who have begun already take, on average. */
  readonly committed: number
  /** Contacts that wait to begin already. */
  readonly waiting: number
  /** Dials that one of the new ones takes of a working day, once begun, and until its cadence is over. */
  readonly perDay: number
  readonly perContact: number
  readonly today: LocalDay
  /** Does the rep call on this day? */
  readonly isWorking: (day: LocalDay) => boolean
}

const FARTHEST_DAYS = 366

/** So much of a day is planned; the rest is for promises and callbacks. */
export const PLANNED_SHARE = 0.95

/** How many can be carried at once, and until when the last would begin: as somebody's cadence ends, another one's begins. */
export function forecast(load: Load): Forecast {
  const { count, dialsADay, committed, waiting, perDay } = load
  const room = Math.max(0, dialsADay * PLANNED_SHARE - committed)
  const carries = Math.max(0, Math.floor(room / perDay) - waiting)
  const until = beginsUntil(load, count + waiting - Math.floor(room / perDay))
  const beginsUntilIso = until === null ? null : isoOf(until)
  const fits = carries >= count
  const about = { count, dialsADay, carries, beginsUntil: beginsUntilIso, fits }
  const dials = `${dialsADay.toLocaleString('en')} a day`
  if (fits) {
    return {
      ...about,
      inWords: `${dials} carry ${count === 1 ? 'this one' : `these ${count.toLocaleString('en')}`}: all begin within days.`,
    }
  }
  const begin =
    until === null
      ? `${count.toLocaleString('en')} would still be beginning in a year.`
      : `${count.toLocaleString('en')} would begin until ${DateTime.fromMillis(until * 86_400_000, { zone: 'utc' }).toFormat('d LLLL', { locale: 'en' })}.`
  const carried =
    carries === 0
      ? `${dials} are taken already by who is on a cadence`
      : `${dials} carry about ${rounded(carries).toLocaleString('en')} of these`
  return { ...about, inWords: `${carried}; ${begin}` }
}

/** The working day on which so many have come free, and the first days are full of first calls. */
function beginsUntil({ dialsADay, perContact, count, today, isWorking }: Load, more: number): LocalDay | null {
  const daysOfFirstCalls = Math.ceil(count / dialsADay)
  const freedADay = (dialsADay * PLANNED_SHARE) / perContact
  let left = Math.max(daysOfFirstCalls, Math.ceil(Math.max(0, more) / freedADay))
  for (let day = today; day < today + FARTHEST_DAYS; day++) {
    if (!isWorking(day)) continue
    left--
    if (left <= 0) return day
  }
  return null
}

/** To two digits: it is a guess. */
function rounded(count: number): number {
  if (count < 20) return count
  const step = 10 ** Math.max(1, Math.floor(Math.log10(count)) - 1)
  return Math.round(count / step) * step
}

/** Dials a working day that one contact takes: its tries over its days, of which so many in seven are working days. */
export function dialsPerDay(tries: number, spanDays: number, aWeek: number): number {
  return (tries / spanDays) * (7 / Math.max(1, aWeek))
}

export function workingDaysAWeek(isWorking: (day: LocalDay) => boolean, today: LocalDay): number {
  let days = 0
  for (let day = today; day < today + 7; day++) if (isWorking(day)) days++
  return days === 0 && weekdayOf(today) > 0 ? 5 : days
}
