import type { Answer, ArmedBy, Beep, Call, Doubt, Drop, Ender, Phase, StartReason, Transfer } from '../contract/call.ts'
import type { Identity } from './caller.ts'
import type { CallId, RecordingId } from '../ids.ts'
import { never } from '../result.ts'
import { isBeingLeft } from './call-on-desk.ts'
import type { Trouble } from '../contract/trouble.ts'

/** What may happen to a call next, as it is drawn in call.ts. */
export type CallMove =
  | { readonly kind: 'rang'; readonly at: number }
  | { readonly kind: 'answered'; readonly at: number }
  /** Some of the keys that follow the answer went out; these are left. */
  | { readonly kind: 'keysSent'; readonly left: string }
  | { readonly kind: 'muted'; readonly muted: boolean }
  | { readonly kind: 'holdAsked'; readonly holding: boolean }
  | { readonly kind: 'held'; readonly held: boolean; readonly at: number }
  /** null: it came to nothing, and the call goes on. */
  | { readonly kind: 'transferAsked'; readonly to: string | null }
  | { readonly kind: 'transferMoved'; readonly progress: Transfer['progress'] }
  /** Somebody else is in the far end's place now (RFC 3891), as they call themselves. */
  | { readonly kind: 'replaced'; readonly by: Identity }
  | { readonly kind: 'merged'; readonly withCall: CallId | null }
  | { readonly kind: 'beeped'; readonly beep: Beep }
  | { readonly kind: 'greetingEnded'; readonly at: number }
  | { readonly kind: 'personAnswered'; readonly at: number; readonly conversation: boolean }
  | { readonly kind: 'screenerAsked'; readonly at: number; readonly announcementId: CallId }
  | { readonly kind: 'screenerOver' }
  | {
      readonly kind: 'armed'
      readonly at: number
      readonly recording: { id: RecordingId; name: string; durationMs: number }
      readonly by: ArmedBy
      /** The rep is free at once. */
      readonly isFree: boolean
    }
  | { readonly kind: 'speechHeard'; readonly at: number }
  | { readonly kind: 'answerJudged'; readonly answer: Answer }
  /** What answered is a machine for certain: the rep is free. */
  | { readonly kind: 'takenOver'; readonly at: number }
  /** A person answered a drop that was armed ahead. */
  | { readonly kind: 'dropOff'; readonly at: number }
  | { readonly kind: 'handedBack'; readonly at: number; readonly doubt: Doubt }
  | { readonly kind: 'started'; readonly at: number; readonly reason: StartReason }
  | { readonly kind: 'played'; readonly playedMs: number; readonly whole: boolean }
  | { readonly kind: 'takenBack' }
  | {
      readonly kind: 'ended'
      readonly at: number
      readonly by: Ender
      readonly sipStatus?: number
      readonly sipReason?: string
      readonly trouble?: Trouble
      /** A call that rang here, and was sent on to this number instead of being answered. */
      readonly forwardedTo?: string
    }

/** The phases in which a move is allowed; anywhere else it is refused and changes nothing. */
const allowedIn: Record<CallMove['kind'], readonly Phase[]> = {
  rang: ['dialling', 'ringing'],
  answered: ['incoming', 'dialling', 'ringing'],
  keysSent: ['talking', 'waiting', 'playing', 'draining'],
  muted: ['dialling', 'ringing', 'talking'],
  holdAsked: ['talking'],
  held: ['talking', 'waiting', 'playing', 'draining'],
  transferAsked: ['talking'],
  transferMoved: ['talking'],
  replaced: ['dialling', 'ringing', 'talking', 'waiting', 'playing', 'draining'],
  merged: ['talking'],
  beeped: ['talking', 'waiting', 'playing', 'draining'],
  greetingEnded: ['talking', 'waiting'],
  personAnswered: ['talking', 'waiting', 'playing', 'draining'],
  screenerAsked: ['talking', 'waiting'],
  screenerOver: ['talking', 'waiting'],
  armed: ['dialling', 'ringing', 'talking'],
  speechHeard: ['talking', 'waiting', 'playing', 'draining'],
  answerJudged: ['talking', 'waiting', 'playing', 'draining'],
  takenOver: ['talking'],
  dropOff: ['talking'],
  handedBack: ['waiting', 'playing'],
  started: ['talking', 'waiting'],
  played: ['playing'],
  takenBack: ['dialling', 'ringing', 'talking', 'waiting', 'playing'],
  ended: ['incoming', 'dialling', 'ringing', 'talking', 'waiting', 'playing', 'draining'],
}

/** The call after the move, or null when the move is not possible now. */
export function moveCall<C extends Call>(call: C, move: CallMove): C | null {
  if (!allowedIn[move.kind].includes(call.phase)) return null
  switch (move.kind) {
    case 'rang':
      return { ...call, phase: 'ringing', rangAt: call.rangAt ?? move.at }
    case 'answered':
      return { ...call, phase: isBeingLeft(call) ? 'waiting' : 'talking', answeredAt: move.at }
    case 'keysSent':
      return { ...call, keys: move.left }
    case 'muted':
      return { ...call, muted: move.muted }
    case 'holdAsked':
      // A message that starts by itself needs somebody who hears it.
      if (call.drop) return null
      return { ...call, holding: move.holding }
    case 'held':
      return { ...call, held: move.held, heldAt: move.held ? move.at : null }
    case 'transferAsked':
      if (move.to !== null && (call.transfer || call.drop)) return null
      return { ...call, transfer: move.to === null ? null : { to: move.to, progress: 'asked' } }
    case 'transferMoved':
      return call.transfer && { ...call, transfer: { ...call.transfer, progress: move.progress } }
    case 'replaced':
      return { ...call, onLineNow: { number: move.by.number, name: move.by.name } }
    case 'merged':
      // Whoever waits, or is being sent on, is in no conference.
      if (move.withCall !== null && (call.holding || call.held || call.transfer || call.drop)) return null
      return { ...call, mergedWith: move.withCall }
    case 'beeped':
      return { ...call, beep: move.beep }
    case 'greetingEnded':
      return { ...call, greetingEndedAt: move.at }
    case 'personAnswered':
      return {
        ...call,
        personAnsweredAt: call.personAnsweredAt ?? move.at,
        conversationAt: move.conversation ? move.at : call.conversationAt,
      }
    case 'screenerAsked':
      if (call.screener) return null
      return { ...call, screener: { askedAt: move.at, announcementId: move.announcementId } }
    case 'screenerOver':
      return call.screener && { ...call, screener: null }
    case 'armed': {
      // Whoever waits hears the music of their own server.
      if (call.drop || call.held || call.holding || call.transfer || call.mergedWith || call.direction === 'in')
        return null
      const { id, name, durationMs } = move.recording
      const drop: Drop = {
        recordingId: id,
        recordingName: name,
        durationMs,
        pressedAt: move.at,
        freedAt: move.isFree ? move.at : null,
        handBack: null,
        startedAt: null,
        startReason: null,
        playedMs: 0,
        whole: false,
      }
      return {
        ...call,
        drop,
        armedBy: move.by,
        dropOffAt: null,
        phase: call.phase === 'talking' && move.isFree ? 'waiting' : call.phase,
      }
    }
    case 'speechHeard':
      return { ...call, speechHeardAt: call.speechHeardAt ?? move.at }
    case 'answerJudged':
      return { ...call, answer: move.answer }
    case 'takenOver':
      return call.drop && { ...call, phase: 'waiting', drop: { ...call.drop, freedAt: move.at } }
    case 'dropOff':
      return call.drop && { ...call, drop: null, dropOffAt: move.at }
    case 'handedBack':
      return (
        call.drop && {
          ...call,
          phase: 'waiting',
          drop: { ...playedUntil(call.drop, move.at)!, handBack: { askedAt: move.at, doubt: move.doubt } },
        }
      )
    case 'started':
      return (
        call.drop && {
          ...call,
          phase: 'playing',
          drop: {
            ...call.drop,
            freedAt: call.drop.freedAt ?? move.at,
            handBack: null,
            startedAt: move.at,
            startReason: move.reason,
            playedMs: 0,
          },
        }
      )
    case 'played':
      return (
        call.drop && {
          ...call,
          phase: move.whole ? 'draining' : 'playing',
          drop: { ...call.drop, playedMs: move.playedMs, whole: move.whole },
        }
      )
    case 'takenBack':
      if (!call.drop) return null
      return { ...call, drop: null, phase: call.answeredAt === null ? call.phase : 'talking' }
    case 'ended':
      return {
        ...call,
        drop: call.phase === 'playing' ? playedUntil(call.drop, move.at) : call.drop,
        phase: 'ended',
        endedAt: move.at,
        endedBy: move.by,
        sipStatus: move.sipStatus ?? null,
        sipReason: move.sipReason ?? null,
        trouble: move.trouble ?? null,
        received: call.received && { ...call.received, forwardedTo: move.forwardedTo ?? null },
      }
    default:
      return never(move)
  }
}

/** The sound room says four times a second how far the message is; it ended up to that much later. */
function playedUntil(drop: Drop | null, endedAt: number): Drop | null {
  if (drop?.startedAt == null) return drop
  const most = Math.min(drop.playedMs + 250, drop.durationMs)
  return { ...drop, playedMs: Math.max(drop.playedMs, Math.min(most, endedAt - drop.startedAt)) }
}
