import { expect } from '../renderer/sound/sound-room.ts'
import { done, lineTest } from './lab-line.ts'

lineTest('a phone that nobody here wrote is held, talked to again, gets keys, and is sent on', async ({ line }) => {
  const { lab, exchange, colleague, movesOf } = line
  const callId = await line.call('held', '5551000')
  expect(await exchange.hold(callId, true)).toEqual(done)
  expect(await exchange.hold(callId, false)).toEqual(done)
  expect(lab.voicemail.log()).toMatch(/a=sendonly[\s\S]*a=recvonly[\s\S]*a=sendrecv/)

  expect(await exchange.sendDigits(callId, '12*#')).toEqual(done)
  const digits = () => lab.voicemail.events.filter(({ type }) => type === 'CALL_DTMF_START').map(({ param }) => param)
  await expect.poll(() => digits().join('')).toBe('12*#')

  expect(await exchange.transfer(callId, '5552000')).toEqual(done)
  await colleague.event('CALL_ESTABLISHED')
  expect(movesOf(callId).at(-1)).toMatchObject({ kind: 'ended', by: 'rep' })
  expect(movesOf(callId)).toContainEqual({ kind: 'transferMoved', progress: 'done' })
})

lineTest('one phone is sent on to another that was asked, and the rep is out of both calls', async ({ line }) => {
  const { lab, exchange, colleague, movesOf } = line
  const first = await line.call('first', '5551000')
  expect(await exchange.hold(first, true)).toEqual(done)
  const second = await line.call('second', '5552000')
  const since = Date.now()
  expect(await exchange.transferTo(first, second)).toEqual(done)
  // They talk to each other: baresip 1.0 knows no Replaces, and calls them anew.
  await colleague.event('CALL_ESTABLISHED', { since })
  expect([movesOf(first).at(-1), movesOf(second).at(-1)]).toMatchObject([
    { kind: 'ended', by: 'rep' },
    { kind: 'ended', by: 'rep' },
  ])
  expect(lab.voicemail.log()).toMatch(/Refer-To: <sip:5552000[^>]*\?Replaces=second%3Bto-tag%3D/)
})
