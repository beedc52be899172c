import { expect, onTestFinished, test } from 'vitest'
import { openPractice, practiceAccount, type PracticeTimes } from '../../support/practice.ts'
import { accountAt, isRegistered, openRig } from '../exchange/rig.ts'

async function registered(times: PracticeTimes = {}) {
  const practice = await openPractice(times)
  onTestFinished(() => practice.close())
  const rig = openRig()
  const { user, password } = practiceAccount
  rig.exchange.setLine(accountAt(practice.server, { user, password, domain: '' }))
  await rig.state(isRegistered)
  return { practice, rig }
}

test('a prospect calls the rep, who answers, and hangs up', async () => {
  const { practice, rig } = await registered()
  expect(await practice.callTheRep('+14165550101')).toBe(true)
  const { callId, caller } = await rig.came()
  expect(caller).toEqual({ number: '+14165550101', name: 'Jane Adams' })
  expect(await rig.exchange.answer(callId)).toEqual({ ok: true, value: null })
  const accepted = rig.media.commands.find(({ kind }) => kind === 'accept')
  expect(accepted).toMatchObject({ description: { type: 'offer', sdp: expect.stringContaining('a=setup:actpass') } })
  // Their phone is a phone like any other from here on.
  expect(await rig.exchange.hold(callId, true)).toEqual({ ok: true, value: null })
  rig.exchange.hangUp(callId, 'rep')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'rep' })
})

test('a prospect who is not heard hangs up', async () => {
  const { practice, rig } = await registered({ nobodyMs: 100 })
  await practice.callTheRep('+13125550102')
  const { callId } = await rig.came()
  await rig.exchange.answer(callId)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
})

test('a prospect takes a no', async () => {
  const { practice, rig } = await registered()
  await practice.callTheRep('+14165550101')
  const { callId } = await rig.came()
  rig.exchange.hangUp(callId, 'rep')
  expect(await practice.callTheRep('+14165550101')).toBe(true)
  expect((await rig.came(1)).callId).not.toBe(callId)
})

test('nobody calls who does not, and nobody is called who is not registered', async () => {
  const { practice } = await registered()
  expect(await practice.callTheRep('+13035550104')).toBe(false)
  const empty = await openPractice()
  onTestFinished(() => empty.close())
  expect(await empty.callTheRep('+14165550101')).toBe(false)
})

test('somebody of the rep’s own list calls back from the number that was called', async () => {
  const { practice, rig } = await registered()
  expect(await practice.callTheRep('+12125550121')).toBe(true)
  expect((await rig.came()).caller).toEqual({ number: '+12125550121', name: '' })
})
