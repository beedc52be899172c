import { expect, onTestFinished, test } from 'vitest'
import type { CallId } from '../../../shared/ids.ts'
import { openFarEnd, type FarEnd } from '../../support/far-end.ts'
import { presentation } from '../../../shared/line/presentation.ts'
import type { SipMessage } from '../../support/sip-message.ts'
import { accountAt, isRegistered, openRig, type Rig } from './rig.ts'

const done = { ok: true, value: null }

async function openLine(): Promise<{ farEnd: FarEnd; rig: Rig }> {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server, { hideMethod: { kind: 'anonymous-from' } }))
  await rig.state(isRegistered)
  return { farEnd, rig }
}

/** An answered call; its far end has a tag of its own. */
async function talkTo(it: { farEnd: FarEnd; rig: Rig }, who: string, hidden = false) {
  const said = presentation(
    accountAt(it.farEnd.server, { hideMethod: { kind: 'anonymous-from' } }).line,
    { kind: hidden ? 'hidden' : 'shown' },
    '+12125550100',
  )
  if ('refused' in said) throw new Error(said.reason)
  const callId = it.rig.dial('+12125550100', said)
  const invite = await it.farEnd.heard('INVITE')
  it.farEnd.answer(invite, { tag: who })
  await it.rig.move(callId, 'answered')
  await it.farEnd.heard('ACK')
  return { callId, invite }
}

const ofCall = (farEnd: FarEnd, method: string, callId: CallId): SipMessage[] =>
  farEnd.received.filter((message) => message.method === method && message.header('call-id') === callId)

test('digits go by INFO, one after the other, where the far end takes none in its sound', async () => {
  const it = await openLine()
  const { callId } = await talkTo(it, 'them')
  it.rig.media.takeNoDigits()
  const first = it.rig.exchange.sendDigits(callId, '1#')
  const second = it.rig.exchange.sendDigits(callId, '*')
  const heard: string[] = []
  for (let i = 0; i < 3; i += 1) {
    const info = await it.farEnd.heard('INFO')
    expect(info.header('content-type')).toBe('application/dtmf-relay')
    heard.push(info.body)
    // Nothing more is asked for before this one is answered.
    await it.farEnd.caughtUp()
    expect(ofCall(it.farEnd, 'INFO', callId)).toHaveLength(i + 1)
    it.farEnd.respond(info, 200, 'OK')
  }
  expect(await first).toEqual(done)
  expect(await second).toEqual(done)
  expect(heard).toEqual(['1', '#', '*'].map((digit) => `Signal=${digit}\r\nDuration=100\r\n`))
})

test('a far end that takes no digits at all is told of as such', async () => {
  const it = await openLine()
  const { callId } = await talkTo(it, 'them')
  it.rig.media.takeNoDigits()
  const sent = it.rig.exchange.sendDigits(callId, '12')
  it.farEnd.respond(await it.farEnd.heard('INFO'), 415, 'Unsupported Media Type')
  expect(await sent).toMatchObject({
    trouble: { code: 'digits-refused', about: { reason: '415 Unsupported Media Type' } },
  })
  await it.farEnd.caughtUp()
  expect(ofCall(it.farEnd, 'INFO', callId)).toHaveLength(1)
})

test('no digits are left in the log', async () => {
  const it = await openLine()
  const { callId } = await talkTo(it, 'them')
  it.rig.media.takeNoDigits()
  const sent = it.rig.exchange.sendDigits(callId, '7')
  it.farEnd.respond(await it.farEnd.heard('INFO'), 200, 'OK')
  await sent
  expect(it.rig.log.filter((line) => line.includes('Signal'))).toEqual([])
})

test('a call is sent on into the place of another one, whose far end was asked, and both are over', async () => {
  const it = await openLine()
  const jane = await talkTo(it, 'jane')
  const tom = await talkTo(it, 'tom')
  const transferred = it.rig.exchange.transferTo(jane.callId, tom.callId)
  const refer = await it.farEnd.heard('REFER')
  expect(refer.header('call-id')).toBe(jane.callId)
  const ourTag = /;tag=([^;]+)/.exec(tom.invite.header('from')!)![1]
  const replaces = encodeURIComponent(`${tom.callId};to-tag=tom;from-tag=${ourTag}`)
  expect(refer.header('refer-to')).toBe(`<sip:them@far.test?Replaces=${replaces}>`)
  it.farEnd.respond(refer, 202, 'Accepted')
  it.farEnd.ask(jane.invite, 'NOTIFY', 1, {
    tag: 'jane',
    headers: [['Event', 'refer'], ['Subscription-State', 'terminated;reason=noresource'], ['Content-Type', 'message/sipfrag']],
    body: 'SIP/2.0 200 OK\r\n',
  }) // prettier-ignore
  expect(await transferred).toEqual(done)
  expect(await it.rig.move(jane.callId, 'ended')).toMatchObject({ by: 'rep' })
  expect(await it.rig.move(tom.callId, 'ended')).toMatchObject({ by: 'rep' })
  await it.farEnd.heard('BYE')
  await it.farEnd.heard('BYE')
})

test('a transfer to somebody who was asked leaves both calls where it is refused', async () => {
  const it = await openLine()
  const jane = await talkTo(it, 'jane')
  const tom = await talkTo(it, 'tom')
  const transferred = it.rig.exchange.transferTo(jane.callId, tom.callId)
  it.farEnd.respond(await it.farEnd.heard('REFER'), 603, 'Decline')
  expect(await transferred).toMatchObject({ trouble: { code: 'transfer-refused', about: { reason: '603 Decline' } } })
  await it.farEnd.caughtUp()
  expect(it.farEnd.received.some(({ method }) => method === 'BYE')).toBe(false)
})

test('nobody takes the place of a call that rings still, or of the same one', async () => {
  const it = await openLine()
  const jane = await talkTo(it, 'jane')
  const ringing = it.rig.dial()
  const refused = { ok: false, trouble: { code: 'move-refused', about: {} } }
  expect(await it.rig.exchange.transferTo(jane.callId, ringing)).toEqual(refused)
  expect(await it.rig.exchange.transferTo(jane.callId, jane.callId)).toEqual(refused)
})

test('whoever is sent on learns nothing of a rep who asked the other one with a hidden number', async () => {
  const it = await openLine()
  const jane = await talkTo(it, 'jane')
  const tom = await talkTo(it, 'tom', true)
  void it.rig.exchange.transferTo(jane.callId, tom.callId)
  const refer = await it.farEnd.heard('REFER')
  // Their phone would hand it on to the one who was not to know.
  expect(refer.header('referred-by')).toBeUndefined()
  expect(decodeURIComponent(refer.header('refer-to')!)).not.toMatch(/sip:rep|2125550100|anonymous/i)
})
