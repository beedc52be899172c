/** Sounds made by arithmetic: the same at every run, and nobody's voice. */

export function silence(seconds: number, sampleRate: number): Float32Array {
  return new Float32Array(Math.round(seconds * sampleRate))
}

/** `amplitude` is the peak, full scale is 1; the edges are faded over 5 ms, as a real tone's are. */
export function sine(hertz: number, seconds: number, sampleRate: number, amplitude: number): Float32Array {
  const samples = silence(seconds, sampleRate)
  const edge = 0.005 * sampleRate
  return samples.map((_, i) => {
    const fade = Math.min(1, i / edge, (samples.length - 1 - i) / edge)
    return fade * amplitude * Math.sin((2 * Math.PI * hertz * i) / sampleRate)
  })
}

/**
 * Something a detector takes for speech: a voice with a gliding pitch and its harmonics, shaped by two formants that
 * change with each syllable, four syllables a second. RMS about -20 dBFS. Another seed is another speech.
 */
export function babble(seconds: number, sampleRate: number, seed: number): Float32Array {
  const random = randomFrom(seed)
  const samples = silence(seconds, sampleRate)
  let phase = 0
  for (let start = 0; start < samples.length;) {
    const length = Math.round((0.16 + 0.16 * random()) * sampleRate)
    const from = 95 + 60 * random()
    const to = from * (0.75 + 0.5 * random())
    const first = 300 + 600 * random()
    const second = 1000 + 1400 * random()
    const loudness = 0.4 + 0.6 * random()
    const harmonics = Math.floor(Math.min(3400, 0.45 * sampleRate) / Math.max(from, to))
    const weights = Array.from({ length: harmonics }, (_, k) => {
      const hertz = (k + 1) * from
      return 1 / (1 + ((hertz - first) / 120) ** 2) + 0.5 / (1 + ((hertz - second) / 180) ** 2) + 0.01
    })
    for (let i = 0; i < length && start + i < samples.length; i++) {
      const part = i / length
      phase += (2 * Math.PI * (from + (to - from) * part)) / sampleRate
      let sum = 0
      for (let k = 0; k < harmonics; k++) sum += weights[k]! * Math.sin((k + 1) * phase)
      const breath = 0.02 * (random() - 0.5)
      samples[start + i] = loudness * Math.sin(Math.PI * Math.min(1, part * 1.15)) ** 0.7 * 0.16 * sum + breath
    }
    start += length
  }
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  return samples.map((sample) => (0.6 * sample) / peak)
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
