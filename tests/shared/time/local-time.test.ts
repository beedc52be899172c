import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, it } from 'vitest'
import { localDay, localMinutes, momentOn, weekdayOf } from '../../../shared/time/local-time.ts'

/** Among them half hours, both hemispheres, and changes of the clock by half an hour. */
const zones = [
  'UTC',
  'America/Toronto',
  'America/St_Johns',
  'America/Santiago',
  'Europe/Berlin',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
]
const moments = fc.record({
  zone: fc.constantFrom(...zones),
  at: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2036, 0, 1) }),
})
const epoch = (zone: string) => DateTime.fromISO('1970-01-01', { zone })

it('the day, its name and the clock on the wall are those of luxon', () => {
  fc.assert(
    fc.property(moments, ({ zone, at }) => {
      const there = DateTime.fromMillis(at, { zone })
      expect(localMinutes(at, zone)).toBe(there.hour * 60 + there.minute)
      expect(weekdayOf(localDay(at, zone))).toBe(there.weekday)
      expect(localDay(at, zone)).toBe(
        Math.round(there.startOf('day').setZone('UTC', { keepLocalTime: true }).diff(epoch('UTC'), 'days').days),
      )
    }),
    { numRuns: 1_000 },
  )
})

it('from eight to eight every minute of a day has its moment, also on the days when the clocks change', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 8 * 60, max: 20 * 60 }), ({ zone, at }, minutes) => {
      const day = localDay(at, zone)
      const moment = momentOn(day, minutes, zone)
      expect([localDay(moment, zone), localMinutes(moment, zone)]).toEqual([day, minutes])
    }),
    { numRuns: 1_000 },
  )
})

it.each([
  ['2027-03-14T01:59:59', '2027-03-14T03:00:00'],
  ['2026-11-01T00:59:59', '2026-11-01T01:00:00'],
])('the minutes in which Toronto changes its clocks are told apart: %s', (before, after) => {
  for (const time of [before, after]) {
    const there = DateTime.fromISO(time, { zone: 'America/Toronto' })
    expect(localMinutes(there.toMillis(), 'America/Toronto')).toBe(there.hour * 60 + there.minute)
  }
})

it('a zone that is none is refused', () => {
  expect(() => localDay(0, 'Mars/Olympus')).toThrow(/not a time zone/)
})
