import { describe, expect, it } from 'vitest'
import { isTruncated, unreadableFormat } from '../../../shared/audio/file-format.ts'
import { monoOf } from '../../../shared/audio/mono.ts'
import { wavOf } from '../../../shared/audio/wav-format.ts'

const voice = Float32Array.from({ length: 4800 }, (_, i) => 0.5 * Math.sin(i / 20))
const times = (gain: number) => voice.map((sample) => sample * gain)

describe('several channels as one', () => {
  it('are their mean', () => {
    expect(monoOf([voice, times(0.5)]).samples[10]).toBeCloseTo(voice[10]! * 0.75, 5)
    expect(monoOf([voice, times(0)])).toMatchObject({ oneChannel: false })
  })

  it('are the louder one where they cancel each other out', () => {
    const { samples, oneChannel } = monoOf([times(-0.9), voice])
    expect(oneChannel).toBe(true)
    expect(samples).toEqual(voice)
  })

  it('hold numbers that are sound, and nothing else', () => {
    const { samples } = monoOf([Float32Array.of(Number.NaN, Infinity, -1e30, 0.25)])
    expect([...samples]).toEqual([0, 0, 0, 0.25])
  })
})

describe('a file', () => {
  const wav = wavOf({ sampleRate: 48_000, samples: voice })
  const withFormat = (code: number) => {
    const bytes = wav.slice()
    bytes[20] = code & 255
    bytes[21] = code >> 8
    return bytes
  }
  const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0))

  it.each([
    [withFormat(0x11), 'a WAV file in ADPCM'],
    [withFormat(2), 'a WAV file in ADPCM'],
    [ascii('FORM....AIFFCOMM'), 'an AIFF file'],
    [ascii('.snd............'), 'an AU file'],
    [Uint8Array.of(0x30, 0x26, 0xb2, 0x75, 0x8e), 'a Windows Media file (WMA)'],
    [ascii('....ftypM4A ....stsd....alac'), 'Apple Lossless (ALAC)'],
    [wav, null],
    [ascii('\xff\xd8\xff holiday'), null],
    [new Uint8Array(0), null],
  ])('that cannot be read is named where it can be: %#', (bytes, format) => {
    expect(unreadableFormat(bytes)).toBe(format)
  })

  it('that ends before its sound does is known by its own length', () => {
    expect(isTruncated(wav)).toBe(false)
    expect(isTruncated(wav.slice(0, 4000))).toBe(true)
    expect(isTruncated(wav.slice(0, 20))).toBe(false)
  })
})
