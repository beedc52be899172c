import type { Random } from './random.ts'

/** Instruments as a table of partials and an envelope; flute, whistle and marimba are nearly pure, so they are the hard ones. */
interface Instrument {
  readonly name: string
  readonly partials: readonly (readonly [number, number])[]
  /** Seconds to rise; dB per second while held; seconds to go silent once let go. */
  readonly attack: number
  readonly fall: number
  readonly release: number
  readonly vibratoHz: number
  readonly vibrato: number
}

const instruments: readonly Instrument[] = [
  {
    name: 'flute',
    partials: [
      [1, 1],
      [2, 0.25],
      [3, 0.08],
    ],
    attack: 0.05,
    fall: 0,
    release: 0.06,
    vibratoHz: 5,
    vibrato: 0.006,
  },
  {
    name: 'straight flute',
    partials: [
      [1, 1],
      [2, 0.15],
      [3, 0.03],
    ],
    attack: 0.03,
    fall: 2,
    release: 0.03,
    vibratoHz: 5,
    vibrato: 0.0005,
  },
  { name: 'whistle', partials: [[1, 1]], attack: 0.03, fall: 0, release: 0.04, vibratoHz: 6, vibrato: 0.004 },
  {
    name: 'marimba',
    partials: [
      [1, 1],
      [4, 0.2],
      [9.2, 0.05],
    ],
    attack: 0.003,
    fall: 45,
    release: 0.05,
    vibratoHz: 0,
    vibrato: 0,
  },
  {
    name: 'music box',
    partials: [
      [1, 1],
      [2.8, 0.2],
      [5.4, 0.1],
    ],
    attack: 0.002,
    fall: 30,
    release: 0.3,
    vibratoHz: 0,
    vibrato: 0,
  },
  {
    name: 'bell',
    partials: [
      [1, 1],
      [2, 0.4],
      [2.4, 0.25],
      [3, 0.2],
    ],
    attack: 0.002,
    fall: 15,
    release: 0.6,
    vibratoHz: 0,
    vibrato: 0,
  },
  {
    name: 'electric piano',
    partials: [
      [1, 1],
      [2, 0.2],
      [3, 0.05],
      [14, 0.04],
    ],
    attack: 0.004,
    fall: 18,
    release: 0.1,
    vibratoHz: 0,
    vibrato: 0,
  },
  {
    name: 'piano',
    partials: [
      [1, 1],
      [2, 0.6],
      [3, 0.4],
      [4, 0.25],
      [5, 0.15],
      [6, 0.1],
    ],
    attack: 0.004,
    fall: 22,
    release: 0.12,
    vibratoHz: 0,
    vibrato: 0,
  },
  {
    name: 'organ',
    partials: [
      [1, 1],
      [2, 0.5],
      [4, 0.3],
    ],
    attack: 0.02,
    fall: 0,
    release: 0.03,
    vibratoHz: 6,
    vibrato: 0.001,
  },
  {
    name: 'strings',
    partials: [
      [1, 1],
      [2, 0.7],
      [3, 0.5],
      [4, 0.35],
      [5, 0.25],
      [6, 0.2],
    ],
    attack: 0.12,
    fall: 0,
    release: 0.2,
    vibratoHz: 5.5,
    vibrato: 0.005,
  },
  {
    name: 'square lead',
    partials: [
      [1, 1],
      [3, 0.33],
      [5, 0.2],
    ],
    attack: 0.005,
    fall: 4,
    release: 0.02,
    vibratoHz: 0,
    vibrato: 0,
  },
]

const scales = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
  [0, 2, 4, 7, 9],
]
const progressions = [
  [0, 4, 5, 3],
  [0, 5, 3, 4],
  [0, 3, 4, 0],
  [5, 3, 0, 4],
]

const kinds = ['solo', 'solo', 'melody and chords', 'band', 'arpeggio', 'pad'] as const

/** A piece of hold music at 8 kHz, with rests and held notes, alone or with chords, bass and drums. */
export function makeMusic(seconds: number, random: Random): { readonly kind: string; readonly samples: Float32Array } {
  const rate = 8000
  const samples = new Float32Array(seconds * rate)
  const kind = random.pick(kinds)
  const lead = random.pick(kind === 'solo' ? instruments.slice(0, 6) : instruments)
  const backing = random.pick(instruments.slice(6))
  const scale = random.pick(scales)
  const root = Math.round(random.between(48, 60))
  const beat = 60 / random.between(60, 150)
  const progression = random.pick(progressions)
  const detached = random.chance(0.4)
  const restful = random.between(0, 0.3)

  const note = (degree: number): number => {
    const octave = Math.floor(degree / scale.length)
    return 440 * 2 ** ((root + 12 * octave + scale[((degree % scale.length) + scale.length) % scale.length]! - 69) / 12)
  }

  if (kind !== 'pad') {
    let degree = Math.round(random.between(5, 12))
    for (let t = 0; t < seconds - 2;) {
      const length = kind === 'arpeggio' ? beat / 2 : beat * random.pick([0.5, 0.5, 1, 1, 1, 1.5, 2, 3])
      if (!random.chance(restful))
        play(samples, lead, note(degree + 2), t, length * (detached ? random.between(0.4, 0.8) : 1), 0.2, random)
      degree = Math.max(
        2,
        Math.min(17, degree + random.pick(kind === 'arpeggio' ? [2, 2, -4, 2, -2] : [-3, -2, -1, -1, 0, 1, 1, 2, 3])),
      )
      t += length
    }
  }
  if (kind !== 'solo' && kind !== 'arpeggio') {
    for (let t = 0, bar = 0; t < seconds - 2; t += 4 * beat, bar++) {
      const chord = progression[bar % progression.length]!
      for (const step of [0, 2, 4]) play(samples, backing, note(chord + step), t, 4 * beat * 0.97, 0.07, random)
      if (kind !== 'band') continue
      for (let k = 0; k < 4; k++) {
        play(samples, instruments[7]!, note(chord - scale.length), t + k * beat, beat * 0.9, 0.15, random)
        drum(samples, t + k * beat, k % 2 === 1, random)
        drum(samples, t + (k + 0.5) * beat, true, random)
      }
    }
  }
  return { kind: `${kind}: ${lead.name}`, samples }
}

function play(
  into: Float32Array,
  by: Instrument,
  hz: number,
  at: number,
  seconds: number,
  level: number,
  random: Random,
): void {
  const rate = 8000
  const start = Math.round(at * rate)
  const held = Math.round(seconds * rate)
  const end = Math.min(into.length, start + held + Math.round(by.release * rate))
  const loud = level * random.between(0.7, 1)
  const partials = by.partials.filter(([n]) => n * hz < 3900)
  for (let i = start; i < end; i++) {
    const n = i - start
    const t = n / rate
    const bend = by.vibratoHz ? (by.vibrato / by.vibratoHz) * Math.sin(2 * Math.PI * by.vibratoHz * t) : 0
    let envelope = Math.min(1, t / by.attack) * 10 ** ((-by.fall * t) / 20)
    if (n > held) envelope *= Math.max(0, 1 - (n - held) / (by.release * rate))
    let value = 0
    for (const [partial, share] of partials)
      value += share * Math.sin(2 * Math.PI * hz * partial * (t + bend / (2 * Math.PI)))
    into[i] = into[i]! + loud * envelope * value
  }
}

function drum(into: Float32Array, at: number, high: boolean, random: Random): void {
  const start = Math.round(at * 8000)
  for (let n = 0; n < 1200 && start + n < into.length; n++) {
    const t = n / 8000
    const value = high
      ? random.gauss() * Math.exp(-t * 60) * 0.08
      : Math.sin(2 * Math.PI * (55 + 60 * Math.exp(-t * 40)) * t) * Math.exp(-t * 18) * 0.35
    into[start + n] = into[start + n]! + value
  }
}
