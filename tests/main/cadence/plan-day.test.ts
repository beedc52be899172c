import { describe, expect, it } from 'vitest'
import { answerTallies } from '../../../main/archive/answer-tallies.ts'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { learntFrom } from '../../../main/archive/answer-sums.ts'
import { nextFollowUpOf } from '../../../main/archive/follow-ups.ts'
import { addGatekeeperFact } from '../../../main/archive/gatekeeper-facts.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { measuredDials, measuredHours } from '../../../main/archive/planning.ts'
import { queue } from '../../../main/archive/queue.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { enrolMany, unenrolMany } from '../../../main/cadence/enrol-many.ts'
import { keepHours } from '../../../main/cadence/keep-hours.ts'
import { makePromise } from '../../../main/cadence/keep-promises.ts'
import { planDay } from '../../../main/cadence/plan-day.ts'
import { forecastCadence, keepPlanning, showHolidays, strikeOut } from '../../../main/cadence/plan-week.ts'
import { pauseCadence, resumeCadence } from '../../../main/cadence/run-cadence.ts'
import { usualPlanning } from '../../../shared/cadence/usual-planning.ts'
import type { AttemptId, CadenceId, ContactId } from '../../../shared/ids.ts'
import { localDay, localMinutes, momentOn, weekdayOf } from '../../../shared/time/local-time.ts'
import { must } from '../../support/must.ts'
import { addPerson, countedSources, day, dialled, enrolPerson, furnish, minute, monday, rangOut, talked, temporaryArchive } from '../../support/temporary-archive.ts' // prettier-ignore

const zone = 'America/Toronto'
const clock = { now: monday, timeZone: zone }
const nineToFive = { timeZone: zone, days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => (weekday <= 5 ? [{ from: 540, until: 1020 }] : [])) } // prettier-ignore

async function withMany(count: number, dials = 20) {
  const db = temporaryArchive()
  furnish(db)
  must(keepPlanning(db, { ...usualPlanning, workingHours: nineToFive, dialsADay: dials }, clock))
  const sources = countedSources()
  const contactIds = Array.from({ length: count }, (_, index) => addPerson(db, `person-${index}`))
  const cadenceId = 'last-resort' as CadenceId
  const enrolled = must(await enrolMany(db, { contactIds, cadenceId, beginning: 'spread' }, () => sources(monday)))
  return { db, contactIds, cadenceId, sources, enrolled }
}

const dueDays = (db: Archive) =>
  db
    .prepare<[], { due: number }>('SELECT due_at AS due FROM follow_ups WHERE done_at IS NULL AND cancelled_at IS NULL')
    .all()
    .map(({ due }) => localDay(due, zone))

describe('what a day holds', () => {
  it('is what begins on it: more than a day’s dials begin on the days that follow, in the rep’s hours', async () => {
    const { db, enrolled } = await withMany(50)
    expect(enrolled.enrolled).toHaveLength(50)
    const days = dueDays(db)
    for (const one of new Set(days)) {
      expect(days.filter((other) => other === one).length).toBeLessThanOrEqual(20)
      expect(weekdayOf(one)).toBeLessThanOrEqual(5)
    }
    expect(new Set(days).size).toBeGreaterThanOrEqual(3)
  })

  it('is said before many are put on a cadence', async () => {
    const { db, cadenceId } = await withMany(1, 60)
    const few = must(forecastCadence(db, { cadenceId, count: 100 }, clock))
    expect(few).toMatchObject({
      fits: true,
      dialsADay: 60,
      inWords: '60 a day carry these 100: all begin within days.',
    })
    const many = must(forecastCadence(db, { cadenceId, count: 1_000 }, clock))
    expect(many.fits).toBe(false)
    expect(many.carries).toBeGreaterThan(150)
    expect(many.inWords).toMatch(/^60 a day carry about \d+ of these; 1,000 would /)
  })

  it('plans what went by anew where there is room, and gives nobody a second row', async () => {
    const { db, sources } = await withMany(50)
    const today = localDay(monday, zone)
    const tuesday = dueDays(db).filter((one) => one === today + 1).length
    // The whole of Monday was missed.
    while (must(planDay(db, sources(monday + day))).more);
    const days = dueDays(db)
    expect(days).toHaveLength(50)
    expect(days.filter((one) => one === today)).toEqual([])
    expect(tuesday).toBeGreaterThan(0)
  })

  it('takes a mass enrolment back, but for whoever was called', async () => {
    const { db, contactIds, cadenceId, sources } = await withMany(5)
    must(recordAttempt(db, rangOut(dialled(db, 'a', contactIds[0]!, monday)), sources(monday + minute)))
    expect(must(await unenrolMany(db, { contactIds, cadenceId }, () => sources(monday)))).toEqual({ undone: 4 })
    expect(contactIds.map((contactId) => nextFollowUpOf(db, contactId) !== null)).toEqual([true, false, false, false, false]) // prettier-ignore
  })

  it('follows the rep’s hours when they change', async () => {
    const { db, sources } = await withMany(20)
    const evenings = {
      ...nineToFive,
      days: nineToFive.days.map((spans) => spans.map(() => ({ from: 1020, until: 1200 }))),
    }
    must(keepPlanning(db, { ...usualPlanning, workingHours: evenings, dialsADay: 20 }, clock))
    expect(must(await keepHours(db, () => sources(monday))).moved).toBe(20)
    const due = db.prepare<[], { due: number }>('SELECT due_at AS due FROM follow_ups WHERE cancelled_at IS NULL').all()
    expect(due).toHaveLength(20)
    for (const one of due) expect(localMinutes(one.due, zone)).toBeGreaterThanOrEqual(1020)
  })
})

describe('public holidays', () => {
  it('are those of the contact’s region, and each can be struck out', async () => {
    const { db, sources, contactIds } = await withMany(1)
    const christmas = must(showHolidays(db, clock)).find(({ name }) => name === 'Christmas Day')!
    expect(christmas).toMatchObject({ region: 'CA-ON', day: '2026-12-25', struck: false })
    const thursday = Date.UTC(2026, 11, 24, 22, 30)
    const planned = () => {
      must(pauseCadence(db, { contactId: contactIds[0]!, until: null }, sources(thursday)))
      must(resumeCadence(db, contactIds[0]!, sources(thursday)))
      return localDay(nextFollowUpOf(db, contactIds[0]!)!.dueAt, zone)
    }
    // Friday is Christmas, and the next weekday Boxing Day's Monday or later.
    expect(planned()).toBeGreaterThan(localDay(Date.UTC(2026, 11, 26, 17), zone))
    const struck = must(strikeOut(db, { region: 'CA-ON', day: '2026-12-25', struck: true }, clock))
    expect(struck.find(({ day: one }) => one === '2026-12-25')?.struck).toBe(true)
    expect(planned()).toBe(localDay(Date.UTC(2026, 11, 25, 17), zone))
  })
})

describe('a promise that nobody answered', () => {
  const promised = (db: Archive, contactId: ContactId, sources: ReturnType<typeof countedSources>) =>
    must(makePromise(db, { contactId, attemptId: null, kind: 'call', words: '', when: { by: 'window', dueAt: monday, dueUntil: monday + 30 * minute } }, sources(monday - day))) // prettier-ignore

  it('stays on top, is not the next to be called until its next go, and counts as a try', async () => {
    const { db, contactIds, sources } = await withMany(2)
    const jane = contactIds[0]!
    promised(db, jane, sources)
    expect(queue(db, { now: monday, limit: 9 }).items[0]).toMatchObject({ contactId: jane, section: 'promised', notBefore: null }) // prettier-ignore
    must(recordAttempt(db, rangOut(dialled(db, 'a', jane, monday + minute)), sources(monday + 2 * minute)))
    const next = nextFollowUpOf(db, jane)!
    expect(next).toMatchObject({ promise: true, recordingId: null })
    expect(next.why).toContain('Tried once, not answered: again at lunchtime on the same day.')
    const now = monday + 40 * minute
    expect(queue(db, { now, limit: 9 }).items[0]).toMatchObject({ contactId: jane, section: 'promised', notBefore: next.dueAt, late: 'Late by less than an hour.', tryNumber: 2 }) // prettier-ignore
    expect(queue(db, { now, limit: 9 }).counts.promised).toBe(1)
    const [shown] = contactCard(db, jane, { now, heard: () => false })!.assistant.promises
    expect(shown).toMatchObject({ late: 'Late by less than an hour.', goes: { made: 1, today: 1, nextAt: next.dueAt } })
  })

  it('offers a message after three goes, and two goes are made on one day at most', async () => {
    const { db, contactIds, sources } = await withMany(1)
    const jane = contactIds[0]!
    promised(db, jane, sources)
    const days: number[] = []
    for (let go = 0; go < 3; go++) {
      const at = Math.max(nextFollowUpOf(db, jane)!.dueAt, monday)
      days.push(localDay(at, zone))
      expect(nextFollowUpOf(db, jane)!.recordingId).toBeNull()
      must(recordAttempt(db, rangOut(dialled(db, `go-${go}`, jane, at)), sources(at + minute)))
    }
    expect(days[1]).toBe(days[0])
    expect(days[2]).toBe(days[0]! + 1)
    expect(nextFollowUpOf(db, jane)).toMatchObject({ promise: true, recordingId: 'introduction' })
  })
})

it('the days of a cadence rest while it is paused: four months later it goes on', () => {
  const db = temporaryArchive()
  furnish(db)
  const sources = countedSources()
  const jane = addPerson(db, 'jane')
  enrolPerson(db, jane, 'Last resort')
  must(recordAttempt(db, rangOut(dialled(db, 'a', jane, monday)), sources(monday + minute)))
  must(pauseCadence(db, { contactId: jane, until: { by: 'text', text: 'in 120 days' } }, sources(monday + day)))
  expect(nextFollowUpOf(db, jane)!.dueAt).toBeGreaterThanOrEqual(monday + 120 * day)
  must(resumeCadence(db, jane, sources(monday + 118 * day)))
  const next = nextFollowUpOf(db, jane)!
  must(recordAttempt(db, rangOut(dialled(db, 'b', jane, next.dueAt)), sources(next.dueAt + minute)))
  expect(nextFollowUpOf(db, jane)?.kind).toBe('call')
})

it('answers are summed by the archive itself, fade, and follow a corrected outcome', () => {
  const db = temporaryArchive()
  furnish(db)
  const sources = countedSources()
  const jane = addPerson(db, 'jane')
  enrolPerson(db, jane, 'Commercial')
  must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 2 * minute)))
  expect(answerTallies(db).get('1 morning')).toEqual({ tries: 1, answered: 1 })
  expect(learntFrom(db, monday).slots.get('1 morning')!.answered).toBeCloseTo(1, 2)
  expect(learntFrom(db, monday + 90 * day).slots.get('1 morning')!.answered).toBeCloseTo(0.5, 2)
  db.prepare(`UPDATE attempts SET outcome = 'no-answer' WHERE attempt_id = 'attempt-a'`).run()
  expect(learntFrom(db, monday).slots.get('1 morning')!.answered).toBeCloseTo(0, 6)
  must(keepPlanning(db, { ...usualPlanning, halfLifeDays: 30 }, clock))
  db.prepare(`UPDATE attempts SET outcome = 'answered' WHERE attempt_id = 'attempt-a'`).run()
  expect(learntFrom(db, monday + 30 * day).slots.get('1 morning')!.answered).toBeCloseTo(0.5, 2)
})

describe('what the rep did', () => {
  /** Calls of a rep in Auckland, whose mornings are yesterday's evenings by the clock of Greenwich. */
  const auckland = 'Pacific/Auckland'
  const dialsOn = (db: Archive, first: number, days: number, aDay: number) => {
    const sources = countedSources()
    for (let at = 0; at < days; at++) {
      const begins = momentOn(first + at, 9 * 60, auckland)
      if (weekdayOf(first + at) >= 6) continue
      for (let dial = 0; dial < aDay; dial++) {
        const when = begins + Math.floor((dial * 5 * 3_600_000) / aDay)
        must(
          recordAttempt(db, rangOut(dialled(db, `${at}-${dial}`, `person-${dial}` as ContactId, when)), sources(when)),
        )
      }
    }
  }
  const furnished = (people: number) => {
    const db = temporaryArchive()
    furnish(db)
    for (let each = 0; each < people; each++) addPerson(db, `person-${each}`)
    return db
  }

  it('is counted by the days of their own calendar, from the second week on', () => {
    const db = furnished(12)
    const first = localDay(Date.UTC(2026, 10, 1, 20), auckland)
    dialsOn(db, first, 14, 12)
    const now = (days: number) => momentOn(first + days, 8 * 60, auckland)
    expect(measuredDials(db, now(5), auckland)).toBeNull()
    expect(measuredDials(db, now(14), auckland)).toBe(12)
    expect(measuredHours(db, now(14), auckland)!.days[0]).toEqual([{ from: 540, until: 840 }])
  })

  it('says nothing of a weekday without dials before three weeks have passed, and of weekends at once', () => {
    const db = furnished(12)
    const first = localDay(Date.UTC(2026, 10, 1, 20), auckland)
    dialsOn(db, first, 12, 12)
    db.exec(`DELETE FROM attempts WHERE attempt_id LIKE 'attempt-4-%' OR attempt_id LIKE 'attempt-11-%'`)
    const { days } = measuredHours(db, momentOn(first + 14, 480, auckland), auckland)!
    expect(days.map((spans) => spans.length)).toEqual([1, 1, 1, 1, 1, 0, 0])
  })

  it('teaches: windows in which they never call are planned for less', { timeout: 60_000 }, () => {
    const mornings = (taught: boolean) => {
      const db = furnished(18)
      const before = { now: monday - 20 * day, timeZone: zone }
      must(keepPlanning(db, { ...usualPlanning, workingHours: nineToFive, dialsADay: 60 }, before))
      if (taught) {
        const days = nineToFive.days.map((spans) => spans.map(() => ({ from: 540, until: 720 })))
        const sources = countedSources()
        for (let at = 14; at > 0; at--) {
          const begins = momentOn(localDay(monday, zone) - at, 9 * 60, zone)
          if (weekdayOf(localDay(begins, zone)) >= 6) continue
          for (let dial = 0; dial < 9; dial++) {
            const when = begins + dial * 20 * minute
            must(
              recordAttempt(
                db,
                (dial === 4 ? talked : rangOut)(dialled(db, `t${at}-${dial}`, `person-${dial}` as ContactId, when)),
                sources(when),
              ),
            )
          }
        }
        expect(measuredHours(db, monday, zone)!.days).toEqual(days)
      }
      const sources = countedSources()
      for (let each = 10; each < 18; each++) {
        const contactId = `person-${each}` as ContactId
        enrolPerson(db, contactId, 'Last resort')
        must(recordAttempt(db, rangOut(dialled(db, `n${each}`, contactId, monday - 60 * minute)), sources(monday)))
      }
      return Array.from({ length: 8 }, (_, at) => nextFollowUpOf(db, `person-${at + 10}` as ContactId)!).filter(
        ({ dueAt }) => localMinutes(dueAt, zone) < 720,
      ).length
    }
    expect(mornings(true)).toBeGreaterThan(mornings(false))
  })
})

describe('what a receptionist said', () => {
  it('is doubted after three tries in vain, on the card and in the plan', () => {
    const db = temporaryArchive()
    furnish(db)
    const sources = countedSources()
    const jane = addPerson(db, 'jane')
    enrolPerson(db, jane, 'Commercial')
    must(recordAttempt(db, rangOut(dialled(db, 'a', jane, monday)), sources(monday + minute)))
    const personIn = [{ weekdays: [2], from: 600, until: 720 }]
    addGatekeeperFact(db, { factId: 'old', contactId: jane, attemptId: 'attempt-a' as AttemptId, at: monday - day, said: '', personIn, directNumber: '' }) // prettier-ignore
    addGatekeeperFact(db, { factId: 'new', contactId: jane, attemptId: 'attempt-a' as AttemptId, at: monday, said: '', personIn, directNumber: '' }) // prettier-ignore
    const card = () => contactCard(db, jane, { now: monday + 30 * day, heard: () => false })!
    for (let week = 0; week < 3; week++) {
      expect(card().assistant.gatekeeper.map(({ doubted }) => doubted)).toEqual([null, null])
      const at = monday + (1 + 7 * week) * day
      must(recordAttempt(db, rangOut(dialled(db, `w${week}`, jane, at)), sources(at + minute)))
    }
    const doubted = 'Doubted: 3 tries at these times were in vain.'
    expect(card().assistant.gatekeeper.map((fact) => fact.doubted)).toEqual([doubted, null])
    expect(nextFollowUpOf(db, jane)!.why).toContain('What the receptionist said is doubted: 3 tries at these times were in vain.') // prettier-ignore
  })
})

it('after a talk without a promise one may be offered, and after one with a promise not', () => {
  const db = temporaryArchive()
  furnish(db)
  const sources = countedSources()
  const jane = addPerson(db, 'jane')
  enrolPerson(db, jane, 'Commercial')
  const offered = () => contactCard(db, jane, { now: monday + day, heard: () => false })!.assistant.mayPromise
  must(recordAttempt(db, rangOut(dialled(db, 'a', jane, monday - day)), sources(monday - day + minute)))
  expect(offered()).toBeNull()
  must(recordAttempt(db, talked(dialled(db, 'b', jane, monday)), sources(monday + 2 * minute)))
  expect(offered()).toEqual({ attemptId: 'attempt-b' })
  const when = { by: 'key', key: 'this-week' } as const
  const promise = { contactId: jane, attemptId: 'attempt-b' as AttemptId, kind: 'call', words: '', when } as const
  must(makePromise(db, promise, sources(monday + 3 * minute)))
  expect(offered()).toBeNull()
})
