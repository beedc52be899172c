import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { makeBeep } from './beep-sounds.ts'
import { codecs, resample, through } from './codec.ts'
import type { Codec } from './codec.ts'
import type { Half } from './halves.ts'
import { makeMusic } from './hold-music.ts'
import { networkTones, playNetworkTone } from './network-tones.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'
import { announcements } from './screeners.ts'
import { addNoise, join, lastSound, losePackets, silence, toLevel, trim } from './sound.ts'
import type { Noise, Sound } from './sound.ts'
import { greetingText, speak, talkText } from './speak.ts'
import { writeWav } from './wav-file.ts'

/** What a file of the test set is for, and what is true of it. Times are seconds. */
export interface Item {
  readonly file: string
  readonly kind: 'call' | 'no-beep' | 'talk' | 'music' | 'tone' | 'screener'
  /** The rate it is handed to the detector at. */
  readonly playedAt: number
  /** What it is made of, for tables of what was missed. */
  readonly about: Readonly<Record<string, string | number>>
  readonly beeps: readonly { readonly start: number; readonly end: number }[]
  readonly greetingEnd?: number
}

export interface Size {
  readonly name: string
  readonly calls: number
  readonly noBeep: number
  readonly talkFiles: number
  readonly musicFiles: number
  readonly screeners: number
}

export const full: Size = { name: 'full', calls: 500, noBeep: 120, talkFiles: 66, musicFiles: 36, screeners: 24 }
export const quick: Size = { name: 'quick', calls: 200, noBeep: 40, talkFiles: 18, musicFiles: 10, screeners: 12 }

const version = 2
const kindOf: Readonly<Record<string, Item['kind']>> = {
  calls: 'call',
  'no-beep': 'no-beep',
  tones: 'tone',
  music: 'music',
  talk: 'talk',
  screeners: 'screener',
}
const talkSeconds = 600
const musicSeconds = 120

/** The half's test set in `folder`, or `only` one kind of it; made if it is not there yet. Files are the same whenever and wherever they are made. */
export async function testSet(
  folder: string,
  half: Half,
  size: Size,
  seed: string,
  only: string | undefined,
  say: (line: string) => void,
): Promise<readonly Item[]> {
  const home = joinPath(folder, `${half}-${size.name}-${version}-${seed}`)
  mkdirSync(home, { recursive: true })
  const makers: readonly (readonly [string, () => Promise<Item[]>])[] = [
    ['calls', () => makeCalls(home, half, seed, size.calls)],
    ['no-beep', () => makeNoBeep(home, half, seed, size.noBeep)],
    ['tones', () => makeTones(home, half, seed)],
    ['music', () => makeMusicFiles(home, half, seed, size.musicFiles)],
    ['talk', () => makeTalk(home, half, seed, size.talkFiles, say)],
    ['screeners', () => makeScreeners(home, half, seed, size.screeners)],
  ]
  const items: Item[] = []
  for (const [name, make] of makers) {
    if (only !== undefined && only !== kindOf[name]) continue
    const list = joinPath(home, `${name}.json`)
    if (!existsSync(list)) {
      say(`making ${half} ${name} …`)
      writeFileSync(list, JSON.stringify(await make()))
    }
    for (const item of JSON.parse(readFileSync(list, 'utf8')) as Item[])
      items.push({ ...item, file: joinPath(home, item.file) })
  }
  return items
}

/** A piece that is to go through a codec together with others: encoders start once, not once a call. */
interface Piece {
  readonly item: Item
  readonly samples: Float32Array
  readonly loss: number
}

async function writePieces(
  home: string,
  codec: Codec,
  sampleRate: number,
  pieces: readonly Piece[],
  random: Random,
): Promise<Item[]> {
  if (pieces.length === 0) return []
  const gap = silence(sampleRate, 0.4)
  const joined = join(pieces.flatMap((piece) => [piece.samples, gap]))
  const heard = (await through(codec, { sampleRate, samples: joined })).samples
  let at = 0
  for (const { item, samples, loss } of pieces) {
    const cut = heard.slice(at, at + samples.length)
    if (loss > 0) losePackets(cut, sampleRate, loss, random)
    writeWav(joinPath(home, item.file), { sampleRate, samples: cut })
    at += samples.length + gap.length
  }
  return pieces.map((piece) => piece.item)
}

const noises: readonly Noise[] = ['white', 'soft', 'hum', 'comfort']

async function makeCalls(home: string, half: Half, seed: string, count: number): Promise<Item[]> {
  const random = createRandom(`${half} ${seed} calls`)
  const made: Item[] = []
  for (const codec of codecs) {
    const sampleRate = codec.startsWith('opus') ? 16000 : 8000
    const share = codec === 'mu-law' || codec === 'gsm' ? 0.28 : codec === 'a-law' ? 0.16 : 0.14
    const pieces: Piece[] = []
    for (let i = 0; i < Math.round(count * share); i++) {
      const greeting = await greetingSound(half, sampleRate, random)
      const level = random.between(-34, -7)
      const beep = makeBeep(half, sampleRate, level, random)
      const gap = random.logBetween(0.02, 2)
      const lead = random.between(0.1, 1)
      const samples = join([
        silence(sampleRate, lead),
        greeting,
        silence(sampleRate, gap),
        beep.samples,
        silence(sampleRate, 3),
      ])
      const noise = random.pick(noises)
      const noiseDb = Math.min(random.between(-75, -48), level - 12)
      addNoise(samples, noise, noiseDb, random)
      const offset = lead + greeting.length / sampleRate + gap
      const loss = random.chance(0.3) ? random.between(0.005, 0.03) : 0
      const playedAt = random.pick(sampleRate === 16000 ? [16000, 48000] : [8000, 8000, 48000])
      const [from, to] = beep.beeps[0]!
      const about = {
        codec,
        shape: beep.shape,
        hz: Math.round(beep.frequencyHz),
        ms: Math.round(((to - from) / sampleRate) * 1000),
        level: Math.round(level),
        noise: Math.round(noiseDb),
        gap: Math.round(gap * 1000),
        loss: Math.round(loss * 1000) / 1000,
      }
      const beeps = beep.beeps.map(([start, end]) => ({
        start: offset + start / sampleRate,
        end: offset + end / sampleRate,
      }))
      pieces.push({ item: { file: `call-${codec}-${i}.wav`, kind: 'call', playedAt, about, beeps }, samples, loss })
    }
    made.push(...(await writePieces(home, codec, sampleRate, pieces, random)))
  }
  return made
}

async function makeNoBeep(home: string, half: Half, seed: string, count: number): Promise<Item[]> {
  const random = createRandom(`${half} ${seed} no beep`)
  const made: Item[] = []
  for (const codec of codecs) {
    const sampleRate = codec.startsWith('opus') ? 16000 : 8000
    const pieces: Piece[] = []
    for (let i = 0; i < Math.round(count / codecs.length); i++) {
      const greeting = await greetingSound(half, sampleRate, random)
      const lead = silence(sampleRate, random.between(0.1, 1))
      const samples = join([lead, greeting, silence(sampleRate, 6)])
      const end = lead.length + lastSound(greeting, sampleRate)
      const noise = random.pick(noises)
      const noiseDb = random.between(-75, -48)
      addNoise(samples, noise, noiseDb, random)
      // A switch puts in comfort noise once the talk is over: not always as loud as what was there before.
      const after = random.chance(0.4) ? random.between(-60, -48) : -99
      if (after > -99) addNoise(samples, 'comfort', after, random, end)
      const loss = random.chance(0.3) ? random.between(0.005, 0.03) : 0
      const about = {
        codec,
        noise: Math.round(noiseDb),
        after: Math.round(after),
        loss: Math.round(loss * 1000) / 1000,
      }
      const item: Item = {
        file: `no-beep-${codec}-${i}.wav`,
        kind: 'no-beep',
        playedAt: sampleRate,
        about,
        beeps: [],
        greetingEnd: end / sampleRate,
      }
      pieces.push({ item, samples, loss })
    }
    made.push(...(await writePieces(home, codec, sampleRate, pieces, random)))
  }
  return made
}

async function makeTones(home: string, half: Half, seed: string): Promise<Item[]> {
  const random = createRandom(`${half} ${seed} tones`)
  const made: Item[] = []
  for (const [codec, level] of [
    ['mu-law', -12],
    ['opus-24k', -20],
    ['gsm', -26],
    ['a-law', -30],
  ] as const) {
    const pieces: Piece[] = []
    for (const tone of networkTones) {
      for (const context of ['bare', 'after speech']) {
        const before =
          context === 'bare'
            ? silence(8000, 0.5)
            : join([await greetingSound(half, 8000, random), silence(8000, random.between(0.1, 1))])
        const samples = join([before, playNetworkTone(tone, 8000, level), silence(8000, 2)])
        addNoise(samples, 'white', -68, random)
        const about = { tone: tone.name, context, codec, level }
        pieces.push({
          item: { file: `tone-${codec}-${pieces.length}.wav`, kind: 'tone', playedAt: 8000, about, beeps: [] },
          samples,
          loss: 0,
        })
      }
    }
    made.push(...(await writePieces(home, codec, 8000, pieces, random)))
  }
  return made
}

async function makeMusicFiles(home: string, half: Half, seed: string, count: number): Promise<Item[]> {
  const made: Item[] = []
  for (let i = 0; i < count; i++) {
    const random = createRandom(`${half} ${seed} music ${i}`)
    const { kind, samples: raw } = makeMusic(musicSeconds, random)
    const music = toLevel(raw, random.between(-30, -14))
    // Every third queue has somebody come in between with the news that the call is important.
    const spoken = i % 3 === 0
    if (spoken) {
      for (let t = 0; t < musicSeconds - 20; t += 40) {
        const prompt = toLevel(
          (await speak(half, talkText(half, 2, random), 8000, random)).samples,
          random.between(-26, -16),
        )
        const at = t * 8000
        const length = Math.min(prompt.length, 15 * 8000)
        const pause = Math.round(random.between(0, 0.6) * 8000)
        music.fill(0, at, at + length + pause)
        music.set(prompt.subarray(0, length), at)
      }
    }
    const codec = random.pick(codecs)
    const item: Item = {
      file: `music-${i}.wav`,
      kind: 'music',
      playedAt: 8000,
      about: { kind, codec, spoken: spoken ? 1 : 0 },
      beeps: [],
    }
    made.push(...(await writePieces(home, codec, 8000, [{ item, samples: music, loss: 0 }], random)))
  }
  return made
}

async function makeTalk(
  home: string,
  half: Half,
  seed: string,
  count: number,
  say: (line: string) => void,
): Promise<Item[]> {
  const makeOne = async (i: number): Promise<Item[]> => {
    const random = createRandom(`${half} ${seed} talk ${i}`)
    const parts: Float32Array[] = []
    for (let length = 0; length < talkSeconds * 8000;) {
      const { samples } = await speak(half, talkText(half, 12, random), 8000, random)
      const part = join([toLevel(samples, random.between(-34, -9)), silence(8000, random.between(0, 0.9))])
      parts.push(part)
      length += part.length
    }
    const samples = join(parts).slice(0, talkSeconds * 8000)
    addNoise(samples, random.pick(noises), random.between(-75, -48), random)
    const codec = random.pick(codecs)
    const loss = random.chance(0.3) ? random.between(0.005, 0.03) : 0
    const item: Item = {
      file: `talk-${i}.wav`,
      kind: 'talk',
      playedAt: 8000,
      about: { codec, loss: Math.round(loss * 1000) / 1000 },
      beeps: [],
    }
    return writePieces(home, codec, 8000, [{ item, samples, loss }], random)
  }
  const made: Item[] = []
  for (let i = 0; i < count; i += 2) {
    const pair = await Promise.all([makeOne(i), ...(i + 1 < count ? [makeOne(i + 1)] : [])])
    made.push(...pair.flat())
    if (i % 12 === 10) say(`talk: ${i + 2} of ${count} files`)
  }
  return made
}

/** Each announcement is heard in five calls, in each through another codec; in the first of them it is marked. */
async function makeScreeners(home: string, half: Half, seed: string, count: number): Promise<Item[]> {
  const random = createRandom(`${half} ${seed} screeners`)
  const spoken: Sound[] = []
  for (let i = 0; i < count; i++)
    spoken.push(await speak(half, announcements[i % announcements.length]!, 16000, random))
  const made: Item[] = []
  for (const [turn, codec] of codecs.entries()) {
    const sampleRate = codec.startsWith('opus') ? 16000 : 8000
    const pieces: Piece[] = []
    for (const [i, sound] of spoken.entries()) {
      const said = trim((await resample(sound, sampleRate)).samples, sampleRate)
      const from = random.between(0.1, 1.2)
      const samples = join([
        silence(sampleRate, from),
        toLevel(said, random.between(-32, -11)),
        silence(sampleRate, random.between(1, 3)),
      ])
      addNoise(samples, random.pick(noises), random.between(-75, -50), random)
      const loss = random.chance(0.3) ? random.between(0.005, 0.03) : 0
      const about = { announcement: i, codec, from, learned: turn === i % codecs.length ? 1 : 0, loss }
      pieces.push({
        item: { file: `screener-${codec}-${i}.wav`, kind: 'screener', playedAt: 0, about, beeps: [] },
        samples,
        loss,
      })
    }
    made.push(...(await writePieces(home, codec, sampleRate, pieces, random)))
  }
  return made
}

async function greetingSound(half: Half, sampleRate: number, random: Random): Promise<Float32Array> {
  let text = greetingText(half, random)
  for (;;) {
    const sound: Sound = await speak(half, text, sampleRate, random)
    const samples = trim(sound.samples, sampleRate)
    if (samples.length < 2.5 * sampleRate) {
      text += ` ${greetingText(half, random)}`
      continue
    }
    // A greeting is cut off in the middle of a word now and then: so is this one, past 14 s.
    return toLevel(samples.slice(0, 14 * sampleRate), random.between(-32, -11))
  }
}
