/** ITU-T G.711 mu-law, as the RTP payload type 0 carries it: one byte a sample, 8 kHz. */
export function decodeMuLaw(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => expanded[byte]!)
}

export function encodeMuLaw(samples: Float32Array): Uint8Array {
  return Uint8Array.from(samples, (sample) => {
    const value = Math.max(-32_635, Math.min(32_635, Math.round(sample * 32_768)))
    const magnitude = Math.abs(value) + 132
    const exponent = Math.floor(Math.log2(magnitude)) - 7
    const mantissa = (magnitude >> (exponent + 3)) & 15
    return ~((value < 0 ? 128 : 0) | (exponent << 4) | mantissa) & 255
  })
}

const expanded = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 255
  const magnitude = (((code & 15) << 3) + 132) << ((code >> 4) & 7)
  return ((code & 128 ? -1 : 1) * (magnitude - 132)) / 32_768
})
