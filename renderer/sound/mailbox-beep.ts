import type { Stretch } from './talk-history.ts'

/** A tone that may be a mailbox's, with what had been heard before it. Seconds since the answer. */
export interface BeepInItsPlace {
  readonly from: number
  readonly to: number
  readonly frequencyHz: number
  readonly levelDb: number
  /** A beep for sure by its own sound, and none of a network's or a tune's. */
  readonly isSure: boolean
  /** When music was last heard before it. */
  readonly musicAt: number | null
  /** What was said before it and since any music, with pauses of up to 2.2 s in it, oldest first. */
  readonly said: readonly Stretch[]
  /** Ringing or busy has been heard, and nothing was said since. */
  readonly isAmongRings: boolean
  /** It may be the first burst of ringing, or of one that rings twice in a row. */
  readonly mayRing: boolean
  readonly mayRingTwice: boolean
  /** On the tempered scale, and so perhaps a tune's first note. */
  readonly isTempered: boolean
  /** Other notes since anything was said: how many. */
  readonly notes: number
  /** The rep has talked with somebody, who answered. */
  readonly isConversation: boolean
  /** Their mailbox is known. */
  readonly isKnown: boolean
}

/**
 * `mailbox`: a machine has spoken and now records. `perhaps`: where a rep has heard a greeting it is one; where they have
 * not, it may as well be a beep in a person's room. `nothing`: a ring, a tune's note.
 */
export type BeepMeaning = 'mailbox' | 'perhaps' | 'nothing'

/*
 *  what was said before it                              quiet between      means
 *  nothing, or less than 0.45 s ("Hello?")               any                perhaps
 *  up to 2.2 s, at once                                 up to 1.3 s        mailbox   ("Hey, leave it.")
 *  up to 4 s · up to 8 s · more, without a long pause   1.8 · 2.2 · 2.8 s  mailbox
 *  5 s and more with pauses, 1.8 s of it since the last as above           mailbox   (a machine that takes a breath)
 *  less than two seconds since there was music          any                perhaps, or nothing
 *  less than four, before what may be a tune's or a ring  any              perhaps
 *  anything else                                        any                perhaps
 *
 *  A person who was heard and then waits is quiet for longer, and says less when they ask again. A tone that may be the
 *  first of ringing, one among rings, one note of several, and anything after a conversation is no proof of a mailbox.
 */
export function meaningOf(beep: BeepInItsPlace): BeepMeaning {
  const { said, musicAt, isSure, isKnown } = beep
  if (beep.isAmongRings) return 'nothing'
  if (beep.notes > (isSure ? 2 : 0)) return 'nothing'
  if (beep.isConversation || beep.mayRing) return 'perhaps'
  if (isKnown) return 'mailbox'
  const last = said.at(-1)
  if (!last) return isSure && musicAt === null ? 'perhaps' : 'nothing'
  const total = said.reduce((sum, { seconds }) => sum + seconds, 0)
  const gap = beep.from - last.to
  const limit = total < 2.2 ? 1.3 : total < 4 ? 1.8 : total < 8 ? 2.2 : 2.8
  const least = musicAt !== null ? 2 : beep.mayRingTwice || (beep.isTempered && !isSure) ? 4 : 0.45
  if (gap > limit || total < least) return 'perhaps'
  if (said.length === 1) return 'mailbox'
  return total >= 5 && last.seconds >= 1.8 ? 'mailbox' : 'perhaps'
}
