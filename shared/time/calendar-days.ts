import { DateTime } from 'luxon'
import { weekdayOf, type LocalDay } from './local-time.ts'

/* Days on a calendar, counted from 1 January 1970; no zone and no clock. */

export interface YearMonth {
  readonly year: number
  readonly month: number
}

/** Null: there is no such day. */
export function dayOf(year: number, month: number, day: number): LocalDay | null {
  const date = DateTime.utc(year, month, day)
  return date.isValid ? date.toMillis() / 86_400_000 : null
}

export function dateOf(day: LocalDay): YearMonth & { readonly day: number } {
  const { year, month, day: of } = DateTime.fromMillis(day * 86_400_000, { zone: 'utc' })
  return { year, month, day: of }
}

/** The same date so many months on, or the last one of a shorter month. */
export function monthsOn(day: LocalDay, months: number): LocalDay {
  return (
    DateTime.fromMillis(day * 86_400_000, { zone: 'utc' })
      .plus({ months })
      .toMillis() / 86_400_000
  )
}

export function monthOn({ year, month }: YearMonth, months: number): YearMonth {
  const count = year * 12 + month - 1 + months
  return { year: Math.floor(count / 12), month: (count % 12) + 1 }
}

export function lastDayOf({ year, month }: YearMonth): LocalDay {
  const next = monthOn({ year, month }, 1)
  return dayOf(next.year, next.month, 1)! - 1
}

export function mondayOf(day: LocalDay): LocalDay {
  return day + 1 - weekdayOf(day)
}

export function mondayAfter(day: LocalDay): LocalDay {
  return mondayOf(day) + 7
}

/** Neither of a weekend nor New Year's Day, which is a holiday wherever Afterbeep calls. */
export function workingDayFrom(day: LocalDay, step: 1 | -1 = 1): LocalDay {
  let found = day
  while (!isWorkingDay(found)) found += step
  return found
}

export function workingDaysOn(day: LocalDay, count: number): LocalDay {
  let found = day
  for (let left = count; left > 0; left--) found = workingDayFrom(found + 1)
  return found
}

function isWorkingDay(day: LocalDay): boolean {
  const { month, day: of } = dateOf(day)
  return weekdayOf(day) <= 5 && !(month === 1 && of === 1)
}
