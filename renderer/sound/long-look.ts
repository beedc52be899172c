import { heardRate } from './eight-kilohertz.ts'
import type { SoundMemory } from './sound-memory.ts'
import { createSpectrum } from '../../shared/audio/spectrum.ts'
import { createFrameReader, createToneFrame } from './tone-frame.ts'
import type { FrameReader, ToneFrameInPlace } from './tone-frame.ts'

/** A look back over a tone through a longer window: it tells apart pitches that are one in 32 ms, and a voice that glides. */
export interface LongLook {
  /** Samples at 8 kHz. */
  readonly window: number
  readonly reader: FrameReader
  readonly frame: ToneFrameInPlace
  measure(from: number): void
}

export function createLongLook(memory: SoundMemory, window: number): LongLook {
  const spectrum = createSpectrum(window, window === 1024 ? 1024 : 2 * window, heardRate)
  const reader = createFrameReader(spectrum, window === 1024 ? 3 : 4)
  const samples = new Float32Array(window)
  return {
    window,
    reader,
    frame: createToneFrame(),
    measure(from) {
      memory.copy(from, samples)
      spectrum.measure(samples, 0)
    },
  }
}

/** The clearest of three looks at a tone: a packet lost in the middle of it spoils one or two of them. */
export function bestLook(looks: readonly LongLook[], startAt: number, samples: number, noise: number): LongLook {
  const look = looks.find((candidate) => candidate.window <= samples - 80) ?? looks[looks.length - 1]!
  const room = samples - look.window
  let best = -1
  let bestAt = startAt
  for (const share of [0.5, 0.2, 0.8]) {
    const at = Math.round(startAt + room * share)
    look.measure(at)
    look.reader.read(look.frame, noise)
    const [one, two, three] = look.frame.shares
    if (one + two + three <= best) continue
    best = one + two + three
    bestAt = at
  }
  look.measure(bestAt)
  look.reader.read(look.frame, noise)
  return look
}
