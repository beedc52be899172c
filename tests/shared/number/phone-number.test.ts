import { expect, it } from 'vitest'
import { readPhoneNumber } from '../../../shared/number/phone-number.ts'

it.each([
  ['+1 (416) 555-0101', undefined, { number: '+14165550101', shown: '+1 416 555 0101' }],
  ['416.555.0101', 'US', { number: '+14165550101', shown: '+1 416 555 0101' }],
  ['030 901820', 'DE', { number: '+4930901820', shown: '+49 30 901820' }],
  ['1001', undefined, { number: '1001', shown: '1001' }],
  ['*98', undefined, { number: '*98', shown: '*98' }],
  ['12-34', undefined, { number: '1234', shown: '12-34' }],
  ['call me', undefined, null],
  ['', undefined, null],
  ['sip:jane@example.org', undefined, null],
] as const)('%s in %s is %j', (written, country, expected) => {
  expect(readPhoneNumber(written, country)).toEqual(expected)
})
