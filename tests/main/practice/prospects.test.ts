import { expect, test } from 'vitest'
import { prospectAt, prospects } from '../../../main/practice/prospects.ts'

test.each([
  ['+12125550111', 'voicemail'],
  ['(305) 555-0142', 'talks'],
  ['*672125550193', 'voicemail'],
  ['+12125550124', 'busy'],
  ['+12125550135', 'rings-out'],
  ['+12125550166', 'talks'],
])('on a list of the rep’s own %s does as the prospect with its last digit does: %s', (number, kind) => {
  const prospect = prospectAt(number)!
  expect(prospect.behaviour.kind).toBe(kind)
  expect(prospects.find(({ key }) => key === prospect.key)!.number.at(-1)).toBe(number.at(-1))
  expect(prospect).toMatchObject({ name: '', company: '' })
})

test.each(['+12125550117', '+12125550118', '+12125550119', '+12125550120', '+12125550101', '+12125550211', '+442079460121'])(
  '%s is nobody’s',
  (number) => expect(prospectAt(number)).toBeUndefined(),
) // prettier-ignore

test('the six prospects keep their own numbers', () => {
  for (const prospect of prospects) expect(prospectAt(prospect.number)).toBe(prospect)
})
