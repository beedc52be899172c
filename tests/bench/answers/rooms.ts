import type { Half } from '../beep/halves.ts'
import { makeMusic } from '../beep/hold-music.ts'
import type { Random } from '../beep/random.ts'
import { addNoise, gain, toLevel } from '../beep/sound.ts'
import { speak } from '../beep/speak.ts'
import { texts } from './texts.ts'

/** What there is behind a voice. */
export const backgrounds = ['cafe', 'television', 'street', 'car', 'office', 'white', 'hum', 'radio'] as const
export type Background = (typeof backgrounds)[number]

/** Adds a background to all of `samples` (8 kHz), at `db` dBFS. */
export async function addBackground(
  half: Half,
  samples: Float32Array,
  background: Background,
  db: number,
  random: Random,
): Promise<void> {
  const made = new Float32Array(samples.length)
  if (background === 'white' || background === 'hum') {
    addNoise(made, background, -20, random)
    if (background === 'hum') for (let i = 0; i < made.length; i++) made[i]! += 0.05
  } else if (background === 'street' || background === 'car') {
    let slow = 0
    let swell = 1
    for (let i = 0; i < made.length; i++) {
      const keep = background === 'car' ? 0.97 : 0.9
      slow = keep * slow + (1 - keep) * random.gauss()
      if (i % 4000 === 0 && background === 'street') swell = random.between(0.4, 1.6)
      made[i] = slow * swell
    }
  } else {
    const voices = background === 'cafe' ? 6 : background === 'office' ? 2 : background === 'television' ? 1 : 0
    for (let k = 0; k < voices; k++) {
      let at = Math.round(random.between(0, 0.5) * 8000)
      while (at < made.length) {
        const { samples: said } = await speak(half, random.pick(texts[half].background), 8000, random)
        const level = toLevel(said, -26 + random.between(-3, 3))
        for (let i = 0; i < level.length && at + i < made.length; i++) made[at + i]! += level[i]!
        at += level.length + Math.round(random.between(0.1, background === 'office' ? 3 : 0.6) * 8000)
      }
    }
    if (background === 'television' || background === 'radio') {
      const music = toLevel(
        makeMusic(Math.ceil(made.length / 8000) + 3, random).samples,
        background === 'radio' ? -24 : -34,
      )
      for (let i = 0; i < made.length; i++) made[i]! += music[i]!
    }
    if (background === 'office') {
      for (let at = 0; at < made.length; at += Math.round(random.between(0.08, 0.6) * 8000))
        for (let i = 0; i < 60 && at + i < made.length; i++) made[at + i]! += 0.1 * random.gauss() * Math.exp(-i / 15)
    }
  }
  let sum = 0
  for (const value of made) sum += value * value
  const by = gain(db) / Math.sqrt(sum / made.length + 1e-12)
  for (let i = 0; i < samples.length; i++) samples[i] = Math.max(-1, Math.min(1, samples[i]! + made[i]! * by))
}

export const roomBeeps = ['microwave', 'lift', 'switchboard', 'phone', 'lorry', 'scanner'] as const

/** A beep in a person's room, at 8 kHz: none of a voicemail's. */
export function roomBeep(kind: (typeof roomBeeps)[number], random: Random): Float32Array {
  const notes: [number, number, number][] = []
  if (kind === 'microwave') {
    const hz = random.between(1900, 2300)
    for (let i = 0; i < random.pick([1, 3, 4, 5]); i++) notes.push([hz, random.between(0.3, 1), 0.5])
  } else if (kind === 'lift') notes.push([random.between(600, 1100), random.between(0.6, 1.2), 0.1])
  else if (kind === 'switchboard') {
    const [hz, seconds] = random.pick([
      [1400, 0.5],
      [1400, 0.2],
      [440, 0.3],
      [425, 0.2],
      [950, 0.15],
    ] as const)
    notes.push([hz, seconds, random.between(3, 8)], [hz, seconds, 0.1])
  } else if (kind === 'phone') {
    const hz = random.between(700, 1300)
    notes.push([hz, 0.12, 0.02], [hz * 1.26, 0.12, 0.02], [hz * 1.5, 0.2, 0.1])
  } else if (kind === 'lorry') for (let i = 0; i < 4; i++) notes.push([random.between(1180, 1220), 0.5, 0.5])
  else notes.push([random.between(2000, 2600), 0.09, random.between(0.8, 2)], [2400, 0.09, 1])
  const parts: number[] = []
  for (const [hz, seconds, gap] of notes) {
    const length = Math.round(seconds * 8000)
    const fall = kind === 'lift' ? 5 : 0
    for (let i = 0; i < length; i++)
      parts.push(
        Math.min(1, i / 40, (length - i) / 40) *
          Math.exp((-fall * i) / length) *
          Math.sin((2 * Math.PI * hz * i) / 8000),
      )
    for (let i = 0; i < gap * 8000; i++) parts.push(0)
  }
  const dry = Float32Array.from(parts)
  if (kind === 'switchboard') return dry
  // A room answers for a few tenths of a second.
  const tail = Float32Array.from({ length: 1600 }, (_, i) => (i === 0 ? 1 : 0.06 * random.gauss() * Math.exp(-i / 500)))
  const wet = new Float32Array(dry.length + tail.length)
  for (let i = 0; i < dry.length; i++)
    if (dry[i] !== 0) for (let k = 0; k < tail.length; k += k === 0 ? 1 : 3) wet[i + k]! += dry[i]! * tail[k]!
  return wet
}
