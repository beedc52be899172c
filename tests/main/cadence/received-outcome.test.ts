import { expect, it } from 'vitest'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { nextFollowUpOf } from '../../../main/archive/follow-ups.ts'
import { contactsAsTheyStand, mergeContacts, putBack } from '../../../main/archive/merged-contacts.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { recordInterruptedReceived, recordReceived } from '../../../main/call/record-received.ts'
import { recordReceivedOutcome, undoReceivedOutcome } from '../../../main/cadence/record-received-outcome.ts'
import { moveCall } from '../../../shared/call/call-move.ts'
import type { Call } from '../../../shared/contract/call.ts'
import { receiveCall } from '../../../shared/call/new-call.ts'
import { contactCardSchema } from '../../../shared/contract/contact.ts'
import type { CallId, ContactId, LineId } from '../../../shared/ids.ts'
import { receivedRepOutcomes } from '../../../shared/call/outcome.ts'
import type { ReceivedEntry } from '../../../shared/contract/rep-outcome.ts'
import { must } from '../../support/must.ts'
import {
  addPerson, countedSources, day, enrolPerson, furnish, minute, monday, temporaryArchive,
} from '../../support/temporary-archive.ts' // prettier-ignore

const sources = countedSources()
const callId = 'in-1' as CallId

/** Jane calls, and the rep answers. */
function janeCalls(known: { cadence?: string; number?: string } = {}) {
  const { cadence = 'Commercial', number = '+14165550101' } = known
  const db = temporaryArchive()
  furnish(db)
  const jane = addPerson(db, 'jane')
  enrolPerson(db, jane, cadence)
  const { lineId } = db.prepare<[], { lineId: LineId }>('SELECT line_id AS lineId FROM lines').get()!
  const rings = receiveCall({ callId, lineId, contactId: jane, number, callerName: '', causedBy: null, at: monday })
  const up = moveCall(rings, { kind: 'answered', at: monday + 5_000 })!
  must(recordReceived(db, rings, sources(monday)))
  must(recordReceived(db, up, sources(monday + 5_000)))
  return { db, jane, up }
}

const ends = (db: Archive, up: Call, at = monday + minute) =>
  must(recordReceived(db, moveCall(up, { kind: 'ended', at, by: 'far-end' })!, sources(at)))

function said(outcome: ReceivedEntry['outcome'], known: Partial<ReceivedEntry> = {}): ReceivedEntry {
  return { callId, outcome, note: '', notNowUntil: null, ...known }
}

const cardOf = (db: Archive, jane: ContactId) =>
  contactCardSchema.parse(contactCard(db, jane, { now: monday + 2 * minute, heard: () => false })!)

function allPlans(db: Archive): unknown {
  const tables = ['follow_ups', 'enrolments', 'promises', 'asked_calls', 'do_not_call', 'phone_numbers']
  return tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all())
}

it.each(receivedRepOutcomes)('a call of theirs that was %s counts so once it has ended, and its undo restores every row', (outcome) => {
  const { db, jane, up } = janeCalls()
  ends(db, up)
  const before = allPlans(db)
  must(recordReceivedOutcome(db, said(outcome), sources(monday + 2 * minute)))
  expect(cardOf(db, jane).received).toMatchObject([{ outcome: 'answered', said: outcome }])
  must(undoReceivedOutcome(db, callId, sources(monday + 3 * minute)))
  expect(allPlans(db)).toEqual(before)
  expect(cardOf(db, jane).received).toMatchObject([{ outcome: 'answered', said: null }])
  expect(undoReceivedOutcome(db, callId, sources(monday + 4 * minute))).toMatchObject({ trouble: { code: 'nothing-to-undo' } }) // prettier-ignore
}) // prettier-ignore

it('said while the call is up, it holds when the call ends, and not before', () => {
  const { db, jane, up } = janeCalls()
  must(recordReceivedOutcome(db, said('not-interested'), sources(monday + 30_000)))
  expect(cardOf(db, jane)).toMatchObject({ cadence: { stopped: null }, received: [{ said: 'not-interested' }] })
  ends(db, up)
  expect(cardOf(db, jane).cadence?.stopped).toMatch(/^They said no on Monday/)
  expect(nextFollowUpOf(db, jane)).toBeNull()
})

it('said in a call that Afterbeep did not survive, it holds at the next start', () => {
  const { db, jane } = janeCalls()
  must(recordReceivedOutcome(db, said('won'), sources(monday + 30_000)))
  must(recordInterruptedReceived(db, sources(monday + day)))
  expect(cardOf(db, jane).cadence?.stopped).toMatch(/^Won on Monday/)
})

it('interested keeps the cadence going, and an appointment is promised for its time', () => {
  const { db, jane, up } = janeCalls()
  ends(db, up)
  must(recordReceivedOutcome(db, said('interested'), sources(monday + 2 * minute)))
  expect(nextFollowUpOf(db, jane)).toMatchObject({ kind: 'call' })
  const meeting = said('appointment', { appointmentAt: { by: 'text', text: 'thu 3pm' } })
  must(recordReceivedOutcome(db, meeting, sources(monday + 3 * minute)))
  expect(nextFollowUpOf(db, jane)).toMatchObject({ kind: 'meeting', promise: true })
  must(recordReceivedOutcome(db, said('interested'), sources(monday + 4 * minute)))
  expect(cardOf(db, jane).assistant.promises).toEqual([])
  expect(nextFollowUpOf(db, jane)).toMatchObject({ kind: 'call', promise: false })
})

it('a time in it that is not understood is refused, and in a call its words become a note', () => {
  const odd = said('not-now', { notNowUntil: { by: 'text', text: 'when it snows' } })
  const { db, jane, up } = janeCalls()
  expect(recordReceivedOutcome(db, odd, sources(monday + 30_000))).toMatchObject({ trouble: { code: 'time-not-understood' } }) // prettier-ignore
  ends(db, up)
  expect(cardOf(db, jane)).toMatchObject({
    received: [{ said: 'not-now' }],
    assistant: {
      notes: [{ text: 'Not now, until: when it snows' }],
      asked: { why: expect.stringMatching(/^Not now/) },
    },
  })
})

it('whoever asks not to be called is not, and of their numbers only the one that is theirs', () => {
  const listed = (db: Archive) => db.prepare('SELECT kind, subject FROM do_not_call ORDER BY kind').all()
  const own = janeCalls()
  ends(own.db, own.up)
  must(recordReceivedOutcome(own.db, said('do-not-call'), sources(monday + 2 * minute)))
  expect(listed(own.db)).toEqual([
    { kind: 'number', subject: '+14165550101' },
    { kind: 'person', subject: 'jane' },
  ])
  const desk = janeCalls({ number: '+14165550999' })
  ends(desk.db, desk.up)
  must(recordReceivedOutcome(desk.db, said('do-not-call'), sources(monday + 2 * minute)))
  expect(listed(desk.db)).toEqual([{ kind: 'person', subject: 'jane' }])
})

it('nothing is said of a call that nobody answered', () => {
  const { db, up } = janeCalls()
  const missed: Call = { ...up, callId: 'in-2' as CallId, answeredAt: null, phase: 'incoming' }
  must(recordReceived(db, missed, sources(monday + minute)))
  const entry = { ...said('won'), callId: missed.callId }
  expect(recordReceivedOutcome(db, entry, sources(monday + minute))).toMatchObject({ trouble: { code: 'not-found' } })
})

it('what was said outlives a merge of two contacts, and its undo', () => {
  const { db, jane, up } = janeCalls()
  ends(db, up)
  must(recordReceivedOutcome(db, said('interested'), sources(monday + 2 * minute)))
  const other = addPerson(db, 'janet', { numbers: [] })
  const stood = contactsAsTheyStand(db, other, jane)
  db.transaction(() => mergeContacts(db, other, jane, monday + 3 * minute))()
  expect(cardOf(db, other).received).toMatchObject([{ said: 'interested' }])
  db.transaction(() => putBack(db, stood))()
  expect(cardOf(db, jane).received).toMatchObject([{ said: 'interested' }])
})
