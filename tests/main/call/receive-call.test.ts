import { beforeEach, expect, test } from 'vitest'
import type { CallId, ContactId, LineId } from '../../../shared/ids.ts'
import type { AppContext } from '../../../main/app-context.ts'
import { answerCall, declineCall, forwardCall, keepAnswering, setDoNotDisturb } from '../../../main/call/answer-call.ts'
import { holdCall } from '../../../main/call/hold-call.ts'
import { keepQuality } from '../../../main/archive/call-quality.ts'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { receivedFrom } from '../../../main/archive/received-calls.ts'
import { callCame, callTurnedAway, incomingState } from '../../../main/call/receive-call.ts'
import { recordInterruptedReceived } from '../../../main/call/record-received.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { forbidCalls } from '../../../main/compliance/forbid-calls.ts'
import { ok } from '../../../shared/result.ts'
import { handMadeApp, ownLine } from '../../support/hand-made-app.ts'
import { must } from '../../support/must.ts'
import { addPerson, countedIds, dialled, enrolPerson, messageLeft, monday } from '../../support/temporary-archive.ts'

const day = 86_400_000
let app: AppContext
let now = 0
let did: string[] = []
let commanded: readonly string[] = []
const lineId = ownLine.lineId as LineId
let calls = 0

beforeEach(() => {
  now = monday + 14 * 3_600_000
  did = []
  calls = 0
  const made = handMadeApp({ line: ownLine, now: () => now })
  commanded = made.commanded
  app = Object.assign(made.app, { quiet: { on: false }, announce: () => {} })
  Object.assign(app.exchange, {
    answer: async (callId: CallId) => (did.push(`answer ${callId}`), ok()),
    hold: async (callId: CallId, held: boolean) => (did.push(`${held ? 'hold' : 'resume'} ${callId}`), ok()),
    hangUp: (callId: CallId) => did.push(`hangUp ${callId}`),
    forward: (callId: CallId, number: string) => (did.push(`forward ${callId} ${number}`), ok()),
    doNotDisturb: (on: boolean) => did.push(`doNotDisturb ${on}`),
  })
  Object.assign(app.desk, { notice: () => {} })
})

function comes(number: string, name = ''): CallId {
  const callId = `in-${++calls}` as CallId
  callCame(app, { callId, lineId, caller: { number, name }, at: now })
  return callId
}
const ends = (callId: CallId, by: 'far-end' | 'rep' = 'far-end') =>
  app.calls.move(callId, { kind: 'ended', at: now + 30_000, by })
const answered = (callId: CallId) => app.calls.move(callId, { kind: 'answered', at: now + 5_000 })
const contactOf = (callId: CallId) => app.calls.byId(callId)!.contactId
const cardOf = (contactId: ContactId) => contactCard(app.archive, contactId, { now, heard: () => false })!

function jane(): ContactId {
  const contactId = addPerson(app.archive, 'jane')
  enrolPerson(app.archive, contactId, 'Commercial')
  return contactId
}

/** A message that was left two days ago. */
function messageTo(contactId: ContactId) {
  const call = messageLeft(dialled(app.archive, 'out-1', contactId, now - 2 * day), 'introduction')
  const sources = { now: now - 2 * day, random: () => 0.5, newId: countedIds() }
  must(recordAttempt(app.archive, call, { ...sources, newId: () => `before-${sources.newId()}` }))
  return call.attemptId
}

test.for(['+14165550101', '4165550101', '14165550101', '+1 (416) 555-0101', '0014165550101'])(
  'whoever calls from %s is known by their number',
  (number) => {
    const contactId = jane()
    expect(contactOf(comes(number!))).toBe(contactId)
  },
)

test('before it is answered the desk knows who calls, the last attempt, and what comes next', () => {
  const contactId = jane()
  const attemptId = messageTo(contactId)
  comes('4165550101', 'Northwind Traders')
  expect(incomingState(app).ringing).toMatchObject([
    {
      contactId,
      number: '+1 416 555 0101',
      callerName: 'Northwind Traders',
      stranger: false,
      lastAttempt: { attemptId, outcome: 'voicemail-dropped' },
      next: { kind: 'call' },
    },
  ])
})

test('a callback is kept with the attempt that caused it, and with how it sounded', () => {
  const contactId = jane()
  const causedBy = messageTo(contactId)
  const callId = comes('+14165550101')
  answered(callId)
  ends(callId)
  const figures = { mos: 2.6, lowestMos: 1, lostShare: 0.08, theirLostShare: null, jitterMs: 41, roundTripMs: 212 }
  const quality = { ...figures, codec: 'PCMU', route: 'host', looks: 9 } as const
  keepQuality(app.archive, callId, quality)
  expect(receivedFrom(app.archive, contactId)).toEqual([
    {
      callId,
      number: '+14165550101',
      startedAt: now,
      answeredAt: now + 5_000,
      endedAt: now + 30_000,
      outcome: 'answered',
      forwardedTo: null,
      creditedFrom: null,
      causedBy,
      said: null,
      quality,
    },
  ])
})

test('an answered callback is the call that was planned', () => {
  const contactId = jane()
  messageTo(contactId)
  const before = cardOf(contactId).next!
  const callId = comes('+14165550101')
  answered(callId)
  ends(callId, 'rep')
  const { next } = cardOf(contactId)
  expect(next?.followUpId).not.toBe(before.followUpId)
})

test('a missed callback is called back, now', () => {
  const contactId = jane()
  messageTo(contactId)
  ends(comes('+14165550101'))
  const { next, received } = cardOf(contactId)
  expect(received[0]?.outcome).toBe('missed')
  expect(next).toMatchObject({ kind: 'call', promise: false, dueAt: now })
  expect(next?.why).toEqual([expect.stringMatching(/^They called back at \d\d:\d\d and nobody answered\.$/)])
})

test('a stranger becomes a contact named by the number, on no cadence, and is called back when missed', () => {
  const callId = comes('+13035550177', 'Bob')
  ends(callId)
  const card = cardOf(contactOf(callId))
  expect(card).toMatchObject({ name: '+1 303 555 0177 (Bob)', cadence: null, timeZone: 'America/Denver' })
  expect(card.next).toMatchObject({ kind: 'call', dueAt: now })
  expect(card.next?.why[0]).toMatch(/^They called at/)
  // The same stranger, answered this time: nothing is left to do.
  now += 60_000
  const again = comes('3035550177')
  expect(contactOf(again)).toBe(card.contactId)
  answered(again)
  ends(again)
  expect(cardOf(card.contactId).next).toBeNull()
})

test('all who withhold their number are one contact, whom nobody can call back', () => {
  const [first, second] = [comes(''), comes('')].map(contactOf)
  ends('in-1' as CallId)
  expect(second).toBe(first)
  expect(cardOf(first!)).toMatchObject({ name: 'Number withheld', next: null, numbers: [] })
})

test('whoever is on the do-not-call list may call, and is not called back', () => {
  const contactId = jane()
  forbidCalls(app.archive, { kind: 'person', contactId }, { why: '', source: 'rep', now, newId: () => 'dnc' })
  comes('+14165550101')
  expect(incomingState(app).ringing[0]?.doNotCall).toBe(true)
  ends('in-1' as CallId)
  expect(cardOf(contactId).next).toBeNull()
})

test('a call that is declined, or sent on, plans nothing', () => {
  const contactId = jane()
  const declined = comes('+14165550101')
  expect(declineCall(app, declined).ok).toBe(true)
  expect(did).toEqual([`hangUp ${declined}`])
  ends(declined, 'rep')
  const forwarded = comes('+14165550101')
  expect(forwardCall(app, { callId: forwarded, number: '212 555 0100' }).ok).toBe(true)
  expect(did.at(-1)).toBe(`forward ${forwarded} +12125550100`)
  app.calls.move(forwarded, { kind: 'ended', at: now, by: 'rep', forwardedTo: '+12125550100' })
  expect(cardOf(contactId).received.map(({ outcome }) => outcome)).toEqual(['forwarded', 'declined'])
  expect(cardOf(contactId).next).toBeNull()
  // The number is offered the next time.
  expect(incomingState(app).answering.forwardTo).toBe('212 555 0100')
})

test('who must not be disturbed finds the call as missed', () => {
  const contactId = jane()
  expect(setDoNotDisturb(app, true).ok).toBe(true)
  expect(did).toEqual(['doNotDisturb true'])
  const came = { callId: 'in-9' as CallId, lineId, caller: { number: '+14165550101', name: '' }, at: now }
  callTurnedAway(app, came, 'do-not-disturb')
  expect(app.calls.all()).toEqual([])
  expect(cardOf(contactId)).toMatchObject({ received: [{ outcome: 'refused' }], next: { kind: 'call', dueAt: now } })
})

test('to answer puts whoever the rep talks to on hold, the microphone closed before anything else', async () => {
  const [first, second] = [comes('+14165550101'), comes('+13035550177')]
  answered(first)
  const before = commanded.length
  expect((await answerCall(app, second)).ok).toBe(true)
  answered(second)
  expect(commanded.slice(before)).toEqual(['microphone.mute', 'call.listen'])
  expect(did.toSorted()).toEqual([`answer ${second}`, `hold ${first}`])
  expect(app.calls.byId(first)).toMatchObject({ holding: true, held: false })
  // And back again.
  expect((await holdCall(app, { callId: first, held: false })).ok).toBe(true)
  expect(did.slice(2)).toEqual([`hold ${second}`, `resume ${first}`])
  expect(app.calls.byId(first)?.holding).toBe(false)
  expect(app.calls.byId(second)?.holding).toBe(true)
})

test('an answer that fails gives the rep back whom they talked to', async () => {
  const [first, second] = [comes('+14165550101'), comes('+13035550177')]
  answered(first)
  const refusal = { ok: false, trouble: { code: 'microphone-missing', about: {} } } as const
  Object.assign(app.exchange, { answer: async () => refusal })
  expect(await answerCall(app, second)).toEqual(refusal)
  await expect.poll(() => app.calls.byId(first)?.holding).toBe(false)
})

test('nothing is answered by itself unless the line says so', () => {
  comes('+14165550101')
  expect(did).toEqual([])
  keepAnswering(app, { autoAnswer: true, forwardTo: '' })
  const second = comes('+13035550177')
  return expect.poll(() => did).toEqual([`answer ${second}`])
})

test('calls that Afterbeep did not survive: what rang was missed, what was talked in was answered', () => {
  const contactId = jane()
  comes('+14165550101')
  const talked = comes('+14165550101')
  answered(talked)
  recordInterruptedReceived(app.archive, { now, random: () => 0.5, newId: app.newId })
  expect(
    cardOf(contactId)
      .received.map(({ outcome }) => outcome)
      .toSorted(),
  ).toEqual(['answered', 'missed'])
})
