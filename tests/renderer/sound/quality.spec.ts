import { dial } from './calling.ts'
import { close, say } from './far-end.ts'
import { expect, test } from './sound-room.ts'
import { babble } from '../../support/synthetic-sound.ts'

test('a call is measured once a second', async ({ room }) => {
  const { farEnd } = await dial(room, 'measured')
  await say(farEnd, babble(1, 8000, 4))
  const { quality } = await room.heard('quality.measured')
  expect(quality).toMatchObject({ codec: 'PCMU', lostShare: 0, silentMs: 0 })
  expect(['host', 'prflx']).toContain(quality.route)
  expect(quality.roundTripMs).toBeLessThan(100)
  expect(quality.mos).toBeGreaterThan(4)
  await close(farEnd)
})

test('packets that do not come are counted, and so is silence', async ({ room }) => {
  const { farEnd } = await dial(room, 'lossy')
  await room.heard('quality.measured')
  farEnd.loses = (packet) => packet % 5 === 0
  const lossy = await room.heard('quality.measured', ({ quality }) => quality.lostShare > 0.1)
  expect(lossy.quality.lostShare).toBeLessThan(0.35)
  expect(lossy.quality.mos).toBeLessThan(3.7)
  farEnd.loses = () => true
  const silent = await room.heard('quality.measured', ({ quality }) => quality.silentMs >= 2000)
  expect(silent.quality.mos).toBe(1)
  await close(farEnd)
})
