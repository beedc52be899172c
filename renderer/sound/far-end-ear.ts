import { createAnnouncementEar, type LearnedAnnouncement } from './announcement.ts'
import { createBeepDetector, type Heard } from './beep-detector.ts'
import { createEightKilohertz, heardRate } from './eight-kilohertz.ts'
import { meaningOf, type BeepMeaning } from './mailbox-beep.ts'
import { mayRing, mayRingTwice } from './national-tones.ts'
import { createPipEar, pipKind } from './pips.ts'
import { createRingEar } from './ring-bursts.ts'
import { createSounding, followSounding, heedVoice } from './sounding.ts'
import { lowestBeepHz } from './tone-strain.ts'
import { addStep, createTalkHistory, decide, musicEndedAt, quietFrom, stretches } from './talk-history.ts'
import { createVoiceActivity, followVoice } from './voice-activity.ts'
import { isTempered, type Tone } from './tone.ts'
import { createTurnTaking, followTurnTaking, wasTone } from './turn-taking.ts'
import { whoAnswered, type Answer } from './who-answered.ts'

/** What is known of the far end at a moment. All in seconds since the answer. */
export interface FarEndSoFar {
  readonly now: number
  readonly answer: Answer
  /** Since when nothing has been heard; null while something is, and before anything was. */
  readonly quietSince: number | null
  /** Talk in all, its pauses for breath included. */
  readonly talked: number
  readonly talkEndedAt: number | null
  /** The last talk without a pause. */
  readonly lastSaid: { readonly from: number; readonly to: number; readonly seconds: number } | null
  /** They answered what the rep said. */
  readonly isConversation: boolean
  /** The end of the last tone that stands for a mailbox, and of the last that perhaps does. */
  readonly mailboxBeepAt: number | null
  readonly perhapsBeepAt: number | null
  /** The end of the last burst of ringing or of a busy tone. */
  readonly rangAt: number | null
}

interface BeepHeard {
  readonly from: number
  readonly to: number
  readonly frequencyHz: number
  readonly levelDb: number
  readonly isSure: boolean
  readonly meaning: BeepMeaning
}

/** What the ear notices, as it does. */
export type Noticed<Id> =
  | { readonly kind: 'beep'; readonly beep: BeepHeard }
  | { readonly kind: 'greeting-ended'; readonly at: number }
  | { readonly kind: 'announcement'; readonly announcementId: Id }

/**
 * Everything that is made of the far end's sound after the answer, in one place and without a clock: the audio thread
 * runs it in a call, the benches over a file.
 */
export interface FarEndEar<Id> {
  known: readonly LearnedAnnouncement<Id>[]
  /** Whether a known announcement is a mailbox's, or a screener's. */
  kindOf: (id: Id) => 'mailbox' | 'screener'
  /** Takes the next samples of both sides, equally many; `sent` is what goes to the far end. */
  push(farEnd: Float32Array, sent: Float32Array): readonly Noticed<Id>[]
  soFar(): FarEndSoFar
  /** What has been heard, as words of an announcement. */
  readonly words: () => number[] | undefined
  readonly wordsAreFull: boolean
}

/** A tone and a pip that end together are one sound heard in two ways (s). */
const sameSeconds = 0.09
/** Rings come back within so much (s). */
const ringPauseSeconds = 6.5
/** Of 10 ms each. */
const heldSteps = 6
/** Notes of a tune follow one another within so much (s). */
const noteSeconds = 8

const worth: Record<BeepMeaning, number> = { nothing: 0, perhaps: 1, mailbox: 2 }

/** Below what the judge of tones takes for a beep, and steadier than a hum of the voice. */
function isLowBeep({ after, frequencyHz, durationMs, rippleDb, wobbleHz, drift, shares, impure }: Tone): boolean {
  if (after !== 'quiet' || frequencyHz > lowestBeepHz || durationMs < 190 || impure > 0.05) return false
  return rippleDb < 0.4 && wobbleHz < 0.8 && drift < 0.004 && shares[0] > 0.93
}

export function createFarEndEar<Id>(
  sampleRate: number,
  overheard?: (tone: Tone, verdict: string) => void,
): FarEndEar<Id> {
  const sounding = createSounding()
  const history = createTalkHistory()
  const turns = createTurnTaking()
  const pips = createPipEar()
  const rings = createRingEar()
  const announcements = createAnnouncementEar<Id>()
  const announcementRate = createEightKilohertz(sampleRate)
  const sentTalk = createVoiceActivity(sampleRate, -40)
  const notes: { from: number; to: number; hz: number }[] = []
  const noticed: Noticed<Id>[] = []
  let isRepTalking = false
  let isSentLoud = 0
  let now = 0
  let steps = 0
  let isConversation = false
  let mailboxBeepAt: number | null = null
  let perhapsBeepAt: number | null = null
  let lastBeep: BeepHeard | null = null
  let knownId: Id | null = null
  let learnt: Answer | null = null

  const detector = createBeepDetector(
    sampleRate,
    (tone, verdict) => {
      overheard?.(tone, verdict)
      const from = tone.startAt / heardRate
      const to = tone.endAt / heardRate
      decide(history, from, to, verdict !== 'no-tone')
      if (verdict === 'no-tone') return
      wasTone(turns, from, to)
      if (verdict === 'network' && isLowBeep(tone)) weigh(from, to, tone.frequencyHz, tone.levelDb, false)
      else if (verdict === 'network') note(from, to, tone.frequencyHz)
    },
    (step) => {
      now = step.count / heardRate
      const burst = rings.step(step, now)
      if (burst) {
        decide(history, burst.from, burst.to, true)
        wasTone(turns, burst.from, burst.to)
      }
      const pip = pips.step(step)
      const kind = pip && pipKind(pip)
      if (pip && kind) {
        const pitch = pip.pitches.toSorted()[pip.pitches.length >> 1]!
        weigh(pip.startAt / heardRate, pip.endAt / heardRate, pitch, pip.levelDb, false)
      }
      if (++steps % 2 !== 0) return
      const sounds = followSounding(sounding, step)
      const isToned = step.isToned || (rings.since !== undefined && now - rings.since > 0.25)
      addStep(history, sounds && !isEcho(), isToned, isHeld(step.frame.frequencies))
      if (sounds && !isToned) heedVoice(sounding)
      if (steps % 4 !== 0) return
      const turn = followTurnTaking(turns, {
        farEnd: sounds && !isToned,
        farEndDb: sounding.levelDb,
        rep: isRepTalking,
      })
      if (turn === 'conversation') isConversation = true
    },
  )

  const pitches = new Float64Array(3 * heldSteps)

  /** At least two of its three strongest pitches are what they were 60 ms ago. */
  function isHeld(frequencies: readonly number[]): boolean {
    const at = 3 * ((steps >> 1) % heldSteps)
    let same = 0
    for (const hz of frequencies) {
      const isHere = (k: number) => Math.abs(pitches[at + k]! - hz) < Math.max(3, 0.006 * hz)
      if (hz > 0 && (isHere(0) || isHere(1) || isHere(2))) same++
    }
    pitches.set(frequencies, at)
    return same >= 2
  }

  /** What we send may come back, at least 10 dB softer and within half a second. */
  function isEcho(): boolean {
    return sounding.levelDb < isSentLoud - 10
  }

  function note(from: number, to: number, hz: number): void {
    const last = notes.at(-1)
    if (last && Math.abs(last.to - to) < sameSeconds) return
    notes.push({ from, to, hz })
    if (notes.length > 40) notes.shift()
  }

  /** What was said before a moment and since any music. Tones after the last word are no music, but what is asked about. */
  function heardUntil(until: number) {
    const spokeAt = stretches(history, 2.2, 0, until).at(-1)?.to ?? 0
    const music = musicEndedAt(history, Math.min(until - 0.03, spokeAt + 0.05))
    return { music, said: stretches(history, 2.2, music ?? 0, until) }
  }

  function weigh(from: number, to: number, frequencyHz: number, levelDb: number, isSure: boolean): void {
    decide(history, from, to, true)
    wasTone(turns, from, to)
    const { music, said } = heardUntil(from)
    const spokeAt = said.at(-1)?.to ?? 0
    const rangAt = rings.cadenceAt
    const meaning = meaningOf({
      from,
      to,
      frequencyHz,
      levelDb,
      isSure,
      said,
      musicAt: music,
      isAmongRings:
        rangAt !== undefined && rangAt > spokeAt - 0.3 && to - rangAt < ringPauseSeconds && frequencyHz < 640,
      mayRing: mayRing(frequencyHz, to - from),
      mayRingTwice: mayRingTwice(frequencyHz, to - from),
      isTempered: isTempered(frequencyHz, 5),
      notes: notes.filter(
        (one) =>
          one.to < from - 0.01 &&
          one.from > spokeAt - 0.2 &&
          from - one.to < noteSeconds &&
          Math.abs(one.hz - frequencyHz) > 0.03 * frequencyHz,
      ).length,
      isConversation,
      isKnown: knownId !== null,
    })
    if (lastBeep && Math.abs(lastBeep.to - to) < sameSeconds && worth[meaning] <= worth[lastBeep.meaning]) return
    lastBeep = { from, to, frequencyHz, levelDb, isSure, meaning }
    note(from, to, frequencyHz)
    if (meaning === 'mailbox') mailboxBeepAt = to
    if (meaning === 'perhaps') perhapsBeepAt = to
    noticed.push({ kind: 'beep', beep: lastBeep })
  }

  function hear(heard: Heard): void {
    if (heard.kind === 'greeting-ended') noticed.push({ kind: 'greeting-ended', at: heard.atSample / sampleRate })
    else {
      const to = (heard.endSample + 1) / sampleRate
      weigh(to - heard.durationMs / 1000, to, heard.frequencyHz, heard.levelDb, heard.sure)
    }
  }

  return {
    known: [],
    kindOf: () => 'screener',
    words: () => announcements.words(),
    get wordsAreFull() {
      return announcements.full
    },
    push(farEnd, sent) {
      noticed.length = 0
      announcements.known = this.known
      isRepTalking = followVoice(sentTalk, sent) ?? isRepTalking
      isSentLoud = Math.max(isSentLoud - (farEnd.length / sampleRate) * 40, sentTalk.levelDb)
      for (const heard of detector.push(farEnd)) hear(heard)
      announcementRate.push(farEnd, (sample) => {
        const announcementId = announcements.push(sample)
        if (announcementId === undefined || learnt) return
        knownId = announcementId
        learnt =
          this.kindOf(announcementId) === 'mailbox'
            ? { who: 'machine', why: 'known-mailbox' }
            : { who: 'screener', why: 'known-screener' }
        noticed.push({ kind: 'announcement', announcementId })
      })
      return noticed
    },
    soFar() {
      const { music, said } = heardUntil(now)
      const lastSaid = stretches(history, 0.35, music ?? 0).at(-1) ?? null
      const talked = said.reduce((sum, { seconds }) => sum + seconds, 0)
      const rangAt = rings.cadenceAt ?? null
      return {
        now,
        answer:
          learnt ??
          whoAnswered({
            now,
            said,
            isConversation,
            beep: lastBeep,
            cadence: rings.cadence,
            rangAt,
            notes,
            musicAt: music,
            turns: turns.who,
          }),
        quietSince: quietFrom(history),
        talked,
        talkEndedAt: said.at(-1)?.to ?? null,
        lastSaid,
        isConversation,
        mailboxBeepAt,
        perhapsBeepAt,
        rangAt,
      }
    },
  }
}
