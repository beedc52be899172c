import { decibels } from '../../shared/audio/spectrum.ts'

/**
 * Is somebody talking, on one side of a call? Follows the background, so that an open-plan office is no voice, and the
 * voice, so that what is far below it is background. Whether it is a voice or a tone is not known here.
 */
export interface VoiceActivity {
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
export const voiceStepSeconds = 0.02

const floorBlocks = 8
const stepsInFloor = 20
/** 8 dB above the background; a voice that has been there from the first moment on is no background. */
const aboveFloor = 6
const loudestFloor = 10 ** (-42 / 10)
/** Talk lies within 25 dB of the louder syllables. */
const belowVoice = 10 ** (-25 / 10)

/** `leastDb`: what is softer than that is no voice, dBFS. */
export function createVoiceActivity(sampleRate: number, leastDb: number): VoiceActivity {
  return {
    blockLength: Math.round(voiceStepSeconds * sampleRate),
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
export function followVoice(activity: VoiceActivity, samples: Float32Array): boolean | undefined {
  for (const sample of samples) {
    activity.sum += sample
    activity.squares += sample * sample
  }
  activity.counted += samples.length
  if (activity.counted < activity.blockLength) return undefined
  // A steady offset, as of a poor microphone, is no sound.
  const mean = activity.sum / activity.counted
  const power = Math.max(0, activity.squares / activity.counted - mean * mean)
  activity.sum = activity.squares = activity.counted = 0
  activity.levelDb = decibels(power)
  const background = followBackground(activity, power)
  const talking = power > activity.least && power > background && power > activity.voice * belowVoice
  if (talking) activity.voice += (power - activity.voice) * (power > activity.voice ? 0.1 : 0.005)
  return talking
}

function followBackground(activity: VoiceActivity, power: number): number {
  const { floors } = activity
  floors[activity.floor] = Math.min(floors[activity.floor]!, power)
  if (++activity.inFloor === stepsInFloor) {
    activity.inFloor = 0
    activity.floor = (activity.floor + 1) % floorBlocks
    floors[activity.floor] = Infinity
  }
  let least = Infinity
  for (const floor of floors) least = Math.min(least, floor)
  return aboveFloor * Math.min(least, loudestFloor)
}
