import { expect, test } from 'vitest'
import { causeOf, type Traceable } from '../../../shared/call/callback.ts'
import { waysToWrite } from '../../../shared/call/caller.ts'
import { attemptIdSchema } from '../../../shared/ids.ts'

const day = 86_400_000
const now = 100 * day
const attempt = (name: string, startedAt: number, more: Partial<Traceable> = {}): Traceable => ({
  attemptId: attemptIdSchema.parse(name),
  startedAt,
  rangAt: startedAt + 1000,
  answeredAt: null,
  hidden: false,
  leftMessage: false,
  ...more,
})

test.for<[string, Traceable[], string | null]>([
  ['nobody was called', [], null],
  ['the last of several', [attempt('a', now - 3 * day), attempt('b', now - day), attempt('c', now - 2 * day)], 'b'],
  ['fourteen days ago, just', [attempt('a', now - 14 * day)], 'a'],
  ['longer ago', [attempt('a', now - 14 * day - 1)], null],
  ['one that has yet to be made', [attempt('a', now + 1)], null],
  ['one that never rang there', [attempt('a', now - day, { rangAt: null })], null],
  ['one that was answered without ringing', [attempt('a', now - day, { rangAt: null, answeredAt: now - day })], 'a'],
  ['a hidden number and no message', [attempt('a', now - day, { hidden: true })], null],
  ['a hidden number and a message', [attempt('a', now - day, { hidden: true, leftMessage: true })], 'a'],
  ['the one before a failed one', [attempt('a', now - 2 * day), attempt('b', now - day, { rangAt: null })], 'a'],
])('a callback is caused by: %s', ([, attempts, cause]) => {
  expect(causeOf(attempts, now)).toBe(cause)
})

test.for([
  ['+14165550101', 'US'],
  ['14165550101', ''],
  ['4165550101', ''],
  ['4165550101', 'CA'],
  ['00 1 416 555 0101', ''],
  ['011 1 416 555-0101', 'US'],
  ['(416) 555-0101', 'US'],
])('%s, on a line of %j, is looked for as +14165550101', ([number, region]) => {
  expect(waysToWrite(number!, region!)).toContain('+14165550101')
})

test('a national number is looked for as one of the line’s country, an extension as it is', () => {
  expect(waysToWrite('030 901820', 'DE')).toContain('+4930901820')
  expect(waysToWrite('217', 'US')).toContain('217')
  expect(waysToWrite('jane@northwind.test', 'US')).toEqual(['jane@northwind.test'])
})
