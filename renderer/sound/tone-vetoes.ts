import type { Tone } from './tone.ts'

/**
 * Single tones of exchanges and machines that a voicemail's beep could be mistaken for: [Hz, tolerance Hz, from ms, to ms].
 * A codec of a low rate takes up to 40 ms from the start of a faint one.
 */
const singleTones: readonly (readonly [number, number, number, number])[] = [
  // Ringing, busy and congestion at 425 Hz (ITU-T E.180: most of Europe): 0.2, 0.25, 0.5 and 1.0 s.
  [425, 4, 165, 275],
  [425, 4, 430, 540],
  [425, 4, 900, 1070],
  // Busy and congestion in the United Kingdom.
  [400, 4, 320, 425],
  [400, 4, 180, 245],
  // France: ringing for 1.5 s, busy for 0.5 s; call waiting in North America: 0.3 s.
  [440, 2.5, 260, 325],
  [440, 2.5, 440, 530],
  [440, 2.5, 1400, 1570],
  // China: ringing for 1.0 s, busy for 0.35 s.
  [450, 4, 300, 375],
  [450, 4, 910, 1060],
  // The recording warning tone, every 15 s.
  [1400, 5, 430, 540],
  // Fax: calling tone (T.30 CNG), answer tones (CED, ANS, Bell 103), V.25 calling tone, V.21 at rest.
  [1100, 4, 430, 540],
  [2100, 16, 1800, 2400],
  [2225, 8, 1800, 2400],
  [1300, 6, 510, 660],
  [1650, 3, 1200, 2400],
  [980, 3, 1200, 2400],
]

const dtmfRows = [697, 770, 852, 941]
const dtmfColumns = [1209, 1336, 1477, 1633]

/** Why a tone on its own is, or may be, none of a voicemail's: a key, a ringing or busy tone, a fax. */
export function knownTone(tone: Tone): 'never-a-beep' | 'perhaps-a-beep' | undefined {
  const [secondHz, secondDb] = tone.second
  if (secondHz > 0 && secondDb > -10) {
    const chord = tone.third[1] > Math.max(0, secondDb) - 8
    const isOfExchange = Math.max(tone.frequencyHz, secondHz) < 500
    if (isOfExchange || (!chord && isNetworkPair(tone.frequencyHz, secondHz))) return 'never-a-beep'
    return undefined
  }
  for (const [hz, tolerance, from, to] of singleTones) {
    if (Math.abs(tone.frequencyHz - hz) <= tolerance && tone.durationMs >= from && tone.durationMs <= to)
      return 'perhaps-a-beep'
  }
  return undefined
}

/** Two tones at once that are none of a voicemail's: a key (Q.23), dial and ringing (E.180, below 500 Hz), busy in North America. */
export function isNetworkPair(one: number, other: number): boolean {
  const low = Math.min(one, other)
  const high = Math.max(one, other)
  if (isNear(low, dtmfRows, 0.009) && isNear(high, dtmfColumns, 0.009)) return true
  return (low > 300 && high < 500) || (isNear(low, [480], 0.01) && isNear(high, [620], 0.01))
}

/** A fax or a modem that answers, or calls and waits: longer than beeps of its pitch. */
export function isFax(hz: number, seconds: number): boolean {
  return faxTones.some(([pitch, tolerance, from]) => Math.abs(hz - pitch) <= tolerance && seconds >= from)
}

/** [Hz, tolerance Hz, from s]. */
const faxTones: readonly (readonly [number, number, number])[] = [
  [2100, 16, 1.8],
  [2225, 8, 1.8],
  [1650, 3, 1.2],
  [980, 3, 1.2],
]

function isNear(hz: number, list: readonly number[], share: number): boolean {
  return list.some((one) => Math.abs(hz - one) <= one * share)
}
