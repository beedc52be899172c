import { describe, expect, it } from 'vitest'
import { dayOfIso, firstDayOn, isoOf, readDaysOff } from '../../../shared/time/days-off.ts'

/** Monday, 23 November 2026, 10:00 in Toronto. */
const clock = { now: Date.UTC(2026, 10, 23, 15), timeZone: 'America/Toronto' }

function read(text: string, now = clock.now) {
  const days = readDaysOff(text, { ...clock, now })
  return 'reason' in days ? days.reason : `${isoOf(days.first)} ${isoOf(days.last)}`
}

describe('days off are read as people write them', () => {
  it.each([
    ['24 dec - 2 jan', '2026-12-24 2027-01-02'],
    ['24 Dec – 2 Jan', '2026-12-24 2027-01-02'],
    ['dec 24 to jan 2', '2026-12-24 2027-01-02'],
    ['24-27 dec', '2026-12-24 2026-12-27'],
    ['24 - 27 december', '2026-12-24 2026-12-27'],
    ['dec 24 - 27', '2026-12-24 2026-12-27'],
    ['24th to 27th dec', '2026-12-24 2026-12-27'],
    ['2026-12-24 to 2027-01-02', '2026-12-24 2027-01-02'],
    ['2026-12-24 - 2026-12-26', '2026-12-24 2026-12-26'],
    ['25 dec', '2026-12-25 2026-12-25'],
    ['2026-12-25', '2026-12-25 2026-12-25'],
    ['today', '2026-11-23 2026-11-23'],
    ['tomorrow', '2026-11-24 2026-11-24'],
    ['thursday', '2026-11-26 2026-11-26'],
    ['thu to fri', '2026-11-26 2026-11-27'],
    ['fri - mon', '2026-11-27 2026-11-30'],
    ['next week', '2026-11-30 2026-12-04'],
    ['1 mar', '2027-03-01 2027-03-01'],
    ['12/24', '2026-12-24 2026-12-24'],
    ['24.12. - 2.1.', '2026-12-24 2027-01-02'],
    ['1 nov - 5 nov', '2027-11-01 2027-11-05'],
    ['until friday', '2026-11-23 2026-11-27'],
    ['tomorrow until friday', '2026-11-24 2026-11-27'],
    ['2026-11-20 to 2026-11-25', '2026-11-20 2026-11-25'],
  ])('%s', (text, days) => {
    expect(read(text)).toBe(days)
  })

  it.each([
    ['', 'it is empty'],
    ['whenever', 'that may be many times: write a day, or an hour'],
    ['31 feb', 'there is no such day'],
    ['2026-02-31', 'there is no such day'],
    ['12/3', '“12/3” may be two dates: write the month by its name'],
    ['dec 24 to 3', 'the last day is before the first: write its month'],
    ['from monday', 'it does not say until when'],
    ['friday afternoon', 'it is no whole day'],
    ['2026-12-24 to 2026-12-20', 'the last day is before the first'],
    ['2026-11-01', 'it is past'],
    ['2026-12-24 - 2028-01-02', 'it is longer than a year'],
    ['1 dec to 2 dec to 3 dec', 'it names more than two days'],
  ])('“%s” is refused', (text, reason) => {
    expect(read(text)).toBe(reason)
  })

  it('late in the evening today is today still', () => {
    expect(read('today', Date.UTC(2026, 10, 24, 4, 30))).toBe('2026-11-23 2026-11-23')
  })
})

it('what is moved begins again on a day that is neither off nor of a weekend', () => {
  const off = new Set([dayOfIso('2027-01-04')])
  expect(isoOf(firstDayOn(dayOfIso('2027-01-02'), off))).toBe('2027-01-05')
  expect(isoOf(firstDayOn(dayOfIso('2026-11-25'), off))).toBe('2026-11-25')
})
