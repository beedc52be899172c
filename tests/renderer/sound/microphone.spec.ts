import { rms } from '../../support/signal.ts'
import { dial, packets, plainly } from './calling.ts'
import { close, heardFrom, type FarEnd } from './far-end.ts'
import { callId as callNamed, expect, test } from './sound-room.ts'

/** A second and a half holds at least one beep of the fake microphone. */
async function loudness(farEnd: FarEnd): Promise<number> {
  const from = await packets(farEnd, 15)
  await packets(farEnd, 75)
  return rms(heardFrom(farEnd, from))
}

test('a muted call hears nothing, the call beside it hears everything', async ({ room }) => {
  const one = await dial(room, 'one')
  const other = await dial(room, 'other')
  await room.command('microphone.mute', { callId: one.callId, muted: true })
  expect(await loudness(one.farEnd)).toBe(0)
  expect(await loudness(other.farEnd)).toBeGreaterThan(0.005)
  await room.command('microphone.mute', { callId: one.callId, muted: false })
  expect(await loudness(one.farEnd)).toBeGreaterThan(0.005)
  await close(one.farEnd)
  await close(other.farEnd)
})

test('a headset that is pulled out is followed by the next one, and a muted call stays muted', async ({ room }) => {
  const one = await dial(room, 'one')
  const other = await dial(room, 'other')
  await room.command('microphone.mute', { callId: one.callId, muted: true })
  // No flag of Chromium unplugs its fake microphone: this is what it does to a page whose device has gone.
  await room.page.evaluate(() => {
    const { microphones } = window as unknown as { microphones: MediaStreamTrack[] }
    for (const track of microphones.splice(0)) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
  })
  await expect.poll(() => room.liveMicrophones()).toBe(3)
  expect(await loudness(other.farEnd)).toBeGreaterThan(0.005)
  expect(await loudness(one.farEnd)).toBe(0)
  await close(one.farEnd)
  await close(other.farEnd)
})

test('a microphone that another program holds is said so, and tried again with the next call', async ({ room }) => {
  // Nothing makes Chromium's fake microphone fail like this.
  await room.page.evaluate(() => {
    const { getUserMedia } = navigator.mediaDevices
    navigator.mediaDevices.getUserMedia = () => {
      navigator.mediaDevices.getUserMedia = getUserMedia
      return Promise.reject(new DOMException('Could not start audio source', 'NotReadableError'))
    }
  })
  expect(await room.command('peer.describe', { callId: callNamed('a'), ...plainly })).toEqual({
    ok: false,
    trouble: { code: 'microphone-busy', about: {} },
  })
  expect(await room.command('peer.describe', { callId: callNamed('a'), ...plainly })).toMatchObject({ ok: true })
})
