import type { CallId } from '../../../shared/ids.ts'
import { measureMessage } from '../../support/message-quality.ts'
import { alignedCorrelation, concat, readWav, resample, rms, type Sound } from '../../support/signal.ts'
import { babble, silence, sine } from '../../support/synthetic-sound.ts'
import { dial, packets, plainly } from './calling.ts'
import { accept, answer, close, createFarEnd, heardFrom, offer, say, type FarEnd } from './far-end.ts'
import { callId as callNamed, expect, provide, test, type SoundRoom } from './sound-room.ts'

const rate = 8000
/** Ends with a tone, so that a cut of a few milliseconds shows. */
const hello: Sound = { sampleRate: 48_000, samples: concat(babble(1.3, 48_000, 7), sine(1200, 0.2, 48_000, 0.5)) }
const helloMs = 1500
/** Longer than what anybody says who answers a phone, even where a busy machine makes a second of it inaudible. */
const greeting = babble(4, rate, 3)
const beep = concat(silence(0.4, rate), sine(880, 0.4, rate, 0.3))

/** Did the far end get the message, from its first sample to its last, and as it is? */
function expectWhole(farEnd: FarEnd, from: number, { samples, sampleRate } = hello): void {
  const heard = heardFrom(farEnd, from)
  const clip = resample(samples, sampleRate, rate)
  const whole = alignedCorrelation(heard, clip, rate)
  expect(whole.correlation).toBeGreaterThan(0.98)
  const at = Math.round((whole.lagMs * rate) / 1000)
  for (const [start, seconds] of [
    [0, 0.1],
    [clip.length - 0.04 * rate, 0.04],
  ] as const) {
    const piece = clip.slice(start, start + seconds * rate)
    // One millisecond of play: what was lost cannot be made up by shifting.
    const there = heard.slice(Math.max(0, at + start - 8), at + start + piece.length + 8)
    const { correlation } = alignedCorrelation(there, piece, rate)
    expect(correlation).toBeGreaterThan(0.97)
  }
}

function played(room: SoundRoom, id: CallId) {
  return room.told.flatMap((one) => (one.name === 'message.played' && one.event.callId === id ? [one.event] : []))
}

function on(id: CallId) {
  return (event: { readonly callId: CallId }) => event.callId === id
}

test('the message starts when the beep has ended, and is left to the last sample', async ({ room, sounds }, info) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'beep')
  expect(await room.command('message.prepare', { recordingId })).toEqual({ ok: true, value: null })
  await room.command('call.answered', { callId })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  const from = await packets(farEnd, 10)
  await say(farEnd, concat(greeting, beep))
  const beepEndedAt = Date.now()
  const heard = await room.heard('beep.heard')
  expect(heard.beep.frequencyHz).toBeCloseTo(880, -1)
  expect(Math.abs(heard.beep.durationMs - 400)).toBeLessThan(60)
  expect(Math.abs(heard.beep.endedAt - beepEndedAt)).toBeLessThan(500)
  const started = await room.heard('message.started')
  expect(started).toMatchObject({ callId, reason: 'beep' })
  expect(started.at).toBeGreaterThan(heard.beep.endedAt)
  info.annotations.push({ type: 'started after the beep, ms', description: String(started.at - heard.beep.endedAt) })
  expect(started.at - heard.beep.endedAt).toBeLessThan(300)
  await room.heard('message.drained')
  const lastSampleAt = room.told.find((one) => one.name === 'message.played' && one.event.whole)!.at
  expect(performance.now() - lastSampleAt).toBeGreaterThan(200)
  const told = played(room, callId)
  expect(told.at(-1)).toEqual({ callId, playedMs: helloMs, whole: true })
  expect(told.slice(0, -1).map((one) => [one.playedMs, one.whole])).toEqual(
    Array.from({ length: helloMs / 250 - 1 }, (_, i) => [250 * (i + 1), false]),
  )
  expectWhole(farEnd, from)
  await close(farEnd)
})

test('a call that ends the moment its message has drained has lost nothing of it', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'drained')
  await room.page.evaluate(() => {
    const globals = window as unknown as {
      toldNode: (name: string, event: unknown) => void
      handlers: Record<string, (input: unknown) => void>
    }
    const { toldNode } = globals
    globals.toldNode = (name, event) => {
      if (name === 'message.drained') globals.handlers['peer.close']!(event)
      toldNode(name, event)
    }
  })
  await room.command('call.answered', { callId })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  const from = await packets(farEnd, 5)
  await room.command('message.play', { callId })
  await room.heard('message.drained')
  expectWhole(farEnd, from)
  await close(farEnd)
})

test('the far end gets all that G.711 can carry of a recording', async ({ room, sounds }) => {
  const speech = readWav('resources/recordings/introduction.wav')
  const recordingId = provide(sounds, 'introduction', { ...speech, samples: speech.samples.subarray(0, 4 * 48_000) })
  const { callId, farEnd } = await dial(room, 'quality')
  await room.command('call.answered', { callId })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  const from = await packets(farEnd, 5)
  await room.command('message.play', { callId })
  await room.heard('message.drained')
  const quality = measureMessage(heardFrom(farEnd, from), speech, 4)
  expect(quality).toMatchObject({ headLostMs: 0, tailLostMs: 0 })
  expect(quality.segSNR).toBeGreaterThan(28)
  expect(quality.lsd).toBeLessThan(2)
  expect(Math.abs(quality.gainDb)).toBeLessThan(0.2)
  await close(farEnd)
})

test('arming takes the microphone out of the call, and nothing of it is heard any more', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'quiet')
  await room.command('call.answered', { callId })
  const before = farEnd.packets.length
  await packets(farEnd, 75)
  expect(rms(heardFrom(farEnd, before))).toBeGreaterThan(0.005)
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  // What was in the encoder and under way at that moment.
  const armed = await packets(farEnd, 5)
  await packets(farEnd, 110)
  expect(rms(heardFrom(farEnd, armed))).toBeLessThan(1e-4)
  await room.command('microphone.mute', { callId, muted: true })
  await room.command('microphone.mute', { callId, muted: false })
  const unmuted = farEnd.packets.length
  await packets(farEnd, 75)
  expect(rms(heardFrom(farEnd, unmuted))).toBeLessThan(1e-4)
  await close(farEnd)
})

test('a drop that is armed while the call is still being described is heard, not the silence of the microphone', async ({
  room,
  sounds,
}) => {
  const recordingId = provide(sounds, 'hello', hello)
  // The microphone is open already, and its track is at hand before the candidates are gathered.
  const talk = await dial(room, 'the talk before')
  const callId = callNamed('dropped at once')
  const farEnd = createFarEnd()
  const [described] = await Promise.all([
    room.command('peer.describe', { callId, ...plainly }),
    room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true }),
  ])
  if (!described.ok) throw new Error(described.trouble.code)
  await room.command('peer.accept', { callId, description: await answer(farEnd, described.value) })
  await room.heard('peer.changed', (event) => event.callId === callId && event.state === 'connected')
  await room.command('call.answered', { callId })
  const from = await packets(farEnd, 5)
  await room.command('message.play', { callId })
  await room.heard('message.drained', on(callId))
  expectWhole(farEnd, from)
  await close(farEnd)
  await close(talk.farEnd)
})

test('a greeting without a beep is followed by the message once it is silent', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'no beep')
  await room.command('call.answered', { callId })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  const from = await packets(farEnd, 5)
  await say(farEnd, greeting)
  const endedAt = Date.now()
  const ended = await room.heard('greeting.ended')
  expect(Math.abs(ended.at - endedAt)).toBeLessThan(700)
  expect(await room.heard('message.started')).toMatchObject({ callId, reason: 'silence' })
  await room.heard('message.drained')
  expectWhole(farEnd, from)
  await close(farEnd)
})

test('a person who answers a drop that was armed while it rang hears no message until the rep says so', async ({
  room,
  sounds,
}) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'luis')
  await room.command('message.arm', { callId, recordingId, armedBy: 'ahead', isFree: false })
  await room.command('call.answered', { callId })
  await say(farEnd, babble(2, rate, 9))
  const endedAt = Date.now()
  const answered = await room.heard('person.answered')
  expect(answered).toMatchObject({ callId, conversation: false })
  expect(answered.at - endedAt).toBeGreaterThan(1200)
  expect(answered.at - endedAt).toBeLessThan(2200)
  // The silence in which the message for a voicemail starts, and some more; then "hello?" and the same again.
  await say(farEnd, concat(silence(1.3, rate), babble(1.6, rate, 10), silence(3, rate)))
  expect(room.told.filter((one) => one.name === 'message.started')).toEqual([])
  const from = farEnd.packets.length
  await room.command('message.play', { callId })
  expect(await room.heard('message.started')).toMatchObject({ reason: 'pressed' })
  await room.heard('message.drained')
  expectWhole(farEnd, from)
  await close(farEnd)
})

test('a screener that was marked in one call is recognised in the next, and no message starts into it', async ({
  room,
  sounds,
}) => {
  const announcement = babble(5, rate, 11)
  const first = await dial(room, 'marked')
  await room.command('call.answered', { callId: first.callId })
  await say(first.farEnd, announcement)
  await room.command('screener.asks', { callId: first.callId, learn: true })
  const { words } = await room.heard('screener.learned')
  await room.command('peer.close', { callId: first.callId })
  await close(first.farEnd)

  const announcementId = first.callId
  await room.command('screener.know', { announcements: [{ announcementId, words }] })
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'screened')
  await room.command('call.answered', { callId })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  await say(farEnd, concat(announcement, beep, silence(3.5, rate)))
  expect(await room.heard('screener.asking')).toMatchObject({ callId, announcementId })
  expect(room.told.filter((one) => one.name === 'message.started')).toEqual([])
  await room.command('message.play', { callId })
  expect(await room.heard('message.started')).toMatchObject({ callId, reason: 'pressed' })
  await close(farEnd)
})

test('a short greeting that passes for a person gets its message at the beep', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'short')
  await room.command('call.answered', { callId })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  await say(farEnd, concat(babble(2, rate, 9), silence(2, rate)))
  await room.heard('person.answered')
  const from = farEnd.packets.length
  await say(farEnd, beep)
  expect(await room.heard('message.started')).toMatchObject({ reason: 'beep' })
  await room.heard('message.drained')
  expectWhole(farEnd, from)
  await close(farEnd)
})

test('a beep after a pause in the greeting starts the message over', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'paused')
  await room.command('call.answered', { callId })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  await say(farEnd, greeting)
  await room.heard('message.started')
  // From before the beep: the message may have started over before the event tells of it.
  const from = farEnd.packets.length
  await say(farEnd, beep)
  await room.heard('beep.heard')
  await room.heard('message.drained')
  expectWhole(farEnd, from)
  expect(room.told.filter((one) => one.name === 'message.started')).toHaveLength(1)
  await close(farEnd)
})

test('a rep who presses after the beep is not kept waiting', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'late')
  await room.command('call.answered', { callId })
  await say(farEnd, concat(greeting, beep))
  await room.heard('beep.heard')
  // Two seconds: a beep within the last one and a half is one that has just been heard.
  const from = await packets(farEnd, 100)
  const armedAt = Date.now()
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  const started = await room.heard('message.started')
  expect(started.reason).toBe('silence')
  expect(started.at - armedAt).toBeLessThan(300)
  await room.heard('message.drained')
  expectWhole(farEnd, from)
  await close(farEnd)
})

test('a tone before the call is answered is no beep', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'early')
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  expect(await room.command('message.play', { callId })).toMatchObject({ trouble: { code: 'move-refused' } })
  await say(farEnd, concat(greeting, beep, silence(0.5, rate)))
  await room.command('call.answered', { callId })
  await say(farEnd, silence(1, rate))
  expect(room.told.filter((one) => one.name === 'beep.heard' || one.name === 'message.started')).toEqual([])
  await room.command('message.play', { callId })
  expect(await room.heard('message.started')).toMatchObject({ reason: 'pressed' })
  await close(farEnd)
})

test('a second press plays at once, a third changes nothing', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'pressed')
  await room.command('call.answered', { callId })
  expect(await room.command('message.play', { callId })).toMatchObject({ trouble: { code: 'move-refused' } })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  const from = await packets(farEnd, 5)
  expect(await room.command('message.play', { callId })).toEqual({ ok: true, value: null })
  expect(await room.command('message.play', { callId })).toEqual({ ok: true, value: null })
  expect(await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })).toMatchObject({
    ok: false,
  })
  expect(await room.heard('message.started')).toMatchObject({ callId, reason: 'pressed' })
  await room.heard('message.drained')
  expectWhole(farEnd, from)
  expect(room.told.filter((one) => one.name === 'message.started')).toHaveLength(1)
  await close(farEnd)
})

test('a message is taken back: it stops, and the microphone is in the call again', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'back')
  await room.command('call.answered', { callId })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  await room.command('message.play', { callId })
  await room.heard('message.played')
  await room.command('message.stop', { callId })
  const told = played(room, callId).length
  const from = await packets(farEnd, 15)
  await packets(farEnd, 100)
  const heard = heardFrom(farEnd, from)
  expect(rms(heard)).toBeGreaterThan(0.005)
  expect(alignedCorrelation(heard, resample(hello.samples, 48_000, rate), rate).correlation).toBeLessThan(0.5)
  expect(played(room, callId)).toHaveLength(told)
  expect(room.told.some((one) => one.name === 'message.drained')).toBe(false)
  // And it can be left after all.
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  const again = await packets(farEnd, 5)
  await room.command('message.play', { callId })
  await room.heard('message.drained')
  expectWhole(farEnd, again)
  await close(farEnd)
})

test('a recording that is not there or is no sound leaves the microphone in the call', async ({ room, sounds }) => {
  const { callId, farEnd } = await dial(room, 'broken')
  await room.command('call.answered', { callId })
  const missing = provide(sounds, 'missing', hello)
  sounds.delete('missing')
  const broken = provide(sounds, 'broken', hello)
  sounds.set('broken', new TextEncoder().encode('no sound'))
  for (const recordingId of [missing, broken]) {
    const unreadable = { ok: false, trouble: { code: 'recording-unreadable', about: { name: recordingId } } }
    expect(await room.command('message.prepare', { recordingId })).toEqual(unreadable)
    expect(await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })).toEqual(unreadable)
  }
  const from = farEnd.packets.length
  await packets(farEnd, 75)
  expect(rms(heardFrom(farEnd, from))).toBeGreaterThan(0.005)
  expect(
    await room.command('message.arm', {
      callId,
      recordingId: provide(sounds, 'missing', hello),
      armedBy: 'ear',
      isFree: true,
    }),
  ).toMatchObject({
    ok: true,
  })
  await close(farEnd)
})

test('a call that ends in the middle of its message says no more of it', async ({ room, sounds }) => {
  const recordingId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'cut')
  const other = await dial(room, 'other')
  await room.command('call.answered', { callId })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  await room.command('message.play', { callId })
  await room.heard('message.played', on(callId))
  await room.command('peer.close', { callId })
  const told = room.told.length
  await packets(other.farEnd, 50)
  const later = room.told.slice(told)
  expect(
    later.filter((one) => one.name !== 'levels.changed' && 'callId' in one.event && one.event.callId === callId),
  ).toEqual([])
  const levels = later.flatMap((one) => (one.name === 'levels.changed' ? one.event : []))
  expect(new Set(levels.map((one) => one.callId))).toEqual(new Set([other.callId]))
  await close(farEnd)
  await close(other.farEnd)
})

test('muting, holding, a re-INVITE, another network, a headset pulled out, another drop: none damages a message', async ({
  room,
  sounds,
}) => {
  const long: Sound = { sampleRate: 48_000, samples: concat(babble(9.8, 48_000, 21), sine(1200, 0.2, 48_000, 0.5)) }
  const recordingId = provide(sounds, 'long', long)
  const helloId = provide(sounds, 'hello', hello)
  const { callId, farEnd } = await dial(room, 'tried')
  const other = await dial(room, 'other')
  for (const id of [callId, other.callId]) await room.command('call.answered', { callId: id })
  await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
  const from = await packets(farEnd, 5)
  await room.command('message.play', { callId })
  await room.heard('message.started', on(callId))

  await room.command('microphone.mute', { callId, muted: true })
  await packets(farEnd, 20)
  await room.command('microphone.mute', { callId, muted: false })
  const agreeAgain = async (request: object) => {
    const described = await room.command('peer.describe', { callId, ...plainly, ...request })
    if (!described.ok) throw new Error(described.trouble.code)
    const description = await answer(farEnd, described.value)
    expect(await room.command('peer.accept', { callId, description })).toEqual({ ok: true, value: null })
    await packets(farEnd, 20)
  }
  // Our hold is heard by the far end as what it is: music, or a message.
  await agreeAgain({ direction: 'sendonly' })
  await agreeAgain({})
  await agreeAgain({ restartIce: true })
  // The server's own offer, as in a session refresh.
  expect(await room.command('peer.accept', { callId, description: await offer(farEnd) })).toMatchObject({ ok: true })
  const answered = await room.command('peer.describe', { callId, ...plainly })
  if (!answered.ok) throw new Error(answered.trouble.code)
  await accept(farEnd, answered.value)
  await packets(farEnd, 20)
  await room.page.evaluate(() => {
    const { microphones } = window as unknown as { microphones: MediaStreamTrack[] }
    for (const track of microphones.splice(0)) {
      track.stop()
      track.dispatchEvent(new Event('ended'))
    }
  })
  await room.command('message.arm', { callId: other.callId, recordingId: helloId, armedBy: 'ear', isFree: true })
  const otherFrom = await packets(other.farEnd, 5)
  await room.command('message.play', { callId: other.callId })
  await room.heard('message.drained', on(callId))
  expectWhole(farEnd, from, long)
  await room.heard('message.drained', on(other.callId))
  expectWhole(other.farEnd, otherFrom)
  await close(farEnd)
  await close(other.farEnd)
})

test('ten messages are left at the same time, each whole, while the rep talks on', async ({ room, sounds }) => {
  const messages = Array.from({ length: 10 }, (_, i) => ({
    sampleRate: 48_000,
    samples: concat(babble(1.8, 48_000, 100 + i), sine(1200, 0.2, 48_000, 0.5)),
  }))
  const drops = []
  for (const [i, one] of messages.entries()) {
    const recordingId = provide(sounds, `message ${i}`, one)
    const call = await dial(room, `call ${i}`)
    await room.command('call.answered', { callId: call.callId })
    await room.command('message.arm', { callId: call.callId, recordingId, armedBy: 'ear', isFree: true })
    drops.push({ ...call, message: one, from: 0 })
  }
  const talk = await dial(room, 'talk')
  for (const drop of drops) drop.from = drop.farEnd.packets.length
  const talkFrom = talk.farEnd.packets.length
  await Promise.all(drops.map(({ callId }) => room.command('message.play', { callId })))
  await Promise.all(drops.map(({ callId }) => room.heard('message.drained', on(callId))))
  for (const { farEnd, from, message } of drops) expectWhole(farEnd, from, message)
  expect(rms(heardFrom(talk.farEnd, talkFrom))).toBeGreaterThan(0.005)
  for (const { farEnd } of [...drops, talk]) await close(farEnd)
})
