import type { Call } from '../../shared/contract/call.ts'
import type { CallMove } from '../../shared/call/call-move.ts'
import { callsOnDesk } from '../../shared/call/call-on-desk.ts'
import type { CallId, LineId } from '../../shared/ids.ts'
import type { QueuedDial } from '../../shared/contract/queued-dial.ts'
import { contactName } from '../archive/contacts.ts'
import { noteOneCall, carriesOneCall } from '../archive/lines.ts'
import { guard } from '../archive/open.ts'
import { isInUse } from '../line/line-taken.ts'
import type { CallRequest } from './check-call.ts'
import type { AppContext } from '../app-context.ts'

/*
 * Lines that carry one call at a time: while a message is being left on one, the next dial waits for it.
 *
 *   not known ──a call rang beside another one──────────────────────▶ several
 *       │ refused beside another one, before it rang: queued
 *       ▼
 *   suspected ──made alone: it rings, or fails in another way───────▶ one: queued at once from now on
 *       └───────made alone: refused in the same way: it was the number's own refusal ──▶ not known
 *
 * The practice line carries several. Saving a line forgets what was known of it.
 */
export interface DialQueue {
  waiting: (DialRequest & { readonly lineId: LineId; readonly refusedWith: number | null }) | null
  /** A dial that was refused beside another call, being made again alone. */
  proof: { readonly callId: CallId; readonly lineId: LineId; readonly refusedWith: number } | null
  /** What the last call was dialled with: made again, it hides what it hid before. */
  dialled: { readonly callId: CallId; readonly request: DialRequest } | null
}

export interface DialRequest extends CallRequest {
  /** Why the rep goes on against a warning. */
  readonly overrideReason?: string | undefined
  /** Keys that follow the answer; left out: those of the number. */
  readonly keys?: string | undefined
  /** The rep has been asked whether they mean an emergency number, or has typed it. */
  readonly sure?: boolean | undefined
}

export function openDialQueue(): DialQueue {
  return { waiting: null, proof: null, dialled: null }
}

/** How servers refuse a second call: busy (the line, not the number), forbidden, no more channels. */
const refusals = [403, 486, 503]

/** Made by itself when the line is free. Whoever waited before is not called. */
export function queueDial(
  app: Pick<AppContext, 'desk' | 'dialQueue'>,
  lineId: LineId,
  request: DialRequest,
  refusedWith: number | null = null,
): void {
  app.dialQueue.waiting = { ...request, lineId, refusedWith }
  app.desk.changed('queuedDial')
}

export function cancelQueuedDial({ desk, dialQueue }: Pick<AppContext, 'desk' | 'dialQueue'>): void {
  dialQueue.waiting = null
  desk.changed('queuedDial')
}

export function queuedDial({ archive, dialQueue }: Pick<AppContext, 'archive' | 'dialQueue'>): QueuedDial | null {
  const { waiting } = dialQueue
  return waiting && { contactId: waiting.contactId, name: contactName(archive, waiting.contactId).name }
}

/** What the exchange reports of a call, with what it means on a line that takes one call: told before it is recorded. */
export function asLineMeantIt(app: Pick<AppContext, 'archive' | 'calls'>, callId: CallId, move: CallMove): CallMove {
  const call = app.calls.byId(callId)
  if (!call || move.kind !== 'ended' || move.sipStatus === undefined) return move
  if (call.rangAt !== null || call.endedAt !== null || !refusals.includes(move.sipStatus)) return move
  const { calls, archive } = app
  const others = calls.all().filter((other) => other.callId !== callId)
  // Whoever is asked while somebody waits is not called by itself once that is over.
  if (callsOnDesk(others).length > 0) return move
  if (!isInUse(others, call.lineId) || carriesOneCall(archive, call.lineId) === false) return move
  const { name } = contactName(archive, call.contactId)
  return { ...move, trouble: { code: 'line-one-call', about: { name } } }
}

/** A call has moved: what it proves of its line, and whether it has to wait for another one. */
export function followLine(
  app: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'dialQueue'>,
  call: Call,
  move: CallMove,
): void {
  const { calls, dialQueue } = app
  const { callId, lineId } = call
  const { proof } = dialQueue
  if (move.kind === 'rang' || move.kind === 'answered') {
    const others = calls.all().filter((other) => other.callId !== callId)
    if (isInUse(others, lineId)) learn(app, lineId, false)
    else if (proof?.callId === callId) learn(app, lineId, true)
  }
  if (move.kind !== 'ended') return
  if (proof?.callId === callId) {
    // The same refusal without another call on the line was the number's own.
    if (call.sipStatus !== null && call.sipStatus !== proof.refusedWith) learn(app, lineId, true)
    dialQueue.proof = null
  }
  if (call.trouble?.code !== 'line-one-call') return
  const { dialled } = dialQueue
  if (dialled?.callId === callId) queueDial(app, lineId, dialled.request, call.sipStatus)
}

function learn(app: Pick<AppContext, 'archive' | 'dialQueue'>, lineId: LineId, oneCall: boolean): void {
  app.dialQueue.proof = null
  if (carriesOneCall(app.archive, lineId) === oneCall) return
  // Not written: it is learnt again with the next call.
  guard(() => noteOneCall(app.archive, lineId, oneCall))
}
