import { decodeMuLaw, encodeMuLaw } from './g711.ts'
import { fromSixteenBit, type Sound } from './wav-format.ts'

const phoneRate = 8000
/** 48 kHz in, 8 kHz out. */
const factor = 6
const halfTaps = 192
const cutoffHz = 3600

/** A Blackman-windowed low-pass of gain 1: it lets 3.3 kHz through and nothing above 4. */
const lowPass = (() => {
  const taps = Float64Array.from({ length: 2 * halfTaps + 1 }, (_, k) => {
    const x = k - halfTaps
    const sinc = x === 0 ? 1 : Math.sin((2 * Math.PI * cutoffHz * x) / 48_000) / ((2 * Math.PI * cutoffHz * x) / 48_000)
    const phase = (Math.PI * (x + halfTaps)) / halfTaps
    return sinc * (0.42 - 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase))
  })
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
})()

/** A recording as the far end hears it: 8 kHz through G.711 µ-law and back. Takes 48 kHz. */
export function overThePhone({ samples, sampleRate }: Sound): Sound {
  if (sampleRate !== phoneRate * factor) throw new RangeError(`a recording at ${sampleRate} Hz`)
  const narrow = Int16Array.from({ length: Math.ceil(samples.length / factor) }, (_, n) => {
    let sum = 0
    for (let k = 0; k < lowPass.length; k++) sum += lowPass[k]! * (samples[n * factor + k - halfTaps] ?? 0)
    return Math.max(-32_768, Math.min(32_767, Math.round(sum * 32_768)))
  })
  return { sampleRate: phoneRate, samples: fromSixteenBit(decodeMuLaw(encodeMuLaw(narrow))) }
}
