export { readWav, writeWav, wavOf, type Sound } from './wav.ts'

/** How well a clip was heard, and where. */
export interface Alignment {
  /** Normalised cross-correlation at the best lag, -1 to 1; gain does not matter, a lost head or tail does. */
  readonly correlation: number
  /** Where the clip's first sample lies in what was heard; negative when its head was lost. */
  readonly lagMs: number
}

/**
 * Finds the clip in what was heard. Both are mono at `sampleRate`. Divided by the energy of the whole clip and of the
 * window of the same length it lies in, so that a missing piece, noise and a warped time base all lower the figure.
 */
export function alignedCorrelation(heard: Float32Array, clip: Float32Array, sampleRate: number): Alignment {
  if (heard.length === 0 || clip.length === 0) return { correlation: 0, lagMs: 0 }
  const size = 2 ** Math.ceil(Math.log2(heard.length + clip.length))
  const products = crossCorrelate(heard, clip, size)
  const clipEnergy = energy(clip)
  const sums = runningEnergy(heard)
  const total = sums[heard.length]!
  // A window with next to nothing in it matches anything.
  const floor = Math.max(1e-12, 1e-5 * total * Math.min(1, clip.length / heard.length))
  const productAt = (lag: number) => products[(lag + size) % size]!
  const windowAt = (lag: number) =>
    sums[Math.min(heard.length, Math.max(0, lag + clip.length))]! - sums[Math.min(heard.length, Math.max(0, lag))]!

  let best = { score: -Infinity, lag: 0 }
  for (let lag = 1 - clip.length; lag < heard.length; lag++) {
    const score = productAt(lag) / Math.sqrt(clipEnergy * Math.max(floor, windowAt(lag)))
    if (score > best.score) best = { score, lag }
  }
  // Between the samples: what was heard is rarely aligned to a whole sample of ours.
  let fine = { product: productAt(best.lag), offset: 0 }
  for (let step = -16; step <= 16; step++) {
    const offset = step / 32
    const product = interpolate((i) => productAt(best.lag + i), offset)
    if (product > fine.product) fine = { product, offset }
  }
  const divisor = Math.sqrt(clipEnergy * Math.max(floor, windowAt(best.lag)))
  return {
    correlation: divisor === 0 ? 0 : Math.max(-1, Math.min(1, fine.product / divisor)),
    lagMs: (1000 * (best.lag + fine.offset)) / sampleRate,
  }
}

/** Root mean square, full scale is 1. */
export function rms(samples: Float32Array): number {
  return samples.length === 0 ? 0 : Math.sqrt(energy(samples) / samples.length)
}

/** Decibels below full scale; silence is -Infinity. */
export function decibels(level: number): number {
  return 20 * Math.log10(level)
}

/** The same sound at another rate, by a windowed sinc; nothing above either half rate is left. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples.slice()
  const common = greatestCommonDivisor(from, to)
  const phases = to / common
  const cutoff = 0.96 * Math.min(1, to / from)
  const reach = Math.ceil(32 / cutoff)
  const kernels: Float64Array[] = []
  for (let phase = 0; phase < phases; phase++) {
    const fraction = ((phase * from) / common / phases) % 1
    const kernel = new Float64Array(2 * reach + 1)
    let sum = 0
    for (let i = -reach; i <= reach; i++) {
      const x = i - fraction
      const weight = sinc(cutoff * x) * (Math.abs(x) > reach ? 0 : 0.5 + 0.5 * Math.cos((Math.PI * x) / reach))
      kernel[i + reach] = weight
      sum += weight
    }
    kernels.push(kernel.map((weight) => weight / sum))
  }
  const output = new Float32Array(Math.floor((samples.length * to) / from))
  for (let n = 0; n < output.length; n++) {
    const centre = Math.floor((n * from) / to)
    const kernel = kernels[n % phases]!
    let sum = 0
    for (let i = Math.max(-reach, -centre); i <= reach && centre + i < samples.length; i++) {
      sum += kernel[i + reach]! * samples[centre + i]!
    }
    output[n] = sum
  }
  return output
}

export function concat(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function energy(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return sum
}

function runningEnergy(samples: Float32Array): Float64Array {
  const sums = new Float64Array(samples.length + 1)
  for (let i = 0; i < samples.length; i++) sums[i + 1] = sums[i]! + samples[i]! ** 2
  return sums
}

/** products[lag mod size] is the sum over i of heard[i + lag] * clip[i]. */
function crossCorrelate(heard: Float32Array, clip: Float32Array, size: number): Float64Array {
  // Both are real, so one transform carries both: heard as the real part, clip as the imaginary one.
  const real = new Float64Array(size)
  const imaginary = new Float64Array(size)
  real.set(heard)
  imaginary.set(clip)
  transform(real, imaginary, false)
  const outReal = new Float64Array(size)
  const outImaginary = new Float64Array(size)
  for (let k = 0; k < size; k++) {
    const j = (size - k) % size
    const heardReal = (real[k]! + real[j]!) / 2
    const heardImaginary = (imaginary[k]! - imaginary[j]!) / 2
    const clipReal = (imaginary[k]! + imaginary[j]!) / 2
    const clipImaginary = (real[j]! - real[k]!) / 2
    outReal[k] = heardReal * clipReal + heardImaginary * clipImaginary
    outImaginary[k] = heardImaginary * clipReal - heardReal * clipImaginary
  }
  transform(outReal, outImaginary, true)
  return outReal
}

/** In-place radix-2 FFT; the inverse divides by the length. */
function transform(real: Float64Array, imaginary: Float64Array, inverse: boolean): void {
  const size = real.length
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      const swapReal = real[i]!
      const swapImaginary = imaginary[i]!
      real[i] = real[j]!
      imaginary[i] = imaginary[j]!
      real[j] = swapReal
      imaginary[j] = swapImaginary
    }
  }
  const direction = inverse ? 1 : -1
  const cosines = new Float64Array(size / 2)
  const sines = new Float64Array(size / 2)
  for (let i = 0; i < size / 2; i++) {
    cosines[i] = Math.cos((2 * Math.PI * i) / size)
    sines[i] = direction * Math.sin((2 * Math.PI * i) / size)
  }
  for (let length = 2; length <= size; length *= 2) {
    const half = length / 2
    const stride = size / length
    for (let start = 0; start < size; start += length) {
      for (let i = 0; i < half; i++) {
        const a = start + i
        const b = a + half
        const c = cosines[i * stride]!
        const s = sines[i * stride]!
        const turnedReal = real[b]! * c - imaginary[b]! * s
        const turnedImaginary = real[b]! * s + imaginary[b]! * c
        real[b] = real[a]! - turnedReal
        imaginary[b] = imaginary[a]! - turnedImaginary
        real[a] = real[a]! + turnedReal
        imaginary[a] = imaginary[a]! + turnedImaginary
      }
    }
  }
  if (!inverse) return
  for (let i = 0; i < size; i++) {
    real[i] = real[i]! / size
    imaginary[i] = imaginary[i]! / size
  }
}

function interpolate(valueAt: (i: number) => number, offset: number): number {
  let sum = 0
  let weights = 0
  for (let i = -24; i <= 24; i++) {
    const weight = sinc(offset - i) * (0.5 + 0.5 * Math.cos((Math.PI * (offset - i)) / 25))
    sum += weight * valueAt(i)
    weights += weight
  }
  return sum / weights
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
