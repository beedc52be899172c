import type { Stretch } from './talk-history.ts'

/** A tone that may be a mailbox's, with what had been heard before it. Seconds since the answer. */
export interface BeepInItsPlace {
  readonly from: number
  readonly to: number
  readonly frequencyHz: number
  readonly levelDb: number
  /** A beep for sure by its own sound, and none of a network's or a tune's. */
  readonly isSure: boolean
  /** As loud at its end as at its beginning: no instrument's note. */
  readonly isLevel: boolean
  /** One pitch, and out of quiet and into quiet at once, whatever else was heard. */
  readonly isSteady: boolean
  /** When music was last heard before it. */
  readonly musicAt: number | null
  /** What was said before it and since any music, with pauses of up to 2.2 s in it, oldest first. */
  readonly said: readonly Stretch[]
  /** The same, music or not: a voice of one pitch passes for music. */
  readonly saidInAll: readonly Stretch[]
  /** Ringing or busy has been heard, and nothing was said since. */
  readonly isAmongRings: boolean
  /** The pitch of ringing, busy or a recorder's warning: it may be a piece of one, to the hertz. */
  readonly isNetworkPitch: boolean
  /** It may be the first burst of ringing, or of one that rings twice in a row. */
  readonly mayRing: boolean
  readonly mayRingTwice: boolean
  /** A fax or a modem. */
  readonly isFax: boolean
  /** Far softer than the voice before it, as what is in a room. */
  readonly isSoft: boolean
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
 *  nothing                                               any                perhaps
 *  0.2 s ("Tom.")                                        up to 0.8 s        mailbox, where it is surely a machine's tone
 *  up to 2.2 s, at once                                  up to 1.25 s       mailbox   ("Hey, leave it.")
 *  up to 5 s · up to 8 s · more, without a long pause    1.7 · 2 · 2.6 s    mailbox
 *  5 s and more with pauses, 1.8 s of it since the last  as above           mailbox   (a machine that takes a breath)
 *  less than two seconds, and there was music            any                perhaps, or nothing
 *  less than 3.2, before a pitch of the network's        any                perhaps   ("I will put you through.")
 *  less than four, before what may be a tune's note      any                perhaps
 *  anything else                                         any                perhaps
 *
 *  A person who was heard and then waits is quiet for longer, and says less when they ask again. A tone that may be the
 *  first of ringing, one among rings, one note of several, and anything after a conversation is no proof of a mailbox.
 */
export function meaningOf(beep: BeepInItsPlace): BeepMeaning {
  const { musicAt, isSure, isLevel, isKnown } = beep
  const isMachines = isSure || isLevel
  if (beep.isAmongRings) return 'nothing'
  if (beep.notes > (isMachines ? 1 : 0)) return 'nothing'
  if (beep.isConversation || beep.mayRing || beep.isSoft || beep.isFax) return 'perhaps'
  if (isKnown) return 'mailbox'
  if (isAnnounced(beep, beep.said)) return 'mailbox'
  if (musicAt === null) return isMachines || beep.said.length > 0 ? 'perhaps' : 'nothing'
  if (isLevel && isAnnounced(beep, beep.saidInAll)) return 'mailbox'
  return beep.said.length > 0 ? 'perhaps' : 'nothing'
}

/** Enough has been said, and not too long ago. */
function isAnnounced(beep: BeepInItsPlace, said: readonly Stretch[]): boolean {
  const last = said.at(-1)
  if (!last) return false
  const total = said.reduce((sum, { seconds }) => sum + seconds, 0)
  if (beep.from - last.to > longestGap(total) || total < leastSaid(beep)) return false
  return said.length === 1 || (total >= 5 && last.seconds >= 1.8)
}

function longestGap(total: number): number {
  if (total < 0.45) return 1
  if (total < 2.2) return 1.4
  return total < 5 ? 1.7 : total < 8 ? 2 : 2.6
}

function leastSaid(beep: BeepInItsPlace): number {
  const { musicAt, isNetworkPitch, mayRingTwice, isTempered, isSure, isLevel, isSteady } = beep
  if (isNetworkPitch || mayRingTwice) return 3.2
  if (isSure || isLevel) return musicAt !== null ? 2 : 0.2
  if (musicAt !== null) return isTempered ? Infinity : 3
  if (isTempered) return 4
  return isSteady ? 0.45 : 2
}
