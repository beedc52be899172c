/** ITU-T G.711 µ-law: one octet a sample, 8 kHz, RTP payload type 0 (RFC 3551 4.5.14). Samples are 16-bit. */

const bias = 0x84
const clip = 32_635
/** The octet of a sample of 0. */
export const muLawSilence = 0xff

const decoded = Int16Array.from({ length: 256 }, (_, octet) => {
  const inverted = ~octet & 0xff
  const magnitude = ((((inverted & 0x0f) << 3) + bias) << ((inverted & 0x70) >> 4)) - bias
  return inverted & 0x80 ? -magnitude : magnitude
})

export function encodeMuLaw(samples: Int16Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(samples, encodeSample)
}

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), clip) + bias
  // The segment is the place of the highest bit: 7 for 0x4000 and above, 0 below 0x100.
  const segment = Math.max(0, 24 - Math.clz32(magnitude))
  return ~(sign | (segment << 4) | ((magnitude >> (segment + 3)) & 0x0f)) & 0xff
}

export function decodeMuLaw(octets: Uint8Array): Int16Array {
  return Int16Array.from(octets, (octet) => decoded[octet]!)
}

/** Writes the decoded octets into `samples` from `at` on, as far as they fit. */
export function decodeMuLawInto(octets: Uint8Array, samples: Int16Array, at: number): void {
  const start = Math.max(0, -at)
  const end = Math.min(octets.length, samples.length - at)
  for (let i = start; i < end; i++) samples[at + i] = decoded[octets[i]!]!
}

/** Root mean square of the decoded octets, 0 to 32,124. */
export function muLawLevel(octets: Uint8Array): number {
  let sum = 0
  for (const octet of octets) sum += decoded[octet]! ** 2
  return octets.length ? Math.sqrt(sum / octets.length) : 0
}
