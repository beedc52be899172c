import { describe, expect, it } from 'vitest'
import { beepOf, type BeepKind } from '../../bench/answers/beeps.ts'
import { listenIn } from '../../bench/answers/listen-in.ts'
import { playRing, rings } from '../../bench/answers/ringing.ts'
import { babble } from '../../bench/beep/babble.ts'
import { makeMusic } from '../../bench/beep/hold-music.ts'
import { createRandom } from '../../bench/beep/random.ts'
import { addNoise, join, silence, toLevel } from '../../bench/beep/sound.ts'

const rate = 8000
const quiet = (seconds: number) => silence(rate, seconds)
const talk = (seconds: number, seed = 'talk') => toLevel(babble(seconds, rate, createRandom(seed)), -20)

/** What a drop comes to on a line with these sounds one after the other. */
function call(parts: readonly Float32Array[], armed: 'ringing' | number = 'ringing', noise = -60) {
  const samples = join([quiet(0.4), ...parts])
  addNoise(samples, 'white', noise, createRandom('line'))
  return listenIn({ samples, sampleRate: rate }, armed)
}

const starts = (heard: ReturnType<typeof call>) => heard.starts.length

describe('a drop that was armed while it rang', { timeout: 30_000 }, () => {
  it.each(rings.map((ring) => [ring.country, ring] as const))('plays nothing into the ringing of %s', (_, ring) => {
    expect(starts(call([playRing(ring, 4, -20), quiet(4)]))).toBe(0)
  })

  it('knows ringing by its second burst, whatever the country', () => {
    for (const ring of rings) expect(call([playRing(ring, 3, -20), quiet(0.5)]).last.answer.who).toBe('ringing')
  })

  it('plays nothing to somebody who says a sentence and waits, nor when something beeps in their room', () => {
    const beep = beepOf('dev', 'plain', -18, createRandom('room')).samples
    for (const seconds of [0.4, 1, 3.5, 7]) {
      expect(starts(call([talk(seconds), quiet(12)]))).toBe(0)
      expect(starts(call([talk(seconds), quiet(3), beep, quiet(6)]))).toBe(0)
    }
  })

  it('plays nothing into music, and calls it that', () => {
    const heard = call([toLevel(makeMusic(20, createRandom('band')).samples, -20)])
    expect([heard.starts, heard.last.answer.who]).toEqual([[], 'music'])
  })

  it.each(['plain', 'chirp', 'two notes', 'warble', 'low', 'long', 'double', 'triple'] satisfies BeepKind[])(
    'starts within 250 ms of the last pip after a greeting: %s',
    (kind) => {
      const { samples, end } = beepOf('dev', kind, -18, createRandom(`${kind} 3`))
      const before = [talk(6), quiet(0.6)]
      const heard = call([...before, samples, quiet(3)])
      const endAt = 0.4 + (join(before).length + end) / rate
      expect(heard.starts.at(-1)!.at - endAt).toBeGreaterThan(-0.02)
      expect(heard.starts.at(-1)!.at - endAt).toBeLessThan(0.25)
      expect(heard.stands).toBe(true)
    },
  )

  it('leaves the call to the rep where there is no beep', () => {
    expect(call([talk(8), quiet(12)])).toMatchObject({ starts: [], withRep: true })
  })
})

describe('a drop that was pressed by ear', { timeout: 30_000 }, () => {
  it.each([-60, -42])('starts in the silence after the greeting, with noise at %i dBFS', (noise) => {
    const [first] = call([talk(6), quiet(6)], 4, noise).starts
    expect(first!.reason).toBe('silence')
    expect(first!.at - 6.4).toBeGreaterThan(2.2)
    expect(first!.at - 6.4).toBeLessThan(3)
  })

  it('stops when somebody speaks after all, and comes back to the rep', () => {
    const heard = call([talk(6), quiet(5), talk(2, 'again'), quiet(3)], 4)
    expect(heard.asked.map(({ doubt }) => doubt)).toEqual(['speech'])
    expect(heard.asked[0]!.at - 11.4).toBeLessThan(2)
    expect(heard.stands).toBe(false)
  })

  it('starts over at the beep that comes later', () => {
    const { samples } = beepOf('dev', 'plain', -18, createRandom('late'))
    const heard = call([talk(6), quiet(4), samples, quiet(4)], 4)
    expect(heard.starts.map(({ reason }) => reason)).toEqual(['silence', 'beep'])
  })
})
