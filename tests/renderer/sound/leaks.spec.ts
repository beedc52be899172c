import { countOf, heldByBlink } from '../../support/live-objects.ts'
import { dial, packets, plainly } from './calling.ts'
import { close } from './far-end.ts'
import { callId as callNamed, expect, test, type SoundRoom } from './sound-room.ts'

test('nothing of a call is left in the sound room once the next one has begun', async ({ room }) => {
  const devtools = await room.page.context().newCDPSession(room.page)
  for (const name of ['one', 'two', 'three', 'four']) await talk(room, name)
  // The clock runs again, and what was closed while it stood still goes; of the call before it something may wait yet.
  const { farEnd } = await dial(room, 'last')
  const ofOneCall = { AudioWorkletNode: 1, MediaStreamAudioSourceNode: 2, RTCPeerConnection: 1, HTMLAudioElement: 1 }
  for (const [kind, count] of Object.entries(ofOneCall)) {
    const held = () => countOf(devtools, kind)
    await expect.poll(held, { message: kind, timeout: 10_000 }).toBeLessThanOrEqual(2 * count)
  }
  await close(farEnd)
})

test('what Chromium keeps of each call goes with the context that it was heard in', async ({ room }) => {
  const devtools = await room.page.context().newCDPSession(room.page)
  // As many as a context serves; the microphone of each is listened to from its first description on.
  for (let i = 0; i < 12; i++) {
    const callId = callNamed(`call-${i}`)
    expect(await room.command('peer.describe', { callId, ...plainly })).toMatchObject({ ok: true })
    await room.command('peer.close', { callId })
  }
  // In a context that goes on there would be one for each call and more, with the buffers of its stream.
  const held = async () => (await heldByBlink(devtools)).AudioHandler
  await expect.poll(held, { timeout: 30_000 }).toBeLessThanOrEqual(8)
  expect(await countOf(devtools, 'AudioContext')).toBe(1)
})

async function talk(room: SoundRoom, name: string): Promise<void> {
  const { callId, farEnd } = await dial(room, name)
  await room.command('call.answered', { callId })
  await packets(farEnd, 10)
  await room.command('peer.close', { callId })
  await close(farEnd)
}
