import { heardRate } from './eight-kilohertz.ts'
import type { Spectrum } from '../../shared/audio/spectrum.ts'

/**
 * What one short spectrum says about tones: its up to three strongest peaks, each with what its harmonics hold, as shares
 * of the sound that is not steady background noise.
 */
export interface ToneFrame {
  /** Mean square between 100 and 3600 Hz, background noise included. */
  readonly power: number
  /** Hz, strongest first; 0 where there is no such peak. */
  readonly frequencies: readonly [number, number, number]
  /** Mean square of the three peaks alone, without harmonics. */
  readonly powers: readonly [number, number, number]
  /** Share of the power explained by the first peak, by the first two, by all three, each with their harmonics. */
  readonly shares: readonly [number, number, number]
}

/** The same, to be written over each time: nothing is allocated while sound is heard. */
export interface ToneFrameInPlace extends ToneFrame {
  power: number
  frequencies: [number, number, number]
  powers: [number, number, number]
  shares: [number, number, number]
}

const lowHz = 100
const highHz = 3600
const lowestToneHz = 190
const highestToneHz = 2750
const highestOtherHz = 3500
const highestHarmonic = 5
/** On either side of a peak. */
const aroundBins = 16

export function createToneFrame(): ToneFrameInPlace {
  return { power: 0, frequencies: [0, 0, 0], powers: [0, 0, 0], shares: [0, 0, 0] }
}

export interface FrameReader {
  /** Fills `frame` from the spectrum's last measurement. `noise` is the background's mean square in the same band. */
  read(frame: ToneFrameInPlace, noise: number): void
  /** Finds the strongest peak within `reachHz` of `frequencyHz`; its frequency and power are in `found`. False when there is none. */
  near(frequencyHz: number, reachHz: number): boolean
  readonly found: { readonly frequencyHz: number; readonly power: number }
  /** How much stronger the strongest peak within `reachHz` of `frequencyHz` is than what is around it: a ratio of powers; 0: none. */
  standsOut(frequencyHz: number, reachHz: number): number
}

/** @param lobeBins half the width of a peak in bins: a Hann window's main lobe, four window lengths' worth of resolution. */
export function createFrameReader(spectrum: Spectrum, lobeBins: number): FrameReader {
  const { power, binHz } = spectrum
  const first = Math.round(lowHz / binHz)
  const last = Math.round(highHz / binHz)
  const firstTone = Math.round(lowestToneHz / binHz)
  const lastTone = Math.round(highestToneHz / binHz)
  const lastOther = Math.round(highestOtherHz / binHz)
  const left = new Float64Array(power.length)
  const found = { frequencyHz: 0, power: 0 }

  function take(centre: number, reach: number): number {
    let sum = 0
    const to = Math.min(last, centre + reach)
    for (let bin = Math.max(first, centre - reach); bin <= to; bin++) {
      sum += left[bin]!
      left[bin] = 0
    }
    return sum
  }

  function frequencyAt(bin: number): number {
    const a = Math.log(power[bin - 1]! + 1e-20)
    const b = Math.log(power[bin]! + 1e-20)
    const c = Math.log(power[bin + 1]! + 1e-20)
    const bend = a - 2 * b + c
    const shift = bend < 0 ? (0.5 * (a - c)) / bend : 0
    return (bin + Math.max(-0.5, Math.min(0.5, shift))) * binHz
  }

  function peakNear(frequencyHz: number, reachHz: number): number {
    const from = Math.max(first, Math.ceil((frequencyHz - reachHz) / binHz) - 1)
    const to = Math.min(last, Math.floor((frequencyHz + reachHz) / binHz) + 1)
    let best = 0
    for (let bin = from; bin <= to; bin++) {
      const p = power[bin]!
      if (p >= power[bin - 1]! && p >= power[bin + 1]! && (best === 0 || p > power[best]!)) best = bin
    }
    return best
  }

  return {
    found,
    standsOut(frequencyHz, reachHz) {
      const peak = peakNear(frequencyHz, reachHz)
      if (peak === 0) return 0
      let around = 0
      for (let away = lobeBins + 1; away <= lobeBins + aroundBins; away++)
        around += (power[peak - away] ?? 0) + (power[peak + away] ?? 0)
      return (power[peak]! * 2 * aroundBins) / Math.max(around, 1e-20)
    },
    read(frame, noise) {
      let total = 0
      for (let bin = first; bin <= last; bin++) {
        const p = power[bin]!
        left[bin] = p
        total += p
      }
      frame.power = total
      const wanted = Math.max(total - noise, total * 0.5, 1e-12)
      let explained = 0
      for (let rank = 0; rank < 3; rank++) {
        let best = 0
        let bestPower = 0
        const to = rank === 0 ? lastTone : lastOther
        for (let bin = firstTone; bin <= to; bin++) {
          if (left[bin]! > bestPower) {
            bestPower = left[bin]!
            best = bin
          }
        }
        if (best === 0) {
          frame.frequencies[rank] = 0
          frame.powers[rank] = 0
        } else {
          const frequency = frequencyAt(best)
          const lobe = take(best, lobeBins)
          explained += lobe
          for (let harmonic = 2; harmonic <= highestHarmonic && harmonic * frequency < highHz; harmonic++) {
            explained += take(Math.round((harmonic * frequency) / binHz), lobeBins - 1)
          }
          // A beep clipped at 8 kHz has odd harmonics that do not fit: they are folded back to below 4 kHz.
          const highestFolded = rank === 0 ? 7 : 0
          for (let harmonic = 3; harmonic <= highestFolded; harmonic += 2) {
            if (harmonic * frequency < heardRate / 2) continue
            const folded = Math.abs(harmonic * frequency - heardRate * Math.round((harmonic * frequency) / heardRate))
            explained += take(Math.round(folded / binHz), lobeBins - 2)
          }
          frame.frequencies[rank] = frequency
          frame.powers[rank] = lobe
        }
        frame.shares[rank] = Math.min(1, explained / wanted)
      }
    },
    near(frequencyHz, reachHz) {
      const best = peakNear(frequencyHz, reachHz)
      if (best === 0) return false
      const frequency = frequencyAt(best)
      if (Math.abs(frequency - frequencyHz) > reachHz) return false
      let sum = 0
      for (let bin = best - lobeBins; bin <= best + lobeBins; bin++) sum += power[bin]!
      found.frequencyHz = frequency
      found.power = sum
      return true
    },
  }
}
