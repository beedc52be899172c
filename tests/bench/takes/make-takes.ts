import { execFileSync } from 'node:child_process'
import { readWav } from '../../../shared/audio/wav-format.ts'
import { loudnessMeter } from '../../../shared/audio/loudness.ts'
import { amplitudeOf } from '../../../shared/audio/decibels.ts'
import { concat } from '../../support/signal.ts'
import { silence } from '../../support/synthetic-sound.ts'
import { createRandom } from '../beep/random.ts'

/** A take whose words are known to the sample, at 48 kHz. */
export interface MadeTake {
  readonly name: string
  readonly samples: Float32Array
  /** First sample of the first word and the one after the last of the last; null: nobody speaks. */
  readonly words: { readonly from: number; readonly to: number } | null
  readonly noiseDb: number
}

export type Half = 'dev' | 'report'

/** Nothing of one half is in the other: voices, sentences, kinds of noise. */
const voices = {
  dev: ['en-us', 'en-gb+m3', 'en-us+f2', 'en-gb-scotland+m1'],
  report: ['en-us+f4', 'en-gb-x-rp+m7', 'en-029+m4', 'en-us+klatt3'],
} as const
const whispers = { dev: 'en-us+whisper', report: 'en-gb+whisperf' } as const
const sentences = {
  dev: [
    'Hi, this is Sam with Brightwater.',
    'Eight operations leaders are meeting on Thursday.',
    'My number is four one six, five five five, zero one four two.',
    'I will follow up this week.',
  ],
  report: [
    'Hello, Alex Carter speaking, about your freight audit.',
    'Your office asked us for the figures.',
    'Call me at two one two, five five five, zero one seven eight.',
    'Thanks, and talk soon.',
    'She sells fifty-six fish.',
  ],
} as const
const noises = { dev: ['white', 'brown', 'fan'], report: ['pink', 'hiss', 'road'] } as const
type Noise = (typeof noises)[Half][number]

const rate = 48_000

/** `count` takes with words, then `empty` without. The same seed makes the same takes. */
export function* makeTakes(half: Half, seed: string, count: number, empty: number): Generator<MadeTake> {
  for (let n = 0; n < count; n++) yield madeTake(half, createRandom(`${seed} ${half} ${n}`).next, n)
  const kinds = ['hum', 'rumble', ...noises[half]] as const
  for (let n = 0; n < empty; n++)
    yield emptyTake(kinds[n % kinds.length]!, createRandom(`${seed} ${half} empty ${n}`).next)
}

function madeTake(half: Half, random: () => number, n: number): MadeTake {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const isWhisper = n % 8 === 5
  const voice = isWhisper ? whispers[half] : voices[half][n % voices[half].length]!
  const lufs = -20 - 37 * random()
  // A room is quieter than whoever speaks in it, by 18 dB at the least.
  const noiseDb = Math.min(-40, Math.max(-70, lufs - 18 - 25 * random()))
  const said = [pick(sentences[half]), pick(sentences[half]), pick(sentences[half])].map((text) => spoken(voice, text))
  const softDb = n % 3 === 0 ? -(12 + 4 * random()) : 0
  const parts: Float32Array[] = []
  for (const [i, part] of said.entries()) {
    const gain = amplitudeOf(i === said.length - 1 ? softDb : 0)
    parts.push(
      part.map((sample) => sample * gain),
      silence(0.3 + 0.4 * random(), rate),
    )
  }
  const words = concat(...parts.slice(0, -1))
  const meter = loudnessMeter()
  meter.add(words)
  const gain = amplitudeOf(lufs - meter.integrated())
  const lead = silence(0.1 + 2.5 * random(), rate)
  const tail = silence(0.1 + 2.5 * random(), rate)
  const samples = concat(
    lead,
    words.map((sample) => sample * gain),
    tail,
  )
  const hasBreath = n % 5 === 2 && lead.length > rate
  if (hasBreath) addBreath(samples, lead.length, random, amplitudeOf(lufs - 22))
  const noise = pick(noises[half])
  addNoise(samples, noise, noiseDb, random)
  const hum = n % 4 === 1
  if (hum) addHum(samples, lufs - 20, random)
  const name = [
    voice,
    `${lufs.toFixed(0)} LUFS`,
    `${noise} ${noiseDb.toFixed(0)} dB`,
    softDb && `soft ${softDb.toFixed(0)}`,
    hasBreath && 'breath',
    hum && 'hum',
  ]
  return {
    name: name.filter(Boolean).join(', '),
    samples,
    words: { from: lead.length, to: lead.length + words.length },
    noiseDb: hum ? Math.max(noiseDb, lufs - 20) : noiseDb,
  }
}

function emptyTake(kind: Noise | 'hum' | 'rumble', random: () => number): MadeTake {
  const samples = silence(3 + 6 * random(), rate)
  const noiseDb = -70 + 35 * random()
  if (kind === 'hum') addHum(samples, noiseDb, random)
  else if (kind === 'rumble') addNoise(samples, 'brown', noiseDb + 10, random)
  if (kind !== 'rumble') addNoise(samples, kind === 'hum' ? 'white' : kind, kind === 'hum' ? -75 : noiseDb, random)
  return { name: `no words: ${kind} ${noiseDb.toFixed(0)} dB`, samples, words: null, noiseDb }
}

const cache = new Map<string, Float32Array>()

/** One sentence from its first sample to its last: what is 55 dB below its peak is not of it. */
function spoken(voice: string, text: string): Float32Array {
  const key = `${voice} ${text}`
  const before = cache.get(key)
  if (before) return before
  const wav = execFileSync('espeak-ng', ['-v', voice, '-s', '165', '--stdout', text])
  const fast = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', 'pipe:0', '-ac', '1', '-ar', String(rate), '-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1'],
    { input: wav, maxBuffer: 1 << 28 },
  )
  const { samples } = readWav(fast)
  const floor = amplitudeOf(-55) * samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const trimmed = samples.slice(
    samples.findIndex((sample) => Math.abs(sample) > floor),
    samples.findLastIndex((sample) => Math.abs(sample) > floor) + 1,
  )
  cache.set(key, trimmed)
  return trimmed
}

function addBreath(samples: Float32Array, wordsAt: number, random: () => number, amplitude: number): void {
  const length = Math.round((0.2 + 0.3 * random()) * rate)
  const from = wordsAt - length - Math.round((0.1 + 0.3 * random()) * rate)
  let last = 0
  for (let i = 0; i < length; i++) {
    const hiss = 2 * random() - 1
    // Between 1 and 4 kHz, more or less.
    last = 0.6 * last + 0.4 * (hiss - 0.3 * last)
    samples[from + i]! += amplitude * Math.sin((Math.PI * i) / length) * last * 2
  }
}

function addHum(samples: Float32Array, db: number, random: () => number): void {
  const hertz = random() < 0.5 ? 50 : 60
  const phase = random() * 6
  for (let i = 0; i < samples.length; i++) {
    let sum = 0
    for (const [k, part] of [1, 0.5, 0.6, 0.2, 0.3].entries())
      sum += part * Math.sin((2 * Math.PI * hertz * (k + 1) * i) / rate + phase * k)
    samples[i]! += amplitudeOf(db) * sum
  }
}

/** `db` is the level of the whole, of a full-scale square wave as 0. */
function addNoise(samples: Float32Array, kind: Noise, db: number, random: () => number): void {
  const noise = new Float32Array(samples.length)
  let [low, lower, before] = [0, 0, 0]
  for (let i = 0; i < noise.length; i++) {
    const white = 2 * random() - 1
    low += 0.02 * (white - low)
    lower += 0.2 * (white - lower)
    const wobble = 1 + 0.2 * Math.sin((2 * Math.PI * 0.7 * i) / rate)
    noise[i] = {
      white,
      brown: low * 6,
      fan: lower * wobble,
      pink: low * 3 + lower + 0.3 * white,
      hiss: white - before,
      road: low * 5 * wobble + 0.1 * white,
    }[kind]
    before = white
  }
  const power = Math.sqrt(noise.reduce((sum, sample) => sum + sample * sample, 0) / noise.length)
  const gain = amplitudeOf(db) / power
  for (let i = 0; i < samples.length; i++) samples[i]! += gain * noise[i]!
}
