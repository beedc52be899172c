import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openFarEnd } from '../../support/far-end.ts'
import { sessionDescription } from '../../support/media.ts'
import { accountAt, isRegistered, openRig } from './rig.ts'
import { answeredCall } from './answered-call.ts'

test('a call outlives its socket: after the line is back the far end is told the new way to us', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  const told = rig.states.length
  farEnd.dropSockets()
  await rig.state(isRegistered, told)
  const again = await farEnd.heard('INVITE')
  expect(again.header('call-id')).toBe(callId)
  expect(again.header('to')).toContain(';tag=farend')
  farEnd.answer(again, { body: sessionDescription('them', 2) })
  await farEnd.heard('ACK')
  farEnd.ask(again, 'BYE', 1)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
})

test('a call hung up while the socket is gone is ended at the far end once it is back', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  const told = rig.states.length
  farEnd.dropSockets()
  await rig.state((state) => state.state !== 'registered', told)
  rig.exchange.hangUp(callId, 'rep')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'rep' })
  await farEnd.heard('BYE')
})

test('a call that still rings when the socket goes has ended, and is cancelled once the line is back', async () => {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const callId = rig.dial()
  farEnd.respond(await farEnd.heard('INVITE'), 180, 'Ringing', { headers: [['Contact', '<sip:them@far.test>']] })
  await rig.move(callId, 'rang')
  farEnd.dropSockets()
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network', trouble: { code: 'line-unreachable' } })
  await farEnd.heard('CANCEL')
})

test('a far end that asks to wait with the new offer is asked again a little later', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  rig.exchange.soundRoomReplaced()
  farEnd.respond(await farEnd.heard('INVITE'), 491, 'Request Pending')
  await farEnd.heard('ACK')
  expect(rig.media.commands.at(-1)?.kind).toBe('rollback')
  const again = await farEnd.heard('INVITE')
  farEnd.answer(again, { body: sessionDescription('them', 2) })
  await farEnd.heard('ACK')
  expect(rig.movesOf(callId).some(({ kind }) => kind === 'ended')).toBe(false)
})

test('offers that cross are both settled', async () => {
  const { farEnd, rig, invite } = await answeredCall()
  rig.exchange.soundRoomReplaced()
  const ours = await farEnd.heard('INVITE')
  farEnd.ask(invite, 'INVITE', 1, { body: sessionDescription('them', 2) })
  await farEnd.heard(491)
  farEnd.respond(ours, 491, 'Request Pending')
  const again = await farEnd.heard('INVITE')
  farEnd.answer(again, { body: sessionDescription('them', 2) })
  await farEnd.heard('ACK')
})

test.for([481, 408])('a far end that answers %i to a new offer has no such call: it is over', async (status) => {
  const { farEnd, rig, callId } = await answeredCall()
  rig.exchange.soundRoomReplaced()
  farEnd.respond(await farEnd.heard('INVITE'), status, 'No')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network' })
  await farEnd.heard('BYE')
})

test('a far end that never answers a new offer is gone', async () => {
  const { farEnd, rig, callId } = await answeredCall({ reinviteMs: 50 })
  rig.exchange.soundRoomReplaced()
  await farEnd.heard('INVITE')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network' })
})

test('a new sound room gives every answered call a new offer from a new peer connection', async () => {
  const { farEnd, rig, callId, invite } = await answeredCall()
  rig.exchange.soundRoomReplaced()
  const again = await farEnd.heard('INVITE')
  expect(again.body).toContain('a=ice-ufrag:us2')
  expect(invite.body).toContain('a=ice-ufrag:us1')
  farEnd.answer(again, { body: sessionDescription('them', 2) })
  await farEnd.heard('ACK')
  rig.exchange.hangUp(callId, 'rep')
  await farEnd.heard('BYE')
})

test('a new sound room that the far end refuses ends the call, since nothing can be heard', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  rig.exchange.soundRoomReplaced()
  farEnd.respond(await farEnd.heard('INVITE'), 488, 'Not Acceptable Here')
  expect(await rig.move(callId, 'ended')).toMatchObject({ trouble: { code: 'media-failed' } })
  await farEnd.heard('BYE')
})

test('a call that rings when the sound room is replaced gets its sound after it is answered', async () => {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  rig.exchange.soundRoomReplaced()
  farEnd.answer(invite)
  await rig.move(callId, 'answered')
  expect(rig.media.commands.some(({ kind }) => kind === 'accept')).toBe(false)
  const again = await farEnd.heard('INVITE')
  expect(again.body).toContain('a=ice-ufrag:us2')
})

test('a socket that goes while a new offer is out does not end the call: the offer is made again', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  const told = rig.states.length
  rig.exchange.soundRoomReplaced()
  await farEnd.heard('INVITE')
  farEnd.dropSockets()
  await rig.state(isRegistered, told)
  farEnd.answer(await farEnd.heard('INVITE'), { body: sessionDescription('them', 2) })
  await farEnd.heard('ACK')
  expect(rig.movesOf(callId).some(({ kind }) => kind === 'ended')).toBe(false)
})

test('an answer that crosses our BYE makes no new peer connection', async () => {
  const { farEnd, rig, callId } = await answeredCall()
  rig.exchange.soundRoomReplaced()
  const again = await farEnd.heard('INVITE')
  rig.exchange.hangUp(callId, 'rep')
  await farEnd.heard('BYE')
  farEnd.answer(again, { body: sessionDescription('them', 2) })
  await farEnd.heard('ACK')
  expect(rig.media.commands.at(-1)?.kind).toBe('close')
})

test('sound that is lost is looked for with new ICE candidates', async () => {
  const { farEnd, rig, callId } = await answeredCall({ iceRestartAfterMs: 10 })
  rig.exchange.mediaChanged(callId, 'connected')
  rig.exchange.mediaChanged(callId, 'disconnected')
  farEnd.answer(await farEnd.heard('INVITE'), { body: sessionDescription('them', 2) })
  await farEnd.heard('ACK')
  const described = rig.media.commands.filter((command) => command.kind === 'describe')
  expect(described.at(-1)).toMatchObject({ request: { restartIce: true } })
  rig.exchange.mediaChanged(callId, 'connected')
})

test('without sound and without a line the call is over after a while', async () => {
  const { farEnd, rig, callId } = await answeredCall({ mediaLostMs: 100, retryFirstMs: 5000 })
  await farEnd.close()
  rig.exchange.mediaChanged(callId, 'failed')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network', trouble: { code: 'line-unreachable' } })
})

test('sound that comes back in time is no reason to end a call', async () => {
  const { farEnd, rig, callId } = await answeredCall({ mediaLostMs: 30, iceRestartAfterMs: 1000 })
  const told = rig.states.length
  await farEnd.close()
  rig.exchange.mediaChanged(callId, 'disconnected')
  rig.exchange.mediaChanged(callId, 'connected')
  await rig.state((state) => state.state === 'trouble', told)
  await setTimeout(60)
  expect(rig.movesOf(callId).some(({ kind }) => kind === 'ended')).toBe(false)
})

test('sound that stays away ends the call though the line is up', async () => {
  const { farEnd, rig, callId } = await answeredCall({ mediaLostMs: 20, mediaGoneMs: 60, iceRestartAfterMs: 1000 })
  rig.exchange.mediaChanged(callId, 'disconnected')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network', trouble: { code: 'media-failed' } })
  await farEnd.heard('BYE')
})
