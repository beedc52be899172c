import type { Random } from './random.ts'

/** Something like talk, made without any speech program: syllables of a gliding voice with two moving formants, and hisses. RMS about -22 dBFS. */
export function babble(seconds: number, sampleRate: number, random: Random): Float32Array {
  const samples = new Float32Array(Math.round(seconds * sampleRate))
  let at = 0
  let phase = 0
  while (at < samples.length) {
    const length = Math.round(random.between(0.1, 0.28) * sampleRate)
    const from = random.between(95, 230)
    const to = from * random.between(0.8, 1.2)
    const formants = [random.between(300, 800), random.between(900, 2300)] as const
    const glide = random.between(0.8, 1.25)
    const hiss = random.chance(0.25)
    for (let i = 0; i < length && at + i < samples.length; i++) {
      const along = i / length
      const pitch = from + (to - from) * along
      phase += pitch / sampleRate
      const envelope = Math.sin(Math.PI * along) ** 0.7
      let value = 0
      if (hiss) value = 0.3 * random.gauss()
      else {
        for (let n = 1; n * pitch < 3400; n++) {
          const near = formants.map(
            (formant) => 1 / (1 + ((n * pitch - formant * (1 + (glide - 1) * along)) / 90) ** 2),
          )
          value += (0.02 / n + near[0]! + 0.5 * near[1]!) * Math.sin(2 * Math.PI * n * phase)
        }
      }
      samples[at + i] = 0.13 * envelope * value
    }
    at += length + Math.round(random.between(0.01, random.chance(0.15) ? 0.5 : 0.08) * sampleRate)
  }
  return samples
}
