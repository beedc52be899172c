import { expect, test } from 'vitest'
import type { PossibleCallback } from '../../../shared/contract/call.ts'
import { blockOf, possibleCallbackInWords } from '../../../shared/call/possible-callback.ts'
import type { AttemptId, ContactId } from '../../../shared/ids.ts'

const ann: PossibleCallback = {
  contactId: 'ann' as ContactId,
  name: 'Ann Lee',
  company: 'Brightwater',
  attemptId: 'a' as AttemptId,
  triedAt: 0,
  leftMessage: true,
  by: 'company',
}

test.each([
  ['+12125550147', '+121255501'],
  ['+49301234567', '+493012345'],
  ['4711', null],
  ['+1212555', null],
  ['jane@example.org', null],
])('%s is of the hundred %s', (number, block) => {
  expect(blockOf(number)).toBe(block)
})

test('it is said whose callback a call may be, and a guess is called one', () => {
  expect(possibleCallbackInWords([])).toBeNull()
  expect(possibleCallbackInWords([ann, { ...ann, leftMessage: false }, ann, ann])).toBe(
    'From Brightwater: three you left messages for',
  )
  expect(possibleCallbackInWords([{ ...ann, leftMessage: false }])).toBe('From Brightwater: one you tried')
  expect(possibleCallbackInWords([{ ...ann, by: 'block', company: null }])).toBe(
    'Perhaps from Ann Lee’s company, to judge by the number: one you left messages for',
  )
})
