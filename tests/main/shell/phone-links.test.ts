import { expect, test } from 'vitest'
import { phoneLinkIn, openPhoneLinks } from '../../../main/shell/phone-links.ts'

test.for([
  [['afterbeep', '--user-data-dir=/x', 'tel:+1-212-555-0177'], 'tel:+1-212-555-0177'],
  [['afterbeep', 'CALLTO:5550177', '--flag'], 'CALLTO:5550177'],
  [['afterbeep', 'sip:jane@example.com'], 'sip:jane@example.com'],
  [['afterbeep', '.', 'https://example.com/tel:1'], null],
  [['afterbeep', 'tel:'], null],
] as const)('of the command line %j the number is %s', ([argv, number]) => {
  expect(phoneLinkIn(argv)).toBe(number)
})

test('a number that comes before the desk waits for it, and is shown once', () => {
  const told: string[] = []
  const given = openPhoneLinks((written) => told.push(written))
  given.take('tel:1')
  given.take(null)
  expect(told).toEqual([])
  given.deskOpened()
  given.deskOpened()
  given.take('tel:2')
  expect(told).toEqual(['tel:1', 'tel:2'])
  given.deskClosed()
  given.take('tel:3')
  expect(told).toHaveLength(2)
  given.deskOpened()
  expect(told.at(-1)).toBe('tel:3')
})
