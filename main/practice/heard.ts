/*
 * What arrives at the far end, put in its place by RTP timestamp rather than played through a jitter buffer:
 * nothing is stretched, hidden or thrown away, so that a test can compare it sample by sample.
 *
 * Timestamps count from an unknown start. A run is a stretch of packets whose timestamps go with the clock; the
 * packet of a run that was the least delayed says where on the time axis the whole run belongs.
 *
 * A sender that was starved of its processor sends nothing for a while and counts on from where it was. Its sound
 * stays in one piece, as a voicemail keeps it; `pausesOf` tells how much later than there it really came.
 */
import { decodeMuLawInto } from '../../shared/audio/g711.ts'

const SAMPLES_PER_MS = 8
/**
 * A timestamp this far from the clock begins a new run: the sender's clock stood still, or was set. A process that
 * is starved of its processor gets packets late too, but never by this much.
 */
const JUMP_MS = 2_000
/** What counts as a pause of the sender; so many packets have to agree on it, this closely. */
const PAUSE_MS = 60
const PAUSE_PACKETS = 25
const AGREEMENT_MS = 40
/** Nothing is kept beyond half an hour (14 MB). */
const MOST_MS = 30 * 60_000

export interface Packet {
  readonly ssrc: number
  readonly sequenceNumber: number
  readonly timestamp: number
  readonly octets: Uint8Array
}

interface Run {
  readonly ssrc: number
  /** Extended, i.e. counted on across the wrap at 2^32. */
  lastTimestamp: number
  /** Least arrival time less timestamp, both in ms. */
  offsetMs: number
  readonly pieces: Piece[]
}

interface Piece {
  readonly timestamp: number
  readonly octets: Uint8Array
  /** Arrival time less timestamp, in ms. */
  readonly offsetMs: number
}

/** Counts of one sender (RFC 3550 A.1, A.3). */
export interface Source {
  readonly ssrc: number
  readonly firstSequence: number
  /** Extended across the wrap at 2^16. */
  highestSequence: number
  readonly seen: Set<number>
}

export interface Heard {
  readonly runs: Run[]
  readonly sources: Map<number, Source>
  firstPacketMs: number | null
}

export function newHeard(): Heard {
  return { runs: [], sources: new Map(), firstPacketMs: null }
}

/** Takes an audio packet that arrived `atMs` after the answer. A packet that was heard before is not taken again. */
export function hear(heard: Heard, packet: Packet, atMs: number): void {
  if (!count(heard, packet) || atMs > MOST_MS) return
  heard.firstPacketMs ??= atMs
  const { ssrc, octets } = packet
  let run = heard.runs.at(-1)
  let timestamp = run?.ssrc === ssrc ? extend(packet.timestamp, run.lastTimestamp, 2 ** 32) : packet.timestamp
  const offsetMs = () => atMs - timestamp / SAMPLES_PER_MS
  if (!run || run.ssrc !== ssrc || Math.abs(offsetMs() - run.offsetMs) > JUMP_MS) {
    timestamp = packet.timestamp
    run = { ssrc, lastTimestamp: timestamp, offsetMs: offsetMs(), pieces: [] }
    heard.runs.push(run)
  }
  run.lastTimestamp = Math.max(run.lastTimestamp, timestamp)
  run.offsetMs = Math.min(run.offsetMs, offsetMs())
  run.pieces.push({ timestamp, octets, offsetMs: offsetMs() })
}

/** Counts any packet of a sender, audio or digit: they share their sequence numbers. False: it came before. */
export function count(heard: Heard, { ssrc, sequenceNumber }: Pick<Packet, 'ssrc' | 'sequenceNumber'>): boolean {
  const source = heard.sources.get(ssrc)
  if (!source) {
    const seen = new Set([sequenceNumber])
    heard.sources.set(ssrc, { ssrc, firstSequence: sequenceNumber, highestSequence: sequenceNumber, seen })
    return true
  }
  const sequence = extend(sequenceNumber, source.highestSequence, 2 ** 16)
  if (source.seen.has(sequence)) return false
  source.seen.add(sequence)
  source.highestSequence = Math.max(source.highestSequence, sequence)
  return true
}

/** The number nearest to `near` that is `value` modulo `span`. */
function extend(value: number, near: number, span: number): number {
  return value + Math.round((near - value) / span) * span
}

/** Packets that came, and that did not, over all senders. */
export function countsOf(heard: Heard): { packets: number; lost: number } {
  let [packets, lost] = [0, 0]
  for (const { seen, firstSequence, highestSequence } of heard.sources.values()) {
    packets += seen.size
    lost += Math.max(0, highestSequence - firstSequence + 1 - seen.size)
  }
  return { packets, lost }
}

/** 8 kHz samples from the answer to `endMs`; silence where nothing came. */
export function samplesOf(heard: Heard, endMs: number): Int16Array {
  const samples = new Int16Array(Math.max(0, Math.round(Math.min(endMs, MOST_MS) * SAMPLES_PER_MS)))
  for (const { pieces, offsetMs } of heard.runs) {
    const offset = Math.round(offsetMs * SAMPLES_PER_MS)
    for (const { timestamp, octets } of pieces) decodeMuLawInto(octets, samples, timestamp + offset)
  }
  return samples
}

/** Where in the samples the sender paused, and for how long, both in ms: what comes after was heard so much later. */
export interface Pause {
  readonly atMs: number
  readonly ms: number
}

export function pausesOf({ runs }: Heard): Pause[] {
  return runs.flatMap(({ pieces, offsetMs }) => {
    const pauses: Pause[] = []
    let pausedMs = 0
    for (const [index, { timestamp }] of pieces.entries()) {
      const ms = pauseBefore(pieces, index, offsetMs + pausedMs)
      pausedMs += ms
      if (ms > 0) pauses.push({ atMs: timestamp / SAMPLES_PER_MS + offsetMs, ms })
    }
    return pauses
  })
}

/**
 * How long the sender paused just before this packet: 0 unless those after it are late as well, and evenly so.
 * Packets that were held up on their way come all at once, and the last of them in time.
 */
function pauseBefore(pieces: readonly Piece[], index: number, offsetMs: number): number {
  if (pieces[index]!.offsetMs - offsetMs < PAUSE_MS) return 0
  const offsets = pieces.slice(index, index + PAUSE_PACKETS).map((piece) => piece.offsetMs)
  if (offsets.length < PAUSE_PACKETS) return 0
  const sorted = offsets.toSorted((a, b) => a - b)
  const [least, median] = [sorted[0]!, sorted[PAUSE_PACKETS >> 1]!]
  return least - offsetMs >= PAUSE_MS && median - least < AGREEMENT_MS ? least - offsetMs : 0
}
