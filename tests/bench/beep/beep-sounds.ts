import { beepPools } from './halves.ts'
import type { Half } from './halves.ts'
import type { Random } from './random.ts'
import { gain } from './sound.ts'

export type Shape =
  | 'pure'
  | 'harmonics'
  | 'am'
  | 'decay'
  | 'drift'
  | 'clipped'
  | 'two at once'
  | 'two in a row'
  | 'chord'
  | 'struck'
  | 'three beeps'
  | 'again'

export interface BeepSound {
  readonly shape: Shape
  readonly frequencyHz: number
  readonly samples: Float32Array
  /** Where in `samples` each beep starts and ends, in samples. */
  readonly beeps: readonly (readonly [number, number])[]
}

const mix: readonly (readonly [Shape, number])[] = [
  ['pure', 26],
  ['harmonics', 18],
  ['am', 8],
  ['decay', 9],
  ['drift', 8],
  ['clipped', 14],
  ['two at once', 5],
  ['two in a row', 2],
  ['chord', 2],
  ['struck', 3],
  ['three beeps', 3],
  ['again', 2],
]

/** One beep (or a few, for the shapes that repeat), `level` dBFS RMS, at 8 or 16 kHz. */
export function makeBeep(half: Half, sampleRate: number, level: number, random: Random): BeepSound {
  const shape = pickShape(random)
  const frequencyHz = random.chance(0.6)
    ? random.pick(beepPools[half]) * random.between(0.999, 1.001)
    : random.logBetween(410, 2300)
  const seconds = random.logBetween(0.07, 1.6)
  const one = (hz: number, length: number) => tone(shape, hz, length, sampleRate, random)
  const parts: Float32Array[] = []
  const beeps: [number, number][] = []
  let at = 0

  function add(samples: Float32Array, beep: boolean): void {
    if (beep) beeps.push([at, at + samples.length])
    parts.push(samples)
    at += samples.length
  }

  if (shape === 'two in a row') {
    // Longer notes than these make a chime, which is none of a voicemail's (network-tones.ts).
    const length = random.between(0.06, 0.17)
    const first = one(frequencyHz, length)
    const second = one(frequencyHz * random.pick([0.75, 0.8, 1.25, 1.333, 1.5]), length)
    const both = new Float32Array(first.length + second.length)
    both.set(first)
    both.set(second, first.length)
    add(both, true)
  } else if (shape === 'three beeps') {
    const length = random.between(0.1, 0.35)
    const gap = new Float32Array(Math.round(random.between(0.15, 0.5) * sampleRate))
    for (let i = 0; i < 3; i++) {
      if (i > 0) add(gap, false)
      add(one(frequencyHz, length), i === 0)
    }
  } else if (shape === 'again') {
    for (let i = 0; i < 3; i++) {
      if (i > 0) add(new Float32Array(Math.round(random.between(3, 7) * sampleRate)), false)
      add(one(frequencyHz, random.between(0.2, 0.6)), true)
    }
  } else add(one(frequencyHz, shape === 'chord' || shape === 'struck' ? random.between(0.2, 0.7) : seconds), true)

  const samples = new Float32Array(at)
  let offset = 0
  for (const part of parts) {
    samples.set(part, offset)
    offset += part.length
  }
  // Level is that of the loudest 30 ms, so that a beep that dies away is as loud as the others when it starts.
  const peak = loudest(samples, Math.round(sampleRate * 0.03))
  const wanted = shape === 'clipped' ? Math.max(level, -14) : level
  const by = gain(wanted - peak)
  const ceiling = shape === 'clipped' ? gain(wanted) * Math.SQRT2 * random.between(0.35, 0.8) : 0.999
  const makeUp = shape === 'clipped' ? gain(random.between(0, 4)) : 1
  for (let i = 0; i < samples.length; i++) {
    const value = Math.max(-ceiling, Math.min(ceiling, samples[i]! * by)) * makeUp
    samples[i] = Math.max(-0.999, Math.min(0.999, value))
  }
  return { shape, frequencyHz, samples, beeps }
}

function pickShape(random: Random): Shape {
  let left = random.next() * mix.reduce((sum, [, share]) => sum + share, 0)
  for (const [shape, share] of mix) if ((left -= share) < 0) return shape
  return 'pure'
}

function tone(shape: Shape, hz: number, seconds: number, sampleRate: number, random: Random): Float32Array {
  const length = Math.round(seconds * sampleRate)
  const samples = new Float32Array(length)
  const partials: [number, number][] = [[1, 1]]
  if (shape === 'harmonics') for (let n = 2; n <= 5; n++) partials.push([n, gain(random.between(-32, -8)) / (n - 1)])
  if (shape === 'struck') partials.push([random.pick([2, 3, 4]), 0.25], [random.pick([5.4, 6, 9.2]), 0.06])
  if (shape === 'two at once') partials.push([random.pick([1.25, 1.333, 1.5, 1.6, 1.9]), gain(random.between(-6, 0))])
  if (shape === 'chord') partials.push([random.pick([1.2, 1.26]), 0.8], [1.5, 0.8])
  const drift = shape === 'drift' ? random.between(-0.015, 0.015) : 0
  const amHz = random.between(4, 30)
  const amDepth = shape === 'am' ? random.between(0.1, 0.4) : 0
  const fall = shape === 'decay' || shape === 'struck' ? random.between(10, 28) / 8.686 : 0
  const edge = Math.min(length / 4, sampleRate * random.pick([0, 0.002, 0.005, 0.01]))
  const phases = partials.map(() => random.between(0, 2 * Math.PI))
  for (let i = 0; i < length; i++) {
    const t = i / sampleRate
    const along = i / length
    let value = 0
    partials.forEach(([n, level], k) => {
      if (n * hz < sampleRate * 0.47)
        value += level * Math.sin(2 * Math.PI * hz * n * t * (1 + (drift * along) / 2) + phases[k]!)
    })
    const fade = edge > 0 ? Math.min(1, i / edge, (length - i) / edge) : 1
    samples[i] = value * fade * Math.exp(-fall * along) * (1 + amDepth * Math.sin(2 * Math.PI * amHz * t))
  }
  return samples
}

function loudest(samples: Float32Array, window: number): number {
  let best = 1e-12
  for (let at = 0; at + window <= samples.length || at === 0; at += window) {
    let sum = 0
    const to = Math.min(samples.length, at + window)
    for (let i = at; i < to; i++) sum += samples[i]! ** 2
    best = Math.max(best, sum / (to - at))
  }
  return 10 * Math.log10(best)
}
