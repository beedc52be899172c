import type { Step } from './beep-detector.ts'
import { isBusy, isRinging } from './national-tones.ts'

/** A burst of sound that is all in the band of the tones of exchanges. Seconds since the answer. */
interface Burst {
  readonly from: number
  readonly to: number
}

/** What the bursts so far amount to. */
export type Cadence = 'ringing' | 'busy'

/*
 * Ringing, busy and congestion, by their band and their rhythm: two tones that beat, or one that swells 25 times a second,
 * have no steady pitch that could be followed, but nothing sounds outside of 330 to 640 Hz while they last.
 */
export interface RingEar {
  /** The next 5 ms; a burst that has ended in quiet. */
  step(step: Step, now: number): Burst | undefined
  /** A burst is on, since when (s). */
  readonly since: number | undefined
  readonly cadence: Cadence | undefined
  /** The end of the last burst of a known cadence. */
  readonly cadenceAt: number | undefined
}

const lowHz = 330
const highHz = 660
const inBand = 0.93
const leastPower = 4e-6
/** A tone that swells goes through quiet for 25 ms. */
const gapSeconds = 0.06
const leastSeconds = 0.15

export function createRingEar(): RingEar {
  const bursts: Burst[] = []
  let from: number | undefined
  let lastOn = 0
  let strays = 0
  let cadence: Cadence | undefined
  let cadenceAt: number | undefined

  function end(): Burst | undefined {
    const burst = from === undefined ? undefined : { from, to: lastOn }
    from = undefined
    if (!burst || burst.to - burst.from < leastSeconds) return undefined
    bursts.push(burst)
    if (bursts.length > 8) bursts.shift()
    if (isRinging(bursts)) cadence = 'ringing'
    else if (isBusy(bursts)) cadence = 'busy'
    else return burst
    cadenceAt = burst.to
    return burst
  }

  return {
    get since() {
      return from
    },
    get cadence() {
      return cadence
    },
    get cadenceAt() {
      return cadenceAt
    },
    step({ power, binHz, frame, noise }, now) {
      const isLoud = frame.power > Math.max(leastPower, 4 * noise)
      if (!isLoud) return from !== undefined && now - lastOn > gapSeconds ? end() : undefined
      let band = 0
      for (let bin = Math.round(lowHz / binHz); bin <= Math.round(highHz / binHz); bin++) band += power[bin]!
      if (band > inBand * (frame.power - noise)) {
        from ??= now - 0.02
        lastOn = now - 0.016
        strays = 0
      } else if (from !== undefined && ++strays > 8) from = undefined
      return undefined
    },
  }
}
