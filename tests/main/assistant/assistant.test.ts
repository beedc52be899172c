import { describe, expect, it } from 'vitest'
import { answerTallies } from '../../../main/archive/answer-tallies.ts'
import { attemptById, noteAttempt } from '../../../main/archive/attempts.ts'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { nextFollowUpOf } from '../../../main/archive/follow-ups.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { queue } from '../../../main/archive/queue.ts'
import { endPromise, finishFollowUp, makePromise } from '../../../main/cadence/keep-promises.ts'
import { pauseAll, resumeAll } from '../../../main/cadence/pause-cadences.ts'
import { enrolContact, pauseCadence, resumeCadence, stopCadence } from '../../../main/cadence/run-cadence.ts'
import { recordOutcome } from '../../../main/cadence/record-outcome.ts'
import { showInsights } from '../../../main/cadence/show-insights.ts'
import { undoOutcome } from '../../../main/cadence/undo-outcome.ts'
import { writeNote } from '../../../main/cadence/write-note.ts'
import { planReceived } from '../../../main/cadence/plan-received.ts'
import type { AppContext } from '../../../main/app-context.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { planDay } from '../../../main/cadence/plan-day.ts'
import { addDaysOff } from '../../../main/archive/days-off.ts'
import { outcomeSchema } from '../../../shared/contract/attempt.ts'
import type { Outcome } from '../../../shared/call/outcome.ts'
import { countsAsTry, isReached } from '../../../shared/call/outcome.ts'
import { insightsSchema } from '../../../shared/contract/insights.ts'
import { contactCardSchema } from '../../../shared/contract/contact.ts'
import type { AttemptId, CadenceId, ContactId, DaysOffId } from '../../../shared/ids.ts'
import type { OutcomeEntry } from '../../../shared/contract/rep-outcome.ts'
import type { RepOutcome } from '../../../shared/call/outcome.ts'
import { must } from '../../support/must.ts'
import {
  addPerson, countedSources, day, dialled, enrolPerson, furnish, messageLeft, minute, monday, rangOut, talked, temporaryArchive,
} from '../../support/temporary-archive.ts' // prettier-ignore

const sources = countedSources()

function withJane(cadence = 'Last resort') {
  const db = temporaryArchive()
  furnish(db)
  const jane = addPerson(db, 'jane')
  enrolPerson(db, jane, cadence)
  const app = { ...sources(monday), archive: db, now: () => monday, desk: { archiveChanged: () => {} } }
  return { db, jane, app: app as unknown as AppContext }
}

const attemptId = (callId: string) => `attempt-${callId}` as AttemptId

function entry(callId: string, outcome: RepOutcome, known: Partial<OutcomeEntry> = {}): OutcomeEntry {
  return { attemptId: attemptId(callId), outcome, note: '', notNowUntil: null, gatekeeper: null, ...known }
}

/** Everything that an outcome may change, row by row; the history of changes and notes aside. */
function allPlans(db: Archive): unknown {
  const tables = ['attempts', 'follow_ups', 'enrolments', 'promises', 'asked_calls', 'do_not_call', 'phone_numbers', 'answer_tallies'] // prettier-ignore
  return tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all())
}

const cardOf = (db: Archive, jane: ContactId, now = monday) => contactCard(db, jane, { now, heard: () => false })!
const gatekeeper = { said: 'In on Tuesdays after four', personIn: [{ weekdays: [2], from: 960, until: 1050 }], directNumber: '+1 416 555 0199' } // prettier-ignore

it('the card says for when they asked to be called, also while a promise comes first', () => {
  const { db, jane } = withJane()
  must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 5 * minute)))
  const notNowUntil = { by: 'window', dueAt: monday + 9 * day, dueUntil: monday + 9 * day + minute } as const
  must(recordOutcome(db, entry('a', 'not-now', { notNowUntil }), sources(monday + 6 * minute)))
  const when = { by: 'window', dueAt: monday + day, dueUntil: monday + day + minute } as const
  must(makePromise(db, { contactId: jane, attemptId: null, kind: 'email', words: 'send it', when }, sources(monday + 7 * minute))) // prettier-ignore
  const { assistant, next } = cardOf(db, jane)
  expect(next).toMatchObject({ promise: true, kind: 'email' })
  expect(assistant.asked).toMatchObject({
    dueAt: monday + 9 * day,
    why: expect.stringMatching(/^Not now, they said on/),
  })
})

describe('an outcome that the rep says', () => {
  const every: readonly (readonly [RepOutcome, Partial<OutcomeEntry>])[] = [
    ['answered', {}],
    ['interested', {}],
    ['appointment', {}],
    ['appointment', { appointmentAt: { by: 'text', text: 'thu 3pm' } }],
    ['won', { note: 'Signed' }],
    ['lost', {}],
    ['not-now', { notNowUntil: { by: 'text', text: 'in 2 weeks' } }],
    ['not-interested', { note: 'Has a vendor' }],
    ['do-not-call', {}],
    ['voicemail-dropped', {}],
    ['voicemail-nothing-left', {}],
    ['voicemail-cut-off', {}],
    ['no-answer', {}],
    ['busy', {}],
    ['gatekeeper', { gatekeeper }],
    ['wrong-number', {}],
    ['dial-tree', {}],
    ['call-screener', {}],
    ['failed', { note: 'One-way audio' }],
  ]
  it.each(every)('%s is written with all that follows, and its undo restores every row', (outcome, known) => {
    const { db, jane } = withJane('Commercial')
    must(makePromise(db, { contactId: jane, attemptId: null, kind: 'call', words: '', when: { by: 'window', dueAt: monday - day, dueUntil: monday } }, sources(monday - 2 * day))) // prettier-ignore
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 2 * minute)))
    const before = allPlans(db)
    const plan = must(recordOutcome(db, entry('a', outcome, known), sources(monday + 3 * minute)))
    expect(plan.outcome).toBe(outcome)
    expect(attemptById(db, attemptId('a'))?.outcome).toBe(outcome)
    expect(contactCardSchema.parse(cardOf(db, jane)).assistant.said).toMatchObject({ outcome, before: 'answered' })
    must(undoOutcome(db, attemptId('a'), sources(monday + 4 * minute)))
    expect(restored(allPlans(db))).toEqual(restored(before))
    expect(undoOutcome(db, attemptId('a'), sources(monday + 5 * minute))).toMatchObject({ trouble: { code: 'nothing-to-undo' } }) // prettier-ignore
    if (known.note)
      expect(cardOf(db, jane).assistant.notes).toMatchObject([{ text: known.note, attemptId: 'attempt-a' }])
  })

  /** A tally that went back to nought may have its row. */
  function restored(plans: unknown): unknown {
    return (plans as { tries?: number }[][]).map((rows) => rows.filter(({ tries }) => tries !== 0))
  }

  it('undone one after the other, brings back each before it', () => {
    const { db, jane } = withJane()
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + minute)))
    const states = [allPlans(db)]
    for (const [index, outcome] of (['do-not-call', 'interested', 'wrong-number'] as const).entries()) {
      must(recordOutcome(db, entry('a', outcome), sources(monday + (index + 2) * minute)))
      states.push(allPlans(db))
    }
    for (let left = 2; left >= 0; left--) {
      must(undoOutcome(db, attemptId('a'), sources(monday + 9 * minute)))
      expect(restored(allPlans(db))).toEqual(restored(states[left]))
    }
  })

  it('an appointment is promised for its time, and is what comes next', () => {
    const { db, jane } = withJane('Commercial')
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 2 * minute)))
    const appointment = entry('a', 'appointment', { appointmentAt: { by: 'text', text: 'thu 3pm' } })
    const { next } = must(recordOutcome(db, appointment, sources(monday + 3 * minute)))
    expect(next).toMatchObject({ kind: 'meeting', promise: true, name: 'The appointment' })
    expect(cardOf(db, jane).assistant.promises).toMatchObject([{ kind: 'meeting' }])
    expect(recordOutcome(db, entry('a', 'appointment', { appointmentAt: { by: 'text', text: 'soon' } }), sources(monday + 4 * minute))).toMatchObject({ trouble: { code: 'time-not-understood' } }) // prettier-ignore
    must(recordOutcome(db, entry('a', 'interested'), sources(monday + 5 * minute)))
    expect(cardOf(db, jane).assistant.promises).toEqual([])
  })

  it('takes back what the call itself seemed to have done: a promise is open again', () => {
    const { db, jane } = withJane()
    must(makePromise(db, { contactId: jane, attemptId: null, kind: 'call', words: '', when: { by: 'window', dueAt: monday - day, dueUntil: monday } }, sources(monday - 2 * day))) // prettier-ignore
    const kept = must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 2 * minute)))
    expect(kept.next?.promise).toBe(false)
    expect(must(recordOutcome(db, entry('a', 'call-screener'), sources(monday + 3 * minute))).next?.promise).toBe(true)
  })

  it.each([
    ['not-interested', 'Last resort', 'They said no on Monday 23 November.'],
    ['wrong-number', 'Commercial', 'A wrong number on Monday 23 November.'],
    ['interested', 'Commercial', null],
    ['appointment', 'Commercial', 'An appointment was made on Monday 23 November.'],
    ['won', 'Last resort', 'Won on Monday 23 November.'],
    ['lost', 'Commercial', 'Lost on Monday 23 November.'],
    ['interested', 'Last resort', null],
  ] as const)('%s on %s stops it: %s', (outcome, cadence, stopped) => {
    const { db, jane } = withJane(cadence)
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 2 * minute)))
    expect(must(recordOutcome(db, entry('a', outcome), sources(monday + 3 * minute))).stopped).toBe(stopped)
  })

  it('while the call is up is kept, and holds when it ends', () => {
    const { db, jane } = withJane()
    const call = dialled(db, 'a', jane, monday)
    noteAttempt(db, { ...call, phase: 'talking', answeredAt: monday + 5_000 })
    expect(must(recordOutcome(db, entry('a', 'not-interested', { note: 'No budget' }), sources(monday + minute)))).toMatchObject({ outcome: null }) // prettier-ignore
    expect(cardOf(db, jane).assistant.said).toMatchObject({ outcome: 'not-interested' })
    expect(must(recordAttempt(db, talked(call), sources(monday + 2 * minute)))).toMatchObject({
      outcome: 'not-interested',
      next: null,
      stopped: 'They said no on Monday 23 November.',
    })
    expect(cardOf(db, jane).assistant.notes).toMatchObject([{ text: 'No budget' }])
  })

  it('“not now until” makes the call that they asked for, which waits and is offered before the cadence’s', () => {
    const { db, jane } = withJane()
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 2 * minute)))
    const until = { by: 'text', text: 'dec 7 10:00' } as const
    const { next } = must(
      recordOutcome(db, entry('a', 'not-now', { notNowUntil: until }), sources(monday + 3 * minute)),
    )
    expect(next).toMatchObject({ asked: true, dueAt: monday + 14 * day, why: ['Not now, they said on Monday 23 November: call then.'] }) // prettier-ignore
    expect(queue(db, { now: monday + day, limit: 9 }).items).toMatchObject([{ section: 'later' }])
    expect(queue(db, { now: monday + 15 * day, limit: 9 }).items).toMatchObject([
      { section: 'callback', late: 'Late by 23 hours.' },
    ])
    must(recordAttempt(db, rangOut(dialled(db, 'b', jane, monday + 15 * day)), sources(monday + 15 * day + minute)))
    expect(nextFollowUpOf(db, jane)).toMatchObject({ asked: false, promise: false })
  })

  it('a time that is not understood, or a number that is none, changes nothing', () => {
    const { db, jane } = withJane()
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 2 * minute)))
    const before = allPlans(db)
    const soon = entry('a', 'not-now', { notNowUntil: { by: 'text', text: 'soon' } })
    expect(recordOutcome(db, soon, sources(monday))).toMatchObject({ trouble: { code: 'time-not-understood' } })
    const odd = entry('a', 'gatekeeper', { gatekeeper: { ...gatekeeper, directNumber: 'ext. four' } })
    expect(recordOutcome(db, odd, sources(monday))).toMatchObject({ trouble: { code: 'number-unusable' } })
    expect(allPlans(db)).toEqual(before)
  })

  it('what a gatekeeper said becomes the next window and the first number', () => {
    const { db, jane } = withJane()
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 2 * minute)))
    const { next } = must(recordOutcome(db, entry('a', 'gatekeeper', { gatekeeper }), sources(monday + 3 * minute)))
    // Said on a Monday, "Tuesdays" is tomorrow, whatever the cadence's gap: from four until the afternoon ends.
    expect(next).toMatchObject({ dueAt: monday + day + 6 * 60 * minute, dueUntil: monday + day + 7 * 60 * minute })
    expect(next!.why[0]).toMatch(/the receptionist said in on Tuesday, 16:00 to 17:30\.$/)
    expect(cardOf(db, jane).numbers[0]).toMatchObject({ number: '+14165550199', kind: 'direct' })
  })

  it('leaves a promise alone that was made after it, when it is undone', () => {
    const { db, jane } = withJane()
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + 2 * minute)))
    must(recordOutcome(db, entry('a', 'not-interested'), sources(monday + 3 * minute)))
    must(makePromise(db, { contactId: jane, attemptId: attemptId('a'), kind: 'email', words: 'the price list', when: { by: 'key', key: 'tomorrow' } }, sources(monday + 4 * minute))) // prettier-ignore
    expect(must(undoOutcome(db, attemptId('a'), sources(monday + 5 * minute)))).toMatchObject({
      outcome: 'answered',
      next: { kind: 'email', promise: true, name: 'the price list' },
    })
    expect(cardOf(db, jane).cadence?.stopped).toBeNull()
  })
})

describe('promises', () => {
  const promise = (db: Archive, contactId: ContactId, text: string, now = monday, kind: 'call' | 'letter' = 'call') =>
    must(makePromise(db, { contactId, attemptId: null, kind, words: '', when: { by: 'text', text } }, sources(now)))

  it('of one contact stand beside each other, and the first due is next until it is kept', () => {
    const { db, jane } = withJane()
    const later = promise(db, jane, 'in 2 weeks')
    const sooner = promise(db, jane, 'thu 3pm')
    expect(nextFollowUpOf(db, jane)?.dueAt).toBe(sooner.dueAt)
    expect(cardOf(db, jane).assistant.promises).toHaveLength(2)
    must(endPromise(db, sooner.promiseId, 'kept', sources(monday + day)))
    expect(nextFollowUpOf(db, jane)).toMatchObject({ promise: true, dueAt: later.dueAt })
    must(endPromise(db, later.promiseId, 'withdrawn', sources(monday + day)))
    expect(nextFollowUpOf(db, jane)).toMatchObject({ promise: false, kind: 'call' })
    expect(endPromise(db, later.promiseId, 'kept', sources(monday))).toMatchObject({ trouble: { code: 'not-found' } })
  })

  it('outlive the cadence, and are made to contacts on none', () => {
    const { db, jane } = withJane()
    promise(db, jane, 'thu 3pm')
    must(stopCadence(db, { contactId: jane, reason: 'won' }, sources(monday)))
    expect(nextFollowUpOf(db, jane)?.promise).toBe(true)
    const tom = addPerson(db, 'tom')
    promise(db, tom, 'tomorrow')
    expect(must(planDay(db, sources(monday + 40 * day))).moved).toBe(0)
    expect(queue(db, { now: monday + 40 * day, limit: 9 }).items).toMatchObject([
      { contactId: 'tom', section: 'promised', late: 'Late by 38 days.' },
      { contactId: 'jane', section: 'promised', late: 'Late by 36 days.' },
    ])
  })

  it('of a letter are kept by writing it, and by no call', () => {
    const { db, jane } = withJane()
    promise(db, jane, 'tomorrow', monday, 'letter')
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday + 2 * day)), sources(monday + 2 * day)))
    const next = nextFollowUpOf(db, jane)!
    expect(next).toMatchObject({ kind: 'letter', promise: true })
    must(finishFollowUp(db, { followUpId: next.followUpId, done: true }, sources(monday + 2 * day)))
    expect(nextFollowUpOf(db, jane)).toMatchObject({ kind: 'call', promise: false })
  })
})

describe('a cadence that rests', () => {
  it('with all others leaves promises to be called, and shifts what it had planned behind the rest', () => {
    const { db, jane } = withJane()
    const tom = addPerson(db, 'tom')
    must(makePromise(db, { contactId: tom, attemptId: null, kind: 'call', words: '', when: { by: 'key', key: 'today' } }, sources(monday))) // prettier-ignore
    must(recordAttempt(db, rangOut(dialled(db, 'a', jane, monday)), sources(monday + minute)))
    const { until } = must(pauseAll(db, { by: 'text', text: 'in 2 weeks' }, { now: monday, timeZone: 'America/Toronto' })) // prettier-ignore
    const now = monday + 5 * day
    must(planDay(db, sources(now)))
    expect(nextFollowUpOf(db, jane)!.dueAt).toBeGreaterThanOrEqual(until)
    expect(nextFollowUpOf(db, jane)!.why.at(-1)).toBe('The cadence rests until Monday 7 December.')
    const resting = queue(db, { now, limit: 9 })
    expect(resting.items.map(({ contactId, section }) => [contactId, section])).toEqual([
      ['tom', 'promised'],
      ['jane', 'later'],
    ])
    expect(resting.pausedUntil).toBe(until)
    must(resumeAll(db, now))
    expect(queue(db, { now, limit: 9 }).pausedUntil).toBeNull()
  })

  it('for one contact has nothing due until it is resumed', () => {
    const { db, jane } = withJane()
    must(pauseCadence(db, { contactId: jane, until: null }, sources(monday)))
    expect(nextFollowUpOf(db, jane)).toBeNull()
    expect(cardOf(db, jane).assistant.paused).toMatchObject({ until: null, everybody: false })
    must(resumeCadence(db, jane, sources(monday)))
    expect(nextFollowUpOf(db, jane)).toMatchObject({ kind: 'call', dueAt: monday })
  })

  it('calls nobody on a day off', () => {
    const { db, jane } = withJane('Commercial')
    addDaysOff(db, { daysOffId: 'off' as DaysOffId, first: '2026-11-26', last: '2026-11-26', name: 'Thanksgiving' })
    const { next } = must(recordAttempt(db, rangOut(dialled(db, 'a', jane, monday)), sources(monday + minute)))
    expect(next!.dueAt).toBeGreaterThan(monday + 3 * day + 14 * 60 * minute)
  })
})

describe('a call of theirs', () => {
  it('moves the cadence as a talk does', () => {
    const { db, jane } = withJane('Commercial')
    must(recordAttempt(db, messageLeft(dialled(db, 'a', jane, monday - 4 * day), 'introduction'), sources(monday - 4 * day + minute))) // prettier-ignore
    must(recordAttempt(db, rangOut(dialled(db, 'b', jane, monday - day)), sources(monday - day + minute)))
    const came = { contactId: jane, outcome: 'answered', causedBy: attemptId('a'), startedAt: monday } as const
    db.transaction(() => planReceived(db, came, sources(monday)))()
    expect(nextFollowUpOf(db, jane)!.why[0]).toMatch(/they answered on Monday morning, and nothing was promised\.$/)
    expect(cardOf(db, jane).cadence?.tries).toBe(2)
  })

  it('that nobody took is to be called back at once, before the cadence', () => {
    const { db, jane } = withJane()
    must(recordAttempt(db, rangOut(dialled(db, 'a', jane, monday - day)), sources(monday - day + minute)))
    const came = { contactId: jane, outcome: 'missed', causedBy: attemptId('a'), startedAt: monday } as const
    db.transaction(() => planReceived(db, came, sources(monday)))()
    expect(queue(db, { now: monday + minute, limit: 9 }).items).toMatchObject([
      {
        contactId: 'jane',
        section: 'callback',
        why: expect.stringMatching(/^They called back at .* and nobody answered\.$/),
      },
    ])
    must(recordAttempt(db, talked(dialled(db, 'b', jane, monday + 2 * minute)), sources(monday + 4 * minute)))
    expect(nextFollowUpOf(db, jane)!.asked).toBe(false)
  })
})

it('a contact is on one cadence at a time, and the first call of one is due at once', () => {
  const { db, jane } = withJane()
  const cadenceId = 'commercial' as CadenceId
  expect(enrolContact(db, { contactId: jane, cadenceId }, sources(monday))).toMatchObject({ trouble: { code: 'already-enrolled' } }) // prettier-ignore
  const tom = addPerson(db, 'tom')
  expect(must(enrolContact(db, { contactId: tom, cadenceId }, sources(monday))).next).toMatchObject({ kind: 'call', dueAt: monday }) // prettier-ignore
})

it('nothing that was typed in a note is lost, whatever it is changed into', () => {
  const { db, jane } = withJane()
  const request = { contactId: jane, attemptId: null }
  const write = (noteId: string | null, text: string) =>
    must(writeNote(db, { ...request, noteId: noteId as never, text }, sources(monday))).noteId
  const noteId = write(null, 'Asked for')
  write(noteId, 'Asked for a quote')
  write(noteId, 'No')
  write(noteId, '')
  expect(db.prepare('SELECT text FROM note_texts ORDER BY rowid').pluck().all()).toEqual(['Asked for a quote', 'No'])
  expect(cardOf(db, jane).assistant).toMatchObject({ notes: [], noteCount: 0 })
})

describe('the rep’s own numbers', () => {
  it('are counted by the archive with the same outcomes as by the engine', () => {
    const { db } = withJane()
    const rows = db.prepare('SELECT outcome, answered FROM counted_outcomes').all() as { outcome: Outcome; answered: number }[] // prettier-ignore
    const byOutcome = new Map(rows.map(({ outcome, answered }) => [outcome, answered === 1]))
    for (const outcome of outcomeSchema.options) {
      expect([outcome, byOutcome.get(outcome)]).toEqual([
        outcome,
        countsAsTry(outcome) ? isReached(outcome) : undefined,
      ])
    }
  })

  it('count what each slot answered, and follow every correction', () => {
    const { db, jane } = withJane()
    must(recordAttempt(db, talked(dialled(db, 'a', jane, monday)), sources(monday + minute)))
    must(recordAttempt(db, rangOut(dialled(db, 'b', jane, monday + minute)), sources(monday + 2 * minute)))
    expect(answerTallies(db).get('1 morning')).toEqual({ tries: 2, answered: 1 })
    must(recordOutcome(db, entry('a', 'gatekeeper'), sources(monday + 3 * minute)))
    expect(answerTallies(db).get('1 morning')).toEqual({ tries: 2, answered: 0 })
    must(recordOutcome(db, entry('b', 'failed'), sources(monday + 3 * minute)))
    expect(answerTallies(db).get('1 morning')).toEqual({ tries: 1, answered: 0 })
  })

  it('compare the sides of a test with their uncertainty', () => {
    const db = temporaryArchive()
    furnish(db)
    const people = Array.from({ length: 24 }, (_, index) => addPerson(db, `p${index}`))
    for (const [index, contactId] of people.entries()) {
      const cadenceId = 'settle-it' as CadenceId
      must(enrolContact(db, { contactId, cadenceId }, { ...sources(monday), random: () => index / 24 }))
      const end = index < 12 ? rangOut : talked
      must(recordAttempt(db, end(dialled(db, `c${index}`, contactId, monday)), sources(monday + minute)))
    }
    const [test] = insightsSchema.parse(must(showInsights(db))).tests
    expect(test!.sides.map(({ side, contacts, reached }) => [side, contacts, reached])).toEqual([
      ['no message', 12, 0],
      ['message A', 6, 6],
      ['message B', 6, 6],
    ])
    expect(test!.sides[0]!.best).toBeLessThan(0.001)
    expect(test!.verdict).toMatch(/^Not settled: “message [AB]” leads with 6 of 6 reached/)
  })
})
