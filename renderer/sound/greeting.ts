import { decibels } from '../../shared/audio/spectrum.ts'

/**
 * Hears whether somebody (or a machine) has been talking, and when the talk has ended without a beep. Counts in steps of
 * 10 ms; a level is the mean square of 32 ms between 100 and 3600 Hz, in dBFS.
 */
export interface Greeting {
  /**
   * One step; `toned` while a pitch is followed, which may or may not turn out to be talk. True once, when a greeting has
   * ended in quiet.
   */
  step(power: number, toned: boolean): boolean
  /** Background noise, mean square: the least of the last three seconds, a little raised. */
  readonly noise: number
  /** Enough talk has been heard for what follows it to be a voicemail's beep. */
  readonly heard: boolean
  /** What was followed until now was a tone and no talk. The quiet after it may be the pause of a cadence: wait at least `ms`, or until there is talk again. */
  wasTone(ms: number): void
  /** The beep has come: nothing more to be said until there is talk again. */
  startOver(): void
}

export const quietMs = 2200
const stepMs = 10
const steps = quietMs / stepMs
const enoughTalkMs = 1500
const greetingMs = 900
const noteMs = 250
const floorBlocks = 8
const stepsInBlock = 40
const lowest = -100
const levels = 101

export function createGreeting(): Greeting {
  const ring = new Uint8Array(steps).fill(levels - 1)
  const histogram = new Uint16Array(levels)
  histogram[levels - 1] = steps
  let write = 0

  const floors = new Float64Array(floorBlocks).fill(Infinity)
  let block = 0
  let inBlock = 0
  let noise = 0
  let talkFloor = 0

  let talkMs = 0
  let everTalkMs = 0
  let heldBackMs = 0
  let talkLevel = -30
  let sinceTone = 1000
  let waitMs = 0
  let sinceWaitMs = 0

  function keepFloor(power: number): void {
    floors[block] = Math.min(floors[block]!, power)
    if (++inBlock < stepsInBlock) return
    inBlock = 0
    let least = Infinity
    let second = Infinity
    for (let i = 0; i < floorBlocks; i++) {
      const floor = floors[i]!
      if (floor < least) {
        second = least
        least = floor
      } else if (floor < second) second = floor
    }
    if (second === Infinity) second = least
    // Never more than -40 dBFS: what is louder than that all the time is not background.
    noise = Math.min(least * 1.4, 1e-4)
    // A lost packet can leave a hole that is quieter than the line ever is: what follows it is not talk for being louder.
    talkFloor = Math.min(second * 8, 6e-4)
    block = (block + 1) % floorBlocks
    floors[block] = Infinity
  }

  function percentile(share: number): number {
    let left = steps * share
    let level = 0
    while (level < levels - 1 && (left -= histogram[level]!) > 0) level++
    return level + lowest
  }

  return {
    get noise() {
      return noise
    },
    get heard() {
      return everTalkMs >= greetingMs
    },
    wasTone(ms) {
      heldBackMs = 0
      // Between a tune's notes there is sound that might pass for talk: each note takes away more than that.
      talkMs = Math.max(0, talkMs - noteMs)
      everTalkMs = Math.max(0, everTalkMs - noteMs)
      sinceTone = 0
      waitMs = Math.max(waitMs, ms)
      sinceWaitMs = 0
    },
    startOver() {
      heldBackMs = 0
      sinceTone = 0
      talkMs = 0
      waitMs = 0
    },
    step(power, toned) {
      const level = decibels(power)
      const bin = Math.max(0, Math.min(levels - 1, Math.round(level) - lowest))
      histogram[ring[write]!]!--
      histogram[bin]!++
      ring[write] = bin
      write = write + 1 === steps ? 0 : write + 1

      sinceTone += stepMs
      if (!toned) keepFloor(power)
      if (waitMs > 0) waitMs -= stepMs

      const talking = sinceTone > 60 && level > -58 && power > talkFloor && (everTalkMs < 500 || level > talkLevel - 25)
      if (talking) {
        heldBackMs += stepMs
        // Near the louder syllables, and slow to come down: noise after the talk must not pass for quiet talk.
        talkLevel += (level - talkLevel) * (everTalkMs < 300 ? 0.1 : level > talkLevel ? 0.05 : 0.002)
      }
      if (toned) return false
      talkMs += heldBackMs
      everTalkMs += heldBackMs
      sinceWaitMs += heldBackMs
      heldBackMs = 0
      if (sinceWaitMs > 400) waitMs = 0
      if (talkMs < enoughTalkMs || waitMs > 0) return false

      const loud = percentile(0.96)
      // Whatever is only just beginning, a beep perhaps, has not pulled the percentile up yet.
      if (level > loud + 4) return false
      const farBelow = loud < talkLevel - 14
      const steady = loud < talkLevel - 5 && loud - percentile(0.2) <= 6
      if (!farBelow && !steady) return false
      talkMs = 0
      return true
    },
  }
}
