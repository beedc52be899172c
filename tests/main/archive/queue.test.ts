import { describe, expect, it } from 'vitest'
import { closeAttempt } from '../../../main/archive/attempts.ts'
import { nextFollowUpOf, openBeside, replaceFollowUp } from '../../../main/archive/follow-ups.ts'
import type { Call } from '../../../shared/contract/call.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { savePlanning } from '../../../main/archive/planning.ts'
import { queue } from '../../../main/archive/queue.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { recordOutcome } from '../../../main/cadence/record-outcome.ts'
import { enrolContact, goOnWithCadence, stopCadence } from '../../../main/cadence/run-cadence.ts'
import { undoOutcome } from '../../../main/cadence/undo-outcome.ts'
import { contactsAsTheyStand, mergeContacts, putBack } from '../../../main/archive/merged-contacts.ts'
import { addStranger } from '../../../main/archive/strangers.ts'
import { stopEnrolment } from '../../../main/archive/enrolments.ts'
import { must } from '../../support/must.ts'
import { usualPlanning } from '../../../shared/cadence/usual-planning.ts'
import { queueSchema } from '../../../shared/contract/contact.ts'
import type { FollowUp } from '../../../shared/contract/follow-up.ts'
import type { AttemptId, CadenceId, ContactId, EnrolmentId, FollowUpId } from '../../../shared/ids.ts'
import { outcomeOf } from '../../../shared/call/outcome.ts'
import {
  addPerson,
  cancelled,
  countedSources,
  day,
  dialled,
  enrolPerson,
  furnish,
  messageLeft,
  minute,
  monday,
  rangOut,
  talked,
  temporaryArchive,
} from '../../support/temporary-archive.ts'

const zone = 'America/Toronto'

/** A contact with this to do; opens and closes in minutes from monday. */
function due(db: Archive, key: string, opens: number, closes: number, known: Partial<FollowUp> = {}): ContactId {
  const contactId = addPerson(db, key)
  const enrolmentId: EnrolmentId = enrolPerson(db, contactId, 'Commercial')
  replaceFollowUp(db, contactId, {
    next: {
      followUpId: `next-${key}` as FollowUpId,
      kind: 'call',
      name: '',
      asked: false,
      promise: false,
      dueAt: monday + opens * minute,
      dueUntil: monday + closes * minute,
      recordingId: null,
      hidden: false,
      why: [`Why ${key}.`, 'And more.'],
      ...known,
    },
    enrolmentId,
    causedBy: null,
    at: monday,
    was: 'cancelled',
    doneBy: null,
  })
  return contactId
}

const order = (db: Archive, limit = 20) =>
  queue(db, { now: monday, limit, timeZone: zone }).items.map(({ name, section }) => `${section} ${name}`)

function wholeDay(): Archive {
  const db = temporaryArchive()
  furnish(db)
  addPerson(db, 'newest', { createdAt: monday - day })
  addPerson(db, 'oldest', { createdAt: monday - 2 * day })
  due(db, 'tomorrow', 1_440, 1_500)
  due(db, 'promised-later', 100, 160, { promise: true })
  due(db, 'closes-last', -60, 120)
  due(db, 'closes-first', -10, 30)
  due(db, 'letter', -60, 60, { kind: 'letter' })
  due(db, 'went-by', -300, -240)
  due(db, 'promised-now', -5, 60, { promise: true })
  due(db, 'promised-late', -2_000, -1_900, { promise: true })
  due(db, 'opens-soon', 20, 80)
  return db
}

describe('whoever has nothing planned', () => {
  const none = (db: Archive, now = monday) =>
    queue(db, { now, limit: 60, timeZone: zone })
      .items.filter(({ section }) => section === 'none')
      .map(({ name, why }) => `${name}: ${why}`)
  const countOf = (db: Archive) => queue(db, { now: monday, limit: 1, timeZone: zone }).counts.none
  const sources = countedSources()

  it('is in sight: fallen off a cadence, called by hand, stopped, or called in', () => {
    const db = temporaryArchive()
    furnish(db)
    const fell = addPerson(db, 'fell')
    stopEnrolment(db, enrolPerson(db, fell, 'Commercial'), { at: monday, stop: { reason: 'span', why: 'Commercial: its 90 days are over.' } }) // prettier-ignore
    const byHand = addPerson(db, 'by-hand')
    must(recordAttempt(db, rangOut(dialled(db, 'a', byHand, monday + minute)), sources(monday + 2 * minute)))
    addPerson(db, 'new')
    addStranger(db, { contactId: 'withheld' as ContactId, name: 'Number withheld', number: null, tags: [], createdAt: monday }) // prettier-ignore
    expect(none(db)).toEqual(['fell: Commercial: its 90 days are over.', 'by-hand: On no cadence: nothing is planned.'])
    expect(countOf(db)).toBe(2)
    // Whoever is called again goes to the end.
    must(recordAttempt(db, rangOut(dialled(db, 'b', fell, monday + day)), sources(monday + day + minute)))
    expect(none(db).map((row) => row.split(':')[0])).toEqual(['by-hand', 'fell'])
  })

  it('is in sight no more once something is planned, or nothing should be', () => {
    const db = temporaryArchive()
    furnish(db)
    const settled = [['not-interested'], ['won'], ['lost'], ['do-not-call'], ['wrong-number']] as const
    for (const [outcome] of settled) {
      const contactId = addPerson(db, outcome)
      must(recordAttempt(db, talked(dialled(db, outcome, contactId, monday)), sources(monday + minute)))
      expect(countOf(db)).toBe(1)
      const entry = {
        attemptId: `attempt-${outcome}` as AttemptId,
        outcome,
        note: '',
        notNowUntil: null,
        gatekeeper: null,
      }
      must(recordOutcome(db, entry, sources(monday + 2 * minute)))
      expect(countOf(db), outcome).toBe(0)
      must(undoOutcome(db, entry.attemptId, sources(monday + 3 * minute)))
      expect(countOf(db), `${outcome} undone`).toBe(1)
      must(recordOutcome(db, entry, sources(monday + 4 * minute)))
    }
    const back = addPerson(db, 'back')
    must(recordAttempt(db, rangOut(dialled(db, 'back', back, monday)), sources(monday + minute)))
    expect(countOf(db)).toBe(1)
    must(enrolContact(db, { contactId: back, cadenceId: 'last-resort' as CadenceId }, sources(monday + 2 * minute)))
    expect(countOf(db)).toBe(0)
    must(stopCadence(db, { contactId: back, reason: 'rep' }, sources(monday + 3 * minute)))
    expect(none(db)).toEqual([expect.stringMatching(/^back: /)])
    must(goOnWithCadence(db, back, sources(monday + 4 * minute)))
    expect(countOf(db)).toBe(0)
  })

  it('is in sight no more when they are one with somebody who is on a cadence, and again when that is undone', () => {
    const db = temporaryArchive()
    furnish(db)
    const kept = addPerson(db, 'kept')
    must(recordAttempt(db, rangOut(dialled(db, 'a', kept, monday)), sources(monday + minute)))
    const other = due(db, 'other', 60, 120)
    expect(none(db)).toHaveLength(1)
    const before = contactsAsTheyStand(db, kept, other)
    mergeContacts(db, kept, other, monday + 2 * minute)
    expect(none(db)).toEqual([])
    db.transaction(() => putBack(db, before))()
    expect(none(db)).toEqual(['kept: On no cadence: nothing is planned.'])
  })

  it('has rows of its own, however many come later', () => {
    const db = temporaryArchive()
    furnish(db)
    for (let at = 0; at < 80; at++) due(db, `later-${at}`, 60 + at, 200 + at)
    for (let at = 0; at < 40; at++) addPerson(db, `new-${at}`)
    const byHand = addPerson(db, 'by-hand')
    must(recordAttempt(db, rangOut(dialled(db, 'a', byHand, monday)), sources(monday + minute)))
    const { items } = queue(db, { now: monday, limit: 60, timeZone: zone })
    const counted = (section: string) => items.filter((item) => item.section === section).length
    expect([items.length, counted('later'), counted('new'), counted('none')]).toEqual([60, 36, 23, 1])
  })
})

describe('who is next', () => {
  it('says how late a promise is', () => {
    const [late, onTime] = queue(wholeDay(), { now: monday, limit: 2, timeZone: zone }).items
    expect(late?.why).toBe('Why promised-late. Late by 1 day.')
    expect(onTime?.why).toBe('Why promised-now.')
  })

  it('is in the order of the day', () => {
    expect(order(wholeDay())).toEqual([
      'promised promised-late',
      'promised promised-now',
      'now closes-first',
      'now letter',
      'now closes-last',
      'now went-by',
      'later opens-soon',
      'later promised-later',
      'later tomorrow',
      'new oldest',
      'new newest',
    ])
  })

  it('shows as many rows as are wanted, and counts them all', () => {
    const db = wholeDay()
    const { items, counts } = queue(db, { now: monday, limit: 4, timeZone: zone })
    expect(items).toHaveLength(4)
    expect(counts).toEqual({ promised: 2, callback: 0, now: 4, between: 0, later: 3, new: 2, none: 0 })
    expect(order(db, 4)).toEqual(order(db).slice(0, 4))
  })

  it('is empty in an empty archive, and may cross to the desk', () => {
    const nobody = queue(temporaryArchive(), { now: monday, limit: 20 })
    expect(queueSchema.parse(nobody)).toEqual({
      items: [],
      counts: { promised: 0, callback: 0, now: 0, between: 0, later: 0, new: 0, none: 0 },
      pausedUntil: null,
      today: { tries: 0, reached: 0, messagesTried: 0, messagesLeft: 0, done: 0, left: 0 },
    })
    const full = queue(wholeDay(), { now: monday, limit: 20 })
    expect(queueSchema.parse(full)).toEqual(full)
  })

  it('puts who is worth most first among the open windows, where the rep wants it', () => {
    const db = temporaryArchive()
    furnish(db)
    due(db, 'soon', -10, 30)
    due(db, 'large', -10, 90)
    due(db, 'small', -10, 60)
    due(db, 'of a large company', -10, 120)
    db.exec(`UPDATE contacts SET deal_value = 50000 WHERE name = 'large'; UPDATE contacts SET deal_value = 900 WHERE name = 'small';
      UPDATE companies SET deal_value = 60000 WHERE name = 'of a large company Ltd'`)
    expect(order(db)).toEqual(['now soon', 'now small', 'now large', 'now of a large company'])
    savePlanning(db, { ...usualPlanning, valueFirst: true })
    expect(order(db)).toEqual(['now of a large company', 'now large', 'now small', 'now soon'])
  })

  it('has a place for letters, that late calls do not take', () => {
    const db = temporaryArchive()
    furnish(db)
    for (let each = 0; each < 12; each++) due(db, `late-${each}`, -90, -60)
    const jane = due(db, 'jane', 600, 700)
    const letter = { ...nextFollowUpOf(db, jane)!, followUpId: 'letter' as FollowUpId, kind: 'letter' as const, name: 'Letter', dueAt: monday - minute, dueUntil: monday + day } // prettier-ignore
    openBeside(db, jane, { next: letter, enrolmentId: 'enrolment-jane' as EnrolmentId })
    expect(order(db, 10).slice(-2)).toEqual(['now late-8', 'between jane'])
    expect(order(db).slice(-2)).toEqual(['between jane', 'later jane'])
    expect(queue(db, { now: monday - 2 * minute, limit: 20 }).counts.between).toBe(0)
  })

  it('says the number of the try and its first reason', () => {
    const db = temporaryArchive()
    furnish(db)
    const jane = due(db, 'jane', -10, 30)
    for (const [index, end] of [rangOut, cancelled, talked].entries()) {
      const call = end(dialled(db, `c${index}`, jane, monday - (index + 1) * day))
      closeAttempt(db, call, outcomeOf(call))
    }
    expect(queue(db, { now: monday, limit: 20 }).items).toEqual([
      {
        contactId: 'jane',
        name: 'jane',
        company: 'jane Ltd',
        kind: 'call',
        section: 'now',
        dueAt: monday - 10 * minute,
        dueUntil: monday + 30 * minute,
        tryNumber: 3,
        promise: false,
        why: 'Why jane.',
        reasons: ['Why jane.', 'And more.'],
        late: null,
        notBefore: null,
      },
    ])
  })

  it('holds a contact for new until somebody has called, and never loses them', () => {
    const db = temporaryArchive()
    furnish(db)
    const jane = addPerson(db, 'jane')
    expect(order(db)).toEqual(['new jane'])
    dialled(db, 'a', jane, monday)
    expect(order(db)).toEqual(['none jane'])
  })
})

const cutOff = (call: Call): Call => ({
  ...call,
  endedBy: 'far-end',
  drop: { ...call.drop!, playedMs: 900, whole: false },
})
const nothingLeft = (call: Call): Call => ({
  ...cutOff(call),
  drop: { ...call.drop!, startedAt: null, startReason: null, playedMs: 0, whole: false },
})

it('today is what was tried since midnight, and what came of it', () => {
  const db = temporaryArchive()
  furnish(db)
  const jane = addPerson(db, 'jane')
  const midnight = monday - 10 * 60 * minute
  const calls = [
    rangOut(dialled(db, 'yesterday', jane, midnight - minute)),
    rangOut(dialled(db, 'first', jane, midnight)),
    messageLeft(dialled(db, 'message', jane, monday - 60 * minute), 'introduction'),
    cutOff(messageLeft(dialled(db, 'cut', jane, monday - 50 * minute), 'introduction')),
    nothingLeft(messageLeft(dialled(db, 'nothing', jane, monday - 40 * minute), 'introduction')),
    talked(dialled(db, 'talk', jane, monday - 30 * minute)),
    cancelled(dialled(db, 'cancelled', jane, monday - 20 * minute)),
  ]
  for (const call of calls) closeAttempt(db, call, outcomeOf(call))
  dialled(db, 'under way', jane, monday)
  expect(queue(db, { now: monday, limit: 20, timeZone: zone }).today).toEqual({
    tries: 5,
    reached: 1,
    messagesTried: 3,
    messagesLeft: 1,
    done: 0,
    left: 0,
  })
})
