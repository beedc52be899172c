import type { PlanAnswer } from '../../shared/contract/cadence-bridge.ts'
import { inItsWords } from '../../shared/call/in-its-words.ts'
import type { ReceivedEntry } from '../../shared/contract/rep-outcome.ts'
import type { CallId, NoteId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { nextFollowUpOf } from '../archive/follow-ups.ts'
import { addNote } from '../archive/notes.ts'
import { transact, transactEvenIfRefused, type Archive } from '../archive/open.ts'
import { plansOf, restorePlans } from '../archive/outcome-changes.ts'
import { forgetMeeting } from '../archive/promises.ts'
import {
  answeredCall, forgetReceivedOutcome, keepReceivedOutcome, saidOfReceived, type AnsweredCall, type ReceivedSaying,
} from '../archive/received-outcomes.ts' // prettier-ignore
import { applyEffects, understand } from './outcome-effects.ts'
import { planNext, type Sources } from './plan-next.ts'
import { hasMovedOn } from './undo-outcome.ts'

/**
 * What the rep says of a call that came in: of their contact it changes what the same outcome of a call that was made changes.
 * It replaces what was said of the call before, with everything that followed from that, in one transaction. While the call is
 * up it is kept, understood or not, and holds as soon as the call has ended (`settleReceived`).
 *
 * Fails with `not-found`, `time-not-understood`, `archive-*`; of a call that is over nothing is written then.
 */
export function recordReceivedOutcome(db: Archive, entry: ReceivedEntry, sources: Sources): Result<PlanAnswer> {
  return transactEvenIfRefused(db, () => {
    const call = answeredCall(db, entry.callId)
    if (!call) return failed('not-found')
    if (!call.isUp) return settle(db, call, entry, sources)
    keepReceivedOutcome(db, { contactId: call.contactId, entry, saidAt: sources.now, before: null })
    const understood = understand(db, { ...entry, gatekeeper: null }, call, sources.now)
    if (!understood.ok) return understood
    return ok({ outcome: null, next: nextFollowUpOf(db, call.contactId), stopped: null })
  })
}

/** What was said while the call was up holds from now on; for use inside the transaction that ends it. */
export function settleReceived(db: Archive, callId: CallId, sources: Sources): void {
  const said = saidOfReceived(db, callId)
  const call = answeredCall(db, callId)
  if (!said || !call) return
  const settled = settle(db, call, said.entry, sources)
  if (!settled.ok) settle(db, call, inItsWords(said.entry), sources)
}

/**
 * Takes back what was said of a call that came in: plans, enrolment, promises and the do-not-call list are as they were, unless
 * something has happened since, which stands. Fails with `nothing-to-undo`, `archive-*`.
 */
export function undoReceivedOutcome(db: Archive, callId: CallId, sources: Sources): Result<PlanAnswer> {
  return transact(db, () => {
    const said = saidOfReceived(db, callId)
    if (!said) return failed('nothing-to-undo')
    forgetReceivedOutcome(db, callId)
    const plan = takeBack(db, said, sources)
    return ok({ outcome: null, next: nextFollowUpOf(db, said.contactId), stopped: null, ...plan })
  })
}

/** Of a call that has ended. Refusals come before any writing. */
function settle(db: Archive, call: AnsweredCall, entry: ReceivedEntry, sources: Sources): Result<PlanAnswer> {
  const { contactId } = call
  const { outcome, note, callId } = entry
  const { now, newId } = sources
  const understood = understand(db, { ...entry, gatekeeper: null }, call, now)
  if (!understood.ok) return understood
  const was = saidOfReceived(db, callId)
  if (was) takeBack(db, was, sources)
  const before = plansOf(db, contactId)
  // Whoever called from a number that others are called on as well, or that is not known to be theirs, forbids only themselves.
  const own = call.kind === null ? { ...call, kind: 'main' as const } : call
  const effects = { ...understood.value, attempted: own, attemptId: null }
  const applied = applyEffects(db, { outcome, gatekeeper: null }, effects, sources)
  // What is refused was refused by `understand`: the rows that are missing here cannot be.
  if (!applied.ok) throw new Error(`an outcome was refused half-way: ${applied.trouble.code}`)
  if (note.trim()) addNote(db, contactId, { noteId: newId() as NoteId, attemptId: null, text: note, writtenAt: now })
  keepReceivedOutcome(db, { contactId, entry, saidAt: now, before })
  return ok({ outcome, ...planNext(db, contactId, { kind: 'changed' }, sources) })
}

/** Null: the plans are as they were; else something has happened since, and what is next was decided anew. */
function takeBack(db: Archive, { contactId, before, saidAt }: ReceivedSaying, sources: Sources) {
  if (!before) return null
  forgetMeeting(db, contactId, saidAt)
  const moved = hasMovedOn(before, plansOf(db, contactId))
  restorePlans(db, contactId, before, { at: sources.now, plans: !moved })
  return moved ? planNext(db, contactId, { kind: 'changed' }, sources) : null
}
