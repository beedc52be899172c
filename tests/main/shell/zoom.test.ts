import { expect, test } from 'vitest'
import { zoomed, zoomOfKey } from '../../../main/shell/zoom.ts'

const key = (some: object) => ({ type: 'keyDown', key: '+', control: false, meta: false, alt: false, ...some })

test.for([
  [key({ control: true }), 'linux', 'in'],
  [key({ control: true, key: '=' }), 'win32', 'in'],
  [key({ control: true, key: '-' }), 'linux', 'out'],
  [key({ control: true, key: '0' }), 'win32', 'reset'],
  [key({ meta: true, key: '0' }), 'darwin', 'reset'],
  [key({ control: true }), 'darwin', null],
  [key({ meta: true }), 'linux', null],
  [key({ control: true, alt: true }), 'win32', null],
  [key({ control: true, type: 'keyUp' }), 'linux', null],
  [key({ control: true, key: 'r' }), 'linux', null],
  [key({}), 'linux', null],
] as const)('%j on %s zooms %s', ([input, platform, by]) => {
  expect(zoomOfKey(input, platform)).toBe(by)
})

test('the desk grows to twice its size and shrinks to two thirds, and no further', () => {
  let level = 0
  for (let press = 0; press < 20; press++) level = zoomed(level, 'in')
  expect(1.2 ** level).toBeCloseTo(2.07, 2)
  for (let press = 0; press < 40; press++) level = zoomed(level, 'out')
  expect(1.2 ** level).toBeCloseTo(0.69, 2)
  expect(zoomed(level, 'reset')).toBe(0)
})
