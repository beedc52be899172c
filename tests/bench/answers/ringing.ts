/** One country's ringing, as ITU-T E.180's list of national tones has it: hertz, and seconds of sound and silence in turn. */
export interface Ring {
  readonly country: string
  readonly hertz: readonly number[]
  readonly seconds: readonly number[]
  /** Beside the sum of the tones: one carrier, swelling at this frequency. */
  readonly modulatedHz?: number
}

export const rings: readonly Ring[] = [
  { country: 'us', hertz: [440, 480], seconds: [2, 4] },
  { country: 'uk', hertz: [400, 450], seconds: [0.4, 0.2, 0.4, 2] },
  { country: 'de', hertz: [425], seconds: [1, 4] },
  { country: 'fr', hertz: [440], seconds: [1.5, 3.5] },
  { country: 'cn', hertz: [450], seconds: [1, 4] },
  { country: 'ru', hertz: [425], seconds: [0.8, 3.2] },
  { country: 'es', hertz: [425], seconds: [1.5, 3] },
  { country: 'se', hertz: [425], seconds: [1, 5] },
  { country: 'hu', hertz: [425], seconds: [1.25, 3.75] },
  { country: 'tr', hertz: [450], seconds: [2, 4] },
  { country: 'ie', hertz: [400, 450], seconds: [0.4, 0.2, 0.4, 2] },
  { country: 'jp', hertz: [400], seconds: [1, 2], modulatedHz: 16 },
  { country: 'in', hertz: [400], seconds: [0.4, 0.2, 0.4, 2], modulatedHz: 25 },
  { country: 'au', hertz: [400], seconds: [0.4, 0.2, 0.4, 2], modulatedHz: 17 },
  { country: 'za', hertz: [400], seconds: [0.4, 0.2, 0.4, 2], modulatedHz: 33 },
  { country: 'it', hertz: [425], seconds: [1, 4] },
  { country: 'nl', hertz: [425], seconds: [1, 4] },
  { country: 'gr', hertz: [425], seconds: [1, 4] },
  { country: 'ar', hertz: [425], seconds: [1, 4.5] },
  { country: 'my', hertz: [425], seconds: [0.4, 0.2, 0.4, 2] },
  { country: 'kr', hertz: [440, 480], seconds: [1, 2] },
  { country: 'il', hertz: [400], seconds: [1, 3] },
  { country: 'tw', hertz: [440, 480], seconds: [1, 2] },
  { country: 'kw', hertz: [425], seconds: [1, 4] },
  { country: 'cz', hertz: [425], seconds: [1, 4] },
]

/** `times` rounds of it, at 8 kHz, each burst `level` dBFS RMS. */
export function playRing(ring: Ring, times: number, level: number): Float32Array {
  const parts: number[] = []
  const amplitude = (10 ** (level / 20) * Math.SQRT2) / Math.sqrt(ring.hertz.length)
  let at = 0
  for (let round = 0; round < times; round++) {
    ring.seconds.forEach((seconds, turn) => {
      const length = Math.round(seconds * 8000)
      for (let i = 0; i < length; i++, at++) {
        if (turn % 2 === 1) parts.push(0)
        else {
          const swell = ring.modulatedHz ? 0.6 + 0.4 * Math.sin((2 * Math.PI * ring.modulatedHz * at) / 8000) : 1
          const fade = Math.min(1, i / 40, (length - i) / 40)
          const value = ring.hertz.reduce((sum, hz) => sum + Math.sin((2 * Math.PI * hz * at) / 8000), 0)
          parts.push(amplitude * fade * swell * value)
        }
      }
    })
  }
  return Float32Array.from(parts)
}
