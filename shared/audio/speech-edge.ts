import { createSpectrum, decibels } from './spectrum.ts'

/*
 * How far a word reaches into the noise beside it. A word dies away below the level of the room long before it is over, but
 * not in all bands: a murmured n stays above a hiss, an s above the rumble of a road. Each band is held against what it is
 * in the noise nearby.
 */

/** 10 ms at 48 kHz. */
export const frame = 480
/** 30 ms. */
const windowLength = 1440
const bandEdgesHz = [130, 250, 400, 600, 850, 1150, 1500, 1950, 2500, 3200, 4100, 5300, 6800, 8700, 11_000]
/** As far as a word's weak end is followed, in frames, and as far as the noise beside it is listened to. */
const [mostFollowed, noiseReach] = [60, 250]
/** A p, t or k is silent for as long before it bursts. */
const longestClosure = 12
const [leastNoiseFrames, framesOfQuietest] = [40, 60]
/** Steps, clicks and breaths beside the word are no noise of the room. */
const usualShare = 0.9
/** A band stands out of its noise by so many dB at least, and by so many times of what the noise itself varies. */
const [leastAboveDb, timesVaried, leastVariedDb] = [5, 4.5, 0.8]
/** What is softer than the voice by more is heard by nobody, in whatever silence. */
const heardBelowVoiceDb = 60

/** A take as it is looked at from one of its ends. */
export interface TakeFromOneEnd {
  /** The mean square of each frame and its neighbours above 200 Hz, in dB. */
  readonly levels: Float64Array
  /** The same of each frame alone. */
  readonly raw: Float64Array
  /** The level of the tenth of a second that begins at each frame. */
  readonly tenths: Float64Array
  /** Of the whole take, in dB. */
  readonly noise: number
  readonly voice: number
  /** Mono, 48 kHz, seen from its beginning. */
  readonly sound: Float32Array
  /** The frame in the sound. */
  readonly placeOf: (frame: number) => number
}

/** The first frame of the word that is surely heard from frame `from` on. */
export function speechEdge(take: TakeFromOneEnd, from: number): number {
  const bandsAt = bandsOf(take)
  const thresholds = thresholdsFrom(noiseBeside(take, from).map(bandsAt), take.voice - heardBelowVoiceDb)
  if (!thresholds) return from
  const first = Math.max(0, from - mostFollowed)
  let edge = from
  for (let f = from - 1, [length, silent] = [0, 0]; f >= first && silent < longestClosure; f--) {
    const standsOut = bandsAt(f).some((level, band) => level > thresholds[band]!)
    length = standsOut ? length + 1 : 0
    // Beyond a silence one frame alone is chance.
    if (length >= 2 || (standsOut && silent === 0)) [edge, silent] = [f, 0]
    else silent++
  }
  return edge
}

/** Frames in which only the room is heard: those before the word, or the quietest of the take where there are too few. */
function noiseBeside({ raw, tenths }: TakeFromOneEnd, from: number): readonly number[] {
  const since = Math.max(0, from - noiseReach)
  const before = Array.from({ length: Math.max(0, from - mostFollowed - 3 - since) }, (_, i) => since + i)
  if (before.length >= leastNoiseFrames) {
    return before.toSorted((a, b) => raw[a]! - raw[b]!).slice(0, Math.ceil(before.length * usualShare))
  }
  const wanted = Math.max(10, Math.min(framesOfQuietest, Math.ceil(tenths.length / 50)))
  const quietest = Array.from(tenths.keys())
    .sort((a, b) => tenths[a]! - tenths[b]!)
    .slice(0, wanted)
  return quietest.flatMap((f) => [f + 3, f + 6])
}

/** Of each band: what is louder is not this noise. null: there is no noise to tell it from. */
function thresholdsFrom(noise: readonly Float64Array[], faintest: number): Float64Array | null {
  const [first] = noise
  if (!first) return null
  return first.map((_, band) => {
    const levels = noise.map((bands) => bands[band]!).sort((a, b) => a - b)
    const median = levels[levels.length >> 1]!
    // The lower half: what is above it may be a word.
    const varied = Math.max(leastVariedDb, median - levels[Math.floor(levels.length * 0.16)]!)
    return Math.max(median, faintest) + Math.max(leastAboveDb, timesVaried * varied)
  })
}

/** The level of each band in a frame, in dB. */
function bandsOf({ sound, placeOf }: TakeFromOneEnd): (frame: number) => Float64Array {
  const { power, binHz, measure } = createSpectrum(windowLength, 2048, 48_000)
  const bins = bandEdgesHz.map((hertz) => Math.ceil(hertz / binHz))
  const heard = new Float32Array(windowLength)
  return (f) => {
    const from = placeOf(f) * frame + (frame - windowLength) / 2
    const within = sound.subarray(Math.max(0, from), Math.max(0, from + windowLength))
    heard.fill(0)
    heard.set(within, Math.max(0, -from))
    measure(heard, 0)
    return Float64Array.from({ length: bins.length - 1 }, (_, band) => {
      let sum = 0
      for (let k = bins[band]!; k < bins[band + 1]!; k++) sum += power[k]!
      return decibels(sum)
    })
  }
}
