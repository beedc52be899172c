import { expect, onTestFinished, test } from 'vitest'
import type { CallId } from '../../../shared/ids.ts'
import { openFarEnd, type FarEnd } from '../../support/far-end.ts'
import { callFrom, type InviteOptions } from '../../support/incoming-invite.ts'
import { parseSip, type SipMessage } from '../../support/sip-message.ts'
import { accountAt, isRegistered, openRig, type Rig } from './rig.ts'

interface Line {
  readonly farEnd: FarEnd
  readonly rig: Rig
}

async function openLine(): Promise<Line> {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  return { farEnd, rig }
}

const tagIn = (header = '') => /;tag=([^;>\s]+)/.exec(header)?.[1] ?? ''

async function dialled({ farEnd, rig }: Line): Promise<{ callId: CallId; invite: SipMessage }> {
  const callId = rig.dial()
  return { callId, invite: await farEnd.heard('INVITE') }
}

/** An answered call to Bob. */
async function talking(line: Line) {
  const call = await dialled(line)
  line.farEnd.answer(call.invite, { tag: 'bob' })
  await line.rig.move(call.callId, 'answered')
  await line.farEnd.heard('ACK')
  return call
}

/** Jane's phone wants to take the place of Bob's in our call. */
function jane(line: Line, invite: SipMessage, theirTag = 'bob', more = '', options: InviteOptions = {}) {
  const replaces = `${invite.header('call-id')};to-tag=${tagIn(invite.header('from'))};from-tag=${theirTag}${more}`
  const headers = [['Replaces', replaces], ['Require', 'replaces']] as const // prettier-ignore
  return callFrom(line.farEnd, { headers, ...options })
}

const kindsOf = ({ rig }: Line, callId: CallId) => rig.movesOf(callId).map(({ kind }) => kind)
const commandsOf = ({ rig }: Line, callId: CallId) =>
  rig.media.commands.filter((command) => command.callId === callId).map(({ kind }) => kind)

test('who was asked takes the place of who asked, without ringing, and the call goes on as the same one', async () => {
  const line = await openLine()
  const { callId, invite } = await talking(line)
  const caller = jane(line, invite)
  const final = await caller.heard(200)
  caller.ack(final)
  // Bob is hung up on, and hears nothing else.
  const bye = await line.farEnd.heard('BYE')
  expect(bye.header('call-id')).toBe(callId)
  expect(caller.times(180)).toBe(0)
  await line.farEnd.caughtUp()
  expect(line.rig.replacedBy).toEqual([{ number: '+14165550101', name: 'Jane Adams' }])
  expect(kindsOf(line, callId)).toEqual(['answered'])
  // Sound from a peer connection of its own, and none of it closed with Bob.
  expect(commandsOf(line, callId)).toEqual(['describe', 'accept', 'close', 'accept', 'describe'])
  // What is done with the call from here on is done with Jane.
  line.rig.exchange.hangUp(callId, 'rep')
  const last = await line.farEnd.heard('BYE')
  expect(last.header('call-id')).toBe(caller.invite.header('call-id'))
  expect(kindsOf(line, callId)).toEqual(['answered', 'ended'])
})

test('it ends when who took it over hangs up, once', async () => {
  const line = await openLine()
  const { callId, invite } = await talking(line)
  const caller = jane(line, invite)
  const final = await caller.heard(200)
  caller.ack(final)
  await line.farEnd.heard('BYE')
  caller.ask(final, 'BYE')
  expect(await line.rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
  expect(kindsOf(line, callId)).toEqual(['answered', 'ended'])
})

test('a call that still rings there is answered by who picks it up, and called off where it rang', async () => {
  const line = await openLine()
  const { callId, invite } = await dialled(line)
  line.farEnd.respond(invite, 180, 'Ringing', { tag: 'bob', headers: [['Contact', '<sip:bob@far.test>']] })
  await line.rig.move(callId, 'rang')
  const caller = jane(line, invite, 'bob', ';early-only')
  caller.ack(await caller.heard(200))
  expect((await line.farEnd.heard('CANCEL')).header('call-id')).toBe(callId)
  await line.farEnd.caughtUp()
  expect(kindsOf(line, callId)).toEqual(['rang', 'answered'])
})

test('a call that was received can be taken over too', async () => {
  const line = await openLine()
  const bob = callFrom(line.farEnd)
  const { callId } = await line.rig.came()
  void line.rig.exchange.answer(callId)
  const answered = await bob.heard(200)
  bob.ack(answered)
  await line.rig.move(callId, 'answered')
  await line.farEnd.caughtUp()
  const [ours, theirs] = [tagIn(answered.header('to')), tagIn(bob.invite.header('from'))]
  const replaces = `${bob.invite.header('call-id')};to-tag=${ours};from-tag=${theirs}`
  const caller = callFrom(line.farEnd, { headers: [['Replaces', replaces]] })
  caller.ack(await caller.heard(200))
  expect((await line.farEnd.heard('BYE')).header('call-id')).toBe(bob.invite.header('call-id'))
  expect(kindsOf(line, callId)).toEqual(['answered'])
})

test.each([
  ['no call of ours', 481, (invite: SipMessage) => invite.raw.replace(/^Call-ID: .*$/m, 'Call-ID: another'), 'bob', ''],
  ['a tag that is not theirs', 481, (invite: SipMessage) => invite.raw, 'mallory', ''],
  ['one that is answered, where only an early one is wanted', 486, (invite: SipMessage) => invite.raw, 'bob', ';early-only'],
])('%s is not taken over, and nothing rings', async (_, status, changed, tag, more) => {
  const line = await openLine()
  const { callId, invite } = await talking(line)
  const caller = jane(line, parseSip(changed(invite)), tag, more)
  await caller.heard(status)
  await line.farEnd.caughtUp()
  expect(kindsOf(line, callId)).toEqual(['answered'])
  expect(line.farEnd.received.some(({ method }) => method === 'BYE')).toBe(false)
}) // prettier-ignore

test('a call that rings here is its caller’s alone', async () => {
  const line = await openLine()
  const bob = callFrom(line.farEnd)
  const rang = await bob.heard(180)
  const [ours, theirs] = [tagIn(rang.header('to')), tagIn(bob.invite.header('from'))]
  const replaces = `${bob.invite.header('call-id')};to-tag=${ours};from-tag=${theirs}`
  await callFrom(line.farEnd, { headers: [['Replaces', replaces]] }).heard(481)
})

test('where there is no sound in common the call goes on as it was, with sound made anew', async () => {
  const line = await openLine()
  const { callId, invite } = await talking(line)
  line.rig.media.refuseAcceptance({ code: 'media-failed', about: { reason: 'no codec' } })
  await jane(line, invite).heard(488)
  const offer = await line.farEnd.heard('INVITE')
  expect(offer.header('call-id')).toBe(callId)
  line.farEnd.answer(offer, { tag: 'bob' })
  await line.farEnd.heard('ACK')
  expect(kindsOf(line, callId)).toEqual(['answered'])
  line.rig.exchange.hangUp(callId, 'rep')
  expect((await line.farEnd.heard('BYE')).header('call-id')).toBe(callId)
})
