import { highPass, makeFilter } from './biquad.ts'
import { amplitudeOf, decibels } from './decibels.ts'
import { makeLimiter } from './limiter.ts'
import { loudnessMeter, type LoudnessMeter } from './loudness.ts'
import { peaksOf } from './peaks.ts'
import { makeScratch } from './scratch.ts'
import type { Measurements, RecordingWarning } from '../contract/studio.ts'
import { speechBounds, speechMeter, type Cut } from './speech-bounds.ts'
import { eachPiece, type Steps } from '../studio/steps.ts'
import { truePeakMeter, type TruePeakMeter } from './true-peak.ts'
import { emptyWav } from './wav-format.ts'

/** The rate of every recording. */
export const recordingRate = 48_000

/**
 * Telephony's level, not a podcast's: active speech at -19 dBm0 (RFC 7874, section 4) is -22 dBov, which on speech
 * is about -22.5 LUFS.
 */
const targetLufs = -22.5
/** A whisper at -57 LUFS needs 35 dB. What needs more than `noisyGainDb` brings its noise with it, which is said. */
const [mostGainDb, noisyGainDb] = [45, 20]
const ceilingDb = -3
/** The limiter works by a filter of twelve taps, meters by longer ones: what those find above is less than this. */
const ceilingMarginDb = 0.15
const rumbleHz = 80
/** 100 ms. */
const settlingSamples = 4800
const fadeSamples = 240
/** At or above it nothing higher can be told apart. */
const fullScale = 0.999

export interface Prepared {
  /** A WAVE file: 48 kHz, 16-bit, mono. */
  readonly wav: Uint8Array<ArrayBuffer>
  readonly peaks: readonly number[]
  /** What of the source it is. */
  readonly cut: Cut
  readonly measurements: Measurements
  readonly warnings: readonly RecordingWarning[]
}

/**
 * Makes a take ready to be dropped: rumble out, silence off both ends (or exactly `cut` of it), telephony's loudness,
 * no peak above -3 dBTP. `source` is mono at 48 kHz and stays as it is. null: nothing is said in it. It goes over the take
 * piece by piece, so that ten minutes need little more memory than the take itself.
 */
export function* prepareRecording(source: Float32Array, wanted: Cut | null = null): Steps<Prepared | null> {
  const looked = wanted ? source.subarray(wanted.from, wanted.to) : source
  const speech = speechMeter()
  yield* eachPiece(looked, (piece) => speech.add(piece))
  const spoken = speechBounds(speech.levels(), looked)
  if (!spoken) return null
  const cut = wanted ?? spoken

  const meter = loudnessMeter()
  yield* eachCleanPiece(source, cut, (piece) => meter.add(piece))
  const before = meter.integrated()
  yield 0.3
  const { gainDb, limiterDb, out } = yield* level(source, cut, Number.isFinite(before) ? targetLufs - before : 0)
  const measurements: Measurements = {
    durationMs: (out.length / recordingRate) * 1000,
    loudnessLufs: Number.isFinite(out.loudness.integrated()) ? out.loudness.integrated() : null,
    truePeakDb: decibels(out.truePeak.highest()),
    gainDb,
    limiterDb,
    clippedSamples: clippedIn(source.subarray(cut.from, cut.to)),
  }
  return { wav: out.wav, peaks: peaksOf(out.samples), cut, measurements, warnings: warningsFor(measurements) }
}

/** The cut without rumble, its ends faded, piece by piece. The filter has settled when the cut begins. */
function* eachCleanPiece(source: Float32Array, { from, to }: Cut, use: (piece: Float32Array) => void): Steps<void> {
  const clean = makeFilter([highPass(rumbleHz, recordingRate)])
  clean(source.slice(Math.max(0, from - settlingSamples), from))
  const length = to - from
  const scratch = makeScratch()
  yield* eachPiece(source.subarray(from, to), (piece, at) => {
    const cleaned = scratch.copy(piece)
    clean(cleaned)
    fadeEnds(cleaned, at, length)
    use(cleaned)
  })
}

interface Output {
  readonly length: number
  readonly wav: Uint8Array<ArrayBuffer>
  readonly samples: Int16Array
  readonly loudness: LoudnessMeter
  readonly truePeak: TruePeakMeter
}

/** Amplifies and limits; what the limiter takes from the loudness is given back, in at most four passes. */
function* level(
  source: Float32Array,
  cut: Cut,
  wantedGainDb: number,
): Steps<{ gainDb: number; limiterDb: number; out: Output }> {
  const { bytes, samples } = emptyWav(cut.to - cut.from, recordingRate)
  let gainDb = clampGain(wantedGainDb)
  for (let pass = 1; ; pass++) {
    const gain = amplitudeOf(gainDb)
    const limiter = makeLimiter(amplitudeOf(ceilingDb - ceilingMarginDb))
    const out: Output = {
      length: samples.length,
      wav: bytes,
      samples,
      loudness: loudnessMeter(),
      truePeak: truePeakMeter(),
    }
    let written = 0
    const write = (piece: Float32Array) => {
      for (let i = 0; i < piece.length; i++) samples[written++] = Math.round(piece[i]! * 32_767)
      out.loudness.add(piece)
      out.truePeak.add(piece)
    }
    yield* eachCleanPiece(source, cut, (piece) => {
      for (let i = 0; i < piece.length; i++) piece[i] = piece[i]! * gain
      write(limiter.push(piece))
    })
    write(limiter.flush())
    yield 0.3 + 0.175 * pass
    const shortDb = limiter.mostDb() > 0 ? targetLufs - out.loudness.integrated() : 0
    if (!(shortDb > 0.1) || pass === 4 || clampGain(gainDb + shortDb) === gainDb) {
      return { gainDb, limiterDb: limiter.mostDb(), out }
    }
    gainDb = clampGain(gainDb + shortDb)
  }
}

function clampGain(db: number): number {
  return Math.min(mostGainDb, db)
}

/** Of a piece that begins at `at` in a sound of `length` samples. */
function fadeEnds(piece: Float32Array, at: number, length: number): void {
  const fade = Math.min(fadeSamples, length >> 1)
  const gainAt = (fromEnd: number) => (1 - Math.cos((Math.PI * (fromEnd + 0.5)) / fade)) / 2
  for (let i = 0; i < piece.length; i++) {
    const fromEnd = Math.min(at + i, length - 1 - at - i)
    if (fromEnd < fade) piece[i] = piece[i]! * gainAt(fromEnd)
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

function warningsFor({
  durationMs,
  loudnessLufs,
  gainDb,
  limiterDb,
  clippedSamples,
}: Measurements): RecordingWarning[] {
  const warnings: RecordingWarning[] = []
  if (clippedSamples > 0) warnings.push('clipped')
  if (limiterDb > 3) warnings.push('limited')
  if (gainDb > noisyGainDb || (loudnessLufs !== null && loudnessLufs < targetLufs - 1.5)) warnings.push('quiet')
  if (durationMs > 30_000) warnings.push('long')
  if (durationMs < 3000) warnings.push('short')
  return warnings
}
