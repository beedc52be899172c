import { beepPools } from '../beep/halves.ts'
import type { Half } from '../beep/halves.ts'
import { makeBeep } from '../beep/beep-sounds.ts'
import type { Random } from '../beep/random.ts'
import { gain, join, silence } from '../beep/sound.ts'

export const beepKinds = [
  'plain', 'chirp', 'two notes', 'warble', 'like a network', 'low', 'long', 'double', 'triple',
] as const // prettier-ignore
export type BeepKind = (typeof beepKinds)[number]

/** A beep of a kind at 8 kHz, `level` dBFS; the beep ends at `end` (samples), the end of its last pip. */
export function beepOf(
  half: Half,
  kind: BeepKind,
  level: number,
  random: Random,
): { samples: Float32Array; end: number } {
  const pool = () => random.pick(beepPools[half]) * random.between(0.99, 1.01)
  if (kind === 'plain') {
    for (;;) {
      const { shape, samples, beeps } = makeBeep(half, 8000, level, random)
      if (shape === 'again' || shape === 'three beeps') continue
      return { samples, end: beeps.at(-1)![1] }
    }
  }
  let samples: Float32Array
  if (kind === 'chirp') {
    const from = random.logBetween(400, 1600)
    const to = from * random.pick([0.5, 0.6, 0.7, 1.4, 1.7, 2])
    samples = sweep(random.between(0.1, 0.6), (along) => from * (to / from) ** along)
  } else if (kind === 'two notes') {
    const hz = random.logBetween(450, 1300)
    const other = hz * random.pick([0.67, 0.75, 0.8, 1.2, 1.25, 1.33, 1.5])
    const each = random.between(0.1, 0.35)
    const second = random.chance(0.5) ? each : random.between(0.1, 0.35)
    samples = join([steady(hz, each), silence(8000, random.pick([0, 0, 0.02, 0.05])), steady(other, second)])
  } else if (kind === 'warble') {
    const hz = pool()
    const depth = random.between(0.04, 0.25)
    const rate = random.between(5, 25)
    const square = random.chance(0.5)
    samples = sweep(random.between(0.3, 1.2), (along, seconds) => {
      const swing = Math.sin(2 * Math.PI * rate * along * seconds)
      return hz * (1 + depth * (square ? Math.sign(swing) : swing))
    })
  } else if (kind === 'like a network') {
    const [hz, lengths] = random.pick([
      [1400, [0.2, 0.5]], [440, [0.3, 0.5, 0.7]], [425, [0.2, 0.25, 0.5]], [1100, [0.5, 0.3]], [400, [0.375, 0.4, 0.25]], [450, [0.35, 0.6]],
    ] as const) // prettier-ignore
    samples = steady(hz, random.pick(lengths))
  } else if (kind === 'low') samples = steady(random.between(220, 390), random.between(0.2, 0.9))
  else if (kind === 'long') samples = steady(pool(), random.between(2.5, 4.5))
  else {
    const hz = pool()
    const each = random.between(0.08, 0.3)
    const gap = silence(8000, random.between(0.08, 0.4))
    const pip = steady(hz, each)
    samples = kind === 'double' ? join([pip, gap, pip]) : join([pip, gap, pip, gap, pip])
  }
  const by = gain(level) * Math.SQRT2
  return { samples: samples.map((sample) => Math.max(-0.99, Math.min(0.99, sample * by))), end: samples.length }

  function steady(hz: number, seconds: number): Float32Array {
    return sweep(seconds, () => hz)
  }
}

function sweep(seconds: number, hertz: (along: number, seconds: number) => number): Float32Array {
  const length = Math.round(seconds * 8000)
  let phase = 0
  return Float32Array.from({ length }, (_, i) => {
    phase += (2 * Math.PI * hertz(i / length, seconds)) / 8000
    return Math.min(1, i / 24, (length - i) / 24) * Math.sin(phase)
  })
}
