import type { Weekday } from '../time/local-time.ts'

/** Minutes after local midnight; `closes` is the first minute that is too late. */
export interface Opening {
  readonly opens: number
  readonly closes: number
}

export interface HoursRule {
  readonly on: (weekday: Weekday) => readonly Opening[]
  readonly inWords: string
  /** Whom or which days the rule speaks of, where that is not everybody and every day. */
  readonly note: string
  readonly source: string
  /** No calls on the region's public holidays. */
  readonly closedOnHolidays?: boolean
}

const guide =
  'Drop Cowboy, State Calling Restrictions Guide, updated 2025-11-01, https://www.dropcowboy.com/state-compliance'
const holidayList =
  'restricted call dates, https://dnc.dreamhosters.com/2019-january-restricted-call-dates, and https://blog.clickpointsoftware.com/telemarketing-calling-hours-by-state (July 2025)'
const unread = 'No text of this law was read: from general knowledge, and taken at its narrowest. Ask your lawyer.'

type Hours = readonly [opens: number, closes: number] | null

/** From Monday to Friday, on Saturdays, on Sundays; null: no calls. */
function rule(week: Hours, saturday: Hours, sunday: Hours, more: Partial<HoursRule> = {}): HoursRule {
  const on = (weekday: Weekday) => {
    const hours = weekday === 7 ? sunday : weekday === 6 ? saturday : week
    return hours ? [{ opens: hours[0] * 60, closes: hours[1] * 60 }] : []
  }
  return { on, inWords: hoursInWords(week, saturday, sunday), note: '', source: guide, ...more }
}

function hoursInWords(week: Hours, saturday: Hours, sunday: Hours): string {
  const words = (hours: Hours) => (hours ? `${hours[0]}:00 to ${hours[1]}:00` : '')
  if (words(week) === words(saturday) && words(week) === words(sunday)) return words(week)
  const days = words(week) === words(saturday) ? 'from Monday to Saturday' : 'from Monday to Friday'
  const parts = [
    `${words(week)} ${days}`,
    words(week) !== words(saturday) && saturday && `${words(saturday)} on Saturdays`,
    sunday && `${words(sunday)} on Sundays`,
  ].filter(Boolean)
  const closed = [!saturday && 'Saturdays', !sunday && 'Sundays'].filter(Boolean)
  return parts.join(', ') + (closed.length > 0 ? `, and not on ${closed.join(' and ')}` : '')
}

const withHolidays = { closedOnHolidays: true, source: `${guide}; ${holidayList}` } as const

/**
 * The States whose hours are narrower than the federal ones, as compliance guides list them; read 2026-12-01. Secondary sources:
 * they may be wrong, and most of these laws speak of consumers.
 */
export const stateHours: Readonly<Record<string, HoursRule>> = {
  'US-AL': rule([8, 20], [8, 20], null, withHolidays),
  'US-CT': rule([9, 20], [9, 20], [9, 20]),
  'US-FL': rule([8, 20], [8, 20], [8, 20], { source: `Fla. Stat. 501.616(6); ${guide}` }),
  'US-KY': rule([10, 21], [10, 21], [10, 21]),
  'US-LA': rule([8, 20], [8, 20], null, withHolidays),
  'US-MA': rule([8, 20], [8, 20], [8, 20]),
  'US-MD': rule([8, 20], [8, 20], [8, 20]),
  'US-MI': rule([9, 21], [9, 21], [9, 21]),
  'US-MN': rule([9, 21], [9, 21], [9, 21]),
  'US-MS': rule([8, 20], [8, 20], null, withHolidays),
  'US-NM': rule([9, 21], [9, 21], [9, 21]),
  'US-NV': rule([9, 20], [9, 20], [9, 20]),
  'US-OK': rule([8, 20], [8, 20], [8, 20], { source: `Okla. Stat. tit. 15, 775C.4; ${guide}` }),
  'US-OR': rule([8, 20], [8, 20], [8, 20], { note: unread, source: 'General knowledge, unread' }),
  'US-PA': rule([8, 21], [8, 12], [8, 21], {
    ...withHolidays,
    note: 'The guide that was read lists Saturdays until noon; that is its narrowest reading.',
  }),
  'US-RI': rule([9, 18], [10, 17], null, {
    ...withHolidays,
    note: 'The weekdays were read in a guide; the weekend is from general knowledge.',
  }),
  'US-SD': rule([9, 21], [9, 21], null, { note: unread, source: 'General knowledge, unread' }),
  'US-TX': rule([9, 21], [9, 21], [12, 21], { note: unread, source: 'General knowledge, unread' }),
  'US-UT': rule([8, 21], [8, 21], null, {
    closedOnHolidays: true,
    note: 'The holidays were read in a list; the Sundays are from general knowledge.',
    source: holidayList,
  }),
  'US-WA': rule([8, 20], [8, 20], [8, 20], {
    source: 'https://kleinmoynihan.com/trend-continues-more-state-tcpa-laws-introduced-telemarketing-lawyer/',
  }),
  'US-WY': rule([8, 20], null, null, { note: unread, source: 'General knowledge, unread' }),
}

/** Whose law limits the calls to a person in 24 hours, and to how many. */
export const callsADay: Readonly<Record<string, { readonly most: number; readonly source: string }>> = {
  'US-FL': {
    most: 3,
    source:
      'Fla. Stat. 501.616(6)(b), as quoted by https://blog.clickpointsoftware.com/federal-and-local-call-time-and-date-compliance (July 2025)',
  },
  'US-OK': {
    most: 3,
    source:
      'Okla. Stat. tit. 15, 775C.4, as quoted by https://blog.clickpointsoftware.com/federal-and-local-call-time-and-date-compliance (July 2025)',
  },
  'US-MD': {
    most: 3,
    source:
      'https://g2leadstosales.com/2025-state-by-state-calling-restrictions-telemarketing-call-centers.html (2024-11-08)',
  },
}
