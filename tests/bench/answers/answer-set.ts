import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { decodeMuLaw, encodeMuLaw } from '../../../shared/audio/g711.ts'
import { through } from '../beep/codec.ts'
import type { Half } from '../beep/halves.ts'
import { makeMusic } from '../beep/hold-music.ts'
import { createRandom } from '../beep/random.ts'
import type { Random } from '../beep/random.ts'
import { addNoise, gain, join, lastSound, silence, toLevel, trim } from '../beep/sound.ts'
import type { Noise } from '../beep/sound.ts'
import { greetingText, speak } from '../beep/speak.ts'
import { writeWav } from '../beep/wav-file.ts'
import { beepKinds, beepOf } from './beeps.ts'
import type { BeepKind } from './beeps.ts'
import { playRing, rings } from './ringing.ts'
import type { Ring } from './ringing.ts'
import { addBackground, backgrounds, roomBeep, roomBeeps } from './rooms.ts'
import { texts } from './texts.ts'
import type { Answer, Kind } from './truth.ts'

/** A call of the set that is still to be made: what it is called in tables, and how. */
interface Plan {
  readonly about: string
  readonly kind: Kind
  readonly make: (random: Random) => Promise<Made>
}

interface Made {
  /** At 8 kHz. */
  readonly samples: Float32Array
  readonly beepEnd?: number
  readonly armed: 'ringing' | number
  readonly greetingEnd?: number
}

const version = 1
const rate = 8000
const noises: readonly Noise[] = ['white', 'soft', 'hum', 'comfort']
/** Behind a person, below the voice (dB). */
const signalToNoise = [12, 18, 22, 28]

/** The half's calls under `folder`; made where they are not there yet, one in `every`. */
export async function answerSet(
  folder: string,
  half: Half,
  seed: string,
  every: number,
  only: string | undefined,
  say: (line: string) => void,
): Promise<Answer[]> {
  const home = joinPath(folder, `${half}-${seed}-${version}`)
  mkdirSync(home, { recursive: true })
  const plans = plansOf(half).map((plan, index) => ({ ...plan, index }))
  const chosen = plans.filter(({ index, about }) => index % every === 0 && (!only || about.includes(only)))
  const answers: Answer[] = []
  let made = 0
  for (const plan of chosen) {
    const name = joinPath(home, `${plan.index}`)
    if (!existsSync(`${name}.json`)) {
      if (made++ % 100 === 0) say(`making ${half} answers: ${made - 1} of up to ${chosen.length} …`)
      const random = createRandom(`${half} ${seed} answer ${plan.about} ${plan.index}`)
      const { samples, ...truth } = await plan.make(random)
      writeWav(`${name}.wav`, { sampleRate: rate, samples: await sent(samples, random) })
      const row = { beepEnd: null, ...truth, kind: plan.kind, about: plan.about }
      writeFileSync(`${name}.json`, JSON.stringify(row))
    }
    answers.push({ ...(JSON.parse(readFileSync(`${name}.json`, 'utf8')) as Answer), file: `${name}.wav` })
  }
  return answers
}

/** Through the telephone network: mostly G.711, at times a codec of a lower rate. */
async function sent(samples: Float32Array, random: Random): Promise<Float32Array> {
  if (random.chance(0.75)) {
    const pcm = Int16Array.from(samples, (sample) => Math.max(-32768, Math.min(32767, Math.round(sample * 32768))))
    return Float32Array.from(decodeMuLaw(encodeMuLaw(pcm)), (sample) => sample / 32768)
  }
  return (await through(random.pick(['a-law', 'opus-16k', 'opus-24k', 'gsm']), { sampleRate: rate, samples })).samples
}

function plansOf(half: Half): Plan[] {
  const say = async (text: string, random: Random, level = random.between(-28, -14)) =>
    toLevel(trim((await speak(half, text, rate, random)).samples, rate), level)
  const quiet = (seconds: number) => silence(rate, seconds)
  const line = (samples: Float32Array, random: Random, most = -52) => {
    addNoise(samples, random.pick(noises), random.between(-75, most), random)
    return samples
  }
  const own = texts[half]
  const plans: Plan[] = []
  const add = (kind: Kind, count: number, about: string, make: Plan['make']) => {
    for (let i = 0; i < count; i++) plans.push({ kind, about, make })
  }
  const person = (count: number, about: string, make: (random: Random) => Promise<Float32Array[]>, most = -52) =>
    add('person', count, `person: ${about}`, async (random) => {
      const samples = join([quiet(random.between(0.1, 1)), ...(await make(random))])
      return { samples: line(samples, random, most), armed: 'ringing' }
    })

  person(25, 'hello', async (random) => [await say(random.pick(own.hello), random), quiet(14)])
  person(30, 'long', async (random) => [await say(random.pick(own.long), random), quiet(14)])
  person(30, 'receptionist', async (random) => [await say(random.pick(own.receptionist), random), quiet(14)])
  person(20, 'hello again', async (random) => {
    const level = random.between(-28, -14)
    const first = await say(random.pick(random.chance(0.5) ? own.hello : own.long), random, level)
    return [first, quiet(random.between(1.5, 4)), await say(random.pick(own.again), random, level), quiet(10)]
  })
  person(20, 'hold, silence', async (random) => [
    await say(random.pick(own.hold), random), quiet(10), await say(random.pick(own.hello), random), quiet(8),
  ]) // prettier-ignore
  person(30, 'hold, music', async (random) => {
    const music = toLevel(makeMusic(25, random).samples, random.between(-30, -18))
    const said = [await say(random.pick(own.hold), random), quiet(random.between(0.3, 2)), music]
    return [...said, quiet(random.between(0.2, 1)), await say(random.pick(own.hello), random), quiet(8)]
  })
  for (const ring of rings)
    person(3, `transfer, ringing ${ring.country}`, async (random) => {
      const ringing = playRing(ring, random.pick([2, 3, 4]), random.between(-30, -14))
      const said = [await say(random.pick(own.transfer), random), quiet(random.between(0.3, 2.5)), ringing]
      return [...said, await say(random.pick(own.hello), random), quiet(8)]
    })
  for (const background of backgrounds)
    for (const below of signalToNoise)
      person(
        4,
        `in ${background}, ${below} dB`,
        async (random) => {
          const level = random.between(-24, -14)
          const said = await say(random.pick(random.chance(0.6) ? own.hello : own.long), random, level)
          const parts = [said, quiet(random.between(5, 8)), await say(random.pick(own.again), random, level), quiet(8)]
          const samples = join(parts)
          await addBackground(half, samples, background, level - below, random)
          return [samples]
        },
        -60,
      )
  for (const beep of roomBeeps)
    person(9, `${beep} in the room`, async (random) => {
      const level = random.between(-24, -14)
      const said = await say(random.pick(random.chance(0.7) ? own.hello : own.long), random, level)
      const by = gain(level - random.between(0, 18) + 3)
      const sound = roomBeep(beep, random).map((sample) => sample * by)
      return [said, quiet(random.between(1.7, 6)), sound, quiet(8)]
    })

  const greeting = async (random: Random, level?: number) => {
    for (;;) {
      const said = await say(greetingText(half, random), random, level)
      if (said.length > 2 * rate) return said.slice(0, 14 * rate)
    }
  }
  const voicemail = (count: number, about: string, make: (random: Random) => Promise<VoicemailParts>, most = -52) => {
    for (let i = 0; i < count; i++)
      plans.push({
        kind: 'voicemail',
        about: `voicemail: ${about}`,
        make: async (random) => {
          const lead = quiet(random.between(0.1, 1))
          const { before, beep, gap, pressedIn } = await make(random)
          const spoken = join(before)
          const head = join([lead, spoken, quiet(beep ? (gap ?? random.logBetween(0.05, 1.6)) : 0)])
          const samples = line(join([head, ...(beep ? [beep.samples] : []), quiet(beep ? 8 : 17)]), random, most)
          // Nobody knows a voicemail before two seconds of it; who presses has heard that much.
          const [from, to] = pressedIn ?? [
            lead.length / rate + Math.min(2, (0.6 * spoken.length) / rate),
            head.length / rate,
          ]
          const pressed = !about.startsWith('after') && i % 4 === 3
          const armed = pressed ? random.between(from, Math.max(from + 0.1, to)) : 'ringing'
          if (beep) return { samples, armed, beepEnd: (head.length + beep.end) / rate }
          return { samples, armed, greetingEnd: (lead.length + lastSound(spoken, rate)) / rate }
        },
      })
  }
  const aBeep = (random: Random, kind?: BeepKind, level = random.between(-30, -9)) =>
    beepOf(half, kind ?? (random.chance(0.8) ? 'plain' : random.pick(beepKinds)), level, random)

  for (const kind of beepKinds)
    voicemail(kind === 'plain' ? 60 : 20, `beep ${kind}`, async (random) => ({
      before: [await greeting(random)],
      beep: aBeep(random, kind),
    }))
  voicemail(20, 'short greeting', async (random) => ({
    before: [(await say(random.pick(own.shortGreeting), random)).slice(0, Math.round(1.2 * rate))],
    beep: aBeep(random),
    gap: random.between(0.1, 1.2),
  }))
  voicemail(16, 'after hold music', async (random) => ({
    before: [toLevel(makeMusic(random.between(6, 20), random).samples, random.between(-28, -18)), quiet(random.between(0.2, 1)), await greeting(random)],
    beep: aBeep(random),
  })) // prettier-ignore
  voicemail(20, 'over a music bed', async (random) => {
    const said = await greeting(random, -18)
    const bed = toLevel(makeMusic(said.length / rate + 3, random).samples, random.between(-38, -28))
    const fade = random.between(0.1, 1) * rate
    return {
      before: [said.map((sample, i) => sample + bed[i]! * Math.min(1, (said.length - i) / fade))],
      beep: aBeep(random),
    }
  })
  voicemail(16, 'echo', async (random) => {
    const { samples, end } = aBeep(random)
    const delay = Math.round(random.between(0.03, 0.25) * rate)
    const by = gain(random.between(-24, -10))
    const both = new Float32Array(samples.length + delay)
    both.set(samples)
    samples.forEach((sample, i) => (both[i + delay]! += sample * by))
    return { before: [await greeting(random)], beep: { samples: both, end } }
  })
  voicemail(20, 'beep in the middle', async (random) => {
    const level = random.between(-26, -14)
    const first = aBeep(random, 'plain')
    const before = [
      await greeting(random, level),
      quiet(random.between(0.2, 1)),
      first.samples,
      quiet(random.between(0.3, 1.5)),
    ]
    return { before: [...before, await greeting(random, level)], beep: aBeep(random) }
  })
  const paused = async (random: Random, pause: number) => {
    const [one, other] = random.pick(own.paused)
    const level = random.between(-26, -14)
    return [await say(one, random, level), quiet(pause), await say(other, random, level)]
  }
  voicemail(20, 'paused, then a beep', async (random) => ({
    before: await paused(random, random.pick([1.5, 2, 2.5, 3, 3.5])),
    beep: aBeep(random),
  }))
  for (const ring of rings.filter((_, index) => index % 2 === 0))
    voicemail(2, `after ringing ${ring.country}`, async (random) => ({
      before: [playRing(ring, random.pick([1, 2, 3, 4]), random.between(-30, -14)), await greeting(random)],
      beep: aBeep(random),
    }))
  voicemail(
    24,
    'on a noisy line',
    async (random) => {
      const beep = aBeep(random, undefined, random.between(-24, -9))
      const level = random.between(-22, -12)
      const noisy = { before: [await greeting(random, level)], beep }
      const offset = random.pick([0, 0.02, 0.05])
      for (const part of [...noisy.before, beep.samples]) for (let i = 0; i < part.length; i++) part[i]! += offset
      return noisy
    },
    -36,
  )

  voicemail(70, 'no beep', async (random) => ({ before: [await greeting(random)] }))
  voicemail(30, 'no beep, paused', async (random) => ({
    before: await paused(random, random.pick([1.2, 1.5, 2, 2.5, 3])),
  }))
  voicemail(
    30,
    'no beep, noisy line',
    async (random) => ({ before: [await greeting(random, random.between(-22, -12))] }),
    -36,
  )

  const bare = (kind: Kind, count: number, about: string, make: (random: Random) => Promise<Float32Array[]>) =>
    add(kind, count, `${kind}: ${about}`, async (random) => ({
      samples: line(join([quiet(random.between(0.1, 1)), ...(await make(random))]), random),
      armed: 'ringing',
    }))
  for (const ring of rings)
    bare('ringing', 3, ring.country, async (random) => [playRing(ring, 6, random.between(-32, -12))])
  for (const ring of rings.filter((_, index) => index % 3 === 0))
    bare('ringing', 2, `two kinds, ${ring.country}`, async (random) => [
      playRing(ring, 2, -18),
      playRing(random.pick(rings) satisfies Ring, 3, -22),
    ])
  bare('menu', 60, 'menu', async (random) => {
    const said = await say(random.pick(own.menu), random)
    return [said, quiet(random.between(3, 6)), said, quiet(6)]
  })
  bare('screener', 60, 'screener', async (random) => {
    const said = await say(random.pick(own.screener), random)
    return random.chance(0.3) ? [said, quiet(6), said, quiet(8)] : [said, quiet(14)]
  })
  bare('music', 40, 'music', async (random) => [toLevel(makeMusic(60, random).samples, random.between(-30, -14))])
  bare('music', 20, 'queue', async (random) => {
    const said = async () => [await say(random.pick(own.hold), random), quiet(random.between(0, 0.8))]
    const music = async () => toLevel(makeMusic(20, random).samples, random.between(-28, -16))
    return [...(await said()), await music(), ...(await said()), await music(), ...(await said()), await music()]
  })
  return plans
}

interface VoicemailParts {
  readonly before: Float32Array[]
  readonly beep?: { readonly samples: Float32Array; readonly end: number }
  /** Seconds between the last word and the beep. */
  readonly gap?: number
  readonly pressedIn?: readonly [number, number]
}
