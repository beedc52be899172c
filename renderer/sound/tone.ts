/** What came after a tone: quiet, another tone, any other sound; or it went on for longer than any beep. */
export type After = 'quiet' | 'tone' | 'sound' | 'no-end'

/** A stretch of steady pitch, once it is over. Times are 8 kHz sample counts from the start of listening. */
export interface Tone {
  readonly startAt: number
  readonly endAt: number
  readonly durationMs: number
  readonly after: After
  readonly frequencyHz: number
  /** The next strongest components over the middle of the tone, harmonics of the first left out: [Hz, dB relative to the first]. */
  readonly second: readonly [number, number]
  readonly third: readonly [number, number]
  readonly levelDb: number
  /** Standard deviation of the pitch about its straight line, Hz. */
  readonly wobbleHz: number
  /** How much of that is a singer's or a flute's vibrato (4 to 7 Hz), 0 to 1. */
  readonly vibrato: number
  /** How far that line goes from end to end, as a share of the frequency. */
  readonly drift: number
  /** Standard deviation of the level about its straight line, dB. */
  readonly rippleDb: number
  /** Slope of the level, dB per second (negative: it dies away). */
  readonly slopeDb: number
  /** How far the level fell from its loudest to its last, dB. */
  readonly fallDb: number
  /** Mean shares of one, two and three components in 32 ms frames, and over the long middle. */
  readonly shares: readonly [number, number, number]
  readonly longShares: readonly [number, number, number]
  /** How long it takes to come out of quiet, or to end in quiet, whichever is longer; Infinity where there is none. */
  readonly edgeMs: number
  /** Share of frames in which something else was mixed in. */
  readonly impure: number
}

/** On the tempered scale with A at 440 Hz, to within so many cents: it may be a tune's. */
export function isTempered(hz: number, cents = 4): boolean {
  const semitones = 12 * Math.log2(hz / 440)
  return Math.abs(semitones - Math.round(semitones)) < cents / 100
}

/** The straight line through a run of values, and how far they stray from it. */
export interface Line {
  mean: number
  slope: number
  stray: number
}

export function fitLine(values: Float64Array, from: number, to: number, line: Line): void {
  const n = to - from
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  const mean = sum / Math.max(1, n)
  const middle = (from + to - 1) / 2
  let across = 0
  let squares = 0
  for (let i = from; i < to; i++) {
    across += (i - middle) * (values[i]! - mean)
    squares += (i - middle) * (i - middle)
  }
  const slope = squares > 0 ? across / squares : 0
  let stray = 0
  for (let i = from; i < to; i++) {
    const off = values[i]! - mean - slope * (i - middle)
    stray += off * off
  }
  line.mean = mean
  line.slope = slope
  line.stray = Math.sqrt(stray / Math.max(1, n))
}

/**
 * How regularly values (one every 5 ms) swing about their line four to seven times a second: 1 when half a swing later
 * they are always on the other side, 0 when they stray at random. Short runs tell nothing.
 */
export function measureVibrato(values: Float64Array, from: number, to: number, line: Line): number {
  const least = 14
  const most = 25
  const n = to - from
  if (n < 2 * most || line.stray === 0) return 0
  const middle = (from + to - 1) / 2
  const off = (i: number) => values[i]! - line.mean - line.slope * (i - middle)
  let strongest = 0
  for (let lag = least; lag <= most; lag++) {
    let sum = 0
    for (let i = from; i + lag < to; i++) sum += off(i) * off(i + lag)
    strongest = Math.max(strongest, -sum / (n - lag) / (line.stray * line.stray))
  }
  return Math.min(1, strongest)
}
