import { readFileSync, writeFileSync } from 'node:fs'

/** Sound in memory: mono, full scale is 1. */
export interface Sound {
  readonly sampleRate: number
  readonly samples: Float32Array
}

const formats = { pcm: 1, float: 3, extensible: 0xfffe } as const

/**
 * A RIFF WAVE file as mono sound; several channels are averaged. Takes 8, 16, 24 and 32 bit PCM and 32 bit float.
 * A data chunk with a length of 0 or past the end, as a recorder leaves behind that was killed, is read to the end.
 */
export function readWav(path: string): Sound {
  return parseWav(readFileSync(path))
}

export function parseWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') throw new Error('not a WAVE file')
  let format: { code: number; channels: number; sampleRate: number; bits: number } | null = null
  for (let at = 12; at + 8 <= view.byteLength;) {
    const name = tag(view, at)
    const size = view.getUint32(at + 4, true)
    if (name === 'fmt ') {
      const code = view.getUint16(at + 8, true)
      format = {
        code: code === formats.extensible ? view.getUint16(at + 32, true) : code,
        channels: view.getUint16(at + 10, true),
        sampleRate: view.getUint32(at + 12, true),
        bits: view.getUint16(at + 22, true),
      }
    }
    if (name === 'data') {
      if (!format) throw new Error('a WAVE file with sound before its format')
      const end = size === 0 ? view.byteLength : Math.min(view.byteLength, at + 8 + size)
      const { channels, sampleRate, bits } = format
      const frameSize = (channels * bits) / 8
      const samples = new Float32Array(Math.floor((end - at - 8) / frameSize))
      const sampleAt = reader(view, format.code, bits)
      for (let i = 0; i < samples.length; i++) {
        let sum = 0
        for (let channel = 0; channel < channels; channel++)
          sum += sampleAt(at + 8 + i * frameSize + (channel * bits) / 8)
        samples[i] = sum / channels
      }
      return { sampleRate, samples }
    }
    at += 8 + size + (size % 2)
  }
  throw new Error('a WAVE file without sound')
}

/** Mono, 16 bit PCM; what is louder than full scale is clipped. */
export function writeWav(path: string, sound: Sound): void {
  writeFileSync(path, wavOf(sound))
}

export function wavOf({ samples, sampleRate }: Sound): Uint8Array {
  const view = new DataView(new ArrayBuffer(44 + 2 * samples.length))
  const text = (at: number, word: string) => [...word].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)))
  text(0, 'RIFF')
  view.setUint32(4, 36 + 2 * samples.length, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, formats.pcm, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, 2 * sampleRate, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, 2 * samples.length, true)
  for (let i = 0; i < samples.length; i++) {
    view.setInt16(44 + 2 * i, Math.max(-32_768, Math.min(32_767, Math.round(samples[i]! * 32_768))), true)
  }
  return new Uint8Array(view.buffer)
}

function reader(view: DataView, code: number, bits: number): (at: number) => number {
  if (code === formats.float && bits === 32) return (at) => view.getFloat32(at, true)
  if (code === formats.pcm && bits === 8) return (at) => (view.getUint8(at) - 128) / 128
  if (code === formats.pcm && bits === 16) return (at) => view.getInt16(at, true) / 32_768
  if (code === formats.pcm && bits === 24) {
    return (at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65_536) / 8_388_608
  }
  if (code === formats.pcm && bits === 32) return (at) => view.getInt32(at, true) / 2_147_483_648
  throw new Error(`a WAVE format not read here: code ${code}, ${bits} bit`)
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))
}
