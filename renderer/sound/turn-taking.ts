import { voiceStepSeconds } from './voice-activity.ts'

/*
 * Is it a person who has answered? Told from how the talk goes, from the 200 on, never from what is said:
 *
 *   nobody ──talk──▶ speaking ──more than 2.5 s of it──▶ machine
 *     ▲                 │ │ 1.5 s of quiet after less
 *     └─ it was a tone ─┘ └─────────────────────────────▶ person
 *
 *   speaking, machine, person ──the rep spoke into their quiet, and they spoke again──▶ conversation, for good
 *
 *   speaking      pauses for breath, of up to 0.7 s, are part of it
 *   machine       nobody answers a phone with so long a sentence: the silence after it is a voicemail's
 *   person        "Hello?", "Hello, this is Luis": somebody waits for an answer. Or a very short greeting: its beep
 *                 starts the message all the same, its silence does not
 *   conversation  the far end was quiet for 0.6 s, in which the rep spoke for 0.4 s, and then spoke again for 0.2 s.
 *                 A rep who sighs "voicemail again" over a greeting has no conversation with it
 *
 * What it means for a drop: once somebody has answered (person, conversation) a message starts at a beep or at a press,
 * never by itself in a silence. A person whose first sentence is longer than 2.5 s is taken for a machine until they have
 * spoken with the rep; there is no telling them apart in time, and most who wait for an answer ask "Hello?" again within
 * the 2.15 s of quiet that a message waits for.
 */
export interface TurnTaking {
  who: 'nobody' | 'speaking' | 'machine' | 'person' | 'conversation'
  now: number
  spokeFrom: number
  spokeAt: number
  spokenSeconds: number
  /** Steps of it, and the sum of their levels and of the squares of those. */
  steps: number
  levels: number
  squares: number
  /** The far end's quiet, and for how long the rep spoke in it. */
  quiet: number
  answer: number
  /** Talk of the far end since its last pause, not counting what may be the rep's echo. */
  again: number
}

export type Turn = 'person' | 'conversation'

export interface Speaking {
  readonly farEnd: boolean
  readonly farEndDb: number
  readonly rep: boolean
}

/** The longest first sentence of somebody who answers a phone. */
const shortSeconds = 2.5
/** A machine pauses for less between its sentences, and the silence fallback waits for longer. */
const waitsSeconds = 1.5
/** A pause for breath: part of the sentence. */
const breathSeconds = 0.7
/** Clicks and crackles are shorter. */
const noticedSeconds = 0.2
const letSpeakSeconds = 0.6
const answerSeconds = 0.4
const pauseSeconds = 0.3
/** Standard deviation of the level. */
const steadyDb = 3

/** From the moment the call is answered. */
export function createTurnTaking(): TurnTaking {
  return {
    who: 'nobody',
    now: 0,
    spokeFrom: 0,
    spokeAt: 0,
    spokenSeconds: 0,
    steps: 0,
    levels: 0,
    squares: 0,
    quiet: 0,
    answer: 0,
    again: 0,
  }
}

/** The next 20 ms of the call: who talks? Answers what it turns out to be, once for each. */
export function followTurnTaking(turns: TurnTaking, speaking: Speaking): Turn | undefined {
  turns.now += voiceStepSeconds
  if (turns.who === 'conversation') return undefined
  if (isAnswered(turns, speaking)) {
    turns.who = 'conversation'
    return 'conversation'
  }
  if (turns.who === 'person' || turns.who === 'machine') return undefined
  if (speaking.farEnd) return speak(turns, speaking.farEndDb)
  if (turns.who === 'nobody' || turns.now - turns.spokeAt < waitsSeconds) return undefined
  if (turns.spokenSeconds < noticedSeconds || isSteady(turns)) {
    forgetSentence(turns)
    return undefined
  }
  turns.who = 'person'
  return 'person'
}

/** What was taken for talk between these moments (seconds since the answer) was a tone: ringing, a beep, a chime. */
export function wasTone(turns: TurnTaking, from: number, to: number): void {
  if (turns.who !== 'speaking') return
  turns.spokenSeconds -= Math.max(0, Math.min(to, turns.spokeAt) - Math.max(from, turns.spokeFrom))
  if (turns.spokenSeconds < noticedSeconds) forgetSentence(turns)
}

function speak(turns: TurnTaking, levelDb: number): undefined {
  if (turns.who === 'nobody') {
    turns.who = 'speaking'
    turns.spokeFrom = turns.now
    turns.spokenSeconds = 0
    turns.spokeAt = turns.now
  }
  const pause = turns.now - turns.spokeAt
  turns.spokenSeconds += pause <= breathSeconds ? pause : voiceStepSeconds
  turns.spokeAt = turns.now
  turns.steps++
  turns.levels += levelDb
  turns.squares += levelDb * levelDb
  if (turns.spokenSeconds <= shortSeconds) return
  if (isSteady(turns)) forgetSentence(turns)
  else turns.who = 'machine'
}

/** Syllables rise and fall by 5 dB and more; ringing tones, of which the beats of two are the least steady, do not. */
function isSteady({ steps, levels, squares }: TurnTaking): boolean {
  const mean = levels / steps
  return squares / steps - mean * mean < steadyDb * steadyDb
}

function forgetSentence(turns: TurnTaking): void {
  turns.who = 'nobody'
  turns.spokenSeconds = turns.quiet = turns.answer = 0
  turns.steps = turns.levels = turns.squares = 0
}

function isAnswered(turns: TurnTaking, { farEnd, rep }: Speaking): boolean {
  if (turns.who === 'nobody') return false
  if (!farEnd) {
    turns.quiet += voiceStepSeconds
    if (rep) turns.answer += voiceStepSeconds
    if (turns.quiet >= pauseSeconds) turns.again = 0
    return false
  }
  // The rep's own voice may come back from the far end.
  if (rep) return false
  turns.again += voiceStepSeconds
  if (turns.again < noticedSeconds) return false
  const answered = turns.quiet >= letSpeakSeconds && turns.answer >= answerSeconds
  turns.quiet = turns.answer = 0
  return answered
}
