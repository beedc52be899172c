import { knownTone } from './tone-vetoes.ts'
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
const lowestBeepHz = 394
const highestBeepHz = 2650
/** Codecs of the lowest rates leave little of what is above, and voices have no pitch there. */
const highHz = 1300
const lowestNoteHz = 200
const lowestVoiceHz = 80
const highestVoiceHz = 350

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
      const verdict = isSteady(tone) ? weighSteady(tone, before, greetingHeard) : note ? 'network' : 'no-tone'
      if (note) remember(tone)
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
    others.filter((one) => tone.startAt - one.endAt < seconds * 8000 && isTelling(one)).length
  const pair = others.length > 0 && isQuickPair(others.at(-1)!, tone)
  if (within(8) >= 2 || within(60) >= 4) return 'network'
  if (known === 'perhaps-a-beep' || (within(8) > 0 && !pair)) return 'unsure'
  if (before.some((one) => isSameNote(one, tone))) return 'unsure'
  // A bell or a marimba rings until it cannot be heard; a beep that dies away is cut off on its way.
  if (tone.fallDb > 28) return 'unsure'
  if (tone.vibrato > 0.55 && tone.wobbleHz > tone.frequencyHz * 0.0025) return 'unsure'
  return greetingHeard ? 'beep' : 'unsure'
}

/** Two short notes without a pause between them: a beep of two pitches. A chime's notes last longer. */
function isQuickPair(first: Tone, second: Tone): boolean {
  const joined = second.startAt - first.endAt < 60 * 8
  return joined && first.after === 'tone' && first.durationMs < 200 && second.durationMs < 200
}

/** A voice holds a pitch for a tenth of a second as well: only what is longer, or as steady as a beep, is a note for sure. */
function isTelling(note: Tone): boolean {
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

/**
 * Steady in pitch and level, and explained by at most three components with their harmonics. No one flaw may be too
 * great, nor all of them together: noise, a codec, a fault in the machine spoil one thing or two, a voice spoils all. The
 * shorter the tone, the less may be wrong with it, for voices do hold a pitch for a tenth of a second.
 */
export function isSteady(tone: Tone): boolean {
  return strain(tone) < 1
}

/** Without any flaw to speak of: what is left of a beep whose start was lost. */
function isFlawless({ durationMs, drift, wobbleHz, rippleDb, impure, shares, longShares }: Tone): boolean {
  const pure = shares[0] > 0.96 && longShares[0] > 0.99 && impure === 0
  return pure && durationMs > 40 && drift < 0.006 && wobbleHz < 0.6 && rippleDb < 0.5
}

/** Steadier than any voice. */
function isMachines({ drift, wobbleHz, rippleDb, fallDb }: Tone): boolean {
  // A codec roughens it, but bends it neither up nor down.
  if (drift < 0.0025 && fallDb < 1 && wobbleHz < 1.1 && rippleDb < 0.4) return true
  return drift / (wobbleHz < 0.05 ? 0.012 : 0.004) + wobbleHz / 0.5 + rippleDb / 0.3 < 1
}

/** How much of what may be wrong with a tone is: 1 is too much. */
export function strain(tone: Tone): number {
  const hz = tone.frequencyHz
  if (hz < lowestBeepHz || hz > highestBeepHz) return Infinity
  if (tone.levelDb < -50 || (tone.durationMs < 62 && !isFlawless(tone))) return Infinity
  // A beep does not swell; over a short one the onset of a codec may look as if it did.
  if (tone.durationMs > 120 && tone.slopeDb * tone.durationMs > 10 * 1000) return Infinity
  const single = tone.shares[0] > 0.87 && tone.longShares[0] > 0.82
  const several = tone.drift < 0.008 && !hasLow(tone.second) && !hasLow(tone.third) && !isHarmonic(tone.second[0], hz)
  const longEnough = tone.durationMs > 90 || (tone.drift < 0.004 && tone.wobbleHz < 1)
  const double = several && longEnough && tone.shares[1] > 0.94 && tone.longShares[1] > 0.92
  const triple = several && tone.durationMs > 150 && isChord(tone)
  if (!single && !double && !triple) return Infinity
  if (isVoice(tone) || hasFundamentalBelow(tone)) return Infinity
  // High voices come up to here, but not for long without gliding.
  if (hz < 620 && tone.durationMs < 125 && !isMachines(tone)) return Infinity
  if (hz < 520 && tone.durationMs < 160 && tone.drift > (tone.wobbleHz < 0.3 && tone.rippleDb < 0.3 ? 0.012 : 0.005))
    return Infinity
  const foreign = 1 - (single ? tone.shares[0] : double ? tone.shares[1] : tone.shares[2])
  const flaws = [
    tone.wobbleHz / Math.max(3, hz * 0.0055),
    tone.drift / 0.025,
    tone.impure / 0.25,
    tone.rippleDb / (single ? 3.8 : hz > highHz ? 2.2 : 1.5),
    foreign / (single ? 0.13 : 0.06),
  ]
  const high = hz > highHz && tone.durationMs > 75 ? 1.7 : 1
  const allowed = high * (0.42 + 1.1 * Math.min(1, Math.max(0, tone.durationMs - 62) / 250))
  if (flaws.some((flaw) => flaw >= 1)) return Infinity
  return flaws.reduce((sum, flaw) => sum + flaw * flaw, 0) / allowed
}

/**
 * The three strongest components are harmonics of one low fundamental, and unequal: a vowel with one strong formant. A chord
 * of three has such a fundamental, too, but its notes are about as loud as one another.
 */
function isVoice({ frequencyHz, second, third, shares }: Tone): boolean {
  if (shares[0] > 0.965 || second[1] < -22 || third[1] < -28 || third[1] > -9) return false
  for (let n = 1; frequencyHz / n >= lowestVoiceHz; n++) {
    const fundamental = frequencyHz / n
    if (fundamental > highestVoiceHz) continue
    const fits = (hz: number) => Math.abs(hz / fundamental - Math.round(hz / fundamental)) < 0.04
    if (fits(second[0]) && fits(third[0])) return true
  }
  return false
}

/** Something sounds at a half or a third of the pitch: it is a vowel's strongest harmonic, and no tone. */
function hasFundamentalBelow({ frequencyHz, second, third }: Tone): boolean {
  return [second, third].some(
    ([hz, db]) =>
      db > -22 && [1 / 2, 1 / 3, 2 / 3].some((part) => Math.abs(hz / frequencyHz - part) < part * 0.015 && hz < 460),
  )
}

function isChord({ frequencyHz, shares, longShares, wobbleHz }: Tone): boolean {
  if (frequencyHz > highHz) return shares[2] > 0.955 && longShares[2] > 0.93 && wobbleHz < 0.002 * frequencyHz
  return shares[2] > 0.97 && longShares[2] > 0.97 && wobbleHz < (longShares[2] > 0.99 ? 2.6 : 1.2)
}

function isHarmonic(other: number, hz: number): boolean {
  const times = other / hz
  return times > 1.5 && Math.abs(times - Math.round(times)) < 0.015
}

/** A voice's fundamental is below 330 Hz; none of a beep's components is. */
function hasLow([hz, db]: readonly [number, number]): boolean {
  return hz < 330 && db > -20
}

/**
 * One of a tune's or a network's tones, beep or not: short and steadier than any voice, or held for longer than voices
 * hold a pitch, with other instruments below it.
 */
export function isNote(tone: Tone): boolean {
  const hz = tone.frequencyHz
  if (hz < lowestNoteHz || tone.rippleDb > 2 || tone.shares[2] < 0.85) return false
  const clear = hz > 345 && tone.shares[0] > 0.88 && !hasLow(tone.second)
  if (clear && tone.durationMs > 65 && tone.drift < 0.004 && tone.wobbleHz < Math.max(1.5, hz * 0.002)) return true
  return tone.durationMs > 200 && tone.drift < 0.012 && tone.wobbleHz < Math.max(2, hz * 0.005)
}
