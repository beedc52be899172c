import { describe, expect, it } from 'vitest'
import { allDaysOff } from '../../../main/archive/days-off.ts'
import { nextFollowUpOf } from '../../../main/archive/follow-ups.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { makePromise } from '../../../main/cadence/keep-promises.ts'
import { understandPause } from '../../../main/cadence/pause-cadences.ts'
import { moveFromDaysOff, takeDaysOff, understandDaysOff, workAfterAll } from '../../../main/cadence/take-days-off.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { isoOf } from '../../../shared/time/days-off.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { localDay } from '../../../shared/time/local-time.ts'
import type { Result } from '../../../shared/result.ts'
import type { When } from '../../../shared/contract/rep-outcome.ts'
import { must } from '../../support/must.ts'
import {
  addPerson, countedIds, day, dialled, enrolPerson, furnish, minute, monday, rangOut, temporaryArchive,
} from '../../support/temporary-archive.ts' // prettier-ignore

const toronto = 'America/Toronto'
const clock = { now: monday, timeZone: toronto }

/** So many people on a cadence who were called on Monday in vain: their next calls are due from Thursday on. */
function withPeople(count: number, cadence = 'Commercial') {
  const db = temporaryArchive()
  furnish(db)
  const newId = countedIds()
  let seed = 1
  // A list of contacts does not move in step.
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  const sources = (now = monday + minute) => ({ now, random, newId })
  const people = Array.from({ length: count }, (_, index) => {
    const person = addPerson(db, `person-${index}`, { numbers: [] })
    enrolPerson(db, person, cadence)
    must(recordAttempt(db, rangOut(dialled(db, `call-${index}`, person, monday, { phoneNumberId: null })), sources()))
    return person
  })
  const dayOf = (person: ContactId) => isoOf(localDay(nextFollowUpOf(db, person)!.dueAt, toronto))
  const take = (first: string, last: string, now?: number) =>
    takeDaysOff(db, { first, last, name: 'Vacation' }, () => sources(now), toronto)
  return { db, people, sources, dayOf, take }
}

const plans = (db: Archive) => db.prepare(`SELECT * FROM follow_ups WHERE cancelled_at IS NULL ORDER BY 1`).all()

describe('days off', () => {
  it('say what would move before they are taken', () => {
    const { db } = withPeople(12)
    const read = must(understandDaysOff(db, { text: '24 nov - 4 dec' }, clock))
    expect(read).toEqual({ first: '2026-11-24', last: '2026-12-04', moving: 12, staying: 0, next: '2026-12-07' })
    expect(understandDaysOff(db, { text: 'whenever' }, clock)).toMatchObject({
      ok: false,
      trouble: { code: 'days-not-understood', about: { text: 'whenever' } },
    })
  })

  it('move what falls on them, spread over the days that follow, and say where to', async () => {
    const { db, people, take, dayOf } = withPeople(40)
    const { shift, all } = must(await take('2026-11-24', '2026-12-04'))
    expect(shift.stopped).toBe(0)
    expect(shift.to.reduce((sum, { count }) => sum + count, 0)).toBe(40)
    expect(shift.to.length).toBeGreaterThan(2)
    expect(Math.max(...shift.to.map(({ count }) => count))).toBeLessThan(24)
    for (const { day: iso, count } of shift.to) {
      expect(iso >= '2026-12-07').toBe(true)
      expect(people.filter((person) => dayOf(person) === iso)).toHaveLength(count)
    }
    expect(all).toMatchObject([{ name: 'Vacation', first: '2026-11-24', last: '2026-12-04', moved: 40 }])
    expect(nextFollowUpOf(db, people[0]!)!.why).toContain('The cadence rests until Monday 7 December.')
  })

  it('leave the plans of other days, promises and what is being called alone', async () => {
    const { db, people, take, dayOf, sources } = withPeople(3)
    const [ann, bob, cara] = people as [ContactId, ContactId, ContactId]
    const when = { by: 'text', text: '26 nov 15:00' } as const
    must(makePromise(db, { contactId: ann, attemptId: null, kind: 'call', words: '', when }, sources()))
    dialled(db, 'live', bob, monday + 2 * minute, { phoneNumberId: null })
    const before = dayOf(cara)
    const { first, last } = { first: '2026-11-24', last: before > '2026-11-27' ? '2026-11-27' : '2026-11-25' }
    const bobs = nextFollowUpOf(db, bob)
    must(await take(first, last))
    expect(dayOf(cara)).toBe(before)
    expect(nextFollowUpOf(db, ann)).toMatchObject({ promise: true })
    expect(nextFollowUpOf(db, bob)).toEqual(bobs)
  })

  it('tell of the promises that fall on them', () => {
    const { db, people, sources } = withPeople(1)
    const when = { by: 'text', text: '26 nov 15:00' } as const
    must(makePromise(db, { contactId: people[0]!, attemptId: null, kind: 'call', words: '', when }, sources()))
    expect(must(understandDaysOff(db, { text: '26 nov' }, clock))).toMatchObject({ moving: 0, staying: 1 })
    // Made for a whole week, it can be kept on another day.
    expect(must(understandDaysOff(db, { text: '27 nov' }, clock))).toMatchObject({ staying: 0 })
  })

  it('put everything back where it was when they are taken back', async () => {
    const { db, people, take, sources } = withPeople(12)
    const before = plans(db)
    const { daysOffId } = must(await take('2026-11-24', '2026-12-04'))
    expect(plans(db)).not.toEqual(before)
    const { back, all } = must(await workAfterAll(db, daysOffId, () => sources()))
    expect([back, all]).toEqual([12, []])
    expect(plans(db)).toEqual(before)
    expect(await workAfterAll(db, daysOffId, () => sources())).toMatchObject({ trouble: { code: 'not-found' } })
    expect(people).toHaveLength(12)
  })

  it('put nothing back that something has happened with, or whose day is past, or off for another reason', async () => {
    const { db, people, take, dayOf, sources } = withPeople(8)
    const [ann] = people as [ContactId]
    const days = new Map(people.map((person) => [person, dayOf(person)]))
    const { daysOffId } = must(await take('2026-11-24', '2026-12-04'))
    const other = people.find((person) => person !== ann && days.get(person) !== days.get(ann)) ?? people[1]!
    const alsoOff = days.get(other)!
    must(await take(alsoOff, alsoOff))
    must(recordAttempt(db, rangOut(dialled(db, 'again', ann, monday + day, { phoneNumberId: null })), sources(monday + day + minute))) // prettier-ignore
    const anns = nextFollowUpOf(db, ann)
    const { back } = must(await workAfterAll(db, daysOffId, () => sources(monday + day)))
    expect(nextFollowUpOf(db, ann)).toEqual(anns)
    expect(dayOf(other) > '2026-12-04').toBe(true)
    expect(back).toBe(people.filter((person) => person !== ann && days.get(person) !== alsoOff).length)
    expect(allDaysOff(db)).toHaveLength(1)
  })

  it('do not use up the days of a cadence: it goes on after them, however long they are', async () => {
    const { db, people, take, sources } = withPeople(1, 'Next number')
    const before = plans(db)
    const { daysOffId, shift } = must(await take('2026-11-24', '2027-03-01'))
    expect(shift).toMatchObject({ to: [{ count: 1 }], stopped: 0 })
    expect(nextFollowUpOf(db, people[0]!)!.dueAt).toBeGreaterThan(Date.UTC(2027, 2, 2))
    must(await workAfterAll(db, daysOffId, () => sources()))
    expect(plans(db)).toEqual(before)
  })

  it('are gone on with by the next start when Afterbeep ended half-way', async () => {
    const { db, people, dayOf, sources } = withPeople(3)
    db.prepare(`INSERT INTO days_off (days_off_id, first_day, last_day, name) VALUES ('x', '2026-11-24', '2026-12-04', 'V')`).run() // prettier-ignore
    expect(must(await moveFromDaysOff(db, () => sources()))).toEqual({ moved: 3 })
    expect(people.every((person) => dayOf(person) >= '2026-12-07')).toBe(true)
    db.prepare(`UPDATE days_off SET removed_at = 1`).run()
    expect(must(await moveFromDaysOff(db, () => sources()))).toEqual({ moved: 3 })
    expect(people.every((person) => dayOf(person) < '2026-12-05')).toBe(true)
    expect(allDaysOff(db)).toEqual([])
  })

  it('are refused where they make no sense', async () => {
    const { take } = withPeople(0)
    const about = { reason: 'the last day is before the first' }
    expect(await take('2026-12-04', '2026-12-01')).toMatchObject({ ok: false, trouble: { code: 'days-not-understood', about } }) // prettier-ignore
  })
})

describe('a pause of all', () => {
  const until = (text: string, now = monday) =>
    understandPause({ by: 'text', text }, { now, timeZone: toronto }) as Result<{ until: number }>
  const time = (result: Result<{ until: number }>) => (result.ok ? new Date(result.value.until).toISOString() : result.trouble.about['reason']) // prettier-ignore

  it('is read back until when it would last', () => {
    expect(time(until('thu'))).toBe('2026-11-26T14:00:00.000Z')
    expect(time(until('in 2 weeks'))).toBe('2026-12-07T14:00:00.000Z')
    const monday9 = understandPause({ by: 'key', key: 'next-week' } satisfies When, clock)
    expect(time(monday9)).toBe('2026-11-30T14:00:00.000Z')
  })

  it('until Monday, said on a Monday, is the next', () => {
    expect(time(until('monday'))).toBe('2026-11-30T14:00:00.000Z')
  })

  it('until today is no pause', () => {
    expect(time(until('today'))).toBe('it is not later')
  })
})
