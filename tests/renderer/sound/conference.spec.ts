import { alignedCorrelation, rms } from '../../support/signal.ts'
import { babble } from '../../support/synthetic-sound.ts'
import { dial, packets } from './calling.ts'
import { close, heardFrom, say, type FarEnd } from './far-end.ts'
import { expect, provide, test } from './sound-room.ts'

const rate = 8000
const sentence = babble(2, rate, 11)
const done = { ok: true, value: null }

/**
 * How well the words that one far end says come to another: the middle one of eight pieces, for the jitter buffer on the
 * way stretches the pauses between them on a busy machine.
 */
async function heardOf(speaker: FarEnd, listener: FarEnd): Promise<number> {
  const from = listener.packets.length
  await say(speaker, sentence)
  await packets(listener, 20)
  const heard = heardFrom(listener, from)
  const length = sentence.length / 8
  const pieces = Array.from({ length: 8 }, (_, at) => sentence.slice(at * length, (at + 1) * length))
  const each = pieces.map((piece) => alignedCorrelation(heard, piece, rate).correlation)
  return each.toSorted((a, b) => a - b)[4]!
}

/** What the other one said last may still be under way on a busy machine. */
async function quiet(farEnd: FarEnd): Promise<void> {
  const heard = async () => {
    const from = farEnd.packets.length
    await packets(farEnd, 10)
    return rms(heardFrom(farEnd, from))
  }
  await expect.poll(heard, { intervals: [10] }).toBeLessThan(0.002)
}

async function loudness(farEnd: FarEnd): Promise<number> {
  const from = farEnd.packets.length
  await packets(farEnd, 60)
  return rms(heardFrom(farEnd, from))
}

test('in a conference everybody hears everybody, nobody themselves, and the rep is heard by both', async ({ room }) => {
  const one = await dial(room, 'one')
  const other = await dial(room, 'other')
  const callIds = [one.callId, other.callId] as [typeof one.callId, typeof one.callId]
  expect(await room.command('calls.merge', { callIds })).toEqual(done)
  expect(await room.command('calls.merge', { callIds })).toEqual(done)
  expect(await loudness(one.farEnd)).toBeGreaterThan(0.005)
  expect(await loudness(other.farEnd)).toBeGreaterThan(0.005)

  // Without the rep, what each far end hears is the other one alone.
  for (const callId of callIds) await room.command('microphone.mute', { callId, muted: true })
  expect(await heardOf(one.farEnd, other.farEnd)).toBeGreaterThan(0.8)
  expect(await heardOf(other.farEnd, one.farEnd)).toBeGreaterThan(0.8)
  await quiet(one.farEnd)
  const from = one.farEnd.packets.length
  await say(one.farEnd, sentence)
  await packets(one.farEnd, 20)
  expect(rms(heardFrom(one.farEnd, from))).toBeLessThan(0.002)

  expect(await room.command('calls.split', { callIds })).toEqual(done)
  expect(await heardOf(one.farEnd, other.farEnd)).toBeLessThan(0.3)
  for (const callId of callIds) await room.command('microphone.mute', { callId, muted: false })
  expect(await loudness(one.farEnd)).toBeGreaterThan(0.005)
  expect(await loudness(other.farEnd)).toBeGreaterThan(0.005)
  for (const { farEnd } of [one, other]) await close(farEnd)
})

test('whoever is left in a conference talks on with the rep, and hears nothing of the one who left', async ({
  room,
}) => {
  const one = await dial(room, 'leaves')
  const other = await dial(room, 'stays')
  await room.command('calls.merge', { callIds: [one.callId, other.callId] })
  await room.command('peer.close', { callId: one.callId })
  await packets(other.farEnd, 10)
  expect(await loudness(other.farEnd)).toBeGreaterThan(0.005)
  // The same call can be merged again, with another one.
  const third = await dial(room, 'third')
  expect(await room.command('calls.merge', { callIds: [other.callId, third.callId] })).toEqual(done)
  await room.command('peer.close', { callId: third.callId })
  await room.command('peer.close', { callId: other.callId })
  await expect.poll(() => room.liveMicrophones()).toBe(0)
  for (const { farEnd } of [one, other, third]) await close(farEnd)
})

test('a message is mixed into no other call, and a conference takes none', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', { sampleRate: 48_000, samples: babble(3, 48_000, 7) })
  const one = await dial(room, 'with message')
  const other = await dial(room, 'without')
  const callIds = [one.callId, other.callId] as [typeof one.callId, typeof one.callId]
  await room.command('call.answered', { callId: one.callId })
  await room.command('message.arm', { callId: one.callId, recordingId, armedBy: 'ear', isFree: true })
  await room.command('message.play', { callId: one.callId })
  expect(await room.command('calls.merge', { callIds })).toMatchObject({ trouble: { code: 'move-refused' } })
  await room.command('message.stop', { callId: one.callId })
  expect(await room.command('calls.merge', { callIds })).toEqual(done)
  expect(
    await room.command('message.arm', { callId: one.callId, recordingId, armedBy: 'ear', isFree: true }),
  ).toMatchObject({
    trouble: { code: 'move-refused' },
  })
  expect(await room.command('calls.merge', { callIds: [one.callId, 'nobody' as typeof one.callId] })).toMatchObject({
    trouble: { code: 'not-found' },
  })
  for (const { farEnd } of [one, other]) await close(farEnd)
})
