import type { BeepMeaning } from './mailbox-beep.ts'
import type { Cadence } from './ring-bursts.ts'
import type { Stretch } from './talk-history.ts'

type Answerer = 'nobody-yet' | 'person' | 'machine' | 'ringing' | 'menu' | 'screener' | 'music'

/** By what it is known. */
type Evidence =
  | 'nothing' // nothing that could be told apart has been heard
  | 'undecided' // somebody or something speaks
  | 'short-and-waits'
  | 'conversation'
  | 'beep'
  | 'long-announcement'
  | 'known-mailbox'
  | 'known-screener'
  | 'cadence'
  | 'announcement-again'
  | 'notes'

export interface Answer {
  readonly who: Answerer
  readonly why: Evidence
}

export interface HeardOfThem {
  /** Seconds since the answer, as everything here. */
  readonly now: number
  /** Talk, in stretches with pauses of up to 2.2 s. */
  readonly said: readonly Stretch[]
  readonly isConversation: boolean
  readonly beep: { readonly to: number; readonly meaning: BeepMeaning } | null
  readonly cadence: Cadence | undefined
  readonly rangAt: number | null
  /** Notes of a tune. */
  readonly notes: readonly { readonly to: number }[]
  /** When music was last heard. */
  readonly musicAt: number | null
  /** What the turns of the talk say: see turn-taking.ts. */
  readonly turns: string
}

/** Longer without a pause than anybody who answers a phone speaks, receptionists included. */
const longAnnouncementSeconds = 14
const waitsSeconds = 1.5
const shortSeconds = 2.5
const ringPauseSeconds = 6.5

/*
 * Who is at the far end, by what has been heard since the answer. The first line that holds:
 *
 *   a known announcement was heard                               machine (their mailbox) or screener
 *   the rep spoke into their quiet, and they spoke again         person, for good
 *   a beep that stands for a mailbox, nothing said since         machine
 *   two bursts of one cadence of E.180's list, nothing said since ringing
 *   held pitches in a quarter of what sounded lately, or four
 *     notes within ten seconds, and nothing said since           music
 *   talk of 14 s and more without a pause of 2.2 s               machine
 *   no more than 2.5 s of talk since the last long pause,
 *     and then quiet for 1.5 s                                   person: they wait for somebody to speak
 *   anything else                                                nobody knows yet
 *
 * A menu is known once its announcement begins again (menu-ear), which is late: before that it is a long announcement, in
 * whose silence nothing is played either, unless the rep has heard that it is a voicemail's.
 */
export function whoAnswered(heard: HeardOfThem): Answer {
  const { now, said, isConversation, beep, cadence, rangAt, notes, musicAt, turns } = heard
  const last = said.at(-1)
  const spokeAt = last?.to ?? 0
  if (isConversation) return { who: 'person', why: 'conversation' }
  if (beep?.meaning === 'mailbox' && spokeAt < beep.to + 0.3) return { who: 'machine', why: 'beep' }
  if (cadence && rangAt !== null && spokeAt < rangAt + 0.3 && now - rangAt < ringPauseSeconds)
    return { who: 'ringing', why: 'cadence' }
  if (musicAt !== null && now - musicAt < 4 && spokeAt <= musicAt) return { who: 'music', why: 'notes' }
  if (notes.length >= 4 && now - notes.at(-1)!.to < 4 && now - notes.at(-4)!.to < 10)
    return { who: 'music', why: 'notes' }
  if (!last) return { who: 'nobody-yet', why: 'nothing' }
  if (last.seconds >= longAnnouncementSeconds) return { who: 'machine', why: 'long-announcement' }
  const isWaiting = now - last.to >= waitsSeconds
  if ((last.seconds <= shortSeconds && isWaiting) || turns === 'person')
    return { who: 'person', why: 'short-and-waits' }
  return { who: 'nobody-yet', why: 'undecided' }
}
