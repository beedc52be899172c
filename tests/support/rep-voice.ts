import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/run-step.ts'
import { concat, readWav, writeWav } from './signal.ts'

/** The starter recordings all begin with the same words: this sentence is from the middle of one. */
const seconds = { from: 2.7, speech: 1.6, pause: 1.1 }

/** A microphone into which somebody says a sentence, waits, and says it again, for ever. */
export interface RepVoice {
  /** For the fake microphone. */
  readonly path: string
  /** The sentence without the pause. */
  readonly sentence: Float32Array
  readonly sampleRate: number
}

/** Nobody at the far end says this sentence: an echo canceller would take it for theirs. */
export function repVoice(): RepVoice {
  const { samples, sampleRate } = readWav(join(root, 'resources', 'recordings', 'audit-offer.wav'))
  const sentence = samples.slice(seconds.from * sampleRate, (seconds.from + seconds.speech) * sampleRate)
  const folder = join(root, 'out', 'tests')
  const path = join(folder, 'rep-voice.wav')
  mkdirSync(folder, { recursive: true })
  writeWav(path, { sampleRate, samples: concat(sentence, new Float32Array(seconds.pause * sampleRate)) })
  return { path, sentence, sampleRate }
}
