import { createEightKilohertz, heardRate } from './eight-kilohertz.ts'
import { createGreeting, quietMs } from './greeting.ts'
import { createSoundMemory } from './sound-memory.ts'
import { createSpectrum } from '../../shared/audio/spectrum.ts'
import { createFrameReader, createToneFrame, type ToneFrame } from './tone-frame.ts'
import { createToneJudge, type Verdict } from './tone-judge.ts'
import { createToneTrack, frameWindow, hop, longestSamples } from './tone-track.ts'
import type { Tone } from './tone.ts'

/** What was heard in the sound pushed so far. Sample indices count from the start of pushing, at the rate pushed. */
export type Heard =
  | {
      readonly kind: 'beep'
      /** Index of the last sample of the tone. */
      readonly endSample: number
      readonly frequencyHz: number
      readonly durationMs: number
      /** Mean level of the tone, dBFS. */
      readonly levelDb: number
      /** False when it may be something else: nothing was said before it, or a network tone sounds just like it. */
      readonly sure: boolean
    }
  | {
      readonly kind: 'greeting-ended'
      /** Index of the first sample of the quiet. */
      readonly atSample: number
    }

/**
 * Listens to the far end of one call for a voicemail's beep, and says so about 80 ms after the beep has *ended*, never
 * before. Where a greeting ends without a beep it says that instead, 2.2 s later.
 */
export interface BeepDetector {
  /** Takes the next mono samples (-1 to 1), any number of them; returns what they brought, mostly nothing. */
  push(samples: Float32Array): readonly Heard[]
}

/** What each 5 ms of sound look like, as the detector sees them. Written over by the next. */
export interface Step {
  /** 8 kHz samples pushed so far. */
  readonly count: number
  readonly frame: ToneFrame
  /** The power spectrum of the last 32 ms, and its bins' width. */
  readonly power: Float64Array
  readonly binHz: number
  /** Background noise, mean square. */
  readonly noise: number
  /** A steady pitch is being followed: what it is will be known at its end. */
  readonly isToned: boolean
}

/** Longer than the pause between two rings. */
const cadencePauseMs = 4500

/** -42 dBFS. */
const faintWhistle = 6e-5

const nothing: readonly Heard[] = []

/**
 * @param sampleRate of the sound pushed, Hz: 8000 or more.
 * @param overheard is told of every steady tone once it is over, beep or not.
 * @param stepped is told of every 5 ms, after what ended in them.
 */
export function createBeepDetector(
  sampleRate: number,
  overheard?: (tone: Tone, verdict: Verdict) => void,
  stepped?: (step: Step) => void,
): BeepDetector {
  const eightKilohertz = createEightKilohertz(sampleRate)
  const memory = createSoundMemory()
  const spectrum = createSpectrum(frameWindow, 512, heardRate)
  const reader = createFrameReader(spectrum, 4)
  const frame = createToneFrame()
  const track = createToneTrack(memory, reader)
  const greeting = createGreeting()
  const judge = createToneJudge()
  const recent = new Float32Array(frameWindow)
  const toInput = sampleRate / heardRate

  const seen = { count: 0, frame, power: spectrum.power, binHz: spectrum.binHz, noise: 0, isToned: false }

  let count = 0
  let lastIn = 0
  let lastOut = 0
  let heard: Heard[] | undefined

  function step(): void {
    memory.copy(count - frameWindow, recent)
    spectrum.measure(recent, 0)
    reader.read(frame, greeting.noise)
    const tone = track.step(count, frame, greeting.noise)
    if (tone) weigh(tone)
    seen.isToned = isToned()
    if (count % (2 * hop) === 0 && greeting.step(frame.power, seen.isToned)) {
      heard ??= []
      heard.push({ kind: 'greeting-ended', atSample: Math.max(0, Math.round((count - quietMs * 8) * toInput)) })
    }
    seen.count = count
    seen.noise = greeting.noise
    stepped?.(seen)
  }

  /** A pitch is being followed; a faint one that never ends is a whistle on the line, and background. */
  function isToned(): boolean {
    if (track.since === undefined) return false
    const age = count - track.since
    return age > 480 && (age < longestSamples || frame.power > faintWhistle)
  }

  function weigh(tone: Tone): void {
    const verdict = judge.weigh(tone, greeting.heard)
    overheard?.(tone, verdict)
    if (verdict === 'beep') greeting.startOver()
    else if (verdict !== 'no-tone') greeting.wasTone(tone.after === 'quiet' ? cadencePauseMs : 0)
    if (verdict !== 'beep' && verdict !== 'unsure') return
    heard ??= []
    heard.push({
      kind: 'beep',
      endSample: Math.round(tone.endAt * toInput) - 1,
      frequencyHz: tone.frequencyHz,
      durationMs: tone.durationMs,
      levelDb: tone.levelDb,
      sure: verdict === 'beep',
    })
  }

  /** A high-pass at 60 Hz first: hum and a steady offset are no sound. */
  function hear(sample: number): void {
    lastOut = sample - lastIn + 0.953 * lastOut
    lastIn = sample
    memory.push(lastOut)
    count++
    if (count % hop === 0 && count >= frameWindow) step()
  }

  return {
    push(samples) {
      heard = undefined
      eightKilohertz.push(samples, hear)
      return heard ?? nothing
    },
  }
}
