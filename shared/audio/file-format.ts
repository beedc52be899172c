/*
 * What a sound file says of itself in its first bytes, where Chromium cannot read it or reads it without a word.
 * WAVE: Microsoft's RIFF and its registered format codes; AIFF, AU, ASF: their specifications' magic numbers.
 */

const waveFormats: Readonly<Record<number, string>> = {
  0x0002: 'a WAV file in ADPCM',
  0x0011: 'a WAV file in ADPCM',
  0x0031: 'a WAV file in GSM 6.10',
  0x0045: 'a WAV file in G.726',
  0x0055: 'a WAV file with MP3 in it',
  0x0161: 'a WAV file with Windows Media in it',
}

/** A format that is known and cannot be read, as a rep would call it; null: no format that is known by name. */
export function unreadableFormat(bytes: Uint8Array): string | null {
  const start = text(bytes, 0, 4)
  if (start === 'RIFF' && text(bytes, 8, 4) === 'WAVE') return waveFormats[waveFormatOf(bytes) ?? 0] ?? null
  if (start === 'FORM' && text(bytes, 8, 3) === 'AIF') return 'an AIFF file'
  if (start === '.snd') return 'an AU file'
  if (start === 'caff') return 'a CAF file'
  if (start === '#!AM') return 'an AMR file'
  if (bytes[0] === 0x30 && bytes[1] === 0x26 && bytes[2] === 0xb2 && bytes[3] === 0x75)
    return 'a Windows Media file (WMA)'
  if (text(bytes, 4, 4) === 'ftyp' && holds(bytes, 'alac')) return 'Apple Lossless (ALAC)'
  return null
}

/** A WAVE file whose sound is said to be longer than the file is. A length of 0 or the largest there is says nothing. */
export function isTruncated(bytes: Uint8Array): boolean {
  if (text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 4) !== 'WAVE') return false
  for (const { name, at, size } of chunksOf(bytes)) {
    if (name === 'data') return size !== 0 && size < 0xffffff00 && at + size > bytes.byteLength
  }
  return false
}

function waveFormatOf(bytes: Uint8Array): number | null {
  for (const { name, at } of chunksOf(bytes)) {
    if (name === 'fmt ' && at + 2 <= bytes.byteLength) return bytes[at]! + 256 * bytes[at + 1]!
  }
  return null
}

function* chunksOf(bytes: Uint8Array): Generator<{ name: string; at: number; size: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const size = view.getUint32(at + 4, true)
    yield { name: text(bytes, at, 4), at: at + 8, size }
    at += 8 + size + (size % 2)
  }
}

function holds(bytes: Uint8Array, word: string): boolean {
  for (let at = 0; at < Math.min(bytes.byteLength, 1 << 20); at++)
    if (text(bytes, at, word.length) === word) return true
  return false
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
