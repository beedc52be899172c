import { describe, expect, it } from 'vitest'
import { decodeMuLaw, encodeMuLaw, muLawSilence } from '../../../shared/audio/g711.ts'
import { overThePhone } from '../../../shared/audio/telephone-preview.ts'
import { peaksOf } from '../../../shared/audio/peaks.ts'
import { fromSixteenBit, readWav, sixteenBit, wavOf } from '../../../shared/audio/wav-format.ts'
import * as independent from '../../support/g711.ts'

const every = Int16Array.from({ length: 65_536 }, (_, i) => i - 32_768)
const tone = (hz: number, seconds = 1, level = 0.3) =>
  Float32Array.from({ length: 48_000 * seconds }, (_, i) => level * Math.sin((2 * Math.PI * hz * i) / 48_000))
const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, one) => sum + one ** 2, 0) / samples.length)

describe('a WAVE file', () => {
  it('gives back every 16-bit sample that was written', () => {
    const { samples, sampleRate } = readWav(wavOf({ samples: fromSixteenBit(every), sampleRate: 8000 }))
    expect(sampleRate).toBe(8000)
    expect(sixteenBit(samples)).toEqual(every)
  })

  it('clips what is louder than full scale', () => {
    const { samples } = readWav(wavOf({ samples: Float32Array.of(1.5, -1.5), sampleRate: 8000 }))
    expect([...sixteenBit(samples)]).toEqual([32_767, -32_768])
  })

  it('is read to its end when its length was never written', () => {
    const bytes = wavOf({ samples: Float32Array.of(0.25, -0.5), sampleRate: 8000 })
    new DataView(bytes.buffer).setUint32(40, 0xffffffff, true)
    expect([...readWav(bytes).samples]).toEqual([0.25, -0.5])
  })

  it.each([
    new Uint8Array(0),
    new Uint8Array(100),
    wavOf({ samples: new Float32Array(4), sampleRate: 8000 }).slice(0, 30),
  ])('is not what something else is called', (bytes) => expect(() => readWav(bytes)).toThrow())
})

describe('G.711', () => {
  it('agrees with another implementation on every sample', () => {
    expect(encodeMuLaw(every)).toEqual(independent.encodeMuLaw(fromSixteenBit(every)))
    const octets = Uint8Array.from({ length: 256 }, (_, i) => i)
    expect(decodeMuLaw(octets)).toEqual(sixteenBit(independent.decodeMuLaw(octets)))
    expect(encodeMuLaw(Int16Array.of(0))[0]).toBe(muLawSilence)
  })
})

describe('over the phone', () => {
  it('a voice comes through and what is above 4 kHz does not', () => {
    const heard = (hz: number) =>
      rms(overThePhone({ samples: tone(hz), sampleRate: 48_000 }).samples.subarray(800, 7200))
    for (const hz of [300, 1000, 3000]) expect(heard(hz)).toBeCloseTo(0.3 / Math.SQRT2, 2)
    for (const hz of [4500, 6000, 12_000]) expect(heard(hz)).toBeLessThan(0.0005)
  })

  it('lasts as long as it did, at 8 kHz', () => {
    const { samples, sampleRate } = overThePhone({ samples: tone(400, 2), sampleRate: 48_000 })
    expect([samples.length, sampleRate]).toEqual([16_000, 8000])
    expect(() => overThePhone({ samples, sampleRate })).toThrow(/8000 Hz/)
  })
})

describe('the peaks of a waveform', () => {
  it('are the highest of each part', () => {
    const samples = new Float32Array(1000)
    samples[150] = -0.5
    samples[999] = 2
    expect(peaksOf(samples, 10)).toEqual([0, 128, 0, 0, 0, 0, 0, 0, 0, 255])
    expect(peaksOf(samples.subarray(0, 3), 10)).toEqual([0, 0, 0])
    expect(peaksOf(new Float32Array(0))).toEqual([])
  })
})
