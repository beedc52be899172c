import { DateTime } from 'luxon'
import { expect, it } from 'vitest'
import { feasibility } from '../../../shared/cadence/feasibility.ts'
import { presetNamed } from '../../../shared/cadence/cadence-presets.ts'
import { openReach } from '../../../shared/cadence/reach.ts'
import { dayOfIso } from '../../../shared/time/days-off.ts'

const nineToFive = { timeZone: 'America/Toronto', days: [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? [{ from: 540, until: 1020 }] : [])) } // prettier-ignore
const monday = dayOfIso('2026-11-23')

it.each([
  ['America/Toronto', 'CA', 'afternoon', 'Mon 13:30 to 17:00'],
  ['America/Toronto', 'CA', 'evening', ''],
  ['America/Toronto', 'CA', 'early', ''],
  ['America/Los_Angeles', 'US-CA', 'morning', 'Mon 9:00 to 12:00'],
  ['America/Los_Angeles', 'US-CA', 'afternoon', 'Mon 13:30 to 14:00'],
  // France may be called from ten to one and from two to eight; the rep begins at three of theirs.
  ['Europe/Paris', 'FR', 'lunch', ''],
  ['Europe/Paris', 'FR', 'afternoon', 'Mon 15:00 to 17:00'],
] as const)('in %s (%s) a rep of nine to five in Toronto meets the %s: %s', (timeZone, region, part, expected) => {
  const windows = openReach({ timeZone, region, hours: nineToFive }).windows(monday, part)
  const time = (at: number, format: string) =>
    DateTime.fromMillis(at, { zone: timeZone }).toFormat(format, { locale: 'en' })
  expect(windows.map(({ dueAt, dueUntil }) => `${time(dueAt, 'ccc H:mm')} to ${time(dueUntil, 'H:mm')}`).join()).toBe(expected) // prettier-ignore
})

it('what the law closes is no window, whatever the rep’s hours', () => {
  const { slots, windows } = openReach({ timeZone: 'Australia/Sydney', region: 'AU', hours: null })
  expect(slots(monday).has('7 weekend')).toBe(false)
  expect(windows(monday, 'early')).toEqual([])
})

it('a cadence says what would let its tries vary', () => {
  const reach = openReach({ timeZone: 'America/Toronto', region: 'CA', hours: nineToFive })
  expect(feasibility(presetNamed('Last resort'), reach, monday)).toEqual({
    times: 15,
    timesWanted: 27,
    tries: 20,
    triesWanted: 20,
    kept: true,
    inWords: 'Early mornings from 8:00 would let 5 more of 20 tries vary.',
  })
  const twoHours = {
    ...nineToFive,
    days: nineToFive.days.map((_, day) => (day < 2 ? [{ from: 540, until: 660 }] : [])),
  }
  const few = feasibility(presetNamed('Last resort'), openReach({ timeZone: 'America/Toronto', region: 'CA', hours: twoHours }), monday) // prettier-ignore
  expect(few).toMatchObject({ kept: false, times: 2, tries: 14 })
  expect(few.inWords).toMatch(
    /^In your hours Last resort has 2 different times of the week: room for 14 of its 20 tries\./,
  )
  const never = { ...nineToFive, days: nineToFive.days.map(() => [{ from: 0, until: 60 }]) }
  expect(feasibility(presetNamed('Commercial'), openReach({ timeZone: 'America/Toronto', region: 'CA', hours: never }), monday).inWords).toMatch(/^Commercial finds no time/) // prettier-ignore
})
