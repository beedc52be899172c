import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { readPromisedTime } from '../../../shared/time/promised-time.ts'

const toronto = 'America/Toronto'
/** Monday, 23 November 2026, 10:20 in Toronto. */
const monday = at('2026-11-23T10:20')

function at(time: string, zone = toronto): number {
  return DateTime.fromISO(time, { zone }).toMillis()
}

/** "Thu 26 Nov 2026 15:00 - Thu 26 Nov 2026 15:30", or why it is refused. */
function read(text: string, now = monday, timeZone = toronto): string {
  const answer = readPromisedTime({ by: 'text', text }, { now, timeZone })
  if ('reason' in answer) return answer.reason
  const words = (ms: number) => DateTime.fromMillis(ms, { zone: timeZone }).toFormat('ccc d LLL yyyy H:mm', { locale: 'en' }) // prettier-ignore
  return `${words(answer.time.dueAt)} - ${words(answer.time.dueUntil)}`
}

describe('what a rep types is understood as', () => {
  it.each([
    ['thu 3pm', 'Thu 26 Nov 2026 15:00 - Thu 26 Nov 2026 15:30'],
    ['Thursday at 3', 'Thu 26 Nov 2026 15:00 - Thu 26 Nov 2026 15:30'],
    ['thurs, 3 p.m.', 'Thu 26 Nov 2026 15:00 - Thu 26 Nov 2026 15:30'],
    ['thu 15:00', 'Thu 26 Nov 2026 15:00 - Thu 26 Nov 2026 15:30'],
    ['15h30 tomorrow', 'Tue 24 Nov 2026 15:30 - Tue 24 Nov 2026 16:00'],
    ['tomorrow', 'Tue 24 Nov 2026 9:00 - Tue 24 Nov 2026 17:00'],
    ['tomorrow morning', 'Tue 24 Nov 2026 9:00 - Tue 24 Nov 2026 12:00'],
    ['today', 'Mon 23 Nov 2026 10:20 - Mon 23 Nov 2026 17:00'],
    ['tonight', 'Mon 23 Nov 2026 17:00 - Mon 23 Nov 2026 20:00'],
    ['this afternoon', 'Mon 23 Nov 2026 13:30 - Mon 23 Nov 2026 17:00'],
    ['friday afternoon', 'Fri 27 Nov 2026 13:30 - Fri 27 Nov 2026 17:00'],
    ['noon', 'Mon 23 Nov 2026 12:00 - Mon 23 Nov 2026 12:30'],
    ['9am', 'Tue 24 Nov 2026 9:00 - Tue 24 Nov 2026 9:30'],
    ['mon 9am', 'Mon 30 Nov 2026 9:00 - Mon 30 Nov 2026 9:30'],
    ['monday', 'Mon 23 Nov 2026 10:20 - Mon 23 Nov 2026 17:00'],
    ['next monday', 'Mon 30 Nov 2026 9:00 - Mon 30 Nov 2026 17:00'],
    ['next thursday 10', 'Thu 3 Dec 2026 10:00 - Thu 3 Dec 2026 10:30'],
    ['this week', 'Mon 23 Nov 2026 10:20 - Fri 27 Nov 2026 17:00'],
    ['next week', 'Mon 30 Nov 2026 9:00 - Fri 4 Dec 2026 17:00'],
    ['next month', 'Tue 1 Dec 2026 9:00 - Fri 4 Dec 2026 17:00'],
    ['in 2 weeks', 'Mon 7 Dec 2026 9:00 - Mon 7 Dec 2026 17:00'],
    ['in two weeks at 14:00', 'Mon 7 Dec 2026 14:00 - Mon 7 Dec 2026 14:30'],
    ['in 3 days', 'Thu 26 Nov 2026 9:00 - Thu 26 Nov 2026 17:00'],
    ['in 3 months', 'Tue 23 Feb 2027 9:00 - Tue 23 Feb 2027 17:00'],
    ['in 90 minutes', 'Mon 23 Nov 2026 11:50 - Mon 23 Nov 2026 12:20'],
    ['in an hour', 'Mon 23 Nov 2026 11:20 - Mon 23 Nov 2026 11:50'],
    ['in half an hour', 'Mon 23 Nov 2026 10:50 - Mon 23 Nov 2026 11:20'],
    ['in 2h', 'Mon 23 Nov 2026 12:20 - Mon 23 Nov 2026 12:50'],
    ['dec 3 10:30', 'Thu 3 Dec 2026 10:30 - Thu 3 Dec 2026 11:00'],
    ['3 december', 'Thu 3 Dec 2026 9:00 - Thu 3 Dec 2026 17:00'],
    ['December 3rd, 2027', 'Fri 3 Dec 2027 9:00 - Fri 3 Dec 2027 17:00'],
    ['2026-12-03 8:15', 'Thu 3 Dec 2026 8:15 - Thu 3 Dec 2026 8:45'],
    ['the 3rd of dec at 9am', 'Thu 3 Dec 2026 9:00 - Thu 3 Dec 2026 9:30'],
    // Past this year: next year's.
    ['mar 5', 'Fri 5 Mar 2027 9:00 - Fri 5 Mar 2027 17:00'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected))

  it.each([
    ['', 'it is empty'],
    ['soon', 'that may be many times: write a day, or an hour'],
    ['maria thu', '“maria” says nothing of a time'],
    ['thu fri', 'it names two days'],
    ['thu 3pm 4pm', 'it names two times'],
    ['today friday', 'the date is another day of the week'],
    ['25:00', '25:00 is no time of a day'],
    ['13pm', '13pm is no time of a day'],
    ['10:75', '10:75 is no time of a day'],
    ['feb 30', 'there is no such day'],
    ['12/3', '“12/3” may be two dates: write the month by its name'],
    ['today 9am', 'it is past'],
    ['2025-12-03', 'it is past'],
    ['next week 10:00', 'a time of which day?'],
    ['in 900 weeks', 'it is more than five years away'],
  ])('%s: refused, with the reason', (text, reason) => expect(read(text)).toBe(reason))

  it('is kept by the contact’s clock over a change of the clocks', () => {
    // Toronto goes back an hour in the night to Sunday, 1 November 2026, and forward in the one to 14 March 2027.
    const friday = at('2026-10-30T16:00')
    expect(read('sunday 1:30am', friday)).toBe('Sun 1 Nov 2026 1:30 - Sun 1 Nov 2026 2:00')
    expect(read('mon 9am', friday)).toBe('Mon 2 Nov 2026 9:00 - Mon 2 Nov 2026 9:30')
    expect(read('mar 15 9:00')).toBe('Mon 15 Mar 2027 9:00 - Mon 15 Mar 2027 9:30')
    // 2:30 is skipped in that night: half an hour into the hour that follows it.
    expect(read('2027-03-14 2:30am')).toMatch(/^Sun 14 Mar 2027 3:30/)
    expect(read('tomorrow 9am', at('2026-11-23T23:30', 'Australia/Lord_Howe'), 'Australia/Lord_Howe')).toMatch(
      /^Tue 24/,
    )
  })

  it('in words, so that the rep sees what was understood', () => {
    const clock = { now: monday, timeZone: toronto }
    const words = (text: string) => {
      const answer = readPromisedTime({ by: 'text', text }, clock)
      return 'time' in answer ? answer.time.inWords : null
    }
    expect(words('thu 3pm')).toBe('Thursday 26 November, 15:00 to 15:30')
    expect(words('next week')).toBe('Monday 30 November, 9:00, to Friday 4 December, 17:00')
    expect(words('mar 5')).toBe('Friday 5 March 2027, 9:00 to 17:00')
  })
})

it('is echoed with am and pm where the system writes them, and says whose clock wherever two differ', () => {
  const words = (text: string, clock: { ownZone?: string; hour12?: boolean }) => {
    const answer = readPromisedTime({ by: 'text', text }, { now: monday, timeZone: toronto, ...clock })
    return 'time' in answer ? answer.time.inWords : answer.reason
  }
  expect(words('thu 3pm', { hour12: true })).toBe('Thursday 26 November, 3:00 pm to 3:30 pm')
  expect(words('thu 3pm', { ownZone: 'America/New_York' })).toBe('Thursday 26 November, 15:00 to 15:30')
  expect(words('thu 3pm', { ownZone: 'Europe/Berlin' })).toBe(
    'Thursday 26 November, 15:00 to 15:30 on their clock (Toronto), 21:00 to 21:30 on yours',
  )
  expect(words('thu 7pm', { ownZone: 'Asia/Tokyo', hour12: true })).toBe(
    'Thursday 26 November, 7:00 pm to 7:30 pm on their clock (Toronto), Friday 27 November, 9:00 am to 9:30 am on yours',
  )
  expect(words('thu 3pm my time', { ownZone: 'America/Los_Angeles' })).toBe(
    'Thursday 26 November, 18:00 to 18:30 on their clock (Toronto), 15:00 to 15:30 on yours',
  )
})

describe('one key', () => {
  const key = (name: 'today' | 'tomorrow' | 'this-week' | 'next-week', now: number) =>
    readPromisedTime({ by: 'key', key: name }, { now, timeZone: toronto })

  it('“this week” is until Friday, and is refused once the week is over', () => {
    expect(key('this-week', monday)).toMatchObject({ time: { dueAt: monday, dueUntil: at('2026-11-27T17:00') } })
    expect(key('this-week', at('2026-11-27T16:45'))).toEqual({ reason: 'this week is over' })
  })

  it('“today” late in the day is this evening, and before midnight what is left of it', () => {
    expect(key('today', at('2026-11-23T18:00'))).toMatchObject({ time: { dueUntil: at('2026-11-23T20:00') } })
    expect(key('today', at('2026-11-23T23:10'))).toMatchObject({ time: { dueUntil: at('2026-11-24T00:00') } })
  })
})

it('whatever is typed, at whatever moment, is refused in words or lies ahead', () => {
  const words = fc.constantFrom('thu', 'next', 'week', 'in', '2', 'days', '3pm', '10:30', 'dec', 'at', 'today', 'tomorrow', 'morning', 'month', 'this', 'feb', '29', '2028', 'an', 'hour') // prettier-ignore
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 5 }),
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) }),
      fc.constantFrom(toronto, 'Australia/Lord_Howe', 'Asia/Kolkata'),
      (typed, now, timeZone) => {
        const answer = readPromisedTime({ by: 'text', text: typed.join(' ') }, { now, timeZone })
        if ('reason' in answer) {
          expect(answer.reason).not.toBe('')
          return
        }
        expect(answer.time.dueUntil).toBeGreaterThan(now)
        expect(answer.time.dueUntil).toBeGreaterThan(answer.time.dueAt)
        expect(Number.isInteger(answer.time.dueAt)).toBe(true)
      },
    ),
    { numRuns: 1_000 },
  )
})
