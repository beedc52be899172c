/** ITU-T G.711 µ-law: one octet a sample, 8 kHz, RTP payload type 0 (RFC 3551 4.5.14). */

const BIAS = 0x84
const CLIP = 32_635
/** The octet of a sample of 0. */
export const SILENCE = 0xff

const decoded = Int16Array.from({ length: 256 }, (_, octet) => {
  const inverted = ~octet & 0xff
  const magnitude = ((((inverted & 0x0f) << 3) + BIAS) << ((inverted & 0x70) >> 4)) - BIAS
  return inverted & 0x80 ? -magnitude : magnitude
})

/** 16-bit samples to µ-law octets. */
export function encodeMuLaw(samples: Int16Array): Buffer {
  const octets = Buffer.allocUnsafe(samples.length)
  for (let i = 0; i < samples.length; i++) octets[i] = encodeSample(samples[i]!)
  return octets
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS
  // The segment is the place of the highest bit: 7 for 0x4000 and above, 0 below 0x100.
  const segment = Math.max(0, 24 - Math.clz32(magnitude))
  return ~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f)) & 0xff
}

/** Writes the decoded octets into `samples` from `at` on, as far as they fit. */
export function decodeMuLawInto(octets: Uint8Array, samples: Int16Array, at: number): void {
  const start = Math.max(0, -at)
  const end = Math.min(octets.length, samples.length - at)
  for (let i = start; i < end; i++) samples[at + i] = decoded[octets[i]!]!
}

/** Root mean square of the decoded octets, 0 to 32,124. */
export function loudness(octets: Uint8Array): number {
  let sum = 0
  for (const octet of octets) sum += decoded[octet]! ** 2
  return octets.length ? Math.sqrt(sum / octets.length) : 0
}
