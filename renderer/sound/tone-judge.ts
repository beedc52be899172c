import { isNote, isSteady, lowestBeepHz, standsAlone } from './tone-strain.ts'
import { knownTone } from './tone-vetoes.ts'
import { isTempered } from './tone.ts'
import type { Tone } from './tone.ts'

/**
 * `beep`: a voicemail's. `unsure`: as like a beep as not. `network`: a tone, but of a network, a machine or music.
 * `no-tone`: a bit of speech that held its pitch.
 */
export type Verdict = 'beep' | 'unsure' | 'network' | 'no-tone'

export interface ToneJudge {
  weigh(tone: Tone, greetingHeard: boolean): Verdict
}

const remembered = 12

/** Judges tones by what they are, and by the tones that came before them. */
export function createToneJudge(): ToneJudge {
  const before: Tone[] = []

  function remember(tone: Tone): void {
    before.push(tone)
    if (before.length > remembered) before.shift()
  }

  return {
    weigh(tone, greetingHeard) {
      const note = isNote(tone)
      const steady = isSteady(tone)
      const last = before.at(-1)
      const second = last !== undefined && isSecond(tone, last)
      const verdict = steady || second ? weighSteady(tone, before, greetingHeard) : note ? 'network' : 'no-tone'
      if (note || steady) remember(tone)
      return verdict
    },
  }
}

function weighSteady(tone: Tone, before: readonly Tone[], greetingHeard: boolean): Verdict {
  if (tone.after !== 'quiet') return 'network'
  if (tone.durationMs > 2300) return 'network'
  const known = knownTone(tone)
  if (known === 'never-a-beep') return 'network'
  const others = before.filter((one) => isOther(one, tone))
  const within = (seconds: number) =>
    others.filter((one) => tone.startAt - one.endAt < seconds * 8000 && isTelling(one, tone)).length
  const pair = others.length > 0 && isQuickPair(others.at(-1)!, tone)
  if (within(8) >= 2 || within(60) >= 4) return 'network'
  if (known === 'perhaps-a-beep' || (within(8) > 0 && !pair)) return 'unsure'
  if (before.some((one) => isSameNote(one, tone))) return 'unsure'
  // An instrument is blown, struck and let go of; a machine begins and ends at once.
  if (isTempered(tone.frequencyHz) && tone.edgeMs > 8 && tone.edgeMs < Infinity && tone.wobbleHz < 0.6) return 'unsure'
  // A bell or a marimba rings until it cannot be heard; a beep that dies away is cut off on its way.
  if (tone.fallDb > 28 && !standsAlone(tone)) return 'unsure'
  if (tone.vibrato > 0.55 && tone.wobbleHz > tone.frequencyHz * 0.0025) return 'unsure'
  return greetingHeard ? 'beep' : 'unsure'
}

/** Two short notes without a pause between them: a beep of two pitches. A chime's notes last longer. */
function isQuickPair(first: Tone, second: Tone): boolean {
  const joined = second.startAt - first.endAt < 60 * 8
  return joined && first.after === 'tone' && first.durationMs < 200 && second.durationMs < 200
}

/** The second note of a beep of two pitches may be lower or higher than any that stands for itself. */
function isSecond(tone: Tone, first: Tone): boolean {
  if (tone.after !== 'quiet' || !isSteady(first) || !isOther(first, tone) || !isQuickPair(first, tone)) return false
  const alike = Math.abs(tone.levelDb - first.levelDb) < 3 && Math.abs(tone.durationMs - first.durationMs) < 40
  return alike && tone.shares[0] > 0.9 && tone.drift < 0.006 && tone.wobbleHz < Math.max(1.5, tone.frequencyHz * 0.003)
}

/**
 * A voice holds a pitch for a tenth of a second as well: only what is longer, or as steady as a beep, is a note for sure. Before
 * a tone that stands alone it has to be one of a tune's or a network's besides, and stand alone, be as steady or be longer still.
 */
function isTelling(note: Tone, tone: Tone): boolean {
  if (standsAlone(tone)) return isNote(note) && (standsAlone(note) || isSteady(note) || note.durationMs > 300)
  return note.durationMs > (note.frequencyHz < lowestBeepHz ? 200 : 100) || isSteady(note)
}

/** The same pitch not long ago, but held for another time: a tune's. A machine that beeps again beeps just as long. */
function isSameNote(one: Tone, tone: Tone): boolean {
  if (isOther(one, tone) || tone.startAt - one.endAt > 3 * 8000) return false
  return Math.abs(one.durationMs - tone.durationMs) > 25 + (tone.durationMs > 300 ? 0.3 : 0.1) * tone.durationMs
}

function isOther(one: Tone, tone: Tone): boolean {
  return Math.abs(one.frequencyHz - tone.frequencyHz) > Math.max(14, tone.frequencyHz * 0.025)
}
