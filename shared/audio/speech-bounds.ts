import { highPass, makeFilter } from './biquad.ts'
import { makeScratch } from './scratch.ts'
import { amplitudeOf, decibels } from './decibels.ts'
import { frame, speechEdge, type TakeFromOneEnd } from './speech-edge.ts'
import { voicedFrames, voicedShare } from './voicing.ts'

/** Part of a sound, in samples: `from` is in it, `to` is not. */
export interface Cut {
  readonly from: number
  readonly to: number
}

/*
 * Where a message begins and ends in a take, at 48 kHz. Nothing is judged by its level alone: a quiet voice in a quiet
 * room is speech, and a fan at the same level is not. What is louder than the noise beside it is taken for speech:
 *
 *   begins   louder than the quietest tenth of a second of the second before it
 *   ends     louder than the quietest tenth of a second of the second after it
 *   both     louder than the quietest of the whole take
 *
 * From there a word is followed into the noise, band by band (speech-edge.ts). A click (short, alone) and a breath (no
 * voice in it, far softer than the voice that follows) are no speech at either end.
 */

const framesASecond = 100
/** What hums and rumbles is below it, and a voice has enough above it. */
const bandHz = 200
/** The quietest noise that there is; digital silence is below it. */
const quietestDb = -85
/** What no voice is softer than. */
const faintestVoiceDb = -72
const aboveNoiseDb = 5
/** No room is so loud: what never gets softer was meant, if it is a tone. */
const loudestNoiseDb = -30
/** In less than a second there may be no pause to hear the noise in. */
const leastFramesForNoise = 100
/** What is softer than the voice by more is heard by nobody, in whatever silence. */
const heardBelowVoiceDb = 48
/** A click opens nothing: so many frames on end must be loud enough. */
const framesToOpen = 5
/** A word has this many frames, or another one near it. */
const clickFrames = 8
const aloneFrames = 30
/** A soft sentence is looked for this far from the nearest that is not, by stretches that have a pitch. */
const [softFrames, softLeastApart] = [400, 25]
const [voicedOnEnd, softMargin, softAboveNoiseDb] = [6, 10, 2]
const mostlyVoiced = 0.8
/** What a message has at least: louder than its noise by this much, for this long. */
const [leastSpeechDb, leastSpeechFrames] = [8, 15]
/** Of a breath, in frames. */
const [breathLeast, breathMost, breathGap] = [12, 80, 6]
const breathBelowVoiceDb = 14
/** From here on noise hides the ends of words, and more is kept. */
const loudNoiseDb = -43
/** What is kept before a word and after it, in ms, by how much it is above the noise: the softer, the more is hidden. */
const kept = [
  { upToDb: 7, before: 220, after: 380 },
  { upToDb: 11, before: 180, after: 250 },
  { upToDb: 16, before: 165, after: 192 },
  { upToDb: Infinity, before: 160, after: 172 },
] as const
const keptInLoudNoise = { before: 400, after: 500 }

export interface SpeechMeter {
  /** The next piece of the take. */
  add(samples: Float32Array): void
  /** The level of each 10 ms above 200 Hz, in dBFS (a full-scale square wave is 0). */
  levels(): Float64Array
}

export function speechMeter(): SpeechMeter {
  const band = makeFilter([highPass(bandHz, 48_000), highPass(bandHz, 48_000)])
  const levels: number[] = []
  const scratch = makeScratch()
  let [energy, filled] = [0, 0]
  return {
    add(samples) {
      const heard = scratch.copy(samples)
      band(heard)
      for (const sample of heard) {
        energy += sample * sample
        if (++filled < frame) continue
        levels.push(decibels(Math.sqrt(energy / frame)))
        energy = filled = 0
      }
    },
    levels: () => Float64Array.from(levels),
  }
}

/** From just before the first word to just after the last; null: nobody speaks. `take` is what the levels are of. */
export function speechBounds(levels: Float64Array, take: Float32Array): Cut | null {
  const smooth = averaged(levels, 1)
  const tenths = tenthsOf(levels)
  const quietest = noiseOf(tenths)
  if (quietest > loudestNoiseDb) return { from: 0, to: take.length }
  const voice = voiceOf(smooth, quietest)
  if (voice === null) return null
  const noise = Math.max(quietest, voice - heardBelowVoiceDb)
  const last = smooth.length - 1
  const view: TakeFromOneEnd = { levels: smooth, raw: levels, tenths, noise, voice, sound: take, placeOf: (f) => f }
  const mirrored: TakeFromOneEnd = {
    ...view,
    levels: smooth.toReversed(),
    raw: levels.toReversed(),
    tenths: tenths.toReversed(),
    placeOf: (f) => last - f,
  }
  const first = firstWord(view)
  const lastWord = firstWord(mirrored)
  if (first === null || lastWord === null) return null
  const samples = (ms: number) => ms * 48
  return {
    from: Math.max(0, first * frame - samples(keptAt(view, first).before)),
    to: Math.min(take.length, (last - lastWord + 1) * frame + samples(keptAt(mirrored, lastWord).after)),
  }
}

/** How much is kept before a word that begins at this frame, or after it, seen from the other end. */
function keptAt(take: TakeFromOneEnd, from: number): { readonly before: number; readonly after: number } {
  if (take.noise > loudNoiseDb) return keptInLoudNoise
  const aboveNoise = Math.max(...take.levels.subarray(from, from + 40)) - noiseBefore(take, from)
  return kept.find(({ upToDb }) => aboveNoise < upToDb) ?? keptInLoudNoise
}

interface Run {
  readonly from: number
  /** The frame after the last. */
  readonly to: number
}

/** The frame at which the first word begins, its weak beginning with it. */
function firstWord(take: TakeFromOneEnd): number | null {
  for (let f = 0; ;) {
    const run = nextRun(take, f)
    if (!run) return null
    if (isWord(take, run)) return speechEdge(take, softerWord(take, run.from) ?? run.from)
    f = run.to
  }
}

/**
 * A sentence so soft that it is hardly louder than the noise still has a pitch here and there. What has one nearly all the
 * time is a hum. null: there is none before `until`.
 */
function softerWord(take: TakeFromOneEnd, until: number): number | null {
  const since = Math.max(0, until - softFrames)
  if (until - since < 20) return null
  const around = bandPassed(soundOf(take, { from: since, to: until }))
  const forward = voicedFrames(around)
  const voiced = take.placeOf(1) > take.placeOf(0) ? forward : forward.toReversed()
  const share = voiced.filter(Boolean).length / voiced.length
  if (share > mostlyVoiced) return null
  const isSoftVoice = (f: number) =>
    voiced.slice(f, f + voicedOnEnd).every(Boolean) &&
    take.levels.subarray(since + f, since + f + voicedOnEnd).every((level) => level > take.noise + softAboveNoiseDb)
  const first = voiced.findIndex((_, f) => f + voicedOnEnd <= voiced.length && isSoftVoice(f))
  if (first < 0 || until - (since + first) < softLeastApart) return null
  return Math.max(0, since + first - softMargin)
}

function bandPassed(samples: Float32Array): Float32Array {
  const heard = samples.slice()
  makeFilter([highPass(bandHz, 48_000), highPass(bandHz, 48_000)])(heard)
  return heard
}

/** The next frames on end that are louder than what was before them. */
function nextRun(take: TakeFromOneEnd, since: number): Run | null {
  const { levels } = take
  for (let f = since, length = 0; f < levels.length; f++) {
    const isLoud = levels[f]! > noiseBefore(take, f) + aboveNoiseDb
    length = isLoud ? length + 1 : 0
    if (length < framesToOpen) continue
    const from = f + 1 - framesToOpen
    let to = f + 1
    const threshold = noiseBefore(take, from) + aboveNoiseDb
    while (to < levels.length && levels[to]! > threshold) to++
    return { from, to }
  }
  return null
}

/** The quietest tenth of a second of the second before; of the whole take where there is less than 0.3 s before. */
function noiseBefore({ tenths, noise }: TakeFromOneEnd, f: number): number {
  if (f < 30) return noise
  let quietest = Infinity
  for (let g = Math.max(0, f - framesASecond); g + 10 <= f && g < tenths.length; g++)
    quietest = Math.min(quietest, tenths[g]!)
  return Math.max(noise, quietest === Infinity ? noise : quietest)
}

function isWord(take: TakeFromOneEnd, run: Run): boolean {
  const length = run.to - run.from
  const next = nextRun(take, run.to)
  const gap = next ? next.from - run.to : Infinity
  if (length < clickFrames && gap > aloneFrames) return false
  return !(next && isBreath(take, run, { length, gap, next }))
}

function isBreath(take: TakeFromOneEnd, run: Run, about: { length: number; gap: number; next: Run }): boolean {
  const { length, gap, next } = about
  if (length < breathLeast || length > breathMost || gap < breathGap) return false
  if (meanLevel(take.levels.subarray(run.from, run.to)) > take.voice - breathBelowVoiceDb) return false
  const following = { from: next.from, to: Math.min(take.levels.length, next.from + framesASecond) }
  return voicedShare(soundOf(take, run)) < 0.1 && voicedShare(soundOf(take, following)) > 0.3
}

function soundOf({ sound, placeOf }: TakeFromOneEnd, { from, to }: Run): Float32Array {
  const [a, b] = [placeOf(from), placeOf(to - 1)]
  return sound.subarray(Math.min(a, b) * frame, (Math.max(a, b) + 1) * frame)
}

/** The level of the quietest of all noise in the take, in dBFS. */
function noiseOf(tenths: Float64Array): number {
  if (tenths.length < leastFramesForNoise) return quietestDb
  const heard = tenths.map((level) => Math.max(level, quietestDb)).sort()
  return heard[Math.floor(heard.length / 50)] ?? quietestDb
}

/** The mean level of what is clearly above the noise; null: there is too little of it, or it is too faint. */
function voiceOf(levels: Float64Array, noise: number): number | null {
  const loud = levels.filter((level) => level > Math.max(noise, quietestDb) + leastSpeechDb)
  if (loud.length < leastSpeechFrames) return null
  const mean = meanLevel(loud)
  const voice = meanLevel(loud.filter((level) => level > mean - 10))
  return voice > faintestVoiceDb ? voice : null
}

function tenthsOf(levels: Float64Array): Float64Array {
  const length = Math.max(1, levels.length - 9)
  return Float64Array.from({ length }, (_, f) => meanLevel(levels.subarray(f, f + 10)))
}

/** Each level as the mean power of it and `reach` on either side. */
function averaged(levels: Float64Array, reach: number): Float64Array {
  return levels.map((_, f) => meanLevel(levels.subarray(Math.max(0, f - reach), f + reach + 1)))
}

function meanLevel(levels: Float64Array): number {
  if (levels.length === 0) return -Infinity
  let sum = 0
  for (const level of levels) sum += amplitudeOf(level) ** 2
  return 10 * Math.log10(sum / levels.length)
}
