import { expect, test } from 'vitest'
import { type FarEnd } from '../../support/far-end.ts'
import { sessionDescription } from '../../support/media.ts'
import type { SipMessage } from '../../support/sip-message.ts'
import { isRegistered, newCallId } from './rig.ts'
import { answeredCall } from './answered-call.ts'

const done = { ok: true, value: null }
const agrees = { body: sessionDescription('them', 2, 'recvonly') }

test('a call is held once the far end has agreed, and not before', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  const held = rig.exchange.hold(callId, true)
  const offer = await farEnd.heard('INVITE')
  expect(offer.body).toContain('a=sendonly')
  await farEnd.caughtUp()
  expect(rig.movesOf(callId).some(({ kind }) => kind === 'held')).toBe(false)
  farEnd.answer(offer, agrees)
  expect(await held).toEqual(done)
  expect(await rig.move(callId, 'held')).toEqual({ kind: 'held', held: true, at: expect.any(Number) })
})

test('a held call is talked on', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  const held = rig.exchange.hold(callId, true)
  farEnd.answer(await farEnd.heard('INVITE'), agrees)
  await held
  const resumed = rig.exchange.hold(callId, false)
  const offer = await farEnd.heard('INVITE')
  expect(offer.body).toContain('a=sendrecv')
  farEnd.answer(offer, { body: sessionDescription('them', 3) })
  expect(await resumed).toEqual(done)
  expect(rig.movesOf(callId).slice(1)).toEqual([
    { kind: 'held', held: true, at: expect.any(Number) },
    { kind: 'held', held: false, at: expect.any(Number) },
  ])
})

test('a hold that is refused leaves everything as it was, and can be asked for again', async () => {
  const { farEnd, rig, callId, invite } = await answeredCall()
  const held = rig.exchange.hold(callId, true)
  farEnd.respond(await farEnd.heard('INVITE'), 488, 'Not Acceptable Here')
  expect(await held).toEqual({
    ok: false,
    trouble: { code: 'hold-refused', about: { reason: '488 Not Acceptable Here' } },
  })
  expect(rig.media.commands.at(-1)?.kind).toBe('rollback')
  expect(rig.movesOf(callId).map(({ kind }) => kind)).toEqual(['answered'])

  // What was refused is not what their next offer is answered with.
  farEnd.ask(invite, 'INVITE', 1, { body: sessionDescription('them', 2) })
  expect((await farEnd.heard(200)).body).toContain('a=sendrecv')
  farEnd.ask(invite, 'ACK', 1)

  const again = rig.exchange.hold(callId, true)
  farEnd.answer(await farEnd.heard('INVITE'), agrees)
  expect(await again).toEqual(done)
})

test('a hold that meets an offer of the far end is asked for again after a while', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  const held = rig.exchange.hold(callId, true)
  farEnd.respond(await farEnd.heard('INVITE'), 491, 'Request Pending')
  const again = await farEnd.heard('INVITE')
  expect(again.body).toContain('a=sendonly')
  farEnd.answer(again, agrees)
  expect(await held).toEqual(done)
})

test('a hold waits until the far end has heard our answer to its own offer', async () => {
  const { farEnd, rig, callId, invite } = await answeredCall()
  farEnd.ask(invite, 'INVITE', 1, { body: sessionDescription('them', 2) })
  await farEnd.heard(200)
  const held = rig.exchange.hold(callId, true)
  farEnd.ask(invite, 'ACK', 1)
  farEnd.answer(await farEnd.heard('INVITE'), agrees)
  expect(await held).toEqual(done)
})

test('a held call stays held when its socket is replaced', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  const held = rig.exchange.hold(callId, true)
  farEnd.answer(await farEnd.heard('INVITE'), agrees)
  await held
  const told = rig.states.length
  farEnd.dropSockets()
  await rig.state(isRegistered, told)
  expect((await farEnd.heard('INVITE')).body).toContain('a=sendonly')
})

test('a hold whose answer is lost with the socket is asked for again on the new one', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  const held = rig.exchange.hold(callId, true)
  await farEnd.heard('INVITE')
  farEnd.dropSockets()
  farEnd.answer(await farEnd.heard('INVITE'), agrees)
  expect(await held).toEqual(done)
})

test('nothing is held or transferred before it is answered, or twice at once', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  const ringing = rig.dial()
  const refused = { ok: false, trouble: { code: 'move-refused', about: {} } }
  expect(await rig.exchange.hold(ringing, true)).toEqual(refused)
  expect(await rig.exchange.transfer(ringing, '200')).toEqual(refused)
  expect(await rig.exchange.hold(newCallId(), true)).toMatchObject({ trouble: { code: 'not-found' } })
  expect(await rig.exchange.transfer(newCallId(), '200')).toMatchObject({ trouble: { code: 'not-found' } })
  expect(await rig.exchange.transfer(callId, 'Jane')).toMatchObject({ trouble: { code: 'number-unusable' } })
  const first = rig.exchange.transfer(callId, '200')
  expect(await rig.exchange.transfer(callId, '201')).toEqual(refused)
  const held = rig.exchange.hold(callId, true)
  expect(await rig.exchange.hold(callId, false)).toEqual(refused)
  rig.exchange.hangUp(callId, 'rep')
  expect(await first).toEqual(refused)
  expect(await held).toEqual(refused)
  await farEnd.heard('BYE')
})

test('a transfer hangs up once the far end talks to whoever it was sent to', async () => {
  const { farEnd, rig, callId, invite } = await answeredCall()
  const transferred = rig.exchange.transfer(callId, '+1 212 555 0177')
  const refer = await farEnd.heard('REFER')
  expect(refer.header('refer-to')).toBe('sip:+12125550177@far.test')
  farEnd.respond(refer, 202, 'Accepted')
  farEnd.notify(invite, 1, 'SIP/2.0 100 Trying', 'active;expires=60')
  await farEnd.heard(200)
  farEnd.notify(invite, 2, 'SIP/2.0 180 Ringing', 'active;expires=60')
  await farEnd.heard(200)
  expect(farEnd.received.some(({ method }) => method === 'BYE')).toBe(false)
  farEnd.notify(invite, 3, 'SIP/2.0 200 OK')
  expect(await transferred).toEqual(done)
  await farEnd.heard('BYE')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'rep' })
  const told = rig.movesOf(callId).filter((move) => move.kind === 'transferMoved')
  expect(told.map(({ progress }) => progress)).toEqual(['trying', 'ringing', 'done'])
})

test.for([
  ['refuses to be sent on', (it: FarEnd, refer: SipMessage) => it.respond(refer, 603, 'Decline'), '603 Decline'],
  [
    'finds the other busy',
    (it: FarEnd, refer: SipMessage, invite: SipMessage) => {
      it.respond(refer, 202, 'Accepted')
      it.notify(invite, 1, 'SIP/2.0 486 Busy Here')
    },
    '486 Busy Here',
  ],
  [
    'tells no more of it',
    (it: FarEnd, refer: SipMessage, invite: SipMessage) => {
      it.respond(refer, 202, 'Accepted')
      it.notify(invite, 1, 'SIP/2.0 100 Trying')
    },
    'the far end tells no more of it',
  ],
  ['says nothing', (it: FarEnd, refer: SipMessage) => it.respond(refer, 202, 'Accepted'), 'nobody answered'],
] as const)('the rep stays in the call when the far end %s, and can try again', async ([, happens, reason]) => {
  const { farEnd, rig, callId, invite } = await answeredCall({ transferMs: 100 })
  const transferred = rig.exchange.transfer(callId, '+1 212 555 0177')
  happens(farEnd, await farEnd.heard('REFER'), invite)
  expect(await transferred).toEqual({
    ok: false,
    trouble: { code: 'transfer-refused', about: { number: '+12125550177', reason } },
  })
  await farEnd.caughtUp()
  expect(farEnd.received.some(({ method }) => method === 'BYE')).toBe(false)
  const again = rig.exchange.transfer(callId, '200')
  farEnd.respond(await farEnd.heard('REFER'), 202, 'Accepted')
  farEnd.notify(invite, 2, 'SIP/2.0 200 OK')
  expect(await again).toEqual(done)
})

test('a far end that hangs up when it has accepted to be sent on has been transferred', async () => {
  const { farEnd, rig, callId, invite } = await answeredCall()
  const transferred = rig.exchange.transfer(callId, '200')
  farEnd.respond(await farEnd.heard('REFER'), 202, 'Accepted')
  farEnd.ask(invite, 'BYE', 1)
  expect(await transferred).toEqual(done)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
})

test('a far end that hangs up instead of being sent on has not', async () => {
  const { farEnd, rig, callId, invite } = await answeredCall()
  const transferred = rig.exchange.transfer(callId, '200')
  await farEnd.heard('REFER')
  farEnd.ask(invite, 'BYE', 1)
  expect(await transferred).toMatchObject({ trouble: { code: 'move-refused' } })
})
