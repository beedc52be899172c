import type { Tone } from './tone.ts'

export const lowestBeepHz = 394
const highestBeepHz = 2650
/** Codecs of the lowest rates leave little of what is above, and voices have no pitch there. */
const highHz = 1300
const lowestNoteHz = 200
const lowestVoiceHz = 80
const highestVoiceHz = 350
/** High voices come up to here, but not for long without gliding. */
const highestVoicePitchHz = 620

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
function strain(tone: Tone): number {
  const hz = tone.frequencyHz
  if (hz < lowestBeepHz || hz > highestBeepHz) return Infinity
  if (tone.levelDb < -50 || (tone.durationMs < 62 && !isFlawless(tone))) return Infinity
  if (isLone(tone)) return loneStrain(tone)
  // A beep does not swell; over a short one the onset of a codec may look as if it did.
  if (tone.durationMs > 120 && tone.slopeDb * tone.durationMs > 10 * 1000) return Infinity
  const single = tone.shares[0] > 0.87 && tone.longShares[0] > 0.82
  const several = tone.drift < 0.008 && !hasLow(tone.second) && !hasLow(tone.third) && !isHarmonic(tone.second[0], hz)
  const longEnough = tone.durationMs > 90 || (tone.drift < 0.004 && tone.wobbleHz < 1)
  const double = several && longEnough && tone.shares[1] > 0.94 && tone.longShares[1] > 0.92
  const triple = several && tone.durationMs > 150 && isChord(tone)
  if (isVoice(tone) || hasFundamentalBelow(tone)) return Infinity
  if (!single && !double && !triple) return Infinity
  if (hz < highestVoicePitchHz && tone.durationMs < 250 && !isMachines(tone)) return Infinity
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
 * Nobody's voice: out of quiet at once, level in pitch, into quiet at once, and beside it nothing but what a codec has made
 * of it, or the other notes of a chord.
 */
function isLone(tone: Tone): boolean {
  const { frequencyHz, drift, durationMs, second, third, shares, impure } = tone
  if (!standsAlone(tone) || impure > 0.25 || hasLow(second) || hasLow(third)) return false
  if (durationMs < 150 && frequencyHz < highestVoicePitchHz && !isSharp(tone)) return false
  if (isPure(tone)) return drift < (durationMs < 85 ? 0.006 : 0.016)
  if (hasFundamentalBelow(tone)) return false
  if (durationMs < 150) return durationMs > 85 && drift < 0.01 && shares[1] > 0.96 && !isVoice(tone)
  const isRough = Math.abs(second[0] / frequencyHz - 1) < 0.06
  if (drift > 0.004 || (frequencyHz < highHz && isVoice(tone))) return false
  return isRough || (shares[2] > 0.95 && !isHarmonic(second[0], frequencyHz))
}

/** Begins out of quiet and ends in quiet, both at once: no voice is so sharp. */
export function standsAlone({ edgeMs }: Tone): boolean {
  return edgeMs < 15
}

/** Short and low, as voices are for a moment: sharper than any of them. */
function isSharp({ frequencyHz, edgeMs, drift, shares }: Tone): boolean {
  return frequencyHz > 450 && edgeMs < 12 && drift < 0.006 && shares[0] > 0.9
}

/** Nothing but itself and its harmonics. */
function isPure({ second }: Tone): boolean {
  return second[1] < -16
}

function loneStrain(tone: Tone): number {
  const { wobbleHz, frequencyHz, rippleDb, slopeDb, durationMs, shares } = tone
  const flaw = Math.max(wobbleHz / Math.max(3, frequencyHz * 0.006), rippleDb / 4, (1 - shares[2]) / 0.1)
  const swellsDb = isPure(tone) ? 0 : (slopeDb * durationMs) / 1000
  return flaw < 1 && swellsDb < 10 ? flaw : Infinity
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
      db > -22 && [1 / 2, 1 / 3, 2 / 3].some((part) => Math.abs(hz / frequencyHz - part) < part * 0.015 && hz < 480),
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
