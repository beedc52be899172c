import { stepSamples, type Steps } from '../studio/steps.ts'

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

/** The samples through one section after the other, from rest. */
export function* filtered(samples: Float32Array, sections: readonly Biquad[]): Steps<Float32Array> {
  const out = new Float32Array(samples)
  for (const section of sections) yield* filterInPlace(out, section)
  return out
}

/** Direct form II, transposed, in double precision. */
function* filterInPlace(samples: Float32Array, { b: [b0, b1, b2], a: [a1, a2] }: Biquad): Steps<void> {
  let z1 = 0
  let z2 = 0
  for (let start = 0; start < samples.length; start += stepSamples) {
    const end = Math.min(samples.length, start + stepSamples)
    for (let i = start; i < end; i++) {
      const x = samples[i]!
      const y = b0 * x + z1
      z1 = b1 * x - a1 * y + z2
      z2 = b2 * x - a2 * y
      samples[i] = y
    }
    yield
  }
}
