import { expect, test } from 'vitest'
import { closedDesk } from '../../../../renderer/desk/frame/desk-store.ts'
import { toDial } from '../../../../renderer/desk/call/to-dial.ts'
import type { ContactAssistant } from '../../../../shared/cadence/assistant.ts'
import { assistant, attempt, call, card, desk } from '../../../support/desk-samples.ts'

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

test('a call that the rep gave up soon is made again, unless they say that nobody answered, or nobody has the number', () => {
  expect(said({})).toMatchObject({ first: { name: 'Jane Adams' }, again: null })
  const saidSo = { attemptId: attemptId!, outcome: 'no-answer', before: 'cancelled' } as const
  expect(said({ said: saidSo })).toMatchObject({ first: { name: 'Priya Raman' }, again: { name: 'Jane Adams' } })
  const suggested = {
    attemptId: attemptId!,
    outcome: 'wrong-number',
    why: 'The network knows no such number.',
  } as const
  expect(said({ suggested })).toMatchObject({ first: { name: 'Priya Raman' }, again: { name: 'Jane Adams' } })
})
