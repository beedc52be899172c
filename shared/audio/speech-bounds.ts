import { amplitudeOf, decibels } from './decibels.ts'

/** Part of a sound, in samples: `from` is in it, `to` is not. */
export interface Cut {
  readonly from: number
  readonly to: number
}

/** At 48 kHz: 10 ms. */
const frame = 480
/** A click opens nothing: so many frames on end must be loud enough. */
const framesToOpen = 5
const floorDb = -50
const belowActiveDb = 30
const [keptBefore, keptAfter] = [5760, 12_000]

/** Levels of each 10 ms in dBFS (a full-scale square wave is 0). */
export function frameLevels(samples: Float32Array): Float64Array {
  return Float64Array.from({ length: Math.floor(samples.length / frame) }, (_, f) => {
    let sum = 0
    for (let i = f * frame; i < (f + 1) * frame; i++) sum += samples[i]! ** 2
    return decibels(Math.sqrt(sum / frame))
  })
}

/** The level while somebody speaks: the mean power of what is less than 10 dB below the mean of all that is heard. */
export function activeLevel(levels: Float64Array): number {
  const audible = [...levels].filter((level) => level > floorDb - 10)
  const gate = meanLevel(audible) - 10
  return meanLevel(audible.filter((level) => level > gate))
}

function meanLevel(levels: readonly number[]): number {
  if (levels.length === 0) return -Infinity
  return 10 * Math.log10(levels.reduce((sum, level) => sum + amplitudeOf(level) ** 2, 0) / levels.length)
}

/** From 120 ms before the first speech to 250 ms after the last, at 48 kHz; null: nobody speaks. */
export function speechBounds(samples: Float32Array): Cut | null {
  const levels = frameLevels(samples)
  const threshold = Math.max(floorDb, activeLevel(levels) - belowActiveDb)
  let first: number | null = null
  let last = 0
  for (let f = 0, run = 0; f < levels.length; f++) {
    run = levels[f]! > threshold ? run + 1 : 0
    if (run < framesToOpen) continue
    first ??= f + 1 - framesToOpen
    last = f + 1
  }
  if (first === null) return null
  return { from: Math.max(0, first * frame - keptBefore), to: Math.min(samples.length, last * frame + keptAfter) }
}
