import type { Step } from './beep-detector.ts'
import { decibels } from '../../shared/audio/spectrum.ts'

/*
 * How loud the far end is above its own background, and whether that is loud enough for the voice on this line.
 *
 * The band of the telephone is cut into narrow bands, and each has a background of its own: the least it has held lately
 * (minimum statistics, R. Martin, "Noise Power Spectral Density Estimation Based on Optimal Smoothing and Minimum
 * Statistics", IEEE Trans. Speech and Audio Processing 9(5), 2001). What is steady, be it hum and its harmonics, a fan or
 * the hiss of the line, falls out of the sum that way; an offset was taken off before. A voice in the background does not:
 * it is told apart by being softer than the one on the phone.
 */
export interface Sounding {
  readonly smooth: Float64Array
  readonly floors: Float64Array
  /** Least of each band in each of the last blocks, one block after the other. */
  readonly least: Float64Array
  block: number
  inBlock: number
  steps: number
  /** The louder syllables so far, mean square. */
  voice: number
  /** What there is above the background now, dBFS. */
  levelDb: number
}

const bandsOfSounding = 22
const lowHz = 200
const highHz = 3500
const keep = 0.6
const blocks = 8
const stepsInBlock = 40
/** Times the least: noise that is smoothed over 25 ms and a band's width still swings by so much. */
const swing = 3.2
/** At the beginning nothing but the voice may have been heard yet; then a voice is no background. */
const firstSteps = 100
const loudestFirst = 10 ** (-52 / 10)
const loudestLater = 10 ** (-27 / 10)
/** Softer than this is nothing, whatever the background. */
const leastPower = 10 ** (-52 / 10)
/** A voice's own syllables lie within so much of its louder ones; what is softer is somebody else's. */
const belowVoice = 10 ** (-17 / 10)

export function createSounding(): Sounding {
  return {
    smooth: new Float64Array(bandsOfSounding),
    floors: new Float64Array(bandsOfSounding),
    least: new Float64Array(bandsOfSounding * blocks).fill(Infinity),
    block: 0,
    inBlock: 0,
    steps: 0,
    voice: 0,
    levelDb: -120,
  }
}

/** The next 10 ms: is there anything that is loud enough to be the one at the phone? */
export function followSounding(sounding: Sounding, { power, binHz }: Pick<Step, 'power' | 'binHz'>): boolean {
  const { smooth, floors, least } = sounding
  const from = Math.round(lowHz / binHz)
  const width = (highHz - lowHz) / binHz / bandsOfSounding
  sounding.steps++
  const most = (sounding.steps < firstSteps ? loudestFirst : loudestLater) / bandsOfSounding
  let above = 0
  for (let band = 0; band < bandsOfSounding; band++) {
    let sum = 0
    const end = from + Math.round((band + 1) * width)
    for (let bin = from + Math.round(band * width); bin < end; bin++) sum += power[bin]!
    smooth[band] = keep * smooth[band]! + (1 - keep) * sum
    const at = band * blocks
    least[at + sounding.block] = Math.min(least[at + sounding.block]!, smooth[band]!)
    let floor = Infinity
    for (let block = 0; block < blocks; block++) floor = Math.min(floor, least[at + block]!)
    floors[band] = Math.min(floor, most) * swing
    above += Math.max(0, sum - floors[band]!)
  }
  if (++sounding.inBlock === stepsInBlock) {
    sounding.inBlock = 0
    sounding.block = (sounding.block + 1) % blocks
    for (let band = 0; band < bandsOfSounding; band++) least[band * blocks + sounding.block] = Infinity
  }
  sounding.levelDb = decibels(above)
  return above > leastPower && above > sounding.voice * belowVoice
}

/** What sounded was a voice: its louder syllables are what others are held against. */
export function heedVoice(sounding: Sounding): void {
  const power = 10 ** (sounding.levelDb / 10)
  sounding.voice += (power - sounding.voice) * (power > sounding.voice ? 0.1 : 0.003)
}
