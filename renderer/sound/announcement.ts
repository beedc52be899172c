import { heardRate } from './eight-kilohertz.ts'
import { createSpectrum } from '../../shared/audio/spectrum.ts'

/*
 * Recognises an announcement that was heard before: a machine says it the same way every time, a person does not.
 *
 * Each 25 ms of it become a word of 32 bits, one for each pair of neighbouring bands: does the difference between them
 * grow or shrink? That outlasts codecs, levels and lost packets (Haitsma, Kalker: "A Highly Robust Audio Fingerprinting
 * System", ISMIR 2002). What was heard last is held against every place of every known announcement.
 */

/** Samples at 8 kHz: 25 ms and 256 ms. */
const hop = 200
const window = 2048
const bands = 33
const lowHz = 300
const highHz = 3000
/** Two and a half seconds are compared: no less tells one sentence from another through every codec. */
const compared = 100
/** Of these so many have to be sound in the known announcement. */
const leastSounding = 60
/** Two announcements that are not the same differ in two fifths of their bits and more, the same one through another codec in a fifth. */
const mostDifferent = 0.28
/** Every fifth of a second. */
const lookEvery = 8
/** After so many words a place that differs in more than this is given up. */
const firstGlance = 24
const mostAtGlance = 0.38
/** Six seconds are kept of one that is learned. */
export const mostWords = 240
/** An announcement comes at the start of a call. */
const followedWords = 1200
const quietPower = 10 ** (-52 / 10)
const quietShare = 10 ** (-30 / 10)

export interface LearnedAnnouncement<Id> {
  readonly announcementId: Id
  /** A word for each 25 ms, 0 for a pause. */
  readonly words: Uint32Array
}

/** From the first sound after the answer. */
export interface AnnouncementEar<Id> {
  known: readonly LearnedAnnouncement<Id>[]
  /** Takes one 8 kHz sample; now and then says which of the known announcements has been heard. */
  push(sample: number): Id | undefined
  /** What has been heard so far, up to `mostWords`; undefined while that is too little to know it again. */
  words(): number[] | undefined
  /** `words` will not change any more. */
  readonly full: boolean
}

export function createAnnouncementEar<Id>(
  /** The share of bits in which the best place differs, each time it is looked for (for measuring). */
  looked?: (share: number) => void,
): AnnouncementEar<Id> {
  const ring = new Float32Array(window)
  const recent = new Float32Array(window)
  const spectrum = createSpectrum(window, window, heardRate)
  const edges = Array.from({ length: bands + 1 }, (_, band) =>
    Math.round((lowHz * (highHz / lowHz) ** (band / bands)) / spectrum.binHz),
  )
  const heard = new Uint32Array(followedWords)
  let before = new Float64Array(bands)
  let energies = new Float64Array(bands)
  let samples = 0
  let words = 0
  let loudest = 0

  /** The next word; 0 in a pause. */
  function listen(): number {
    for (let i = 0; i < window; i++) recent[i] = ring[(samples + i) % window]!
    spectrum.measure(recent, 0)
    const last = before
    before = energies
    energies = last
    let power = 0
    for (let band = 0; band < bands; band++) {
      let sum = 0
      for (let bin = edges[band]!; bin < Math.max(edges[band]! + 1, edges[band + 1]!); bin++)
        sum += spectrum.power[bin]!
      energies[band] = sum
      power += sum
    }
    loudest = Math.max(power, loudest * 0.999)
    if (power < quietPower || power < loudest * quietShare) return 0
    let word = 0
    for (let band = 0; band < bands - 1; band++) {
      const now = energies[band]! - energies[band + 1]!
      const then = before[band]! - before[band + 1]!
      if (now > then) word |= 1 << band
    }
    return word >>> 0
  }

  function lookFor(known: readonly LearnedAnnouncement<Id>[]): Id | undefined {
    let best: Id | undefined
    let least = 1
    for (const { announcementId, words: theirs } of known) {
      for (let end = Math.min(compared, theirs.length); end <= theirs.length; end++) {
        const share = difference(theirs, end, looked ? 1 : Math.min(least, mostDifferent))
        if (share >= least) continue
        least = share
        best = announcementId
      }
    }
    looked?.(least)
    return least < mostDifferent ? best : undefined
  }

  /** The share of bits in which the last words differ from those before `end`; 1 as soon as it is more than `most`. */
  function difference(theirs: Uint32Array, end: number, most: number): number {
    let bits = 0
    let sounding = 0
    const length = Math.min(compared, end)
    for (let back = 1; back <= length; back++) {
      const their = theirs[end - back]!
      if (their === 0) continue
      sounding++
      bits += onesIn(their ^ heard[words - back]!)
      if (sounding === firstGlance && bits > mostAtGlance * 32 * firstGlance && most < 1) return 1
      if (bits > most * 32 * compared) return 1
    }
    return sounding < leastSounding ? 1 : bits / (32 * sounding)
  }

  return {
    known: [],
    get full() {
      return words >= mostWords
    },
    push(sample) {
      if (words === followedWords) return undefined
      ring[samples % window] = sample
      samples++
      if (samples % hop !== 0 || samples < window) return undefined
      const word = listen()
      // The words begin with the first sound.
      if (words === 0 && word === 0) return undefined
      heard[words++] = word
      return words >= compared && words % lookEvery === 0 ? lookFor(this.known) : undefined
    },
    words() {
      const kept = heard.subarray(0, Math.min(words, mostWords))
      return kept.filter((word) => word !== 0).length >= leastSounding ? [...kept] : undefined
    },
  }
}

function onesIn(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
