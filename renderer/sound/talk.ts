import { decibels } from './spectrum.ts'

/**
 * Is somebody talking, on one side of a call? Follows the background, so that an open-plan office is no talk, and the
 * voice, so that what is far below it is background. Whether it is a voice or a tone is not known here.
 */
export interface Talk {
  readonly blockLength: number
  readonly least: number
  sum: number
  squares: number
  counted: number
  /** Least power of each of the last blocks of 0.4 s, the present one included. */
  readonly floors: Float64Array
  floor: number
  inFloor: number
  /** Power of the louder syllables so far. */
  voice: number
  /** Level of the last block, dBFS. */
  levelDb: number
}

/** The step of everything that is reckoned in turns. */
export const talkStepSeconds = 0.02

const floorBlocks = 8
const stepsInFloor = 20
/** 8 dB above the background; a voice that has been there from the first moment on is no background. */
const aboveFloor = 6
const loudestFloor = 10 ** (-42 / 10)
/** Talk lies within 25 dB of the louder syllables. */
const belowVoice = 10 ** (-25 / 10)

/** `leastDb`: what is softer than that is no talk, dBFS. */
export function createTalk(sampleRate: number, leastDb: number): Talk {
  return {
    blockLength: Math.round(talkStepSeconds * sampleRate),
    least: 10 ** (leastDb / 10),
    sum: 0,
    squares: 0,
    counted: 0,
    floors: new Float64Array(floorBlocks).fill(Infinity),
    floor: 0,
    inFloor: 0,
    voice: 0,
    levelDb: -100,
  }
}

/** Takes any number of samples up to a block; answers once for each full block, else undefined. */
export function followTalk(talk: Talk, samples: Float32Array): boolean | undefined {
  for (const sample of samples) {
    talk.sum += sample
    talk.squares += sample * sample
  }
  talk.counted += samples.length
  if (talk.counted < talk.blockLength) return undefined
  // A steady offset, as of a poor microphone, is no sound.
  const mean = talk.sum / talk.counted
  const power = Math.max(0, talk.squares / talk.counted - mean * mean)
  talk.sum = talk.squares = talk.counted = 0
  talk.levelDb = decibels(power)
  const background = followBackground(talk, power)
  const talking = power > talk.least && power > background && power > talk.voice * belowVoice
  if (talking) talk.voice += (power - talk.voice) * (power > talk.voice ? 0.1 : 0.005)
  return talking
}

function followBackground(talk: Talk, power: number): number {
  const { floors } = talk
  floors[talk.floor] = Math.min(floors[talk.floor]!, power)
  if (++talk.inFloor === stepsInFloor) {
    talk.inFloor = 0
    talk.floor = (talk.floor + 1) % floorBlocks
    floors[talk.floor] = Infinity
  }
  let least = Infinity
  for (const floor of floors) least = Math.min(least, floor)
  return aboveFloor * Math.min(least, loudestFloor)
}
