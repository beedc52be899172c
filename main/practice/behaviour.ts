/** What an answered prospect does with the line: plays, listens, and hangs up by itself. */
import { encodeMuLaw, muLawSilence } from '../../shared/audio/g711.ts'
import type { Playout } from './playout.ts'
import type { Behaviour } from './prospects.ts'
import { hasSpoken, newSpeech } from './speech.ts'
import { tone } from './tone.ts'

const GOODBYE_MS = 600

/** File name → µ-law octets at 8 kHz. */
export type Sounds = ReadonlyMap<string, Uint8Array>

/** performance.now() of what can be found again in the sound. */
interface Marks {
  greetingEndedAt: number | null
  beepStartedAt: number | null
  beepEndedAt: number | null
}

export interface Act {
  readonly marks: Marks
  /** A packet of the caller's audio. */
  hear(octets: Uint8Array): void
  /** The caller has pressed a key. */
  press(): void
  stop(): void
}

type Answering = Extract<Behaviour, { kind: 'voicemail' | 'talks' }>

export function perform(behaviour: Answering, playout: Playout, sounds: Sounds, hangUp: () => void): Act {
  return behaviour.kind === 'voicemail'
    ? takeMessage(behaviour, playout, sounds)
    : talk(behaviour, playout, sounds, hangUp)
}

type OfKind<K> = Extract<Behaviour, { kind: K }>

function takeMessage({ greeting, beep }: OfKind<'voicemail'>, playout: Playout, sounds: Sounds): Act {
  const marks: Marks = { greetingEndedAt: null, beepStartedAt: null, beepEndedAt: null }
  playout.play({ octets: soundOf(sounds, greeting), ended: (at) => (marks.greetingEndedAt = at) })
  if (beep) {
    playout.play({ octets: Buffer.alloc(beep.afterMs * 8, muLawSilence) })
    playout.play({
      octets: encodeMuLaw(tone(beep.frequencyHz, beep.durationMs, 8_000)),
      started: (at) => (marks.beepStartedAt = at),
      ended: (at) => (marks.beepEndedAt = at),
    })
  }
  return { marks, hear() {}, press() {}, stop() {} }
}

function talk({ says }: OfKind<'talks'>, playout: Playout, sounds: Sounds, hangUp: () => void): Act {
  const marks: Marks = { greetingEndedAt: null, beepStartedAt: null, beepEndedAt: null }
  const lines = [...says]
  let listening = false
  let speech = newSpeech()
  let goodbye: NodeJS.Timeout | undefined

  function sayNext(): void {
    const line = lines.shift()
    if (line === undefined) return
    listening = false
    playout.play({ octets: soundOf(sounds, line), ended })
  }
  function ended(at: number): void {
    marks.greetingEndedAt ??= at
    if (!lines.length) goodbye = setTimeout(hangUp, GOODBYE_MS)
    // What was said while we spoke was not an answer to it.
    speech = newSpeech()
    listening = true
  }

  sayNext()
  return {
    marks,
    hear(octets) {
      if (listening && hasSpoken(speech, octets)) sayNext()
    },
    // Whoever presses a key has answered, too.
    press() {
      if (listening) sayNext()
    },
    stop: () => clearTimeout(goodbye),
  }
}

function soundOf(sounds: Sounds, file: string): Uint8Array {
  const octets = sounds.get(file)
  if (!octets) throw new Error(`no sound ${file}`)
  return octets
}
