import { expect, it } from 'vitest'
import { dealValueInWords, readDealValue } from '../../../shared/import/deal-value.ts'

it.each([
  ['25000', 25_000],
  ['$25,000', 25_000],
  ['25.000 €', 25_000],
  ['25 000,50', 25_000.5],
  ['1,234.5', 1234.5],
  ['5k', 5000],
  ['$1.2m', 1_200_000],
  ['CHF 12’500', 12_500],
  ['1.234', 1234],
  ['USD 99.95', 99.95],
  ['0', 0],
])('an amount is read as people write it: %s', (text, value) => expect(readDealValue(text)).toBe(value))

it.each(['', 'a lot', '-5', '1.2.3', '12,34,567', '5k-10k', '+1 416 555 0126', '99999999999'])(
  '“%s” is no amount',
  (text) => expect(readDealValue(text)).toBeNull(),
)

it('is written with its thousands apart', () => expect(dealValueInWords(1_250_000.5)).toBe('1,250,000.5'))
