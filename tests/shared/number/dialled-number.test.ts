import { expect, test } from 'vitest'
import { readDialled } from '../../../shared/number/dialled-number.ts'

test.for([
  ['+1 (555) 123-4567 ext. 9', '+15551234567', '9'],
  ['+1 416 345 3453 x12', '+14163453453', '12'],
  ['(416) 345-3453, 204#', '+14163453453', '204#'],
  ['416-345-3453,,9', '+14163453453', ',9'],
  ['tel:+1-201-555-0123;ext=9', '+12015550123', '9'],
  ['tel:863-1234;phone-context=+1-914-555', '+19145558631234', ''],
  ['tel:%2B1%20(416)%20345-3453', '+14163453453', ''],
  ['callto://+14163453453', '+14163453453', ''],
  ['1-800-FLOWERS', '+18003569377', ''],
  ['sip:jane@example.com', 'sip:jane@example.com', ''],
  ['"Jane" <sip:jane@example.com;transport=tcp?Replaces=x>', 'sip:jane@example.com', ''],
  ['jane.doe@example.com', 'sip:jane.doe@example.com', ''],
  ['911', '911', ''],
  ['*67', '*67', ''],
  [' 1001 ', '1001', ''],
] as const)('%s is dialled as %s, then %s', ([written, number, extension]) => {
  expect(readDialled(written, 'US')).toMatchObject({ number, extension })
})

test.for(['', 'Jane', 'call me', 'ext. 9', 'tel:', 'jane@', 'sip:a b@c', 'javascript:alert(1)', '1-FLOWERS', '###'])(
  'there is nothing to dial in “%s”',
  (written) => {
    expect(readDialled(written, 'US')).toBeNull()
  },
)

test('a number without its country is of the line’s, and as written where the line has none', () => {
  expect(readDialled('020 7946 0018', 'GB')?.number).toBe('+442079460018')
  expect(readDialled('020 7946 0018')?.number).toBe('02079460018')
})
