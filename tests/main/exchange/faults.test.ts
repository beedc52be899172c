import { expect, onTestFinished, test } from 'vitest'
import { defaultLimits } from '../../../main/exchange/limits.ts'
import { openFarEnd, type FarEnd, type FarEndOptions } from '../../support/far-end.ts'
import { sessionDescription } from '../../support/media.ts'
import { accountAt, isRegistered, openRig, type Rig } from './rig.ts'

/* Rows of the fault table that no real server can be made to show; README.md says where the others are. */

async function farEndFor(options: FarEndOptions = {}): Promise<FarEnd> {
  const farEnd = await openFarEnd(options)
  onTestFinished(() => farEnd.close())
  return farEnd
}

async function registeredRig(farEnd: FarEnd): Promise<Rig> {
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  return rig
}

test('a dead socket is found out within 5 s of a call, and within 25 s of idling', () => {
  const { pingEveryInCallMs, pingEveryMs, pingAnswerMs } = defaultLimits
  // Half a second is left for a machine that is busy.
  expect(pingEveryInCallMs + pingAnswerMs).toBeLessThanOrEqual(4_500)
  expect(pingEveryMs + pingAnswerMs).toBeLessThanOrEqual(24_500)
})

test('a line whose socket goes while its REGISTER is under way is registered again at once', async () => {
  let lost = 0
  const farEnd = await farEndFor({ instead: (request) => request.method === 'REGISTER' && lost++ === 0 })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await farEnd.heard('REGISTER')
  const lostAt = Date.now()
  farEnd.dropSockets()
  await rig.state(isRegistered)
  expect(Date.now() - lostAt).toBeLessThan(2_000)
  expect(lost).toBe(2)
})

test('a renewal that is lost with its socket leaves a line that is registered again at once', async () => {
  let registers = 0
  // The shortest that is granted: it is renewed after 0.8 s.
  const farEnd = await farEndFor({
    expiresS: 1,
    instead: (request) => request.method === 'REGISTER' && ++registers === 2,
  })
  const rig = await registeredRig(farEnd)
  await farEnd.heard('REGISTER')
  await farEnd.heard('REGISTER')
  const told = rig.states.length
  const lostAt = Date.now()
  farEnd.dropSockets()
  await rig.state(isRegistered, told)
  expect(Date.now() - lostAt).toBeLessThan(2_000)
})

test('two phones that ring with sound of their own at once leave no ghost, and a third may answer', async () => {
  const farEnd = await farEndFor()
  const rig = await registeredRig(farEnd)
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  for (const tag of ['one', 'two'])
    farEnd.respond(invite, 183, 'Session Progress', {
      headers: [['Contact', `<sip:${tag}@far.test>`]],
      body: sessionDescription(tag, 1),
      tag,
    })
  await farEnd.caughtUp()
  expect(rig.movesOf(callId).map(({ kind }) => kind)).toEqual(['rang'])
  farEnd.answer(invite, { tag: 'three', body: sessionDescription('three', 1) })
  await rig.move(callId, 'answered')
  const again = await farEnd.heard('INVITE')
  expect(again.header('to')).toContain(';tag=three')
  farEnd.answer(again, { body: sessionDescription('three', 2) })
  await farEnd.heard('ACK')
  farEnd.ask(again, 'BYE', 1, { tag: 'three' })
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
})

test.for([
  [500, 'Server Internal Error'],
  [503, 'Service Unavailable'],
] as const)('a new offer that is refused with %i for a while is made again after it', async ([status, reason]) => {
  const farEnd = await farEndFor()
  const rig = await registeredRig(farEnd)
  const callId = rig.dial()
  farEnd.answer(await farEnd.heard('INVITE'))
  await rig.move(callId, 'answered')
  await farEnd.heard('ACK')
  rig.exchange.soundRoomReplaced()
  const refusedAt = Date.now()
  farEnd.respond(await farEnd.heard('INVITE'), status, reason, { headers: [['Retry-After', '1']] })
  await farEnd.heard('ACK')
  const again = await farEnd.heard('INVITE')
  expect(Date.now() - refusedAt).toBeGreaterThanOrEqual(950)
  farEnd.answer(again, { body: sessionDescription('them', 2) })
  await farEnd.heard('ACK')
  expect(rig.movesOf(callId).some(({ kind }) => kind === 'ended')).toBe(false)
})
