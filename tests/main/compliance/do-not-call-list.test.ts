import { describe, expect, it } from 'vitest'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { replaceFollowUp } from '../../../main/archive/follow-ups.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { correctContact } from '../../../main/contact/correct-contact.ts'
import { dropCheckOf } from '../../../main/call/check-call.ts'
import { dialContact } from '../../../main/call/dial-contact.ts'
import {
  addNumberToDoNotCall,
  addToDoNotCall,
  askedNotToBeCalled,
  undoDoNotCall,
} from '../../../main/compliance/do-not-call-list.ts'
import { waysToWrite } from '../../../shared/call/caller.ts'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { FollowUp } from '../../../shared/contract/follow-up.ts'
import type { ContactId, FollowUpId, PhoneNumberId } from '../../../shared/ids.ts'
import { ok } from '../../../shared/result.ts'
import { dialledCall } from '../../support/dialled-call.ts'
import { handMadeApp, ownLine } from '../../support/hand-made-app.ts'
import { must } from '../../support/must.ts'
import { addPerson, enrolPerson, minute, monday } from '../../support/temporary-archive.ts'

const promise: FollowUp = {
  followUpId: 'promise' as FollowUpId,
  kind: 'call',
  name: '',
  asked: false,
  promise: true,
  dueAt: monday + 60 * minute,
  dueUntil: monday + 120 * minute,
  recordingId: null,
  hidden: false,
  why: ['I said I would.'],
}

function cardOf(db: Archive, contactId: ContactId): ContactCard {
  return contactCard(db, contactId, { now: monday, heard: () => false })!
}

/** Jane, enrolled and promised a call, and everything about her. */
function withJane() {
  const { app } = handMadeApp({ line: ownLine, now: () => monday })
  const contactId = addPerson(app.archive, 'jane')
  const enrolmentId = enrolPerson(app.archive, contactId, 'Commercial')
  const nothing = { causedBy: null, doneBy: null, at: monday, was: 'cancelled' } as const
  replaceFollowUp(app.archive, contactId, { ...nothing, next: promise, enrolmentId })
  return { app, contactId, card: () => cardOf(app.archive, contactId) }
}

describe('one press on the do-not-call list', () => {
  for (const kind of ['person', 'company'] as const) {
    it(`ends what was planned for a ${kind}, and its undo lets all of it stand again`, () => {
      const { app, contactId, card } = withJane()
      expect(addToDoNotCall(app, { contactId, kind, phoneNumberId: null })).toEqual(ok())
      expect(card()).toMatchObject({ next: null, doNotCall: [{ kind, source: 'rep' }] })
      expect(card().cadence!.stopped).not.toBeNull()

      expect(undoDoNotCall(app, card().doNotCall[0]!.entryId)).toEqual(ok())
      expect(card()).toMatchObject({ next: { followUpId: 'promise' }, doNotCall: [], cadence: { stopped: null } })
    })
  }

  it('is undone for a person only when their company is not listed as well', () => {
    const { app, contactId, card } = withJane()
    addToDoNotCall(app, { contactId, kind: 'person', phoneNumberId: null })
    addToDoNotCall(app, { contactId, kind: 'company', phoneNumberId: null })
    const person = card().doNotCall.find(({ kind }) => kind === 'person')!
    undoDoNotCall(app, person.entryId)
    expect(card()).toMatchObject({ next: null, doNotCall: [{ kind: 'company' }] })
  })

  it('lists a number as everybody writes it, and an entry that is gone cannot be undone', () => {
    const { app, contactId, card } = withJane()
    addToDoNotCall(app, { contactId, kind: 'number', phoneNumberId: null })
    const [entry] = card().doNotCall
    expect(entry).toMatchObject({ kind: 'number', subject: '+1 416 555 0101' })
    expect(undoDoNotCall(app, entry!.entryId)).toEqual(ok())
    expect(undoDoNotCall(app, entry!.entryId)).toMatchObject({ ok: false, trouble: { code: 'not-found' } })
  })
})

it('a call in which they asked not to be called says so, and lists the person and their number', () => {
  const { app, contactId, card } = withJane()
  const callId = must(dialContact(app, { contactId, phoneNumberId: null, overrideReason: 'asked to' })).callId!
  expect(askedNotToBeCalled(app, callId)).toMatchObject({ ok: false, trouble: { code: 'move-refused' } })
  app.calls.move(callId, { kind: 'answered', at: monday })
  app.calls.move(callId, { kind: 'ended', at: monday + minute, by: 'rep' })
  expect(askedNotToBeCalled(app, callId)).toEqual(ok())
  expect(card().attempts[0]!.outcome).toBe('do-not-call')
  expect(
    card()
      .doNotCall.map(({ kind }) => kind)
      .sort(),
  ).toEqual(['number', 'person'])
})

describe('what the rep knows better', () => {
  it('is on the card from then on, and a time zone that is none is refused', () => {
    const { app, contactId, card } = withJane()
    const right = { contactId, consent: 'no', region: 'US-FL', timeZone: 'America/New_York' } as const
    expect(correctContact(app, right)).toEqual(ok())
    expect(card()).toMatchObject({ consent: 'no', region: 'US-FL', timeZone: 'America/New_York' })
    expect(correctContact(app, { ...right, timeZone: 'Mars/Olympus' })).toMatchObject({ ok: false })
    expect(card().timeZone).toBe('America/New_York')
  })

  it('decides what is said of a drop: who does not want recordings gets none', () => {
    const { app, contactId } = withJane()
    const talking = dialledCall('call-1', { contactId, phase: 'talking' })
    expect(dropCheckOf(app, talking).verdict).toBe('allowed')
    correctContact(app, { contactId, consent: 'unknown', region: 'US', timeZone: 'America/New_York' })
    expect(dropCheckOf(app, talking)).toMatchObject({ verdict: 'warn', needsReason: true })
    correctContact(app, { contactId, consent: 'no', region: 'US', timeZone: 'America/New_York' })
    expect(dropCheckOf(app, talking)).toMatchObject({ verdict: 'refuse', needsReason: false })
  })
})

it('a number on the list is known in the SIP address of whoever has it', () => {
  const { app } = handMadeApp({ line: ownLine, now: () => monday })
  const address = 'sip:+14165550101@provider.example'
  const numbers = [{ phoneNumberId: 'sip' as PhoneNumberId, number: address, shown: address, kind: 'direct' as const }]
  const contactId = addPerson(app.archive, 'ann', { numbers })
  must(addNumberToDoNotCall(app, { number: '+1 416 555 0101', why: '' }))
  expect(cardOf(app.archive, contactId).doNotCall).toMatchObject([{ kind: 'number' }])
  expect(waysToWrite(address, 'US')).toContain('+14165550101')
})
