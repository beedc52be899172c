import { expect, it } from 'vitest'
import { deviceChosen, headsetHeard } from '../../../shared/audio/sound-settings.ts'

const there = [
  { deviceId: '1', label: 'Headset' },
  { deviceId: '2', label: 'Headset' },
  { deviceId: '3', label: 'Laptop' },
]

it('a device is known again by its label, and of two alike by its id', () => {
  expect(deviceChosen({ deviceId: '2', label: 'Headset' }, there)?.deviceId).toBe('2')
  expect(deviceChosen({ deviceId: 'of another port', label: 'Headset' }, there)?.deviceId).toBe('1')
  // An id that has been given to another device since is no reason to take that one.
  expect(deviceChosen({ deviceId: '3', label: 'Monitor' }, there)).toBeNull()
  expect(deviceChosen(null, there)).toBeNull()
})

it.each([
  ['nothing', [0.001, 0.01, 0.019]],
  ['well', [0.001, 0.3, 1, 0.4]],
  ['clipped', [0.2, 1, 1, 0.4]],
] as const)('three seconds are heard as: %s', (heard, peaks) => {
  expect(headsetHeard(peaks)).toBe(heard)
})
