import { describe, expect, it } from 'vitest'
import type { CallView, DeskState } from '../../../shared/bridge.ts'
import { closedDesk, type Desk } from '../../../renderer/desk/state/desk-store.ts'
import { beingLeft, chosenRecording, nextContact, onStage, messageKeys } from '../../../renderer/desk/state/on-stage.ts'
import {
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
} from '../../support/desk-samples.ts'

const open = (facts: Partial<DeskState>, more: Partial<Desk> = {}): Desk => ({
  ...closedDesk,
  facts: desk(facts),
  ...more,
})
const kindOf = (calls: CallView[], more: Partial<Desk> = {}) => onStage(open({ calls }, more)).kind

describe('what is in the middle of the desk', () => {
  it('is the contact when there is no call', () => expect(kindOf([])).toBe('contact'))
  it('is the call while the rep is in one', () => expect(kindOf([call('ringing')])).toBe('call'))
  it('is the call even when the rep looks at another contact', () => {
    const stage = onStage(open({ calls: [call('talking')], card: card('Luis Ferreira') }))
    expect(stage).toMatchObject({ kind: 'call', contact: { name: 'Jane Adams', card: null } })
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
    const stage = onStage(open({}, { picked: contactId('Luis Ferreira') }))
    expect(stage).toMatchObject({ kind: 'contact', contact: { name: 'Luis Ferreira', card: null } })
  })
  it('is nobody when there is no contact', () => expect(onStage(open({ card: null })).kind).toBe('nobody'))
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
  it('is the first when the follow-up has none, and null without recordings', () => {
    const jane = card('Jane Adams', { next: followUp({ recordingId: null }) })
    expect(chosenRecording(open({ card: jane }), { ...jane, card: jane })?.recordingId).toBe(first!.recordingId)
    expect(chosenRecording(open({ recordings: [] }), { ...jane, card: jane })).toBeNull()
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
