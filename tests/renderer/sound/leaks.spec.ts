import type { CDPSession } from '@playwright/test'
import { dial, packets } from './calling.ts'
import { close } from './far-end.ts'
import { expect, test } from './sound-room.ts'

test('nothing of a call is left in the sound room once the next one has begun', async ({ room }) => {
  const devtools = await room.page.context().newCDPSession(room.page)
  for (const name of ['one', 'two', 'three', 'four']) {
    const { callId, farEnd } = await dial(room, name)
    await room.command('call.answered', { callId })
    await packets(farEnd, 20)
    await room.command('peer.close', { callId })
    await close(farEnd)
  }
  // The clock runs again, and what was closed while it stood still goes; of the call before it something may wait yet.
  const { farEnd } = await dial(room, 'last')
  const ofOneCall = { AudioWorkletNode: 1, MediaStreamAudioSourceNode: 2, RTCPeerConnection: 1, HTMLAudioElement: 1 }
  for (const [kind, count] of Object.entries(ofOneCall)) {
    const held = () => countOf(devtools, kind)
    await expect.poll(held, { message: kind, timeout: 10_000 }).toBeLessThanOrEqual(2 * count)
  }
  await close(farEnd)
})

/** How many objects of this kind the page holds once garbage has been collected. */
async function countOf(devtools: CDPSession, kind: string): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { result } = await devtools.send('Runtime.evaluate', { expression: `${kind}.prototype` })
  const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! })
  const counted = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  })
  await devtools.send('Runtime.releaseObject', { objectId: objects.objectId! })
  return counted.result.value as number
}
