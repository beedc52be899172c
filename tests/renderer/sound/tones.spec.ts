import { babble } from '../../support/synthetic-sound.ts'
import { dial, plainly } from './calling.ts'
import { answer, close, createFarEnd, say } from './far-end.ts'
import { callId as callNamed, expect, provide, test, type SoundRoom } from './sound-room.ts'

interface Listening {
  ear?: AnalyserNode
}

/** Puts an ear to everything that goes to the output device by WebAudio. */
async function putEar(room: SoundRoom): Promise<void> {
  await room.page.evaluate(() => {
    const globals = window as Listening
    const connect = AudioNode.prototype.connect as (...to: unknown[]) => AudioNode
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      const [target] = to
      const audible =
        target instanceof AudioDestinationNode && (target.context as AudioContext & { sinkId: unknown }).sinkId === ''
      if (audible) {
        globals.ear ??= new AnalyserNode(target.context)
        connect.call(this, globals.ear)
      }
      return connect.apply(this, to)
    } as AudioNode['connect']
  })
}

/** The peak of the last 40 ms; 0 when the output is asleep. */
function peak(room: SoundRoom): Promise<number> {
  return room.page.evaluate(() => {
    const { ear } = window as Listening
    if (!ear || ear.context.state !== 'running') return 0
    const samples = new Float32Array(ear.fftSize)
    ear.getFloatTimeDomainData(samples)
    return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  })
}

const often = { intervals: [20] }

/** A call that has been offered and of whose far end nothing is known. */
async function ring(room: SoundRoom, name: string) {
  const callId = callNamed(name)
  const offer = await room.command('peer.describe', { callId, ...plainly })
  if (!offer.ok) throw new Error(offer.trouble.code)
  return { callId, offer: offer.value }
}

test('ringback is heard until it is stopped, and not while the rep does not listen to the call', async ({ room }) => {
  await putEar(room)
  const { callId } = await ring(room, 'rings')
  await room.command('tone.play', { callId, tone: 'ringback' })
  await expect.poll(() => peak(room), often).toBeGreaterThan(0.1)
  await room.command('call.listen', { callId, listening: false })
  await expect.poll(() => peak(room), often).toBe(0)
  await room.command('tone.play', { callId, tone: 'busy' })
  await room.command('call.listen', { callId, listening: true })
  await expect.poll(() => peak(room), often).toBeGreaterThan(0.1)
  await room.command('tone.play', { callId, tone: null })
  await expect.poll(() => peak(room), often).toBe(0)
  await room.command('tone.play', { callId, tone: 'ringback' })
  await expect.poll(() => peak(room), often).toBeGreaterThan(0.1)
  await room.command('peer.close', { callId })
  await expect.poll(() => peak(room), often).toBe(0)
})

test('a drop that frees the rep silences its call by itself; taken back, the call is heard again', async ({
  room,
  sounds,
}) => {
  await putEar(room)
  const recordingId = provide(sounds, 'hello', { sampleRate: 48_000, samples: babble(1, 48_000, 7) })
  const drop = { recordingId, armedBy: 'ear', isFree: true } as const
  const { callId: ringing } = await ring(room, 'rings')
  await room.command('tone.play', { callId: ringing, tone: 'ringback' })
  await expect.poll(() => peak(room), often).toBeGreaterThan(0.1)
  expect(await room.command('message.arm', { callId: ringing, ...drop })).toMatchObject({ ok: true })
  await expect.poll(() => peak(room), often).toBe(0)

  const { callId, farEnd } = await dial(room, 'answers')
  expect(await room.command('message.arm', { callId, ...drop })).toMatchObject({ ok: true })
  await room.command('peer.sendDigits', { callId, digits: '5' })
  await expect.poll(() => farEnd.digits.join('')).toBe('5')
  expect(await peak(room)).toBe(0)
  await room.command('message.stop', { callId })
  await room.command('peer.sendDigits', { callId, digits: '8' })
  await expect.poll(() => peak(room), often).toBeGreaterThan(0.01)
  await close(farEnd)
})

test('ringback makes way for what the far end sends before it answers', async ({ room }) => {
  await putEar(room)
  const { callId, offer } = await ring(room, 'early media')
  await room.command('tone.play', { callId, tone: 'ringback' })
  await expect.poll(() => peak(room), often).toBeGreaterThan(0.1)
  const farEnd = createFarEnd()
  await room.command('peer.accept', { callId, description: await answer(farEnd, offer) })
  await expect.poll(() => peak(room), often).toBe(0)
  // Main may ask for it after the description, since a 183 brings both.
  await room.command('tone.play', { callId, tone: 'ringback' })
  expect(await peak(room)).toBe(0)
  await room.command('tone.play', { callId, tone: 'busy' })
  await expect.poll(() => peak(room), often).toBeGreaterThan(0.1)
  await close(farEnd)
})

test('a busy tone outlives its call, and ends by itself', async ({ room }) => {
  await putEar(room)
  const callId = callNamed('busy')
  await room.command('peer.close', { callId })
  await room.command('tone.play', { callId, tone: 'busy' })
  await expect.poll(() => peak(room), often).toBeGreaterThan(0.1)
  await expect
    .poll(() => room.page.evaluate(() => (window as Listening).ear!.context.state), { timeout: 10_000 })
    .toBe('suspended')
})

test('a call the rep does not listen to is still followed', async ({ room }) => {
  const { callId, farEnd } = await dial(room, 'left alone')
  await room.command('call.listen', { callId, listening: false })
  const from = room.told.length
  await say(farEnd, babble(1, 8000, 1))
  const loudest = () =>
    Math.max(
      ...room.told
        .slice(from)
        .flatMap((one) => (one.name === 'levels.changed' ? one.event.map((level) => level.farEnd) : [])),
    )
  await expect.poll(loudest).toBeGreaterThan(0.1)
  await close(farEnd)
})

test('the rep hears the keys they press, shortly and in calls they listen to only', async ({ room }) => {
  await putEar(room)
  const { callId, farEnd } = await dial(room, 'keys')
  expect(await room.command('peer.sendDigits', { callId, digits: '58' })).toEqual({ ok: true, value: true })
  await expect.poll(() => peak(room), often).toBeGreaterThan(0.01)
  await expect.poll(() => peak(room), often).toBe(0)
  await expect.poll(() => farEnd.digits.join('')).toBe('58')
  await room.command('call.listen', { callId, listening: false })
  await room.command('peer.sendDigits', { callId, digits: '1' })
  await expect.poll(() => farEnd.digits.join('')).toBe('581')
  expect(await peak(room)).toBe(0)
  await close(farEnd)
})
