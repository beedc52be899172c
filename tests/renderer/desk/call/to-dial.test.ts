import { expect, test } from 'vitest'
import { closedDesk } from '../../../../renderer/desk/frame/desk-store.ts'
import { toDial } from '../../../../renderer/desk/call/to-dial.ts'
import type { ContactAssistant } from '../../../../shared/contract/assistant.ts'
import { assistant, attempt, call, card, contactId, desk } from '../../../support/desk-samples.ts'

const given = call('ended', { answeredAt: null, endedBy: 'rep' })
const { attemptId } = given
const said = (more: Partial<ContactAssistant>) => {
  const known = card()
  const attempts = [attempt(given.dialledAt, 'cancelled', { attemptId: attemptId! }), ...known.attempts]
  return toDial({
    ...closedDesk,
    facts: desk({ calls: [given], card: { ...known, attempts, assistant: assistant(more) } }),
  })
}

test('after a call that the rep gave up the next one is called, and the same one by another key', () => {
  const next = { first: { name: 'Priya Raman', next: true }, again: { name: 'Jane Adams' } }
  expect(said({})).toMatchObject(next)
  const wrong = { attemptId: attemptId!, outcome: 'wrong-number', why: 'There is no such number.' } as const
  expect(said({ suggested: wrong })).toMatchObject(next)
})

test('a call that could not be made is made again: nobody’s phone has rung', () => {
  const failed = call('ended', { answeredAt: null, rangAt: null, endedBy: 'network' })
  const facts = desk({ calls: [failed], card: card() })
  expect(toDial({ ...closedDesk, facts })).toMatchObject({ first: { name: 'Jane Adams' }, again: null })
})

test('whoever was clicked is who is called, after their call as before it', () => {
  const facts = desk({ calls: [given], card: card() })
  const desks = { ...closedDesk, facts, chosenToCall: given.contactId }
  expect(toDial(desks)).toMatchObject({ first: { name: 'Jane Adams', next: false }, again: null })
  // Of somebody else who is shown it says nothing.
  const priya = { ...closedDesk, facts, chosenToCall: contactId('Priya Raman') }
  expect(toDial(priya)).toMatchObject({ first: { name: 'Priya Raman', next: true } })
})
