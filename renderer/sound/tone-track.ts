import { bestLook, createLongLook } from './long-look.ts'
import { decibels } from '../../shared/audio/spectrum.ts'
import { edgeMs } from './tone-edges.ts'
import type { FrameReader, ToneFrame } from './tone-frame.ts'
import { fitLine, isTempered, measureVibrato } from './tone.ts'
import type { After, Line, Tone } from './tone.ts'
import type { SoundMemory } from './sound-memory.ts'

/**
 * Follows one steady pitch at a time, from its first frames to its end.
 *
 * ```
 *               four frames agree              quiet: the pitch has fallen 12 dB
 *   listening ───────────────────▶ following ─────────────────────────────────▶ fading
 *       ▲                           │    ▲                                      │ │ │
 *       │   30 ms of other sound,   │    └────────── the pitch is back ─────────┘ │ │
 *       ├── or longer than a beep ──┘                                             │ │
 *       ├───────────────────────────────── another tone, or other sound ──────────┘ │
 *       └───────────────────────────────── 75 ms after the end (longer for what may be a note): a tone, over ───────┘
 * ```
 *
 * The level a pitch is held against may fall with it (a struck bell), but by no more than `releaseDb` a step: what falls
 * faster has ended. A tone that died away into the noise is over once a longer look no longer finds its pitch below it.
 */
export interface ToneTrack {
  /** One step of `hop` samples. A tone that this step shows to be over, or undefined. */
  step(now: number, frame: ToneFrame, noise: number): Tone | undefined
  /** Since when (8 kHz samples) a pitch has been followed; undefined while there is none. */
  readonly since: number | undefined
}

export const hop = 40
export const frameWindow = 256

const startFrames = 4
const holdSamples = 600
/** What lasts longer (2.4 s) is no beep. */
export const longestSamples = 2.4 * 8000
const releaseDb = 1.1
const offDb = 12
/** Codecs of the lowest rates carry nothing fainter than this, dBFS. */
const inaudibleDb = -47
const quietShare = 10 ** (-9 / 10)
/** What is this far under a tone's loudest moment is quiet, however much of it has died away by then. */
const faintShare = 10 ** (-15 / 10)
const mostForeign = 6
const mostFrames = longestSamples / hop + 100

export function createToneTrack(memory: SoundMemory, reader: FrameReader): ToneTrack {
  const pitches = new Float64Array(mostFrames)
  const levels = new Float64Array(mostFrames)
  const shareSums: [number, number, number] = [0, 0, 0]
  const line: Line = { mean: 0, slope: 0, stray: 0 }
  const longest = createLongLook(memory, 1024)
  const looks = [longest, createLongLook(memory, 512), createLongLook(memory, 256)]

  let state: 'listening' | 'following' | 'fading' = 'listening'
  let frames = 0
  let pitch = 0
  let level = 0
  let loudest = 0
  let quietPower = 0
  let startAt = 0
  let endAt = 0
  let hold = holdSamples
  let isSunk = false
  let lastGoodAt = 0
  let foreign = 0
  let impure = 0
  let impureInARow = 0
  let otherPitch = 0
  let otherFrames = 0

  function begin(now: number, frequency: number): void {
    state = 'listening'
    frames = 0
    pitch = frequency
    startAt = now - frameWindow / 2
    shareSums[0] = shareSums[1] = shareSums[2] = 0
    foreign = impure = impureInARow = 0
    otherFrames = 0
    level = -120
    loudest = 0
  }

  function reach(): number {
    return Math.max(10, pitch * 0.015)
  }

  function add(now: number, frame: ToneFrame, frequency: number, lobe: number): void {
    const db = decibels(lobe)
    if (frames < mostFrames) {
      pitches[frames] = frequency
      levels[frames] = db
      for (let k = 0; k < 3; k++) shareSums[k]! += frame.shares[k]!
      frames++
    }
    pitch += (frequency - pitch) * (frames < 6 ? 0.3 : 0.12)
    level = Math.max(db, level - releaseDb)
    loudest = Math.max(loudest, lobe)
    lastGoodAt = now
  }

  /** How long (samples) it has to be quiet before a tone is over that has died away by `fallDb` to `lastDb`. */
  function holdFor(fallDb: number, lastDb: number, samples: number): number {
    if (isSunk) return lastDb < inaudibleDb ? 1640 : 840
    // It may be the first note of a tune after an announcement: a struck one, or a short one. The next is soon there.
    if (isTempered(pitch) && fallDb > 5 && (fallDb * 8000) / samples > 25) return 3000
    return isTempered(pitch, 10) && samples < 2400 ? 800 : holdSamples
  }

  function fade(end: number, noise: number): void {
    state = 'fading'
    otherFrames = 0
    foreign = 0
    endAt = end
    const lastDb = levels[Math.max(0, frames - 3)]!
    const fallDb = decibels(loudest) - lastDb
    // What dies away goes on for a while below the noise, or below what a codec still carries.
    isSunk = fallDb > 6 && lastDb < Math.max(inaudibleDb, decibels(noise) + 14)
    hold = holdFor(fallDb, lastDb, endAt - startAt)
  }

  /** A pitch that has sunk into the noise can still be heard through a window that is long enough. */
  function isHeardBelow(now: number): boolean {
    longest.measure(now - longest.window)
    return longest.reader.standsOut(pitch, reach()) > 10
  }

  function finish(after: After, noise: number): Tone | undefined {
    const count = frames
    const samples = endAt - startAt
    state = 'listening'
    frames = 0
    if (count < 6 || samples < 320) return undefined
    // The first and last few frames straddle the tone's ends.
    const edge = Math.min(5, Math.floor((count - 5) / 2))
    fitLine(pitches, edge, count - edge, line)
    const wobbleHz = line.stray
    const vibrato = measureVibrato(pitches, edge, count - edge, line)
    const frequencyHz = line.mean
    const drift = Math.abs((line.slope * (count - 2 * edge)) / line.mean)
    fitLine(levels, edge, count - edge, line)
    const look = bestLook(looks, startAt, samples, noise)
    const { frequencies, powers, shares } = look.frame
    const own = nearest(frequencies, frequencyHz)
    const others = [0, 1, 2].filter((k) => k !== own)
    return {
      startAt,
      endAt,
      durationMs: samples / 8,
      after,
      frequencyHz,
      second: [frequencies[others[0]!]!, decibels(powers[others[0]!]!) - decibels(powers[own]!)],
      third: [frequencies[others[1]!]!, decibels(powers[others[1]!]!) - decibels(powers[own]!)],
      levelDb: line.mean,
      wobbleHz,
      vibrato,
      drift,
      rippleDb: line.stray,
      slopeDb: line.slope * (8000 / hop),
      fallDb: decibels(loudest) - levels[Math.max(0, count - 1 - edge)]!,
      shares: [shareSums[0] / count, shareSums[1] / count, shareSums[2] / count],
      longShares: [shares[0], shares[1], shares[2]],
      edgeMs: after === 'quiet' ? edgeMs(memory, startAt, endAt, noise) : Infinity,
      impure: impure / (count + impure),
    }
  }

  /** Another pitch that stays for a few frames is another tone. */
  function noteOther(frame: ToneFrame, tonal: boolean): void {
    if (!tonal) otherFrames = 0
    else if (otherFrames > 0 && Math.abs(frame.frequencies[0] - otherPitch) < Math.max(8, otherPitch * 0.01))
      otherFrames++
    else otherFrames = 1
    otherPitch = frame.frequencies[0]
  }

  /** Ends the tone for what has come in its place. Another tone has been there since this one's end: it was never quiet. */
  function giveWay(now: number, frame: ToneFrame, noise: number): Tone | undefined {
    const toAnother = otherFrames >= 3
    const tone = finish(toAnother ? 'tone' : 'sound', noise)
    begin(now, frame.frequencies[0])
    if (toAnother) {
      startAt = Math.min(startAt, Math.max(endAt, startAt - 60 * 8))
      add(now, frame, frame.frequencies[0], frame.powers[0])
    }
    return tone
  }

  return {
    get since() {
      return state === 'listening' ? undefined : startAt
    },
    step(now, frame, noise) {
      const tonal = isTonal(frame, noise)

      if (state === 'listening') {
        if (!tonal) {
          frames = 0
          return undefined
        }
        if (frames > 0 && reader.near(pitch, reach()) && reader.found.power > frame.power * 0.2) {
          add(now, frame, reader.found.frequencyHz, reader.found.power)
        } else {
          begin(now, frame.frequencies[0])
          add(now, frame, frame.frequencies[0], frame.powers[0])
        }
        if (frames >= startFrames) state = 'following'
        return undefined
      }

      const near = reader.near(pitch, reach()) && reader.found.power > frame.power * 0.2
      const found = near ? decibels(reader.found.power) : -120
      const held = found >= level - offDb
      const soundLeft = Math.max(0, frame.power - noise)
      const middle = now - frameWindow / 2

      if (state === 'following') {
        quietPower = Math.max(10 ** (level / 10) * quietShare, loudest * faintShare, noise)
        if (now - startAt > longestSamples) {
          // What goes on for so long is no beep. Followed to its end all the same, lest its tail pass for one.
          if (held) return undefined
          endAt = middle
          return finish('no-end', noise)
        }
        if (held && tonal) {
          add(now, frame, reader.found.frequencyHz, reader.found.power)
          foreign = impureInARow = 0
          return undefined
        }
        if (soundLeft < quietPower && !held) {
          fade(Math.min(memory.lastAbove(now, 400, 10 ** (level / 10) * quietShare), middle + 20), noise)
          return undefined
        }
        if (held) {
          impure++
          impureInARow++
          level = Math.max(found, level - releaseDb)
          // In the frames that straddle the end of a tone its peak is broad: impure, but weaker every time.
          if (impureInARow < 8) return undefined
          if (soundLeft < quietPower) {
            fade(middle - 4 * hop, noise)
            return undefined
          }
          endAt = middle - 8 * hop
          return finish('sound', noise)
        }
        foreign++
        noteOther(frame, tonal)
        if (foreign < mostForeign) return undefined
        endAt = lastGoodAt - frameWindow / 2
        return giveWay(now, frame, noise)
      }

      if (held && tonal && middle > endAt) {
        state = 'following'
        add(now, frame, reader.found.frequencyHz, reader.found.power)
        return undefined
      }
      if (now - endAt > 200 && soundLeft > quietPower) {
        foreign++
        noteOther(frame, tonal)
        if (foreign >= 4) {
          return giveWay(now, frame, noise)
        }
      }
      if (now - endAt < hold) return undefined
      if (isSunk && now - startAt < longestSamples && isHeardBelow(now)) {
        endAt = now - longest.window / 2
        return undefined
      }
      return finish('quiet', noise)
    },
  }
}

/** A frame that up to three components explain, the more of them the more fully. */
function isTonal(frame: ToneFrame, noise: number): boolean {
  if (frame.power < 2e-6 || frame.power < 4 * noise) return false
  return frame.shares[0] > 0.8 || frame.shares[1] > 0.88 || frame.shares[2] > 0.92
}

function nearest(frequencies: readonly number[], hz: number): number {
  let best = 0
  for (let k = 1; k < 3; k++) if (Math.abs(frequencies[k]! - hz) < Math.abs(frequencies[best]! - hz)) best = k
  return best
}
