/**
 * Power spectra under a Hann window. Bins add up to the mean square of the windowed samples (a full-scale
 * sine adds up to 0.5), so a peak's power can be compared with a frame's.
 */
export interface Spectrum {
  readonly size: number
  readonly binHz: number
  /** size/2 + 1 bins, overwritten by the next `measure`. */
  readonly power: Float64Array
  /** Measures `window` samples of `samples` that start at `from`. */
  measure(samples: Float32Array, from: number): void
}

/** `size`, a power of two, is at least `window`; `rate` is in Hz. */
export function createSpectrum(window: number, size: number, rate: number): Spectrum {
  const half = size / 2
  const hann = new Float64Array(window)
  let hannEnergy = 0
  for (let i = 0; i < window; i++) {
    const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / window)
    hann[i] = w
    hannEnergy += w * w
  }
  const cos = new Float64Array(half)
  const sin = new Float64Array(half)
  for (let i = 0; i < half; i++) {
    cos[i] = Math.cos((2 * Math.PI * i) / size)
    sin[i] = Math.sin((2 * Math.PI * i) / size)
  }
  const order = bitReversed(half)
  const re = new Float64Array(half)
  const im = new Float64Array(half)
  const power = new Float64Array(half + 1)
  const scale = 2 / (size * hannEnergy)

  return {
    size,
    binHz: rate / size,
    power,
    measure(samples, from) {
      // Even samples are the real part, odd ones the imaginary part, of a transform of half the size.
      for (let i = 0; i < half; i++) {
        const at = order[i]!
        const n = 2 * at
        re[i] = n < window ? samples[from + n]! * hann[n]! : 0
        im[i] = n + 1 < window ? samples[from + n + 1]! * hann[n + 1]! : 0
      }
      transform(re, im, cos, sin)
      for (let k = 0; k <= half; k++) {
        const a = k === half ? 0 : k
        const b = k === 0 ? 0 : half - k
        const evenRe = (re[a]! + re[b]!) / 2
        const evenIm = (im[a]! - im[b]!) / 2
        const oddRe = (im[a]! + im[b]!) / 2
        const oddIm = (re[b]! - re[a]!) / 2
        const c = k === half ? -1 : cos[k]!
        const s = k === half ? 0 : -sin[k]!
        const x = evenRe + c * oddRe - s * oddIm
        const y = evenIm + c * oddIm + s * oddRe
        power[k] = (x * x + y * y) * (k === 0 || k === half ? scale / 2 : scale)
      }
    },
  }
}

/** A power in dB; no power is -120. */
export function decibels(power: number): number {
  return 10 * Math.log10(power + 1e-12)
}

function transform(re: Float64Array, im: Float64Array, cos: Float64Array, sin: Float64Array): void {
  const n = re.length
  for (let span = 1; span < n; span *= 2) {
    const step = n / span
    for (let start = 0; start < n; start += 2 * span) {
      for (let k = 0; k < span; k++) {
        const c = cos[k * step]!
        const s = -sin[k * step]!
        const a = start + k
        const b = a + span
        const x = re[b]! * c - im[b]! * s
        const y = re[b]! * s + im[b]! * c
        re[b] = re[a]! - x
        im[b] = im[a]! - y
        re[a] = re[a]! + x
        im[a] = im[a]! + y
      }
    }
  }
}

function bitReversed(n: number): Uint16Array {
  const order = new Uint16Array(n)
  const bits = Math.log2(n)
  for (let i = 0; i < n; i++) {
    let reversed = 0
    for (let bit = 0; bit < bits; bit++) if (i & (1 << bit)) reversed |= 1 << (bits - 1 - bit)
    order[i] = reversed
  }
  return order
}
