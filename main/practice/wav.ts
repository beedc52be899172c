const HEADER_BYTES = 44

/** A WAV file of 16-bit mono samples. */
export function writeWav(samples: Int16Array, sampleRate: number): Buffer {
  const bytes = samples.length * 2
  const wav = Buffer.alloc(HEADER_BYTES + bytes)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(sampleRate, 24)
  wav.writeUInt32LE(sampleRate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(bytes, 40)
  for (let i = 0; i < samples.length; i++) wav.writeInt16LE(samples[i]!, HEADER_BYTES + i * 2)
  return wav
}

/** The samples of a 16-bit mono PCM file. Throws on anything else: these files are our own. */
export function readWav(wav: Buffer): { samples: Int16Array; sampleRate: number } {
  if (wav.toString('latin1', 0, 4) !== 'RIFF' || wav.toString('latin1', 8, 12) !== 'WAVE') throw new Error('not a WAV')
  let sampleRate = 0
  for (let at = 12; at + 8 <= wav.length;) {
    const name = wav.toString('latin1', at, at + 4)
    const size = wav.readUInt32LE(at + 4)
    const body = wav.subarray(at + 8, at + 8 + size)
    if (name === 'fmt ') {
      if (body.readUInt16LE(0) !== 1 || body.readUInt16LE(2) !== 1 || body.readUInt16LE(14) !== 16) {
        throw new Error('not 16-bit mono PCM')
      }
      sampleRate = body.readUInt32LE(4)
    }
    if (name === 'data') {
      const samples = new Int16Array(body.length >> 1)
      for (let i = 0; i < samples.length; i++) samples[i] = body.readInt16LE(i * 2)
      return { samples, sampleRate }
    }
    // Chunks are padded to an even length.
    at += 8 + size + (size & 1)
  }
  throw new Error('a WAV without data')
}
