import type { Step } from './beep-detector.ts'
import { isNetworkPair } from './tone-vetoes.ts'
import { decibels } from '../../shared/audio/spectrum.ts'

/** A sound out of quiet and into quiet, once it is over. Times are 8 kHz sample counts. */
export interface Pip {
  readonly startAt: number
  readonly endAt: number
  readonly durationMs: number
  /** Median level, dBFS. */
  readonly levelDb: number
  /** How far the level strays from its line in dB, and how far it falls from end to end. */
  readonly rippleDb: number
  readonly fallDb: number
  /** The loudest of the 90 ms after it, dB relative to its level. */
  readonly afterDb: number
  /** Mean share of what one, two, and three pitches with their harmonics explain. */
  readonly shares: readonly [number, number, number]
  /** Share of the frames that two pitches explain. */
  readonly tonal: number
  /** Pitch of the strongest component in each 5 ms of its inside, Hz. */
  readonly pitches: Float64Array
  readonly seconds: Float64Array
}

export interface PipEar {
  /** The next 5 ms; what has just ended, the whole of it before its last part alone. */
  step(step: Step): readonly Pip[]
}

const longest = 1200
const edge = 5
const offShare = 10 ** (-9 / 10)
const holdSteps = 18
/** What comes back after so many steps of quiet may be another sound: a beep close behind the last word. */
const breakSteps = 3
const mostBreaks = 4

const none: readonly Pip[] = []

export function createPipEar(): PipEar {
  const powers = new Float64Array(longest)
  const pitches = new Float64Array(longest)
  const second = new Float64Array(longest)
  const one = new Float64Array(longest)
  const two = new Float64Array(longest)
  const three = new Float64Array(longest)
  /** Where the sound came back after a moment of quiet: at which of its steps, and when. */
  let breaks: { step: number; at: number }[] = []
  let steps = 0
  let loudest = 0
  let startAt = 0
  let endAt = 0
  let off = 0
  let isOn = false
  let after = 0
  const recent = new Float64Array(4).fill(1)
  let at = 0

  function begin(count: number): void {
    isOn = true
    steps = 0
    loudest = 0
    off = 0
    startAt = count - 128
    breaks = []
  }

  function finish(): readonly Pip[] {
    isOn = false
    if (steps >= longest) return none
    const parts = [{ step: 0, at: startAt }, ...breaks]
    return parts.flatMap((part) => partFrom(part.step, part.at) ?? [])
  }

  function partFrom(first: number, beganAt: number): Pip | undefined {
    const n = steps - first
    if (n < 2 * edge + 3) return undefined
    const from = first + edge
    const to = steps - edge
    const inner = powers.slice(from, to).map(decibels)
    const levelDb = inner.toSorted()[inner.length >> 1]!
    // Between two notes there may be a gap, which is no ripple of either.
    const line = straight(inner.filter((level) => level > levelDb - 9))
    let tonal = 0
    const sums: [number, number, number] = [0, 0, 0]
    for (let i = from; i < to; i++) {
      if (two[i]! > 0.88) tonal++
      sums[0] += one[i]!
      sums[1] += two[i]!
      sums[2] += three[i]!
    }
    const count = to - from
    return {
      startAt: beganAt,
      endAt,
      durationMs: (endAt - beganAt) / 8,
      levelDb,
      rippleDb: line.stray,
      fallDb: -line.slope * count,
      afterDb: decibels(after) - levelDb,
      shares: [sums[0] / count, sums[1] / count, sums[2] / count],
      tonal: tonal / count,
      pitches: pitches.slice(from, to),
      seconds: second.slice(from, to),
    }
  }

  return {
    step({ count, frame, noise }) {
      const { power } = frame
      recent[at++ % recent.length] = power
      const isRise = power > Math.max(8 * noise, 4e-6) && power > 4 * Math.min(...recent)
      if (!isOn) {
        // Out of quiet, be it only for a moment.
        if (isRise) begin(count)
        else return none
      }
      // What is so much louder than all before it is no more of the same.
      if (steps > 3 && power > 6 * loudest) begin(count)
      if (off >= breakSteps && isRise) {
        if (breaks.length === mostBreaks) breaks.shift()
        breaks.push({ step: steps, at: count - 128 })
        loudest = power
      }
      loudest = Math.max(loudest, power)
      if (power < Math.max(4 * noise, loudest * offShare, 2e-6)) {
        if (off++ === 0) {
          endAt = count - 190
          after = 0
        }
        // The window still reaches into it for a while.
        if (off > 4) after = Math.max(after, power)
        return off >= holdSteps ? finish() : none
      }
      off = 0
      if (steps < longest) {
        powers[steps] = power
        pitches[steps] = frame.frequencies[0]
        second[steps] = frame.frequencies[1]
        one[steps] = frame.shares[0]
        two[steps] = frame.shares[1]
        three[steps] = frame.shares[2]
        steps++
      }
      return none
    },
  }
}

function straight(values: Float64Array): { slope: number; stray: number } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  let across = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    across += (i - (n - 1) / 2) * (values[i]! - mean)
    squares += (i - (n - 1) / 2) ** 2
  }
  const slope = squares > 0 ? across / squares : 0
  let stray = 0
  for (let i = 0; i < n; i++) stray += (values[i]! - mean - slope * (i - (n - 1) / 2)) ** 2
  return { slope, stray: Math.sqrt(stray / n) }
}

/** What a pip may be, from its own sound alone. */
export type PipKind = 'steady' | 'glide' | 'two notes' | 'warble'

const lowestHz = 205
/** Above what a voice has as its only pitch: what is lower may be a hum of it. */
const voiceHz = 430
/** Above any pitch of a voice. */
const highHz = 620

/**
 * Made by a machine: explained by a pitch or two from its beginning to its end, and quiet at once. A voice that has but
 * one pitch for so long is low, and never level: the lower a sound is, the steadier, longer and purer it has to be.
 * undefined: it may be a voice.
 */
export function pipKind(pip: Pip): PipKind | undefined {
  const { durationMs, rippleDb, fallDb, afterDb, shares, tonal, pitches, levelDb } = pip
  if (durationMs < 75 || durationMs > 5500 || levelDb < -46 || afterDb > -6) return undefined
  const sorted = pitches.toSorted()
  const low = sorted[Math.floor(sorted.length * 0.05)]!
  const high = sorted[Math.floor(sorted.length * 0.95)]!
  const middle = sorted[sorted.length >> 1]!
  if (low < lowestHz || high > 2750) return undefined
  if (isOfNetwork(pip)) return undefined
  // Whatever its pitches do: nobody's voice is so level.
  if (isLevel(pip) && low > 500 && durationMs > 250) return high - low < 0.02 * middle ? 'steady' : 'warble'
  if (shares[2] < 0.92) return undefined
  if (middle < voiceHz || low < 0.8 * voiceHz) return lowKind(pip, low, high, middle)
  // An echo is heard for a while, but no voice is so pure.
  if (afterDb > -10 && (low < highHz || shares[0] < 0.95)) return undefined
  const isChord = rippleDb < 0.3 && Math.abs(fallDb) < 1 && shares[2] > 0.97 && durationMs > 120
  if (tonal < 0.5 && !isChord) return undefined
  const wide = (high - low) / middle
  if (wide < 0.02) {
    if (Math.abs(fallDb) > 12) return undefined
    if (isChord) return 'steady'
    if (durationMs < 100 && (rippleDb > 0.4 || shares[0] < 0.98)) return undefined
    if (middle > highHz) return rippleDb < 2.5 && shares[1] > 0.94 ? 'steady' : undefined
    const isPure = shares[0] > 0.99 && durationMs > 200
    return rippleDb < (isPure ? 2.5 : 0.6) && shares[0] > 0.9 ? 'steady' : undefined
  }
  if (durationMs < 95) return undefined
  const { turns, jumps } = course(pitches, middle)
  if (turns > 2 && durationMs > 200 && rippleDb < (low > highHz ? 1.8 : 0.6) && shares[1] > 0.9) return 'warble'
  if (jumps === 1 && shares[0] > 0.88 && rippleDb < 3 && durationMs > 120 && durationMs < 900) return 'two notes'
  if (turns > 1 || jumps > 0) return undefined
  const mostRipple = durationMs > 200 && shares[0] > 0.96 ? 5 : low > highHz ? 2 : 0.4
  return shares[0] > 0.95 && rippleDb < mostRipple ? 'glide' : undefined
}

/** Two tones at once, as exchanges and keys make them. */
function isOfNetwork({ pitches, seconds, shares }: Pip): boolean {
  if (shares[0] > 0.9 || shares[1] < 0.85) return false
  let pairs = 0
  for (let i = 0; i < pitches.length; i++) if (isNetworkPair(pitches[i]!, seconds[i]!)) pairs++
  return pairs > 0.7 * pitches.length
}

/** As loud at its end as at its beginning and all between: no voice, no instrument. */
export function isLevel({ rippleDb, fallDb }: Pip): boolean {
  return rippleDb < 0.15 && Math.abs(fallDb) < 0.5
}

function lowKind(pip: Pip, low: number, high: number, middle: number): PipKind | undefined {
  const { durationMs, rippleDb, fallDb, afterDb, shares, pitches } = pip
  const wide = (high - low) / middle
  const isPure = shares[0] > 0.93 && Math.abs(fallDb) < 1 && afterDb < -14
  if (wide < 0.02) {
    if (isPure && rippleDb < 0.3 && wide < 0.008 && durationMs > 150) return 'steady'
    return isPure && rippleDb < 0.8 && durationMs > 350 && shares[0] > 0.99 ? 'steady' : undefined
  }
  const { turns, jumps } = course(pitches, middle)
  if (jumps === 1 && isPure && rippleDb < 0.8 && durationMs > 180 && durationMs < 900) return 'two notes'
  if (turns > 2) return isPure && rippleDb < 0.6 && durationMs > 250 ? 'warble' : undefined
  if (turns > 1 || jumps > 0 || shares[0] < 0.99 || durationMs < 150) return undefined
  return isPure && (rippleDb < 0.1 || (rippleDb < 0.7 && durationMs > 300)) ? 'glide' : undefined
}

/** How often a pitch turns from rising to falling or back, and how often it jumps to another and stays. */
function course(pitches: Float64Array, middle: number): { turns: number; jumps: number } {
  const step = 0.025 * middle
  let way = 0
  let turns = 0
  let jumps = 0
  let extreme = pitches[0]!
  for (let i = 0; i < pitches.length; i++) {
    const hz = pitches[i]!
    if (way >= 0 && hz > extreme) extreme = hz
    else if (way <= 0 && hz < extreme) extreme = hz
    if (Math.abs(hz - extreme) > step) {
      const now = hz > extreme ? 1 : -1
      if (way !== 0 && now !== way) turns++
      way = now
      extreme = hz
    } else if (way === 0 && Math.abs(hz - pitches[0]!) > step) way = hz > pitches[0]! ? 1 : -1
  }
  for (let i = 12; i < pitches.length - 12; i++) {
    const before = pitches[i - 8]!
    const after = pitches[i + 8]!
    const isEven = Math.abs(before - pitches[i - 12]!) < step / 3 && Math.abs(after - pitches[i + 12]!) < step / 3
    if (isEven && Math.abs(after - before) > 2 * step) {
      jumps++
      i += 20
    }
  }
  return { turns, jumps }
}
