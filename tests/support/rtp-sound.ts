/**
 * The sound in an RTP stream, decoded by ffmpeg: nothing that is judged here was written here. Packets are put in order
 * by sequence number; no jitter buffer stretches or hides anything.
 */
import { spawnSync } from 'node:child_process'
import type { Sound } from './signal.ts'

/** What Afterbeep offers, in the order of RFC 3551 and RFC 7587. */
export const codecs = {
  PCMU: { clockRate: 8000, channels: 1, payloadType: 0, soundRate: 8000 },
  PCMA: { clockRate: 8000, channels: 1, payloadType: 8, soundRate: 8000 },
  // G.722 has 8000 in its name and 16 kHz in its sound (RFC 3551 4.5.2).
  G722: { clockRate: 8000, channels: 1, payloadType: 9, soundRate: 16_000 },
  opus: { clockRate: 48_000, channels: 2, payloadType: 111, soundRate: 48_000 },
} as const
export type Codec = keyof typeof codecs

export interface Received {
  readonly sequenceNumber: number
  readonly payload: Uint8Array
}

/** Throws when a packet is missing: what is measured then is the network. */
export function soundOf(codec: Codec, received: readonly Received[]): Sound {
  const first = received[0]?.sequenceNumber ?? 0
  const place = ({ sequenceNumber }: Received) => ((sequenceNumber - first) << 16) >> 16
  const payloads = received.toSorted((one, other) => place(one) - place(other)).map(({ payload }) => payload)
  const missing = received.length - new Set(received.map(place)).size
  const span = Math.max(...received.map(place)) - Math.min(...received.map(place)) + 1
  if (missing !== 0 || span !== received.length) throw new Error('a packet is missing, or came twice')
  const { soundRate } = codecs[codec]
  const input = {
    PCMU: ['-f', 'mulaw', '-ar', '8000'],
    PCMA: ['-f', 'alaw', '-ar', '8000'],
    G722: ['-f', 'g722'],
    opus: ['-f', 'ogg'],
  }[codec]
  const bytes = codec === 'opus' ? oggOf(payloads) : Buffer.concat(payloads)
  const decoded = spawnSync(
    'ffmpeg',
    ['-v', 'error', ...input, '-i', '-', '-ac', '1', '-ar', String(soundRate), '-f', 'f32le', '-'],
    { input: bytes, maxBuffer: 1 << 28 },
  )
  if (decoded.status !== 0) throw new Error(`ffmpeg: ${decoded.stderr.toString()}`)
  const { buffer, byteOffset, byteLength } = decoded.stdout
  return { samples: new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength)), sampleRate: soundRate }
}

/** An Ogg stream (RFC 3533, RFC 7845) of Opus packets of 20 ms, one to a page. Nothing is skipped at its start. */
function oggOf(packets: readonly Uint8Array[]): Buffer {
  const head = Buffer.from('OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0', 'latin1')
  const tags = Buffer.from('OpusTags\0\0\0\0\0\0\0\0', 'latin1')
  const pages = [page(head, 0, 0, 2), page(tags, 1, 0, 0)]
  for (const [i, packet] of packets.entries()) {
    pages.push(page(packet, i + 2, 960 * (i + 1), i === packets.length - 1 ? 4 : 0))
  }
  return Buffer.concat(pages)
}

function page(packet: Uint8Array, sequence: number, granule: number, flags: number): Buffer {
  const lacing = [...Array<number>(Math.floor(packet.length / 255)).fill(255), packet.length % 255]
  const header = Buffer.alloc(27 + lacing.length)
  header.write('OggS', 0, 'latin1')
  header[5] = flags
  header.writeBigUInt64LE(BigInt(granule), 6)
  header.writeUInt32LE(1, 14)
  header.writeUInt32LE(sequence, 18)
  header[26] = lacing.length
  header.set(lacing, 27)
  const whole = Buffer.concat([header, packet])
  whole.writeUInt32LE(oggChecksum(whole), 22)
  return whole
}

/** CRC-32 with the polynomial 0x04c11db7, not reflected, from 0 (RFC 3533 6). */
function oggChecksum(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 24
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1
  }
  return crc >>> 0
}
