import { filtered, highPass } from './biquad.ts'
import { amplitudeOf, decibels } from './decibels.ts'
import { limit } from './limiter.ts'
import { integratedLoudness } from './loudness.ts'
import type { Measurements, RecordingWarning } from '../studio/studio.ts'
import { speechBounds, type Cut } from './speech-bounds.ts'
import type { Steps } from '../studio/steps.ts'
import { truePeak } from './true-peak.ts'

/** The rate of every recording. */
export const recordingRate = 48_000

/**
 * Telephony's level, not a podcast's: active speech at -19 dBm0 (RFC 7874, section 4) is -22 dBov, which on speech
 * is about -22.5 LUFS.
 */
const targetLufs = -22.5
const mostGainDb = 20
const ceilingDb = -3
/** The limiter works by a filter of twelve taps, meters by longer ones: what those find above is less than this. */
const ceilingMarginDb = 0.15
const rumbleHz = 80
const fadeSamples = 240
/** At or above it nothing higher can be told apart. */
const fullScale = 0.999

export interface Prepared {
  /** Mono, 48 kHz, full scale is 1. */
  readonly samples: Float32Array
  /** What of the source it is. */
  readonly cut: Cut
  readonly measurements: Measurements
  readonly warnings: readonly RecordingWarning[]
}

/**
 * Makes a take ready to be dropped: rumble out, silence off both ends (or exactly `cut` of it), telephony's loudness,
 * no peak above -3 dBTP. `source` is mono at 48 kHz and stays as it is. null: nothing is said in it.
 */
export function* prepareRecording(source: Float32Array, wanted: Cut | null = null): Steps<Prepared | null> {
  const clean = yield* filtered(source, [highPass(rumbleHz, recordingRate)])
  const spoken = speechBounds(wanted ? clean.subarray(wanted.from, wanted.to) : clean)
  if (!spoken) return null
  const cut = wanted ?? spoken
  const samples = clean.slice(cut.from, cut.to)
  fadeEnds(samples)

  const before = yield* integratedLoudness(samples)
  // Less than one block of 400 ms cannot be measured: it stays as loud as it is.
  const wantedGain = Number.isFinite(before) ? targetLufs - before : 0
  const { gainDb, limiterDb } = yield* level(samples, clampGain(wantedGain))
  const loudnessLufs = yield* integratedLoudness(samples)
  const measurements: Measurements = {
    durationMs: (samples.length / recordingRate) * 1000,
    loudnessLufs: Number.isFinite(loudnessLufs) ? loudnessLufs : null,
    truePeakDb: decibels(yield* truePeak(samples)),
    gainDb,
    limiterDb,
    clippedSamples: clippedIn(source.subarray(cut.from, cut.to)),
  }
  return { samples, cut, measurements, warnings: warningsFor(measurements) }
}

/** Amplifies and limits in place; what the limiter takes from the loudness is given back once. */
function* level(samples: Float32Array, wantedGain: number): Steps<{ gainDb: number; limiterDb: number }> {
  const untouched = samples.slice()
  let gainDb = wantedGain
  let limiterDb = 0
  for (let pass = 0; pass < 2; pass++) {
    const gain = amplitudeOf(gainDb)
    for (let i = 0; i < samples.length; i++) samples[i] = untouched[i]! * gain
    limiterDb = yield* limit(samples, amplitudeOf(ceilingDb - ceilingMarginDb))
    const short = limiterDb > 0 ? targetLufs - (yield* integratedLoudness(samples)) : 0
    if (!(short > 0.2) || pass === 1) break
    gainDb = clampGain(gainDb + short)
  }
  return { gainDb, limiterDb }
}

function clampGain(db: number): number {
  return Math.min(mostGainDb, Math.max(-mostGainDb, db))
}

function fadeEnds(samples: Float32Array): void {
  const length = Math.min(fadeSamples, samples.length >> 1)
  for (let i = 0; i < length; i++) {
    const gain = (1 - Math.cos((Math.PI * (i + 0.5)) / length)) / 2
    samples[i] = samples[i]! * gain
    samples[samples.length - 1 - i] = samples[samples.length - 1 - i]! * gain
  }
}

/** Samples in runs of three or more at full scale: one alone may be a loud sound that just fits. */
function clippedIn(samples: Float32Array): number {
  let count = 0
  for (let i = 0, run = 0; i < samples.length; i++) {
    run = Math.abs(samples[i]!) >= fullScale ? run + 1 : 0
    if (run === 3) count += 3
    else if (run > 3) count++
  }
  return count
}

export function warningsFor({ durationMs, loudnessLufs, limiterDb, clippedSamples }: Measurements): RecordingWarning[] {
  const warnings: RecordingWarning[] = []
  if (clippedSamples > 0) warnings.push('clipped')
  if (limiterDb > 3) warnings.push('limited')
  if (loudnessLufs !== null && loudnessLufs < targetLufs - 1.5) warnings.push('quiet')
  if (durationMs > 30_000) warnings.push('long')
  if (durationMs < 3000) warnings.push('short')
  return warnings
}
