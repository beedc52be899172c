/**
 * What a far end received of a recording, against the recording. Nothing but delay and gain is taken out of the comparison:
 * the delay by evaluating the recording between its samples, the gain as one number for the whole message.
 */
import { alignedCorrelation, resample, type Sound } from './signal.ts'

export interface Quality {
  /** Where the recording's first sample lies in what was heard, in samples of that. */
  readonly lag: number
  readonly correlation: number
  readonly segSNR: number
  readonly lsd: number
  readonly gainDb: number
  readonly headLostMs: number
  readonly tailLostMs: number
}

/** Of the telephone. */
const telephone = 8000
/** Softer segments hold G.711's own noise. */
const activePower = 10 ** (-50 / 10)

/** `heard` at `rate`. `seconds`: only so much of the recording was played. */
export function measureMessage(
  heard: Float32Array,
  recording: Sound,
  seconds = Infinity,
  rate: number = telephone,
): Quality {
  const clip = resample(recording.samples, recording.sampleRate, rate).subarray(0, Math.round(seconds * rate))
  const { correlation, lagMs } = alignedCorrelation(heard, clip, rate)
  const lag = finestLag({ samples: heard, sampleRate: rate }, recording, clip.length, (lagMs * rate) / 1000)
  const { wanted, got } = pair({ samples: heard, sampleRate: rate }, recording, clip.length, lag)
  const gain = dot(got, wanted) / dot(wanted, wanted)
  for (let i = 0; i < wanted.length; i++) wanted[i]! *= gain
  return {
    lag,
    correlation,
    segSNR: segmentalSnr(wanted, got, rate),
    lsd: logSpectralDistance(wanted, got, rate),
    gainDb: 20 * Math.log10(Math.abs(gain)),
    ...lost(wanted, got, rate),
  }
}

/** The lag that leaves the least difference, to 1/128 sample. */
function finestLag(heard: Sound, recording: Sound, length: number, around: number): number {
  let best = { lag: around, error: Infinity }
  for (const step of [1 / 4, 1 / 16, 1 / 128]) {
    const from = best.lag
    for (let k = -8; k <= 8; k++) {
      const { wanted, got } = pair(heard, recording, Math.min(length, heard.sampleRate), from + k * step)
      const product = dot(got, wanted)
      const error = dot(got, got) - (product * product) / dot(wanted, wanted)
      if (error < best.error) best = { lag: from + k * step, error }
    }
  }
  return best.lag
}

/** The recording as it would be heard with this lag, and what was heard in its place; what was not heard is silence. */
function pair(heard: Sound, recording: Sound, length: number, lag: number) {
  const first = Math.ceil(lag)
  const wanted = delayed(recording, first - lag, length, heard.sampleRate)
  const got = new Float32Array(wanted.length)
  for (let i = 0; i < got.length; i++) got[i] = heard.samples[first + i] ?? 0
  return { wanted, got }
}

const reach = 96
const cutoff = 0.98

/** The recording at `rate`, from `offset` samples (of that) after its first on, by a windowed sinc. */
function delayed({ samples, sampleRate }: Sound, offset: number, length: number, rate: number): Float32Array {
  const ratio = sampleRate / rate
  const output = new Float32Array(length)
  const kernels = new Map<number, Float64Array>()
  for (let n = 0; n < length; n++) {
    const centre = (n + offset) * ratio
    const whole = Math.floor(centre)
    const fraction = Math.round((centre - whole) * 1024) / 1024
    let kernel = kernels.get(fraction)
    if (!kernel) kernels.set(fraction, (kernel = sincKernel(fraction, ratio)))
    let sum = 0
    const half = (kernel.length - 1) / 2
    for (let i = 0; i < kernel.length; i++) {
      const at = whole + i - half
      if (at >= 0 && at < samples.length) sum += kernel[i]! * samples[at]!
    }
    output[n] = sum
  }
  return output
}

function sincKernel(fraction: number, ratio: number): Float64Array {
  const half = Math.ceil(reach * (ratio / 2))
  const kernel = new Float64Array(2 * half + 1)
  let total = 0
  for (let i = -half; i <= half; i++) {
    const x = (i - fraction) * (cutoff / ratio)
    const window = 0.5 + 0.5 * Math.cos((Math.PI * (i - fraction)) / (half + 1))
    const weight = (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)) * window
    kernel[i + half] = weight
    total += weight
  }
  return kernel.map((weight) => weight / total)
}

/** 20 ms segments, each limited to -10 to 35 dB. */
function segmentalSnr(wanted: Float32Array, got: Float32Array, rate: number): number {
  const size = 0.02 * rate
  const ratios: number[] = []
  for (let at = 0; at + size <= wanted.length; at += size) {
    const { signal, noise } = powers(wanted, got, at, size)
    if (signal < activePower) continue
    ratios.push(Math.max(-10, Math.min(35, 10 * Math.log10(signal / Math.max(1e-12, noise)))))
  }
  return mean(ratios)
}

/** 32 ms frames, 300 to 3400 Hz of a telephone's 8 kHz, 300 to 6800 Hz of 16 kHz; dB. */
function logSpectralDistance(wanted: Float32Array, got: Float32Array, rate: number): number {
  const size = (256 * rate) / telephone
  const distances: number[] = []
  for (let at = 0; at + size <= wanted.length; at += size / 2) {
    if (powers(wanted, got, at, size).signal < activePower) continue
    const [one, other] = [spectrum(wanted, at, size, rate), spectrum(got, at, size, rate)]
    let sum = 0
    for (let k = 0; k < one.length; k++) sum += (10 * Math.log10(one[k]! / other[k]!)) ** 2
    distances.push(Math.sqrt(sum / one.length))
  }
  return mean(distances)
}

function spectrum(samples: Float32Array, at: number, size: number, rate: number): Float64Array {
  const [from, to] = [Math.ceil((300 * size) / rate), Math.floor(0.425 * size)]
  // One turn of the circle.
  const cosines = Float64Array.from({ length: size }, (_, i) => Math.cos((2 * Math.PI * i) / size))
  const windowed = Float64Array.from(cosines, (cosine, i) => samples[at + i]! * (0.5 - 0.5 * cosine))
  const power = new Float64Array(to - from + 1)
  for (let k = from; k <= to; k++) {
    let real = 0
    let imaginary = 0
    for (let i = 0; i < size; i++) {
      real += windowed[i]! * cosines[(k * i) % size]!
      imaginary += windowed[i]! * cosines[(k * i + (3 * size) / 4) % size]!
    }
    // A floor 80 dB below a full-scale tone: G.711 has no more to say there.
    power[k - from] = real * real + imaginary * imaginary + (size / 4) ** 2 * 1e-8
  }
  return power
}

/** How much of the recording's sound is missing from its ends, in steps of 5 ms. */
function lost(wanted: Float32Array, got: Float32Array, rate: number) {
  const size = 0.005 * rate
  let first = -1
  let firstHeard = -1
  let last = -1
  let lastHeard = -1
  for (let at = 0; at + size <= wanted.length; at += size) {
    const { signal, noise } = powers(wanted, got, at, size)
    if (signal < activePower) continue
    if (first < 0) first = at
    last = at
    if (signal < noise * 4) continue
    if (firstHeard < 0) firstHeard = at
    lastHeard = at
  }
  const ms = (samples: number) => (1000 * samples) / rate
  return {
    headLostMs: firstHeard < 0 ? ms(wanted.length) : ms(firstHeard - first),
    tailLostMs: lastHeard < 0 ? ms(wanted.length) : ms(last - lastHeard),
  }
}

function powers(wanted: Float32Array, got: Float32Array, at: number, size: number) {
  let signal = 0
  let noise = 0
  for (let i = at; i < at + size; i++) {
    signal += wanted[i]! ** 2
    noise += (got[i]! - wanted[i]!) ** 2
  }
  return { signal: signal / size, noise: noise / size }
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!
  return sum
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
