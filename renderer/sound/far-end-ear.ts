import { decibels } from '../../shared/audio/spectrum.ts'
import { createAnnouncementEar, type LearnedAnnouncement } from './announcement.ts'
import { createBeepDetector, type Heard } from './beep-detector.ts'
import { createEightKilohertz, heardRate } from './eight-kilohertz.ts'
import { meaningOf, type BeepMeaning } from './mailbox-beep.ts'
import { isNetworkPitch, mayRing, mayRingTwice } from './national-tones.ts'
import { createPipEar, isLevel, pipKind, type Pip } from './pips.ts'
import { createRingEar } from './ring-bursts.ts'
import { createSounding, followSounding, heedVoice } from './sounding.ts'
import { addStep, createTalkHistory, decide, forgetHeld, musicEndedAt, quietFrom, stretches } from './talk-history.ts'
import { isSteady, standsAlone } from './tone-strain.ts'
import { isFax } from './tone-vetoes.ts'
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
  /** When a pitch was last followed. */
  readonly tonedAt: number | null
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
/** A tune in the background is still going on, if two of its notes were heard within so much (s). */
const tuneSeconds = 4

const worth: Record<BeepMeaning, number> = { nothing: 0, perhaps: 1, mailbox: 2 }

/**
 * What comes right behind a tone tells a machine's, which is followed by the silence that it records, from a syllable and
 * from a note: so long it waits to be believed, less where its own sound leaves no doubt (s).
 */
const sureSeconds = 0.13
const doubtfulSeconds = 0.19
const noteLikeSeconds = 0.21
/** Notes that follow one another without a pause are one beep of two pitches, if there is no third (s). */
const pairSeconds = 0.12
/** An echo of a beep is so much softer, and ends so soon after it. */
const echoDb = 8
const echoSeconds = 0.35

/** A tone as it is weighed. Seconds since the answer. */
interface Sound {
  readonly from: number
  readonly to: number
  readonly frequencyHz: number
  readonly levelDb: number
  /** A beep by its own sound, as the judge of tones has it. */
  readonly isSure: boolean
  /** As loud at its end as at its beginning. */
  readonly isLevel: boolean
  /** It has hardly died away before it was over. */
  readonly isFlat: boolean
  /** One pitch, and out of quiet and into quiet at once, whatever else was heard. */
  readonly isSteady: boolean
  /** One pitch, and that of a note. */
  readonly isTempered: boolean
}

/** How far below the voice a mailbox's own beep may be (dB); what is softer is in the room behind somebody. */
const softestDb = 24

function isSamePitch(one: number, other: number): boolean {
  return Math.abs(one - other) < 0.03 * other
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
  let latest: Sound | null = null
  let lastTone: Tone | null = null
  /** A mailbox's, if nothing sounds right behind it. */
  let waiting: BeepHeard | null = null
  let soundsBehind = 0
  let tonedAt: number | null = null
  let knownId: Id | null = null
  let learnt: Answer | null = null

  const detector = createBeepDetector(
    sampleRate,
    (tone, verdict) => {
      overheard?.(tone, verdict)
      lastTone = tone
      const from = tone.startAt / heardRate
      const to = tone.endAt / heardRate
      decide(history, from, to, verdict !== 'no-tone')
      if (verdict === 'no-tone') return
      wasTone(turns, from, to)
      if (verdict === 'network') note(from, to, tone.frequencyHz)
    },
    (step) => {
      now = step.count / heardRate
      const burst = rings.step(step, now)
      if (burst) {
        decide(history, burst.from, burst.to, true)
        wasTone(turns, burst.from, burst.to)
      }
      const pip = pips.step(step).find((one) => pipKind(one) !== undefined)
      if (pip) weighPip(pip)
      if (++steps % 2 !== 0) return
      const sounds = followSounding(sounding, step)
      const isToned = step.isToned || (rings.since !== undefined && now - rings.since > 0.25)
      if (isToned) tonedAt = now
      addStep(history, sounds && !isEcho(), isToned, isHeld(step.frame.frequencies))
      believe(sounds, step.isToned)
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

  function weigh(sound: Sound): void {
    const { from, to, frequencyHz, levelDb, isSure } = sound
    decide(history, from, to, true)
    wasTone(turns, from, to)
    const before = waiting ?? lastBeep
    if (before && latest && isEchoOf(latest, sound)) return
    const { music, said } = heardUntil(from)
    const inAll = music === null ? said : stretches(history, 2.2, 0, from)
    const spokeAt = inAll.at(-1)?.to ?? 0
    const rangAt = rings.cadenceAt
    const meaning = meaningOf({
      ...sound,
      said,
      saidInAll: inAll,
      musicAt: music,
      isAmongRings:
        rangAt !== undefined && rangAt > spokeAt - 0.3 && to - rangAt < ringPauseSeconds && frequencyHz < 640,
      isNetworkPitch: isNetworkPitch(frequencyHz, to - from),
      mayRing: mayRing(frequencyHz, to - from),
      mayRingTwice: mayRingTwice(frequencyHz, to - from),
      isSoft: isSoft(sound),
      notes: notesBefore(sound, spokeAt),
      isFax: isFax(frequencyHz, to - from),
      isConversation,
      isKnown: knownId !== null,
    })
    if (before && Math.abs(before.to - to) < sameSeconds && worth[meaning] <= worth[before.meaning]) return
    waiting = null
    latest = sound
    note(from, to, frequencyHz)
    const beep = { from, to, frequencyHz, levelDb, isSure, meaning }
    if (meaning === 'mailbox') {
      waiting = beep
      soundsBehind = 0
    } else tell(beep)
  }

  /** Other pitches since anything was said; a single one that it follows without a pause is of the same beep. */
  function notesBefore({ from, frequencyHz }: Sound, spokeAt: number): number {
    const others = notes.filter(
      (one) =>
        one.to < from - 0.01 &&
        one.from > spokeAt - 0.2 &&
        from - one.to < noteSeconds &&
        !isSamePitch(one.hz, frequencyHz),
    )
    return others.length === 1 && from - others[0]!.to < pairSeconds ? 0 : others.length
  }

  function weighPip(pip: Pip): void {
    const frequencyHz = pip.pitches.toSorted()[pip.pitches.length >> 1]!
    const { levelDb, fallDb } = pip
    weigh({
      from: pip.startAt / heardRate,
      to: pip.endAt / heardRate,
      frequencyHz,
      levelDb,
      isSure: false,
      isLevel: isLevel(pip),
      isFlat: Math.abs(fallDb) < 1.5,
      isSteady: pipKind(pip) === 'steady' && Math.abs(fallDb) < 1.5,
      isTempered: pipKind(pip) === 'steady' && isTempered(frequencyHz, 5),
    })
  }

  /** Far below the voice; or somewhat, and a note among others of a tune in the background. */
  function isSoft({ levelDb, from, frequencyHz, isTempered: isNote }: Sound): boolean {
    const below = decibels(sounding.voice) - levelDb
    const tune = notes.filter((one) => from - one.to < tuneSeconds && !isSamePitch(one.hz, frequencyHz)).length
    return sounding.voice > 0 && (below > softestDb || (below > 6 && isNote && tune > 1))
  }

  /** The same pitch again, softer and at once; or a beep that was over, and its echo heard as its end. */
  function isEchoOf(beep: Sound, { from, to, frequencyHz, levelDb }: Sound): boolean {
    if (!isSamePitch(beep.frequencyHz, frequencyHz) || to > beep.to + echoSeconds) return false
    if (Math.abs(from - beep.from) < 0.05) return beep.isFlat && to > beep.to + 0.03
    return from > beep.from && to > beep.to && levelDb < beep.levelDb - echoDb
  }

  /** Every 10 ms. */
  function believe(sounds: boolean, isToned: boolean): void {
    if (!waiting) return
    // It dies away: its end is still to come.
    if (isToned && latest && !latest.isFlat && now < waiting.to + 0.6) return
    if (sounds && now > waiting.to + 0.05 && sounding.levelDb > waiting.levelDb - 9) soundsBehind++
    if (soundsBehind > 2) waiting = null
    else if (
      now >=
      waiting.to + (latest?.isTempered ? noteLikeSeconds : waiting.isSure ? sureSeconds : doubtfulSeconds)
    ) {
      mailboxBeepAt = waiting.to
      tell(waiting)
      waiting = null
    }
  }

  function tell(beep: BeepHeard): void {
    lastBeep = beep
    if (beep.meaning !== 'nothing') forgetHeld(history, beep.from, beep.to)
    if (beep.meaning === 'perhaps') perhapsBeepAt = beep.to
    noticed.push({ kind: 'beep', beep })
  }

  function hear(heard: Heard): void {
    if (heard.kind === 'greeting-ended') noticed.push({ kind: 'greeting-ended', at: heard.atSample / sampleRate })
    else {
      const to = (heard.endSample + 1) / sampleRate
      const { frequencyHz, levelDb } = heard
      weigh({
        from: to - heard.durationMs / 1000,
        to,
        frequencyHz,
        levelDb,
        isSure: heard.sure,
        isLevel: false,
        isFlat: lastTone !== null && lastTone.fallDb < 1.5,
        isSteady: lastTone !== null && lastTone.fallDb < 3 && standsAlone(lastTone) && isSteady(lastTone),
        isTempered: isTempered(frequencyHz, 5),
      })
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
        tonedAt,
      }
    },
  }
}
