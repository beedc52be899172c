import { beforeEach, expect, test } from 'vitest'
import type { AppContext } from '../../../main/app-context.ts'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { creditCallback } from '../../../main/call/credit-callback.ts'
import { callCame, incomingState } from '../../../main/call/receive-call.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { mergeTwo, openMerges } from '../../../main/contact/merge-contacts.ts'
import type { AttemptId, CallId, CompanyId, ContactId, LineId, PhoneNumberId } from '../../../shared/ids.ts'
import { handMadeApp, ownLine } from '../../support/hand-made-app.ts'
import { must } from '../../support/must.ts'
import { addPerson, countedIds, dialled, enrolPerson, messageLeft, monday } from '../../support/temporary-archive.ts'

const day = 86_400_000
const lineId = ownLine.lineId as LineId
let app: AppContext
let now = 0
let calls = 0

beforeEach(() => {
  now = monday + 14 * 3_600_000
  calls = 0
  app = Object.assign(handMadeApp({ line: ownLine, now: () => now }).app, {
    quiet: { on: false },
    announce: () => {},
    merges: openMerges(),
  })
})

function person(key: string, number: string, company: string | null = 'Brightwater'): ContactId {
  const contactId = addPerson(app.archive, key, {
    company: company === null ? null : { companyId: `company-${company}` as CompanyId, name: company },
    numbers: [{ phoneNumberId: `number-${key}` as PhoneNumberId, number, shown: number, kind: 'direct' }],
  })
  enrolPerson(app.archive, contactId, 'Commercial')
  return contactId
}

/** A message left with them so many days ago. */
function messageTo(contactId: ContactId, number: string, daysAgo = 2): AttemptId {
  const at = now - daysAgo * day
  const call = messageLeft(dialled(app.archive, `out-${contactId}`, contactId, at, { number }), 'introduction')
  const ids = countedIds()
  must(recordAttempt(app.archive, call, { now: at, random: () => 0.5, newId: () => `${contactId}-${ids()}` }))
  return call.attemptId
}

function comes(number: string): CallId {
  const callId = `in-${++calls}` as CallId
  callCame(app, { callId, lineId, caller: { number, name: '' }, at: now })
  return callId
}

const cardOf = (contactId: ContactId) => contactCard(app.archive, contactId, { now, heard: () => false })!
const isAsked = (contactId: ContactId) => cardOf(contactId).next?.why[0]?.includes('nobody answered') ?? false

test('a call from a company’s other number names who was left a message there, the last first', () => {
  const ann = person('Ann', '+12125550147')
  const bob = person('Bob', '+12125550148')
  person('Cy', '+12125550149')
  person('Switchboard', '+19175550100')
  messageTo(ann, '+12125550147', 3)
  messageTo(bob, '+12125550148', 2)
  comes('+19175550100')
  const [ringing] = incomingState(app).ringing
  expect(ringing?.name).toBe('Switchboard')
  expect(ringing?.mayAnswer?.map(({ name, by, leftMessage }) => [name, by, leftMessage])).toEqual([
    ['Bob', 'company', true],
    ['Ann', 'company', true],
  ])
})

test('a stranger’s number of the same hundred may be theirs, and a withheld one is nobody’s', () => {
  const ann = person('Ann', '+12125550147')
  messageTo(ann, '+12125550147')
  comes('+12125550100')
  expect(incomingState(app).ringing[0]?.mayAnswer).toMatchObject([{ name: 'Ann', by: 'block' }])
  app.calls.move('in-1' as CallId, { kind: 'ended', at: now, by: 'far-end' })
  comes('+12125559900')
  expect(incomingState(app).ringing.at(-1)?.mayAnswer).toBeUndefined()
  comes('')
  expect(incomingState(app).ringing.at(-1)?.mayAnswer).toBeUndefined()
})

test('whoever was tried longer ago than two weeks, or never rung, is not named', () => {
  const ann = person('Ann', '+12125550147')
  messageTo(ann, '+12125550147', 15)
  comes('+12125550100')
  expect(incomingState(app).ringing[0]?.mayAnswer).toBeUndefined()
})

test('who it was is said while the call is up: it is kept as theirs, and answers their message', () => {
  const ann = person('Ann', '+12125550147')
  const attemptId = messageTo(ann, '+12125550147')
  const callId = comes('+12125550100')
  app.calls.move(callId, { kind: 'answered', at: now })
  expect(creditCallback(app, { callId, contactId: ann }).ok).toBe(true)
  expect(app.calls.byId(callId)).toMatchObject({ contactId: ann, received: { causedBy: attemptId } })
  app.calls.move(callId, { kind: 'ended', at: now + 60_000, by: 'far-end' })
  expect(cardOf(ann).received).toMatchObject([{ callId, outcome: 'answered', causedBy: attemptId }])
})

test('a missed call that is credited is called back at whose it was, and not at the stranger’s', () => {
  const ann = person('Ann', '+12125550147')
  messageTo(ann, '+12125550147')
  const callId = comes('+12125550100')
  const stranger = app.calls.byId(callId)!.contactId
  app.calls.move(callId, { kind: 'ended', at: now + 20_000, by: 'far-end' })
  expect([isAsked(stranger), isAsked(ann)]).toEqual([true, false])
  must(creditCallback(app, { callId, contactId: ann }))
  expect([isAsked(stranger), isAsked(ann)]).toEqual([false, true])
  must(creditCallback(app, { callId, contactId: null }))
  expect([isAsked(stranger), isAsked(ann)]).toEqual([true, false])
  expect(cardOf(stranger).received).toMatchObject([{ callId, causedBy: null, creditedFrom: null }])
})

test('a callback by their own number can be said to be none', () => {
  const ann = person('Ann', '+12125550147')
  const attemptId = messageTo(ann, '+12125550147')
  const callId = comes('+12125550147')
  expect(cardOf(ann).received).toMatchObject([{ causedBy: attemptId }])
  must(creditCallback(app, { callId, contactId: null }))
  expect(cardOf(ann).received).toMatchObject([{ callId, causedBy: null }])
})

test('a credit outlives the merging of the two contacts', () => {
  const ann = person('Ann', '+12125550147')
  const causedBy = messageTo(ann, '+12125550147')
  const callId = comes('+12125550100')
  const stranger = app.calls.byId(callId)!.contactId
  app.calls.move(callId, { kind: 'ended', at: now + 20_000, by: 'far-end' })
  must(creditCallback(app, { callId, contactId: ann }))
  must(mergeTwo(app, { keptId: ann, otherId: stranger }))
  expect(cardOf(ann).received).toMatchObject([{ callId, causedBy }])
  expect(creditCallback(app, { callId, contactId: null }).ok).toBe(true)
  expect(cardOf(ann).received).toMatchObject([{ callId, causedBy: null }])
})

test('a colleague at one’s own PBX did not ask to be called', () => {
  const callId = comes('4711')
  const colleague = app.calls.byId(callId)!.contactId
  app.calls.move(callId, { kind: 'ended', at: now + 20_000, by: 'far-end' })
  expect(cardOf(colleague).next).toBeNull()
})
