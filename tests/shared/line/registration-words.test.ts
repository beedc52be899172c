import { expect, test } from 'vitest'
import { registrationFacts, registrationInOneLine } from '../../../shared/line/registration-words.ts'
import type { LineState } from '../../../shared/contract/line.ts'
import { mainLine } from '../../support/desk-samples.ts'

const clock = (at: number) => `${at / 1000} s`
const base: LineState = { ...mainLine, acceptedAt: 100_000, registeredUntil: 200_000 }
const facts = (state: Partial<LineState>, now = 150_000) =>
  Object.fromEntries(registrationFacts({ ...base, ...state }, now, clock).map(({ name, value }) => [name, value]))

test('a registration is said with when it was accepted, when it is renewed, and when it runs out', () => {
  expect(facts({})).toEqual({
    Line: 'Main line',
    Server: 'wss://pbx.example.com',
    'Last accepted': 'at 100 s',
    'Runs out': 'at 200 s',
    Renewed: 'at 180 s',
  })
})

test('one that has run out is not said to be good', () => {
  expect(facts({}, 250_000)).toMatchObject({ 'Ran out': 'at 200 s' })
})

test('a lost one says what was accepted last, why it is lost, and when it is tried again', () => {
  const trouble = { code: 'line-unreachable', about: { server: 'wss://pbx.example.com' } } as const
  const lost = { state: 'trouble', registeredUntil: null, retryAt: 160_000, trouble } as const
  expect(facts(lost)).toMatchObject({
    'Last accepted': 'at 100 s',
    Now: 'not registered',
    Trouble: expect.stringContaining('does not answer'),
    Next: 'connects and registers again at 160 s',
  })
  expect(facts(lost, 170_000)['Next']).toBe('connecting and registering now')
})

test('where nothing is tried any more that is said', () => {
  const trouble = { code: 'line-refused-password', about: { user: '1001' } } as const
  const refused = { state: 'trouble', acceptedAt: null, registeredUntil: null, trouble } as const
  expect(facts(refused)).toMatchObject({
    'Last accepted': 'never since this line is in use',
    Next: 'nothing, until the line is changed or chosen again',
  })
})

test('the tray has it in one line', () => {
  expect(registrationInOneLine(base, clock)).toBe('Main line: registered until 200 s')
  const waiting = { ...base, state: 'trouble', registeredUntil: null, retryAt: 160_000 } as const
  expect(registrationInOneLine(waiting, clock)).toBe('Main line: not registered, tries again at 160 s')
  expect(registrationInOneLine({ ...base, state: 'connecting', registeredUntil: null }, clock)).toBe(
    'Main line: connecting',
  )
  expect(registrationInOneLine({ ...base, line: null, state: 'off' }, clock)).toBe('No line in use')
})
