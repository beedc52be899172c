import { expect, it } from 'vitest'
import { barredBy, type TriedSlot } from '../../../shared/cadence/variety.ts'

const tried = (...of: readonly [string, number][]): TriedSlot[] => of.map(([slot, day]) => ({ slot, day }))
const four = tried(['1 morning', 0], ['3 evening', 30], ['4 lunch', 36], ['5 early', 42])

it.each([
  ['within four tries, however long ago', four, '1 morning', 200, true],
  ['after four other tries and ten days', [...four, ...tried(['2 lunch', 50])], '1 morning', 56, false],
  ['within ten days, however many tries lie between', tried(['1 morning', 0], ['1 lunch', 0], ['2 lunch', 1], ['3 lunch', 2], ['4 lunch', 3], ['5 lunch', 4]), '1 morning', 7, true], // prettier-ignore
  ['that was never used', four, '2 morning', 43, false],
] as const)('a weekday and part is barred %s: %#', (_, tries, slot, day, barred) => {
  expect(barredBy(tries, 15)(slot, day)).toBe(barred)
})

it('six of the first ten tries differ: where five do after nine, the tenth must be a new one', () => {
  const days = [0, 14, 28, 42, 56, 70, 84, 98, 112]
  const slots = ['1 a', '2 a', '3 a', '4 a', '5 a']
  const nine = days.map((day, at) => ({ slot: slots[at % 5]!, day }))
  expect(barredBy(nine, 15)('5 a', 200)).toBe(true)
  expect(barredBy(nine, 15)('6 weekend', 200)).toBe(false)
  // Where the hours leave five, five in turn are all that can be asked.
  expect(barredBy(nine, 5)('5 a', 200)).toBe(false)
})

it('asks of few hours what they allow: two times in turn', () => {
  expect(barredBy(tried(['1 a', 0], ['2 a', 15]), 2)('1 a', 28)).toBe(false)
  expect(barredBy(tried(['1 a', 0], ['2 a', 15]), 2)('2 a', 30)).toBe(true)
  expect(barredBy(tried(['1 a', 0]), 1)('1 a', 14)).toBe(false)
})
