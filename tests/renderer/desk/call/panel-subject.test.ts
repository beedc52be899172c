import { describe, expect, it } from 'vitest'
import type { CallView, DeskState } from '../../../../shared/contract/bridge.ts'
import { closedDesk, type Desk } from '../../../../renderer/desk/frame/desk-store.ts'
import type { RecordingId } from '../../../../shared/ids.ts'
import { chosenRecording, otherRecording, whyNoMessage } from '../../../../renderer/desk/call/message-choice.ts'
import { beingLeft, nextContact, panelSubject, messageKeys } from '../../../../renderer/desk/call/panel-subject.ts'
import {
  attempt,
  call,
  card,
  contactId,
  desk,
  drop,
  followUp,
  items,
  leaving,
  recordings,
  now,
} from '../../../support/desk-samples.ts'

const open = (facts: Partial<DeskState>, more: Partial<Desk> = {}): Desk => ({
  ...closedDesk,
  facts: desk(facts),
  ...more,
})
const kindOf = (calls: CallView[], more: Partial<Desk> = {}) => panelSubject(open({ calls }, more)).kind

describe('what is in the middle of the desk', () => {
  it('is the contact when there is no call', () => expect(kindOf([])).toBe('contact'))
  it('is the call while the rep is in one', () => expect(kindOf([call('ringing')])).toBe('call'))
  it('is the call even when the rep looks at another contact', () => {
    const subject = panelSubject(open({ calls: [call('talking')], card: card('Luis Ferreira') }))
    expect(subject).toMatchObject({ kind: 'call', contact: { name: 'Jane Adams', card: null } })
  })
  it('is free again at once when the message is being left', () => {
    expect(kindOf([leaving('Jane Adams', 'waiting')])).toBe('leaving')
    expect(kindOf([leaving('Hannah Weiss', 'waiting')])).toBe('contact')
  })
  it('is what the call came to after its end', () => expect(kindOf([call('ended')])).toBe('ended'))
  it('is the contact again when the rep has read the result, gone on and come back', () => {
    expect(kindOf([call('ended')], { readCallId: call('ended').callId })).toBe('contact')
  })
  it('is the picked contact by name before main has sent the card', () => {
    const subject = panelSubject(open({}, { picked: contactId('Luis Ferreira') }))
    expect(subject).toMatchObject({ kind: 'contact', contact: { name: 'Luis Ferreira', card: null } })
  })
  it('is nobody when there is no contact', () => expect(panelSubject(open({ card: null })).kind).toBe('nobody'))
})

describe('the next contact', () => {
  const nameOf = (facts: Partial<DeskState>, except: string | null = null) =>
    nextContact(desk(facts), except ? contactId(except) : null)?.name ?? null

  it('is the promise that is due, before anything else', () => expect(nameOf({})).toBe('Priya Raman'))
  it('is what is due now while the other promise is not due yet', () => {
    expect(nameOf({}, 'Priya Raman')).toBe('Jane Adams')
  })
  it('is nobody who has a live call', () => {
    expect(nameOf({ calls: [leaving('Jane Adams', 'waiting')] }, 'Priya Raman')).toBe('Luis Ferreira')
  })
  it('is never a letter, and a new contact when nothing is due', () => {
    const rest = items.filter(({ name }) => ['Aiko Tanabe', 'Dana Kowalski', 'Noor Haddad'].includes(name))
    expect(nameOf({ queue: { ...desk().queue, items: rest } })).toBe('Noor Haddad')
  })
  it('is nobody when everything is due later', () => {
    const later = items.filter(({ section }) => section === 'later')
    expect(nameOf({ queue: { ...desk().queue, items: later } })).toBeNull()
  })
})

describe('the recording that a drop would leave', () => {
  const [first, second] = recordings
  it('is the one of the follow-up', () => {
    const jane = card('Jane Adams', { next: followUp({ recordingId: second!.recordingId }) })
    expect(chosenRecording(open({ card: jane }), { ...jane, card: jane })).toBe(second)
  })
  it('is the first they have not heard when the follow-up has none, and null without recordings', () => {
    const jane = card('Jane Adams', { next: followUp({ recordingId: null }) })
    expect(chosenRecording(open({ card: jane }), { ...jane, card: jane })).toBe(second)
    const nobody = { ...jane, attempts: [] }
    expect(chosenRecording(open({ card: nobody }), { ...nobody, card: nobody })).toBe(first)
    expect(chosenRecording(open({ recordings: [] }), { ...jane, card: jane })).toBeNull()
  })
  it('is changed by one key for the next that they have not heard, and once through for the next of all', () => {
    const third = { ...second!, recordingId: 'recording-3' as RecordingId }
    const other = (jane: ReturnType<typeof card>, chosen = second!.recordingId) =>
      otherRecording(
        open({ card: jane, recordings: [...recordings, third] }, { chosen: { [jane.contactId]: chosen } }),
        {
          ...jane,
          card: jane,
        },
      )
    // She has heard the first.
    expect(other(card())).toBe('recording-3')
    expect(other(card(), third.recordingId)).toBe(second!.recordingId)
    const through = [first!, second!, third].map(({ recordingId }) =>
      attempt(now, 'voicemail-dropped', { recordingId, playedMs: 900 }),
    )
    expect(other(card('Jane Adams', { attempts: through }), third.recordingId)).toBe(first!.recordingId)
    expect(otherRecording(open({ recordings: [first!] }), { ...card(), card: card() })).toBeNull()
  })
  it('is what the rep chose', () => {
    expect(
      chosenRecording(open({}, { chosen: { [contactId('Jane Adams')]: second!.recordingId } }), {
        ...card(),
        card: card(),
      })?.name,
    ).toBe('The audit checklist')
  })
})

describe('a cadence that leaves no message on this call', () => {
  const why = ['Evening: 5 of 7 tries were mornings.', 'No message until 10 unanswered calls: 3 so far.']
  const silent = card('Jane Adams', { next: followUp({ recordingId: null, why }) })
  const said = (jane: ReturnType<typeof card> | null, more: Partial<Desk> = {}) =>
    whyNoMessage(open({ card: jane }, more), { ...card(), card: jane })

  it('says why', () => expect(said(silent)).toBe('No message until 10 unanswered calls: 3 so far.'))
  it('has no more to say once the rep has chosen one', () => {
    expect(said(silent, { chosen: { [silent.contactId]: recordings[0]!.recordingId } })).toBeNull()
  })
  it('has nothing to say of a promise, of a contact without a plan, or when it names a recording', () => {
    expect(
      said(card('Jane Adams', { next: followUp({ recordingId: null, promise: true, why: ['Promised.'] }) })),
    ).toBeNull()
    expect(said(card('Jane Adams', { next: null }))).toBeNull()
    expect(said(card())).toBeNull()
  })
  it('keeps its word to the end of the call, whatever is promised in it', () => {
    const promised = card('Jane Adams', { next: followUp({ recordingId: null, promise: true, why: ['Promised.'] }) })
    const kept = { contactId: promised.contactId, recordingId: recordings[1]!.recordingId, whyNone: why[1]! }
    const whom = { ...card(), card: promised }
    expect(whyNoMessage(open({ card: promised }, { kept }), whom, call('talking'))).toBe(why[1])
    // A cadence that leaves a message goes on to leave it.
    expect(
      whyNoMessage(open({ card: promised }, { kept: { ...kept, whyNone: null } }), whom, call('talking')),
    ).toBeNull()
  })
  it('keeps its word while the rep looks at somebody else', () => {
    const kept = { contactId: contactId('Jane Adams'), recordingId: recordings[1]!.recordingId, whyNone: why[1]! }
    expect(said(null, { kept })).toBe(why[1])
    expect(chosenRecording(open({ card: null }, { kept }), { ...card(), card: null })).toBe(recordings[1])
    expect(said(null)).toBeNull()
  })
})

it('takes back first, and plays last, the message whose call a person has answered', () => {
  const [hannah, luis] = [leaving('Hannah Weiss', 'waiting'), leaving('Luis Ferreira', 'waiting')]
  expect(messageKeys([hannah, luis])).toEqual({ playNow: hannah, takeBack: hannah, end: hannah })
  const answered = { ...hannah, personAnsweredAt: now }
  expect(messageKeys([answered, luis])).toEqual({ playNow: luis, takeBack: answered, end: answered })
  expect(messageKeys([luis, answered])).toEqual({ playNow: luis, takeBack: answered, end: luis })
  expect(messageKeys([answered])).toMatchObject({ playNow: answered, takeBack: answered })
})

it('lists the messages being left, the oldest first', () => {
  const [older, newer] = [leaving('Hannah Weiss', 'playing'), leaving('Marcus Bell', 'waiting')]
  const late = { ...newer, drop: drop({ pressedAt: older.drop!.pressedAt + 1 }) }
  expect(beingLeft(desk({ calls: [late, call('ended'), older] })).map(({ name }) => name)).toEqual([
    'Hannah Weiss',
    'Marcus Bell',
  ])
})
