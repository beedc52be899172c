import { usualSound, type SoundDevice, type SoundSettings } from '../../../shared/audio/sound-settings.ts'
import { dial, packets, plainly } from './calling.ts'
import { close } from './far-end.ts'
import { callId as callNamed, expect, test, type SoundRoom } from './sound-room.ts'

/** What a page can be asked about its sound, once `watch` has run. */
interface Watched {
  readonly microphones: MediaStreamTrack[]
  elements: HTMLAudioElement[]
  contexts: AudioContext[]
  ears: Map<BaseAudioContext, AnalyserNode>
}

/** Keeps every media element and every context that the room makes, with an ear to each. */
function watch(room: SoundRoom): Promise<void> {
  return room.page.evaluate(() => {
    const watched = window as unknown as Watched & { Audio: unknown; AudioContext: unknown }
    watched.elements = []
    watched.contexts = []
    watched.ears = new Map()
    const [Element, Context] = [window.Audio, window.AudioContext]
    watched.Audio = class extends Element {
      constructor() {
        super()
        watched.elements.push(this)
      }
    }
    watched.AudioContext = class extends Context {
      constructor(options?: AudioContextOptions) {
        super(options)
        watched.contexts.push(this)
      }
    }
    const connect = AudioNode.prototype.connect as (...to: unknown[]) => AudioNode
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      const [target] = to
      if (target instanceof AudioDestinationNode) {
        const ear = watched.ears.get(target.context) ?? new AnalyserNode(target.context)
        watched.ears.set(target.context, ear)
        connect.call(this, ear)
      }
      return connect.apply(this, to)
    } as AudioNode['connect']
  })
}

/** The labels of the live microphone tracks. */
function liveLabels(room: SoundRoom): Promise<string[]> {
  return room.page.evaluate(() => {
    const { microphones } = window as unknown as Watched
    return [...new Set(microphones.filter((track) => track.readyState === 'live').map((track) => track.label))]
  })
}

/** What comes out of the device of this id: the loudest sample of the last 40 ms; null: nothing plays there. */
function peakOn(room: SoundRoom, sinkId: string): Promise<number | null> {
  return room.page.evaluate((wanted) => {
    const { ears } = window as unknown as Watched
    const found = [...ears].find(
      ([context]) => (context as unknown as { sinkId: unknown }).sinkId === wanted && context.state === 'running',
    )
    if (!found) return null
    const samples = new Float32Array(found[1].fftSize)
    found[1].getFloatTimeDomainData(samples)
    return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  }, sinkId)
}

/** As when it is plugged out: Chromium has no switch for that. `false`: and in again. */
function takeAway(room: SoundRoom, label: string, isAway = true): Promise<void> {
  return room.page.evaluate(
    ([name, away]) => {
      const devices = navigator.mediaDevices as MediaDevices & { all?: MediaDevices['enumerateDevices'] }
      const all = (devices.all ??= devices.enumerateDevices.bind(devices))
      devices.enumerateDevices = async () => (await all()).filter((device) => !away || device.label !== name)
      devices.dispatchEvent(new Event('devicechange'))
    },
    [label, isAway] as const,
  )
}

async function deviceOf(room: SoundRoom, kind: 'microphones' | 'speakers', label: string): Promise<SoundDevice> {
  const known = await room.heard('devices.changed', (devices) => devices[kind].length > 0)
  return known[kind].find((device) => device.label === label)!
}

const use = (room: SoundRoom, chosen: Partial<SoundSettings>) =>
  room.command('devices.use', { ...usualSound, ...chosen })

test('a chosen microphone is taken, given up when it goes and taken again, all in one call', async ({ room }) => {
  const { callId, farEnd } = await dial(room, 'followed')
  expect(await liveLabels(room)).toEqual(['Fake Default Audio Input'])
  await room.command('microphone.mute', { callId, muted: true })
  // An id changes with the port; the label is what it is known by.
  const { label } = await deviceOf(room, 'microphones', 'Fake Audio Input 1')
  await use(room, { microphone: { deviceId: 'of another port', label } })
  await expect.poll(() => liveLabels(room)).toEqual([label])
  await takeAway(room, label)
  await expect.poll(() => liveLabels(room)).toEqual(['Fake Default Audio Input'])
  await room.heard('devices.changed', ({ using }) => using.microphone?.label === 'Fake Default Audio Input')
  await takeAway(room, label, false)
  await expect.poll(() => liveLabels(room)).toEqual([label])
  // The one source, and the call's own track of it; the mute has outlived them all.
  expect(await room.liveMicrophones()).toBe(2)
  await packets(farEnd, 10)
  expect(
    await room.page.evaluate(() =>
      (window as unknown as Watched).microphones.filter((t) => t.readyState === 'live').map((t) => t.enabled),
    ),
  ).toEqual([true, false])
  await close(farEnd)
})

test('calls and their tones are heard on the chosen speaker, as loud as chosen, and on another one when it goes', async ({
  room,
}) => {
  await watch(room)
  const speaker = await deviceOf(room, 'speakers', 'Fake Audio Output 1')
  const { callId, farEnd } = await dial(room, 'heard')
  await room.command('tone.play', { callId, tone: 'busy' })
  await expect.poll(() => peakOn(room, '')).toBeGreaterThan(0.1)
  await use(room, { speaker, speakerVolume: 0.5 })
  const element = () =>
    room.page.evaluate(() => {
      const [one] = (window as unknown as Watched).elements
      return { sinkId: one!.sinkId, volume: one!.volume, paused: one!.paused }
    })
  await expect.poll(element).toEqual({ sinkId: speaker.deviceId, volume: 0.5, paused: false })
  await room.command('tone.play', { callId, tone: 'busy' })
  await expect.poll(() => peakOn(room, speaker.deviceId)).toBeGreaterThan(0.03)
  await takeAway(room, speaker.label)
  await expect.poll(element).toEqual({ sinkId: '', volume: 0.5, paused: false })
  await close(farEnd)
})

test('the ringer rings on its own device and as loud as chosen, and stops when the call is answered', async ({
  room,
}) => {
  await watch(room)
  const ringer = await deviceOf(room, 'speakers', 'Fake Audio Output 2')
  await use(room, { ringer })
  await room.command('ring.set', { ring: 'ringing', volume: 1 })
  await expect.poll(() => peakOn(room, ringer.deviceId), { intervals: [20] }).toBeGreaterThan(0.3)
  expect(await peakOn(room, '')).toBeNull()
  await room.command('ring.set', { ring: 'ringing', volume: 0.1 })
  await expect.poll(() => peakOn(room, ringer.deviceId), { intervals: [20] }).toBeLessThan(0.06)
  await room.command('ring.set', { ring: null, volume: 1 })
  await expect.poll(() => peakOn(room, ringer.deviceId), { intervals: [20] }).toBeNull()
})

test('the rep’s headset is tried: its level is told, and what is wrong with it', async ({ room }) => {
  await watch(room)
  expect(await room.command('check.headset', {})).toMatchObject({ ok: false, trouble: { code: 'not-found' } })
  expect(await room.command('check.open', {})).toEqual({ ok: true, value: null })
  // The fake microphone beeps once a second, at full scale.
  expect(await room.command('check.headset', {})).toEqual({ ok: true, value: 'clipped' })
  await room.heard('check.level', ({ peak }) => peak > 0.02)
  await expect.poll(() => peakOn(room, ''), { intervals: [20] }).toBeGreaterThan(0.02)
  const given = room.command('check.headset', {})
  await room.command('check.close', {})
  expect(await given).toMatchObject({ ok: false, trouble: { code: 'not-found' } })
  await expect.poll(() => room.liveMicrophones()).toBe(0)
  expect(await room.page.evaluate(() => (window as unknown as Watched).contexts.map(({ state }) => state))).toEqual([
    'closed',
  ])
})

test('thirty calls leave no microphone open, nothing that plays, and no context', async ({ room }) => {
  await watch(room)
  for (let i = 0; i < 30; i++) {
    const callId = callNamed(`call ${i}`)
    expect(await room.command('peer.describe', { callId, ...plainly })).toMatchObject({ ok: true })
    await room.command('tone.play', { callId, tone: 'ringback' })
    await room.command('peer.close', { callId })
  }
  await expect.poll(() => room.liveMicrophones()).toBe(0)
  const left = () =>
    room.page.evaluate(() => {
      const { contexts, elements } = window as unknown as Watched
      return {
        contexts: contexts.map(({ state }) => state).sort(),
        playing: elements.filter((element) => element.srcObject !== null || !element.paused).length,
        elements: elements.length,
      }
    })
  // One for all tones and one for the next calls, asleep; those before it have gone with their calls.
  await expect.poll(left).toEqual({ contexts: ['closed', 'suspended', 'suspended'], playing: 0, elements: 30 })
})
