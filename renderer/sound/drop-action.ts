import type { ArmedBy, Doubt, StartReason } from '../../shared/contract/call.ts'
import type { FarEndSoFar } from './far-end-ear.ts'

/** How far a drop is. All in seconds since the answer. */
export interface DropSoFar {
  /** The rep heard the greeting and pressed; or pressed before anything could be told. */
  readonly armedBy: ArmedBy
  /** The rep is not in the call. */
  readonly isFree: boolean
  readonly phase: 'armed' | 'playing' | 'asking'
  readonly armedAt: number
  readonly startedAt: number | null
  readonly startReason: StartReason | null
  /** The end of the beep that it was started for. */
  readonly startedFor: number | null
}

export type DropAction =
  | { readonly kind: 'start'; readonly reason: StartReason; readonly beepAt: number | null }
  /** The rep is asked; what is playing stops. `since`: when what made the doubt began. */
  | { readonly kind: 'ask'; readonly doubt: Doubt; readonly since: number }
  /** A machine is certain: the rep is free. */
  | { readonly kind: 'take-over' }
  /** A person has answered: the rep talks to them. */
  | { readonly kind: 'off' }

/** A beep that has just ended starts the message, even if the room behind it is noisy. */
const freshSeconds = 1.5
const togetherSeconds = 0.3
/** Longer than most pauses of a greeting. */
const silenceSeconds = 2.6
/** One who has said no more than this has not greeted anybody as a machine does. */
const helloSeconds = 1.3
const doubtSeconds = 4
const nothingSeconds = 8
const musicSeconds = 6
const tonedSeconds = 1
/** Where a tone and where talk begin is measured by different clocks. */
const slackSeconds = 0.2
const spokenSeconds = 0.4

/**
 * What is to be done about a drop now; asked with everything that is heard.
 *
 *  armed, by ear      a beep of a mailbox, or perhaps of one, has ended      start, unless they talk with the rep
 *                     2.6 s of quiet after a greeting                        start
 *                     the same after a "Hello?" or a conversation            ask
 *                     ringing, a screener, a menu, lasting music             ask
 *                     nothing at all for 8 s                                 ask
 *  armed, ahead       a beep of a mailbox                                    start
 *                     their mailbox is known                                 take over, then as by ear
 *                     a person, for 4 s, or a conversation                   off
 *                     anything else                                          nothing: the rep is there; where the
 *                                                                            line has freed them, ask
 *  playing            another beep has ended since                           start over
 *                     somebody speaks, or it rings                           ask
 *  asking             a beep of a mailbox has ended, and no screener asks    start
 */
export function dropActionFor(drop: DropSoFar, heard: FarEndSoFar): DropAction | null {
  if (drop.phase === 'playing') return whilePlaying(drop, heard)
  if (drop.phase === 'asking') return whileAsking(drop, heard)
  if (drop.armedBy === 'ear') return byEar(drop, heard)
  return ahead(drop, heard)
}

/** A screener beeps too, before it records who calls: what it hears then is heard by the person. */
function whileAsking(drop: DropSoFar, heard: FarEndSoFar): DropAction | null {
  if (heard.isConversation || heard.answer.who === 'screener') return null
  return atBeep(drop, heard, heard.mailboxBeepAt)
}

function atBeep(drop: DropSoFar, { now }: FarEndSoFar, beepAt: number | null): DropAction | null {
  if (beepAt === null || now - beepAt > freshSeconds || beepAt <= (drop.startedFor ?? -1) + 0.06) return null
  return { kind: 'start', reason: 'beep', beepAt }
}

function ahead(drop: DropSoFar, heard: FarEndSoFar): DropAction | null {
  const { answer, now, isConversation, talkEndedAt, tonedAt } = heard
  if (isConversation) return drop.isFree ? { kind: 'ask', doubt: 'person', since: now } : { kind: 'off' }
  if (answer.why === 'known-mailbox') return { kind: 'take-over' }
  const start = atBeep(drop, heard, heard.mailboxBeepAt)
  if (start) return start
  if (drop.isFree) return doubtOf(drop, heard)
  // What goes on may be a long beep after a short greeting.
  const isToned = tonedAt !== null && now - tonedAt < tonedSeconds
  if (answer.who === 'person' && !isToned && now - (talkEndedAt ?? now) >= doubtSeconds) return { kind: 'off' }
  return null
}

/** The line frees the rep at once, and nobody can tell who answered: nothing is played in silence. */
function doubtOf(
  { armedAt }: DropSoFar,
  { answer, now, quietSince, talkEndedAt, talked }: FarEndSoFar,
): DropAction | null {
  const since = Math.max(armedAt, quietSince ?? talkEndedAt ?? 0)
  if (answer.who === 'screener' || answer.who === 'menu') return { kind: 'ask', doubt: answer.who, since: now }
  if (answer.who === 'music') return now - since >= musicSeconds ? { kind: 'ask', doubt: 'music', since } : null
  if (answer.who === 'ringing') return null
  if (now - since < (talked > 0 ? doubtSeconds : nothingSeconds)) return null
  if (quietSince === null && talked > 0) return null
  return { kind: 'ask', doubt: talked > 0 ? 'person' : 'nothing', since }
}

function byEar(drop: DropSoFar, heard: FarEndSoFar): DropAction | null {
  const { answer, now, quietSince, talkEndedAt, talked, mailboxBeepAt, perhapsBeepAt, rangAt, isConversation } = heard
  if (answer.who === 'screener') return { kind: 'ask', doubt: 'screener', since: now }
  if (answer.who === 'menu') return { kind: 'ask', doubt: 'menu', since: now }
  // Who presses after they have talked with somebody has heard what came since.
  const perhapsAt = perhapsBeepAt !== null && (!isConversation || perhapsBeepAt > drop.armedAt) ? perhapsBeepAt : -1
  const beepAt = Math.max(mailboxBeepAt ?? -1, perhapsAt)
  const start = atBeep(drop, heard, beepAt >= 0 ? beepAt : null)
  if (start) return start
  if (answer.who === 'ringing' && rangAt !== null) return { kind: 'ask', doubt: 'ringing', since: rangAt }
  const waited = Math.max(drop.armedAt, quietSince ?? now)
  if (quietSince === null) {
    const isNothing = talkEndedAt === null && now - drop.armedAt >= nothingSeconds
    if (isNothing) return { kind: 'ask', doubt: 'nothing', since: drop.armedAt }
    const isMusic = answer.who === 'music' && now - Math.max(drop.armedAt, talkEndedAt ?? 0) >= musicSeconds
    return isMusic ? { kind: 'ask', doubt: 'music', since: Math.max(drop.armedAt, talkEndedAt ?? 0) } : null
  }
  if (isConversation) return now - waited >= doubtSeconds ? { kind: 'ask', doubt: 'person', since: waited } : null
  // A machine that has beeped records silence: every second counts.
  if (beepAt >= 0 && quietSince <= beepAt + togetherSeconds) return { kind: 'start', reason: 'silence', beepAt }
  if (now - quietSince < silenceSeconds) return null
  if (talked >= helloSeconds) return { kind: 'start', reason: 'silence', beepAt: null }
  if (now - waited < doubtSeconds) return null
  return { kind: 'ask', doubt: talked > 0 ? 'person' : 'nothing', since: waited }
}

function whilePlaying(drop: DropSoFar, heard: FarEndSoFar): DropAction | null {
  const { mailboxBeepAt, perhapsBeepAt, lastSaid, rangAt, now } = heard
  const beepAt = Math.max(mailboxBeepAt ?? -1, perhapsBeepAt ?? -1)
  const again = atBeep(drop, heard, beepAt >= 0 ? beepAt : null)
  // What had ended before it was started is what it was started for.
  if (again && beepAt > drop.startedAt! - togetherSeconds) return again
  if (rangAt !== null && rangAt > drop.startedAt!) return { kind: 'ask', doubt: 'ringing', since: rangAt }
  if (!lastSaid || now - lastSaid.to > 1) return null
  const from = Math.max(lastSaid.from, drop.startedAt! + slackSeconds)
  const spoken = lastSaid.from >= drop.startedAt! + slackSeconds ? lastSaid.seconds : lastSaid.to - from
  return spoken >= spokenSeconds ? { kind: 'ask', doubt: 'speech', since: from } : null
}
