import type { Random } from './random.ts'

/** Mono sound of the test set. */
export interface Sound {
  readonly sampleRate: number
  readonly samples: Float32Array
}

export function silence(sampleRate: number, seconds: number): Float32Array {
  return new Float32Array(Math.round(sampleRate * seconds))
}

export function join(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function gain(db: number): number {
  return 10 ** (db / 20)
}

/** Root mean square in dBFS of the parts that are not silence. */
export function activeLevel(samples: Float32Array): number {
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  const least = (peak * 0.03) ** 2
  let sum = 0
  let count = 0
  for (let at = 0; at + 160 <= samples.length; at += 160) {
    let block = 0
    for (let i = at; i < at + 160; i++) block += samples[i]! ** 2
    if (block / 160 < least) continue
    sum += block
    count += 160
  }
  return count === 0 ? -100 : 10 * Math.log10(sum / count)
}

export function scale(samples: Float32Array, by: number): Float32Array {
  return samples.map((sample) => sample * by)
}

/** Brings the active level to `db`. Peaks above full scale are clipped, as a line does. */
export function toLevel(samples: Float32Array, db: number): Float32Array {
  const by = gain(db - activeLevel(samples))
  return samples.map((sample) => Math.max(-1, Math.min(1, sample * by)))
}

/** Cuts silence at both ends. */
export function trim(samples: Float32Array, sampleRate: number): Float32Array {
  const end = lastSound(samples, sampleRate)
  const start = samples.length - lastSound(samples.toReversed(), sampleRate)
  return samples.slice(Math.max(0, start), end)
}

/** The sample after the last 10 ms that reach to within 32 dB of the loudest. */
export function lastSound(samples: Float32Array, sampleRate: number): number {
  const size = Math.round(sampleRate / 100)
  let loudest = 0
  const blocks: number[] = []
  for (let at = 0; at + size <= samples.length; at += size) {
    let sum = 0
    for (let i = at; i < at + size; i++) sum += samples[i]! ** 2
    blocks.push(sum)
    loudest = Math.max(loudest, sum)
  }
  for (let i = blocks.length - 1; i >= 0; i--) if (blocks[i]! > loudest * 10 ** -3.2) return (i + 1) * size
  return samples.length
}

export type Noise = 'white' | 'soft' | 'hum' | 'comfort'

/** Adds background noise at `db` (RMS, dBFS) to samples `from` to `to`. */
export function addNoise(
  samples: Float32Array,
  kind: Noise,
  db: number,
  random: Random,
  from = 0,
  to = samples.length,
): void {
  const by = gain(db)
  let slow = 0
  let level = 1
  const hum = random.pick([50, 60])
  for (let i = from; i < to; i++) {
    const white = random.gauss()
    slow = 0.8 * slow + 0.6 * white
    if (i % 400 === 0) level = 0.7 + 0.6 * random.next()
    let value = white
    if (kind === 'soft') value = slow
    else if (kind === 'comfort') value = slow * level
    else if (kind === 'hum') {
      const t = (2 * Math.PI * hum * i) / 8000
      value = 0.4 * white + 0.8 * Math.sin(t) + 0.7 * Math.sin(3 * t) + 0.4 * Math.sin(5 * t)
    }
    samples[i] = samples[i]! + by * value
  }
}

/**
 * Loses 20 ms packets, a share of them, in bursts of one to three; what is missing is concealed by repeating what came before,
 * fading, as a simple receiver does. `spare` says which samples must arrive.
 */
export function losePackets(
  samples: Float32Array,
  sampleRate: number,
  share: number,
  random: Random,
  spare: (sample: number) => boolean = () => false,
): void {
  const packet = sampleRate / 50
  let burst = 0
  let fade = 1
  for (let at = packet; at + packet <= samples.length; at += packet) {
    if (burst === 0 && random.chance(share / 1.6)) burst = random.pick([1, 1, 2, 3])
    if (burst === 0 || spare(at) || spare(at + packet)) {
      burst = Math.max(0, burst - 1)
      fade = 1
      continue
    }
    burst--
    fade *= 0.7
    for (let i = 0; i < packet; i++) samples[at + i] = samples[at + i - packet]! * (fade > 0.5 ? 0.85 : fade)
  }
}

/** Exactly six (or three) times the rate, band limited. */
export function upsample(sound: Sound, sampleRate: number): Sound {
  const times = sampleRate / sound.sampleRate
  if (times === 1) return sound
  if (!Number.isInteger(times)) throw new RangeError(`${sound.sampleRate} Hz does not go into ${sampleRate} Hz`)
  const half = 16
  const out = new Float32Array(sound.samples.length * times)
  const taps = Array.from({ length: times }, (_, phase) =>
    Float32Array.from({ length: 2 * half }, (_, k) => {
      const x = k - half + 1 - phase / times
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / half)
      return x === 0 ? 1 : (window * Math.sin(Math.PI * x)) / (Math.PI * x)
    }),
  )
  for (let n = 0; n < sound.samples.length; n++) {
    for (let phase = 0; phase < times; phase++) {
      const row = taps[phase]!
      let sum = 0
      for (let k = 0; k < 2 * half; k++) sum += row[k]! * (sound.samples[n + k - half + 1] ?? 0)
      out[n * times + phase] = sum
    }
  }
  return { sampleRate, samples: out }
}
