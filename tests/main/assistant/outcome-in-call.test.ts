import { expect, it } from 'vitest'
import { attemptById, noteAttempt } from '../../../main/archive/attempts.ts'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { nextFollowUpOf } from '../../../main/archive/follow-ups.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { queue } from '../../../main/archive/queue.ts'
import { endPromise, makePromise, reopenPromise } from '../../../main/cadence/keep-promises.ts'
import { recordOutcome } from '../../../main/cadence/record-outcome.ts'
import { undoOutcome } from '../../../main/cadence/undo-outcome.ts'
import { interruptAttempts } from '../../../main/call/interrupt-attempts.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import type { AttemptId, ContactId } from '../../../shared/ids.ts'
import type { OutcomeEntry } from '../../../shared/contract/rep-outcome.ts'
import type { RepOutcome } from '../../../shared/call/outcome.ts'
import { must } from '../../support/must.ts'
import {
  addPerson, countedSources, day, dialled, enrolPerson, furnish, minute, monday, talked, temporaryArchive,
} from '../../support/temporary-archive.ts' // prettier-ignore

const sources = countedSources()

/** A call with Jane that was answered, and what the rep says of it while it is up. */
function inCall(outcome: RepOutcome, known: Partial<OutcomeEntry> = {}) {
  const db = temporaryArchive()
  furnish(db)
  const jane = addPerson(db, 'jane')
  enrolPerson(db, jane, 'Last resort')
  const call = dialled(db, 'a', jane, monday)
  noteAttempt(db, { ...call, phase: 'talking', rangAt: monday + 1_000, answeredAt: monday + 5_000 })
  const entry = { attemptId, outcome, note: '', notNowUntil: null, gatekeeper: null, ...known }
  return { db, jane, call, said: recordOutcome(db, entry, sources(monday + minute)) }
}
const attemptId = 'attempt-a' as AttemptId
const cardOf = (db: Archive, jane: ContactId) => contactCard(db, jane, { now: monday, heard: () => false })!

it('an outcome that is changed and taken back while the call is up leaves what the call did', () => {
  const { db, call } = inCall('interested')
  const entry = { attemptId, outcome: 'not-interested', note: '', notNowUntil: null, gatekeeper: null } as const
  must(recordOutcome(db, entry, sources(monday + minute)))
  must(undoOutcome(db, attemptId, sources(monday + minute)))
  expect(must(recordAttempt(db, talked(call), sources(monday + 2 * minute))).outcome).toBe('answered')
})

it('an outcome holds although Afterbeep died in the call: the attempt counts as what the rep said', () => {
  const { db, jane, said } = inCall('not-interested', { note: 'No budget' })
  must(said)
  must(interruptAttempts(db, sources(monday + day)))
  expect(attemptById(db, attemptId)).toMatchObject({ outcome: 'not-interested', endedAt: monday + 5_000 })
  const card = cardOf(db, jane)
  expect(card.cadence?.stopped).toBe('They said no on Monday 23 November.')
  expect(card.assistant.notes).toMatchObject([{ text: 'No budget' }])
  must(undoOutcome(db, attemptId, sources(monday + day)))
  expect(attemptById(db, attemptId)?.outcome).toBe('interrupted')
})

it('a time that is past when the call ends becomes a note, and “not now” holds', () => {
  const { db, jane, call, said } = inCall('not-now', { notNowUntil: { by: 'text', text: 'today 10:05' } })
  must(said)
  const late = { ...talked(call), endedAt: monday + 90 * minute }
  expect(must(recordAttempt(db, late, sources(monday + 90 * minute))).outcome).toBe('not-now')
  expect(cardOf(db, jane).assistant.notes).toMatchObject([{ text: 'Not now, until: today 10:05' }])
  expect(nextFollowUpOf(db, jane)).toMatchObject({ asked: true })
})

it('a direct number that is none is refused, and kept in the receptionist’s words', () => {
  const gatekeeper = { said: 'Maria', personIn: [], directNumber: 'ext. four' }
  const { db, jane, call, said } = inCall('gatekeeper', { gatekeeper })
  expect(said).toMatchObject({ trouble: { code: 'number-unusable' } })
  expect(must(recordAttempt(db, talked(call), sources(monday + 2 * minute))).outcome).toBe('gatekeeper')
  expect(cardOf(db, jane).assistant.gatekeeper).toMatchObject([{ said: 'Maria · ext. four', directNumber: '' }])
})

it.each(['kept', 'withdrawn'] as const)('a promise that was %s by mistake is next again, and counts as not done', (was) => {
  const db = temporaryArchive()
  furnish(db)
  const jane = addPerson(db, 'jane')
  enrolPerson(db, jane, 'Commercial')
  const when = { by: 'window', dueAt: monday, dueUntil: monday + minute } as const
  const request = { contactId: jane, attemptId: null, kind: 'email', words: 'the price list', when } as const
  const { promiseId } = must(makePromise(db, request, sources(monday - day)))
  const done = () => queue(db, { now: monday + 2 * minute, limit: 9 }).today.done
  const before = done()
  must(endPromise(db, promiseId, was, sources(monday + minute)))
  expect(nextFollowUpOf(db, jane)?.promise).toBe(false)
  must(reopenPromise(db, promiseId, sources(monday + 2 * minute)))
  expect(nextFollowUpOf(db, jane)).toMatchObject({ promise: true, kind: 'email' })
  expect(done()).toBe(before)
  expect(reopenPromise(db, promiseId, sources(monday + 2 * minute))).toMatchObject({ trouble: { code: 'nothing-to-undo' } }) // prettier-ignore
}) // prettier-ignore

it('a direct number without its country is of the country that was called', () => {
  const gatekeeper = { said: '', personIn: [], directNumber: '416 555 0183' }
  const { db, jane, call } = inCall('gatekeeper', { gatekeeper })
  must(recordAttempt(db, talked(call), sources(monday + 2 * minute)))
  expect(cardOf(db, jane).numbers[0]).toMatchObject({ number: '+14165550183', kind: 'direct' })
})
