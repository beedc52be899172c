export type Tone = 'ringback' | 'busy' | 'ringing' | 'waiting'

interface Cadence {
  readonly hertz: readonly number[]
  readonly onSeconds: number
  readonly offSeconds: number
  /** How often it is heard; a busy tone that nobody stops ends by itself. */
  readonly times: number
  /** Beside the tones of a call, which are 1. */
  readonly loudness?: number
}

/** The North American tones of ITU-T E.180 supplement 2; `ringing` is a telephone's own, of two close tones. */
export const cadences: Record<Tone, Cadence> = {
  ringback: { hertz: [440, 480], onSeconds: 2, offSeconds: 4, times: Infinity },
  busy: { hertz: [480, 620], onSeconds: 0.5, offSeconds: 0.5, times: 5 },
  ringing: { hertz: [523.25, 659.25], onSeconds: 2, offSeconds: 4, times: Infinity, loudness: 3 },
  // Quiet: the rep is listening to somebody.
  waiting: { hertz: [440], onSeconds: 0.3, offSeconds: 9.7, times: Infinity, loudness: 0.6 },
}

/** -23 dBFS a sine: a tone must not be louder than the voice that follows. */
const amplitude = 0.07
const fadeSeconds = 0.01

/** One burst and the pause after it, mono. */
export function oneCycle(tone: Tone, sampleRate: number): Float32Array<ArrayBuffer> {
  const { hertz, onSeconds, offSeconds, loudness = 1 } = cadences[tone]
  const samples = new Float32Array(Math.round((onSeconds + offSeconds) * sampleRate))
  const burst = Math.round(onSeconds * sampleRate)
  const edge = fadeSeconds * sampleRate
  for (let i = 0; i < burst; i++) {
    const fade = Math.min(1, i / edge, (burst - i) / edge)
    for (const one of hertz) samples[i]! += fade * loudness * amplitude * Math.sin((2 * Math.PI * one * i) / sampleRate)
  }
  return samples
}
