import { readFileSync, writeFileSync } from 'node:fs'
import type { Sound } from './sound.ts'

/** Reads a WAV file: PCM of 8, 16, 24 or 32 bits, 32-bit float, mu-law or A-law; of several channels the first. */
export function readWav(path: string): Sound {
  return parseWav(readFileSync(path), path)
}

export function parseWav(bytes: Buffer, name: string): Sound {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') throw new Error(`${name} is not a WAV file`)
  let at = 12
  let format = 1
  let channels = 1
  let sampleRate = 8000
  let bits = 16
  while (at + 8 <= bytes.length) {
    const id = bytes.toString('latin1', at, at + 4)
    // A writer that could not seek back leaves a size of zero or of 4 GB: then it is the rest of the file.
    const stated = bytes.readUInt32LE(at + 4)
    const size = id === 'data' && stated === 0 ? bytes.length - at - 8 : Math.min(stated, bytes.length - at - 8)
    if (id === 'fmt ') {
      format = bytes.readUInt16LE(at + 8)
      channels = bytes.readUInt16LE(at + 10)
      sampleRate = bytes.readUInt32LE(at + 12)
      bits = bytes.readUInt16LE(at + 22)
      if (format === 0xfffe) format = bytes.readUInt16LE(at + 32)
    } else if (id === 'data') {
      const step = (bits / 8) * channels
      const samples = new Float32Array(Math.floor(size / step))
      const value = reader(bytes, format, bits, name)
      for (let i = 0; i < samples.length; i++) samples[i] = value(at + 8 + i * step)
      return { sampleRate, samples }
    }
    at += 8 + size + (size % 2)
  }
  throw new Error(`${name} has no sound in it`)
}

function reader(bytes: Buffer, format: number, bits: number, name: string): (at: number) => number {
  if (format === 3 && bits === 32) return (at) => bytes.readFloatLE(at)
  if (format === 7) return (at) => muLaw(bytes[at]!)
  if (format === 6) return (at) => aLaw(bytes[at]!)
  if (format === 1 && bits === 8) return (at) => (bytes[at]! - 128) / 128
  if (format === 1 && bits === 16) return (at) => bytes.readInt16LE(at) / 32768
  if (format === 1 && bits === 24) return (at) => bytes.readIntLE(at, 3) / 8388608
  if (format === 1 && bits === 32) return (at) => bytes.readInt32LE(at) / 2147483648
  throw new Error(`${name}: WAV format ${format} with ${bits} bits is not read here`)
}

function muLaw(byte: number): number {
  const code = ~byte & 0xff
  const magnitude = ((((code & 15) << 3) + 132) << ((code >> 4) & 7)) - 132
  return (code & 128 ? -magnitude : magnitude) / 32768
}

function aLaw(byte: number): number {
  const code = byte ^ 0x55
  const exponent = (code >> 4) & 7
  const mantissa = ((code & 15) << 4) + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1)
  return (code & 128 ? magnitude : -magnitude) / 32768
}

/** Writes 16-bit mono. */
export function writeWav(path: string, sound: Sound): void {
  writeFileSync(path, formatWav(sound))
}

export function formatWav({ samples, sampleRate }: Sound): Buffer {
  const bytes = Buffer.alloc(44 + samples.length * 2)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(36 + samples.length * 2, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(sampleRate, 24)
  bytes.writeUInt32LE(sampleRate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(samples.length * 2, 40)
  for (let i = 0; i < samples.length; i++) {
    bytes.writeInt16LE(Math.max(-32768, Math.min(32767, Math.round(samples[i]! * 32768))), 44 + i * 2)
  }
  return bytes
}
