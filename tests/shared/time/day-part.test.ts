import { DateTime } from 'luxon'
import { expect, it } from 'vitest'
import { localDay } from '../../../shared/time/local-time.ts'
import { dayParts } from '../../../shared/time/day-hours.ts'
import { slotAt, slotInWords, slotsOf, windowOf } from '../../../shared/time/day-part.ts'

const zone = 'Europe/Berlin'
const at = (local: string) => DateTime.fromISO(local, { zone }).toMillis()

it.each([
  ['2026-11-23T06:00', 'Monday early morning'],
  ['2026-11-23T08:59', 'Monday early morning'],
  ['2026-11-24T09:00', 'Tuesday morning'],
  ['2026-11-25T12:00', 'Wednesday lunchtime'],
  ['2026-11-26T13:30', 'Thursday afternoon'],
  ['2026-11-27T17:00', 'Friday evening'],
  ['2026-11-27T23:59', 'Friday evening'],
  ['2026-11-28T09:00', 'Saturday'],
  ['2026-11-29T21:00', 'Sunday'],
])('%s is on a %s', (local, words) => {
  expect(slotInWords(slotAt(at(local), zone))).toBe(words)
})

it('a week has 27 slots', () => {
  expect(slotsOf(dayParts)).toHaveLength(27)
})

it('the parts of a weekday follow each other from eight to eight', () => {
  const day = localDay(at('2026-11-23T12:00'), zone)
  const windows = dayParts.flatMap((part) => windowOf(day, part, zone) ?? [])
  expect(windows[0]!.opensAt).toBe(at('2026-11-23T08:00'))
  expect(windows.at(-1)!.closesAt).toBe(at('2026-11-23T20:00'))
  for (const [index, { opensAt }] of windows.entries())
    if (index > 0) expect(opensAt).toBe(windows[index - 1]!.closesAt)
})

it('a weekend has one part, and a weekday none of it', () => {
  expect(windowOf(localDay(at('2026-11-28T12:00'), zone), 'morning', zone)).toBeNull()
  expect(windowOf(localDay(at('2026-11-23T12:00'), zone), 'weekend', zone)).toBeNull()
})

it.each(['2026-03-29', '2026-10-25'])('windows keep their local hours on %s, when the clocks change', (date) => {
  expect(windowOf(localDay(at(`${date}T12:00`), zone), 'weekend', zone)).toEqual({
    opensAt: at(`${date}T10:00`),
    closesAt: at(`${date}T16:00`),
  })
})
