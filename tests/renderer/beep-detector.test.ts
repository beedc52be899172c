import { describe, expect, test } from 'vitest'
import { createBeepDetector } from '../../renderer/sound/beep-detector.ts'
import { babble } from '../bench/beep/babble.ts'
import { makeMusic } from '../bench/beep/hold-music.ts'
import { networkTones, playNetworkTone } from '../bench/beep/network-tones.ts'
import { createRandom } from '../bench/beep/random.ts'
import { listen } from '../bench/beep/score.ts'
import type { Emitted } from '../bench/beep/score.ts'
import { addNoise, gain, join, silence } from '../bench/beep/sound.ts'

interface BeepShape {
  readonly hz: number
  readonly ms: number
  readonly db: number
  readonly clippedAt?: number
  readonly second?: number
  readonly third?: number
}

function beep({ hz, ms, db, clippedAt = 1, second = 0, third = 0 }: BeepShape, sampleRate = 8000): Float32Array {
  const amplitude = gain(db) * Math.SQRT2
  return Float32Array.from({ length: Math.round((ms / 1000) * sampleRate) }, (_, i) => {
    const t = (2 * Math.PI * i) / sampleRate
    const value =
      amplitude * (Math.sin(hz * t) + (second ? Math.sin(second * t) : 0) + (third ? Math.sin(third * t) : 0))
    return Math.max(-clippedAt, Math.min(clippedAt, value))
  })
}

/** A greeting, a gap, a sound, quiet; line noise over all of it. `from` and `to` (s) are the sound's ends. */
function call(sound: Float32Array, { gapMs = 400, noiseDb = -62, sampleRate = 8000, seed = 'call', quiet = 3 } = {}) {
  const random = createRandom(seed)
  const greeting = babble(4, sampleRate, random)
  const before = join([silence(sampleRate, 0.3), greeting, silence(sampleRate, gapMs / 1000)])
  const samples = join([before, sound, silence(sampleRate, quiet)])
  addNoise(samples, 'white', noiseDb, random)
  const from = before.length / sampleRate
  return { samples, sampleRate, from, to: from + sound.length / sampleRate }
}

function hear(sound: { samples: Float32Array; sampleRate: number }): Emitted[] {
  return listen(sound, sound.sampleRate)
}

const beeps = (emitted: readonly Emitted[]) => emitted.filter(({ heard }) => heard.kind === 'beep')
const sure = (emitted: readonly Emitted[]) => emitted.filter(({ heard }) => heard.kind === 'beep' && heard.sure)
const ends = (emitted: readonly Emitted[]) => emitted.filter(({ heard }) => heard.kind === 'greeting-ended')

describe('the beep detector', { timeout: 30_000 }, () => {
  test.each([8000, 16000, 44100, 48000])('announces a beep within 120 ms of its end, at %i Hz', (sampleRate) => {
    const sound = call(beep({ hz: 1000, ms: 400, db: -18 }, sampleRate), { sampleRate })
    const [first, ...more] = beeps(hear(sound))
    expect(more).toEqual([])
    expect(first!.at).toBeGreaterThan(sound.to)
    expect(first!.at).toBeLessThan(sound.to + 0.12)
    const heard = first!.heard
    if (heard.kind !== 'beep') throw new Error('not a beep')
    expect(heard.sure).toBe(true)
    expect(heard.frequencyHz).toBeCloseTo(1000, -0.5)
    expect(heard.levelDb).toBeCloseTo(-18, -0.3)
    expect(Math.abs(heard.durationMs - 400)).toBeLessThan(20)
    expect(Math.abs(heard.endSample / sampleRate - sound.to)).toBeLessThan(0.01)
  })

  test.each<[string, BeepShape, number]>([
    ['744 Hz for 310 ms', { hz: 744, ms: 310, db: -18 }, 400],
    ['658 Hz for 200 ms, 20 ms after the last word', { hz: 658, ms: 200, db: -20 }, 20],
    ['1004 Hz for 220 ms, clipped at -1.9 dBFS', { hz: 1004, ms: 220, db: 2, clippedAt: gain(-1.9) }, 300],
    ['881 Hz for 730 ms', { hz: 881, ms: 730, db: -9 }, 1800],
    ['a short one of 80 ms', { hz: 1200, ms: 80, db: -18 }, 200],
    ['a long one of 1.6 s', { hz: 620, ms: 1600, db: -14 }, 200],
    ['a quiet one at -34 dBFS', { hz: 950, ms: 300, db: -34 }, 200],
    ['a high one of 2.3 kHz', { hz: 2300, ms: 250, db: -20 }, 200],
    ['a low one of 420 Hz for 80 ms', { hz: 420, ms: 80, db: -14 }, 300],
    ['a chord of three', { hz: 482, second: 607, third: 723, ms: 290, db: -24 }, 300],
    ['two pitches near those of a key', { hz: 850, second: 1615, ms: 400, db: -24 }, 300],
    ['two pitches at once', { hz: 900, second: 1210, ms: 300, db: -20 }, 200],
  ])('hears %s', (_, shape, gapMs) => {
    const sound = call(beep(shape), { gapMs })
    const first = hear(sound)[0]!
    expect(first.heard).toMatchObject({ kind: 'beep', sure: true })
    expect(first.at).toBeGreaterThan(sound.to)
    expect(first.at).toBeLessThan(sound.to + 0.12)
  })

  test('says nothing as long as the beep lasts', () => {
    for (const ms of [100, 333, 1200, 2200]) {
      const { samples, sampleRate, to } = call(beep({ hz: 1000, ms, db: -15 }))
      const detector = createBeepDetector(sampleRate)
      expect(detector.push(samples.subarray(0, Math.round(to * sampleRate)))).toEqual([])
    }
  })

  test('waits for the next note where a struck one may begin a tune', () => {
    const note = (hz: number, ms: number) =>
      beep({ hz, ms, db: -14 }).map((sample, i) => sample * 10 ** ((-50 * i) / 8000 / 20))
    const one = call(note(415.3, 240), { quiet: 3 })
    expect(sure(hear(one)).map(({ at }) => at - one.to < 0.5)).toEqual([true])
    const tune = join([note(415.3, 240), silence(8000, 0.25), note(554.4, 300), note(740, 300), note(554.4, 300)])
    expect(sure(hear(call(tune)))).toEqual([])
  })

  test('does not announce a beep that sinks into the noise before it has ended there', () => {
    for (const [ms, db, fallDb] of [
      [540, -26, 26],
      [960, -23, 27],
      [1500, -30, 25],
    ] as const) {
      const dying = beep({ hz: 1180, ms, db }).map((sample, i, { length }) => sample * gain((-fallDb * i) / length))
      const sound = call(dying, { noiseDb: -49, quiet: 4, seed: `sunk ${ms}` })
      const heard = beeps(hear(sound)).map(({ at }) => at - sound.to)
      expect(heard).toHaveLength(1)
      expect(heard[0]).toBeGreaterThan(0)
      expect(heard[0]).toBeLessThan(0.2)
    }
  })

  test.each([
    [745, 1117, 75],
    [480, 360, 100],
    [2000, 2667, 80],
  ])('hears a beep of two pitches, %i and then %i Hz, once, at its end', (first, second, ms) => {
    const sound = call(join([beep({ hz: first, ms, db: -20 }), beep({ hz: second, ms, db: -20 })]))
    const heard = sure(hear(sound)).map(({ at }) => at - sound.to)
    expect(heard).toHaveLength(1)
    expect(heard[0]).toBeGreaterThan(0)
    expect(heard[0]).toBeLessThan(0.12)
  })

  test('knows a machine that begins and ends at once from an instrument that is blown', () => {
    const blown = (edgeMs: number) =>
      beep({ hz: 1174.7, ms: 600, db: -16 }).map((sample, i, { length }) => {
        const edge = edgeMs * 8
        return sample * Math.min(1, i / edge, (length - i) / edge)
      })
    expect(beeps(hear(call(blown(5)))).map(({ heard }) => heard)).toMatchObject([{ sure: true }])
    expect(beeps(hear(call(blown(30)))).map(({ heard }) => heard)).toMatchObject([{ sure: false }])
  })

  test('hears the same however the sound is cut into blocks', () => {
    const { samples, sampleRate } = call(beep({ hz: 820, ms: 300, db: -20 }))
    const whole = createBeepDetector(sampleRate).push(samples)
    expect(whole.length).toBeGreaterThan(0)
    for (const block of [1, 37, 128, 960]) {
      const detector = createBeepDetector(sampleRate)
      const pieces = []
      for (let at = 0; at < samples.length; at += block) pieces.push(...detector.push(samples.subarray(at, at + block)))
      expect(pieces).toEqual(whole)
    }
  })

  test('is not sure of a beep that nobody spoke before', () => {
    const samples = join([silence(8000, 2), beep({ hz: 1000, ms: 400, db: -18 }), silence(8000, 2)])
    addNoise(samples, 'white', -60, createRandom('bare'))
    expect(beeps(hear({ samples, sampleRate: 8000 })).map(({ heard }) => heard)).toMatchObject([{ sure: false }])
  })

  test('hears a beep that comes again, each time', () => {
    const one = beep({ hz: 881, ms: 570, db: -18 })
    const gap = silence(8000, 5)
    const sound = call(join([one, gap, one, gap, one]))
    expect(sure(hear(sound)).map(({ at }) => Math.round((at - sound.from) / 5.57))).toEqual([0, 1, 2])
  })

  test('does not take talk for a beep', () => {
    const samples = babble(60, 8000, createRandom('talk'))
    addNoise(samples, 'soft', -55, createRandom('talk noise'))
    expect(beeps(hear({ samples, sampleRate: 8000 }))).toEqual([])
  })

  test.each(networkTones)('is never sure that $name is a beep, not even after a greeting', (tone) => {
    for (const level of [-12, -28]) {
      const sound = call(playNetworkTone(tone, 8000, level), { seed: tone.name })
      expect(sure(hear(sound))).toEqual([])
    }
  })

  test('does not take hold music for a beep', () => {
    for (let i = 0; i < 5; i++) {
      const { samples } = makeMusic(20, createRandom(`test music ${i}`))
      addNoise(samples, 'white', -65, createRandom('music noise'))
      expect(sure(hear({ samples, sampleRate: 8000 }))).toEqual([])
    }
  })

  test.each([-75, -60, -54, -48])(
    'says that the greeting has ended when no beep comes, over noise of %i dBFS',
    (noiseDb) => {
      const sound = call(new Float32Array(0), { noiseDb, gapMs: 0, quiet: 5 })
      const [first, ...more] = hear(sound)
      expect(more).toEqual([])
      expect(first!.heard.kind).toBe('greeting-ended')
      expect(first!.at).toBeGreaterThan(sound.to + 1.5)
      expect(first!.at).toBeLessThan(sound.to + 2.5)
    },
  )

  test('is not held up by a whistle on the line', () => {
    const sound = call(new Float32Array(0), { noiseDb: -66, gapMs: 0, quiet: 5 })
    for (let i = 0; i < sound.samples.length; i++)
      sound.samples[i]! += gain(-50) * Math.sin((2 * Math.PI * 1010 * i) / 8000)
    const [first] = ends(hear(sound))
    expect(first!.at).toBeLessThan(sound.to + 2.5)
  })

  test('is not held up by comfort noise that sets in when the greeting ends', () => {
    for (const noiseDb of [-60, -54, -48]) {
      const sound = call(new Float32Array(0), { noiseDb: -75, gapMs: 0, quiet: 5 })
      addNoise(sound.samples, 'comfort', noiseDb, createRandom('comfort'), Math.round(sound.to * 8000))
      const [first] = ends(hear(sound))
      expect(first!.at).toBeLessThan(sound.to + 2.5)
    }
  })

  test('does not call a hello a greeting', () => {
    const samples = join([silence(8000, 0.5), babble(0.7, 8000, createRandom('hello')), silence(8000, 5)])
    addNoise(samples, 'white', -60, createRandom('hello noise'))
    expect(hear({ samples, sampleRate: 8000 })).toEqual([])
  })

  test('says nothing of an ended greeting once the beep has come', () => {
    expect(ends(hear(call(beep({ hz: 1000, ms: 400, db: -18 }), { quiet: 6 })))).toEqual([])
  })

  test('does not take the pause between two rings for the end of a greeting', () => {
    const ringing = networkTones.find((tone) => tone.name === 'ringing eu')!
    const sound = call(playNetworkTone(ringing, 8000, -20))
    expect(ends(hear(sound)).filter(({ at }) => at < sound.to - 4)).toEqual([])
  })
})
