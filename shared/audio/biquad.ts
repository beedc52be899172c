/** A second-order section, normalized to a0 = 1. */
export interface Biquad {
  readonly b: readonly [number, number, number]
  readonly a: readonly [number, number]
}

/** A second-order Butterworth high-pass (bilinear transform, Q of 1/√2). */
export function highPass(cutoffHz: number, sampleRate: number): Biquad {
  const w = (2 * Math.PI * cutoffHz) / sampleRate
  const alpha = Math.sin(w) / Math.SQRT2
  const cos = Math.cos(w)
  const a0 = 1 + alpha
  const b = (1 + cos) / 2 / a0
  return { b: [b, -2 * b, b], a: [(-2 * cos) / a0, (1 - alpha) / a0] }
}

/** Filters what it is given in place, piece after piece of one sound, from rest. */
export type Filter = (samples: Float32Array) => void

/** One section after the other; each in direct form II, transposed, in double precision. */
export function makeFilter(sections: readonly Biquad[]): Filter {
  const filters = sections.map(makeSection)
  return (samples) => {
    for (const filter of filters) filter(samples)
  }
}

function makeSection({ b: [b0, b1, b2], a: [a1, a2] }: Biquad): Filter {
  let z1 = 0
  let z2 = 0
  return (samples) => {
    for (let i = 0; i < samples.length; i++) {
      const x = samples[i]!
      const y = b0 * x + z1
      z1 = b1 * x - a1 * y + z2
      z2 = b2 * x - a2 * y
      samples[i] = y
    }
  }
}
