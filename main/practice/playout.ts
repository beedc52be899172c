/*
 * What the far end says, sent as one packet every 20 ms. Between sounds it is silence: RTP never stops.
 *
 * Each packet has a deadline that is counted from the first one, so that late timers do not add up; even with
 * Windows' 15.6 ms timer ticks a jitter buffer hears no gap.
 */
import { muLawSilence } from '../../shared/audio/g711.ts'

const FRAME_MS = 20
const FRAME_SAMPLES = 160
/** Later than this, the machine has slept: what was missed is not sent after the fact. */
const LOST_MS = 1_000

export interface Playout {
  /** Plays after whatever still plays. */
  play(sound: Sound): void
  stop(): void
}

interface Sound {
  /** µ-law. */
  readonly octets: Uint8Array
  /** Told when the packet with the first or last sample has been sent, with that sample's performance.now(). */
  readonly started?: (at: number) => void
  readonly ended?: (at: number) => void
}

/** One packet's worth; `skipped` is the number of frames that were given up before this one. */
export type SendFrame = (octets: Buffer, skipped: number) => void

export function startPlayout(send: SendFrame): Playout {
  const startedAt = performance.now()
  const queue: Sound[] = []
  let played = 0
  let frame = 0
  let timer = setTimeout(tick, 0)

  function tick(): void {
    const lateMs = performance.now() - (startedAt + frame * FRAME_MS)
    let skipped = 0
    if (lateMs > LOST_MS) {
      skipped = Math.floor(lateMs / FRAME_MS)
      frame += skipped
    }
    // Timers may fire a little early; half a millisecond is not worth another round.
    while (startedAt + frame * FRAME_MS <= performance.now() + 0.5) {
      const { octets, told } = nextFrame(startedAt + frame * FRAME_MS)
      send(octets, skipped)
      skipped = 0
      frame++
      for (const tell of told) tell()
    }
    timer = setTimeout(tick, Math.max(1, Math.round(startedAt + frame * FRAME_MS - performance.now())))
  }

  /** The next 160 octets of the queue, sounds joined without a gap, and who must hear of what is in them. */
  function nextFrame(at: number): { octets: Buffer; told: (() => void)[] } {
    const octets = Buffer.alloc(FRAME_SAMPLES, muLawSilence)
    const told: (() => void)[] = []
    let filled = 0
    for (let sound = queue[0]; sound && filled < FRAME_SAMPLES; sound = queue[0]) {
      const { started, ended } = sound
      const timeOf = (sample: number) => at + sample / 8
      const from = filled
      if (played === 0 && started) told.push(() => started(timeOf(from)))
      const taken = Math.min(FRAME_SAMPLES - filled, sound.octets.length - played)
      octets.set(sound.octets.subarray(played, played + taken), filled)
      filled += taken
      played += taken
      if (played < sound.octets.length) break
      const until = filled
      if (ended) told.push(() => ended(timeOf(until)))
      queue.shift()
      played = 0
    }
    return { octets, told }
  }

  return {
    play(sound) {
      queue.push(sound)
    },
    stop() {
      clearTimeout(timer)
      queue.length = 0
    },
  }
}
