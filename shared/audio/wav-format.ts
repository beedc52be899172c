/** Sound in memory: mono, full scale is 1. */
export interface Sound {
  readonly sampleRate: number
  readonly samples: Float32Array
}

const formats = { pcm: 1, float: 3, extensible: 0xfffe } as const
const headerBytes = 44

/** Between full scale of 1 and 16-bit samples; from 16 bit and back nothing is lost. */
export function sixteenBit(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))))
}

export function fromSixteenBit(samples: Int16Array): Float32Array {
  return Float32Array.from(samples, (sample) => sample / 32_768)
}

/** A WAVE file: mono, 16-bit PCM. What is louder than full scale is clipped. */
export function wavOf({ samples, sampleRate }: Sound): Uint8Array<ArrayBuffer> {
  const wav = emptyWav(samples.length, sampleRate)
  wav.samples.set(sixteenBit(samples))
  return wav.bytes
}

/** A WAVE file of silence, and its samples to be written: on every machine that Chromium and Node run on, little-endian. */
export function emptyWav(length: number, sampleRate: number): { bytes: Uint8Array<ArrayBuffer>; samples: Int16Array } {
  const bytes = 2 * length
  const view = new DataView(new ArrayBuffer(headerBytes + bytes))
  const text = (at: number, word: string) => [...word].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)))
  text(0, 'RIFF')
  view.setUint32(4, headerBytes - 8 + bytes, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, formats.pcm, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, 2 * sampleRate, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, bytes, true)
  return { bytes: new Uint8Array(view.buffer), samples: new Int16Array(view.buffer, headerBytes) }
}

/**
 * A RIFF WAVE file as mono sound; several channels are averaged. Takes 8, 16, 24 and 32-bit PCM and 32-bit float.
 * A data chunk with a length of 0 or past the end, as a recorder leaves behind that was killed, is read to the end.
 * Throws on anything else.
 */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < headerBytes || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') {
    throw new Error('not a WAVE file')
  }
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
      const frameBytes = (channels * bits) / 8
      const samples = new Float32Array(Math.floor((end - at - 8) / frameBytes))
      const sampleAt = reader(view, format.code, bits)
      for (let i = 0; i < samples.length; i++) {
        let sum = 0
        for (let channel = 0; channel < channels; channel++) {
          sum += sampleAt(at + 8 + i * frameBytes + (channel * bits) / 8)
        }
        samples[i] = sum / channels
      }
      return { sampleRate, samples }
    }
    // Chunks are padded to an even length.
    at += 8 + size + (size % 2)
  }
  throw new Error('a WAVE file without sound')
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
