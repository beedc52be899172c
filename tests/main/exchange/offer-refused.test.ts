import { expect, onTestFinished, test } from 'vitest'
import { openFarEnd } from '../../support/far-end.ts'
import { sessionDescription } from '../../support/media.ts'
import { accountAt, isRegistered, openRig } from './rig.ts'
import { answeredCall } from './answered-call.ts'

test.for([481, 408])(
  'a far end that answers %i to a hold has no such call: it is over, and nothing is held',
  async (status) => {
    const { farEnd, rig, callId } = await answeredCall()
    const held = rig.exchange.hold(callId, true)
    farEnd.respond(await farEnd.heard('INVITE'), status, 'No such call')
    expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network' })
    expect(await held).toMatchObject({ ok: false, trouble: { code: 'move-refused' } })
    expect(rig.movesOf(callId).some(({ kind }) => kind === 'held')).toBe(false)
  },
)

test('a far end that answers 481 to an ICE restart has no such call: it is over', async () => {
  const { farEnd, rig, callId } = await answeredCall({ iceRestartAfterMs: 10 })
  rig.exchange.mediaChanged(callId, 'connected')
  rig.exchange.mediaChanged(callId, 'disconnected')
  farEnd.respond(await farEnd.heard('INVITE'), 481, 'No such call')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network' })
})

test('a hold that is asked for while an ICE restart waits is one offer with both', async () => {
  const { farEnd, rig, callId } = await answeredCall({ iceRestartAfterMs: 10, glareLeastMs: 100, glareSpanMs: 1 })
  rig.exchange.mediaChanged(callId, 'connected')
  rig.exchange.mediaChanged(callId, 'disconnected')
  farEnd.respond(await farEnd.heard('INVITE'), 491, 'Request Pending')
  await farEnd.heard('ACK')
  const held = rig.exchange.hold(callId, true)
  const offer = await farEnd.heard('INVITE')
  expect(offer.body).toContain('a=sendonly')
  const described = rig.media.commands.filter((command) => command.kind === 'describe')
  expect(described.at(-1)).toMatchObject({ request: { restartIce: true } })
  farEnd.answer(offer, { body: sessionDescription('them', 2, 'recvonly') })
  expect(await held).toEqual({ ok: true, value: null })
})

test.for([182, 199])('a %i is no ringing', async (status) => {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  farEnd.respond(invite, status, 'Queued', { headers: [['Contact', '<sip:them@far.test>']] })
  await farEnd.caughtUp()
  farEnd.answer(invite)
  await rig.move(callId, 'answered')
  expect(rig.movesOf(callId).map(({ kind }) => kind)).toEqual(['answered'])
})
