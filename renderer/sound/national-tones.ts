/*
 * The rhythms of ringing, busy and congestion tones: ITU-T's list of national tones ("Various tones used in national
 * networks (according to ITU-T Recommendation E.180)", Operational Bulletin 781), which has the same few of them for
 * its two hundred countries and territories. Their pitches lie between 380 and 630 Hz, alone, in twos or threes, or swelling.
 */

/** Seconds of sound and of quiet in turn. */
type Rhythm = readonly number[]

/** Ringing. */
const ringingRhythms: readonly Rhythm[] = [
  [1, 4], // most of Europe, of South America, China, Indonesia
  [1, 5], // Austria, Portugal, Sweden, Thailand
  [1, 4.5], // Argentina
  [1, 3], // Belgium, Chile, Israel
  [1, 2], // Japan, Taiwan
  [0.8, 3.2], // Russia
  [1.25, 3.75], // Hungary
  [1.5, 3], // Spain
  [1.5, 3.5], // France
  [2, 4], // North America
  [0.4, 0.2, 0.4, 2], // Britain, Australia, India, Malaysia, New Zealand, Singapore, South Africa
  // Of countries with a rhythm nearly their own.
  [0.67, 3],
  [0.75, 3],
  [1.2, 3.7],
  [1.2, 4.7],
  [1.5, 4.5],
  [1.8, 3],
  [2, 3],
  [1, 9],
  [0.4, 0.2, 0.4, 3],
]

/** Busy and congestion: as long on as off, or in two lengths. */
const busyRhythms: readonly Rhythm[] = [
  ...[0.167, 0.175, 0.2, 0.24, 0.25, 0.3, 0.33, 0.35, 0.375, 0.4, 0.48, 0.5, 0.6, 0.7, 0.75].map((each) => [
    each,
    each,
  ]),
  [0.2, 0.6],
  [0.25, 0.75], // Sweden
  [0.3, 0.4],
  [0.25, 0.25, 0.75, 0.25], // Brazil
  [0.4, 0.35, 0.225, 0.525], // Britain
]

interface Burst {
  readonly from: number
  readonly to: number
}

/** The pitches of single tones in the list, Hz. */
const pitches = [400, 425, 440, 450]
const slackHz = 3
/** What rings with one of them, for so many seconds at a time: the next burst comes after a long pause. */
const firstBursts: readonly (readonly [number, readonly number[]])[] = [
  [400, [1, 1.5]],
  [425, [0.67, 0.75, 0.8, 1, 1.2, 1.25, 1.5, 1.8, 2]],
  [440, [1.5]],
  [450, [1, 2]],
]

/** A first burst of this pitch and so many seconds may be ringing. */
export function mayRing(hz: number, seconds: number): boolean {
  return firstBursts.some(
    ([pitch, lengths]) =>
      Math.abs(hz - pitch) <= slackHz && lengths.some((on) => Math.abs(seconds - on) <= 0.03 * on + 0.03),
  )
}

/** It may be the first of two short ones. */
export function mayRingTwice(hz: number, seconds: number): boolean {
  return isNetworkPitch(hz, seconds) && Math.abs(seconds - 0.4) < 0.05
}

/** It may be a piece of ringing or of a busy tone, begun in its middle, or the warning of a machine that records (1400 Hz, half a second). */
export function isNetworkPitch(hz: number, seconds: number): boolean {
  if (Math.abs(hz - 1400) <= 5) return Math.abs(seconds - 0.5) < 0.06
  return pitches.some((pitch) => Math.abs(hz - pitch) <= slackHz)
}

/** Do the last bursts go as ringing does? Two rounds of a pair, or two bursts of the same length with one of the known pauses. */
export function isRinging(bursts: readonly Burst[]): boolean {
  return ringingRhythms.some((rhythm) => fits(bursts, rhythm, rhythm.length === 2 ? 2 : 3))
}

/** Four bursts, since two or three may be the pips of one beep. */
export function isBusy(bursts: readonly Burst[]): boolean {
  return busyRhythms.some((rhythm) => fits(bursts, rhythm, 4))
}

/** The last `count` bursts, wherever in the rhythm they began. */
function fits(bursts: readonly Burst[], rhythm: Rhythm, count: number): boolean {
  const last = bursts.slice(-count)
  if (last.length < count) return false
  for (let shift = 0; shift < rhythm.length; shift += 2) {
    const at = (turn: number) => rhythm[(shift + turn) % rhythm.length]!
    const isRight = last.every((burst, index) => {
      const next = last[index + 1]
      return (
        isAbout(burst.to - burst.from, at(2 * index)) && (!next || isAbout(next.from - burst.to, at(2 * index + 1)))
      )
    })
    if (isRight) return true
  }
  return false
}

/** To within 12 %, and 40 ms for a codec and a loss. */
function isAbout(seconds: number, wanted: number): boolean {
  return Math.abs(seconds - wanted) <= 0.12 * wanted + 0.04
}
