import { expect, test } from 'vitest'
import {
  callerIdOf,
  currentCheck,
  isRefused,
  isSameCheckInput,
  nextCallerId,
  reasonFor,
  shownCheckInput,
  toDial,
} from '../../../../renderer/desk/call/to-dial.ts'
import { closedDesk, type Checked, type Desk } from '../../../../renderer/desk/frame/desk-store.ts'
import type { RuleAnswer } from '../../../../shared/contract/rule-answer.ts'
import type { PhoneNumberId } from '../../../../shared/ids.ts'
import { call, card, checksOf, contactId, desk, leaving, mainLine } from '../../../support/desk-samples.ts'

const jane = contactId('Jane Adams')
const priya = contactId('Priya Raman')
const hidden = { presented: { asksFor: { kind: 'hidden' }, askedBy: '*67' } } as const
const at = (more: Parameters<typeof desk>[0] = {}, own: Partial<Desk> = {}): Desk => ({
  ...closedDesk,
  facts: desk(more),
  ...own,
})
const names = (of: Desk) => {
  const { first, again, shown } = toDial(of)
  return [first?.name, again?.name, shown?.name].map((name) => name ?? '')
}
const checked = (of: Desk, more: Partial<Checked['check']> = {}): Desk => ({
  ...of,
  checked: { input: shownCheckInput(of)!, check: { ...checksOf({}).suggested, ...more } },
})
const warned = (rule: string, verdict: 'warn' | 'allow' = 'warn') => ({ rule, verdict }) as unknown as RuleAnswer

test.each<[string, Desk, string[]]>([
  ['the contact that is shown', at(), ['Jane Adams', '', '']],
  [
    'nobody while somebody waits for the line',
    at({ queuedDial: { contactId: jane, name: 'Jane Adams' } as never }),
    ['', '', ''],
  ],
  ['nobody during a call', at({ calls: [call('talking')] }), ['', '', '']],
  ['nobody where nobody is shown', at({ card: null, queue: { ...desk().queue, items: [] } }), ['', '', '']],
  ['nobody before main has answered', closedDesk, ['', '', '']],
  [
    'whoever is next while a message is being left',
    at({ calls: [leaving('Jane Adams', 'waiting')] }),
    ['Priya Raman', '', ''],
  ],
  [
    'whoever is next after a talk, and the same one again',
    at({ calls: [call('ended')] }),
    ['Priya Raman', 'Jane Adams', ''],
  ],
  [
    'the same one, shown, after a hidden call that is over',
    at({ calls: [call('ended', hidden)] }),
    ['Priya Raman', 'Jane Adams', 'Jane Adams'],
  ],
  [
    'no one again after a call whose hiding was refused, but the same one shown',
    at({ calls: [call('ended', { ...hidden, answeredAt: null, trouble: { code: 'anonymity-refused', about: {} } })] }),
    ['Priya Raman', '', 'Jane Adams'],
  ],
  [
    'the same one where nobody else is due',
    at({ calls: [call('ended')], queue: { ...desk().queue, items: [] } }),
    ['Jane Adams', '', ''],
  ],
])('from the desk is called %s', (_, from, expected) => {
  expect(names(from)).toEqual(expected)
})

test('main is asked about the number that was chosen for the contact who is shown, and for nobody else', () => {
  const phoneNumberId = 'number-2' as PhoneNumberId
  expect(shownCheckInput(at({}, { phoneNumberId }))).toEqual({ contactId: jane, phoneNumberId })
  expect(shownCheckInput(at({ calls: [call('ended')] }, { phoneNumberId }))).toEqual({
    contactId: priya,
    phoneNumberId: null,
  })
  expect(shownCheckInput(at({}, { callerIds: { [jane]: { kind: 'hidden' } } }))).toMatchObject({
    callerId: { kind: 'hidden' },
  })
  expect(shownCheckInput(at({ line: { ...mainLine, line: null } }))).toBeNull()
})

test('an answer to an older question is none', () => {
  const one = { contactId: jane, phoneNumberId: null }
  expect(isSameCheckInput(one, { ...one })).toBe(true)
  for (const other of [
    { ...one, contactId: priya },
    { ...one, phoneNumberId: 'number-2' as PhoneNumberId },
    { ...one, callerId: { kind: 'hidden' as const } },
  ])
    expect(isSameCheckInput(one, other)).toBe(false)
  const number = (shown: string) => ({ ...one, callerId: { kind: 'number' as const, number: shown } })
  expect(isSameCheckInput(number('+1'), number('+1'))).toBe(true)
  expect(isSameCheckInput(number('+1'), number('+2'))).toBe(false)
  expect(currentCheck(checked(at()))).not.toBeNull()
  expect(currentCheck({ ...checked(at()), callerIds: { [jane]: { kind: 'hidden' } } })).toBeNull()
})

test('the key for hiding turns what is shown round, where the line can hide and it is no emergency', () => {
  expect(callerIdOf(at(), jane)).toBeNull()
  expect(nextCallerId(at())).toEqual({ kind: 'hidden' })
  expect(nextCallerId(at({}, { callerIds: { [jane]: { kind: 'hidden' } } }))).toEqual({ kind: 'shown' })
  expect(nextCallerId(checked(at(), { callerId: { kind: 'hidden' } }))).toEqual({ kind: 'shown' })
  expect(nextCallerId(checked(at(), { emergency: true }))).toBeNull()
  expect(nextCallerId(at({ line: mainLine }))).toBeNull()
  expect(nextCallerId(at({ calls: [call('talking')] }))).toBeNull()
})

test('a call that the rules refuse, or the line cannot make, is not made', () => {
  expect(isRefused(at())).toBe(false)
  expect(isRefused(checked(at()))).toBe(false)
  expect(isRefused(checked(at(), { call: { verdict: 'warn', answers: [] } }))).toBe(false)
  expect(isRefused(checked(at(), { call: { verdict: 'refuse', answers: [] } }))).toBe(true)
  expect(isRefused(checked(at(), { impossible: { reason: 'no number', instead: '' } }))).toBe(true)
})

test('a reason is the one that is typed for this call, else the one that is remembered for just these rules', () => {
  const typed = at({}, { reason: { about: jane, text: '  they asked me to ' } })
  expect(reasonFor(typed, jane, jane, [warned('hours')])).toBe('they asked me to')
  expect(reasonFor(typed, priya, priya, [])).toBeNull()
  expect(reasonFor(at({}, { reason: { about: jane, text: ' ' } }), jane, jane, [])).toBeNull()
  const remembered = { text: 'a client', rules: ['hours'] as never }
  const forJane = at({}, { reasons: { [jane]: remembered } })
  expect(reasonFor(forJane, jane, jane, [warned('hours'), warned('consent', 'allow')])).toBe('a client')
  expect(reasonFor(forJane, jane, jane, [warned('hours'), warned('consent')])).toBeNull()
  const known = card()
  const enrolled = {
    ...known,
    assistant: { ...known.assistant, enrolment: { cadenceId: 'commercial', startedAt: 0, side: null } as never },
  }
  const forCadence = at({ card: enrolled }, { reasons: { commercial: remembered } })
  expect(reasonFor(forCadence, jane, jane, [warned('hours')])).toBe('a client')
  // Of a contact who is not shown the cadence is not known here.
  expect(reasonFor(forCadence, priya, priya, [warned('hours')])).toBeNull()
})
