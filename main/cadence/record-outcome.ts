import type { PlanAnswer } from '../../shared/contract/cadence-bridge.ts'
import type { NoteId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { inItsWords } from '../../shared/call/in-its-words.ts'
import type { OutcomeEntry } from '../../shared/contract/rep-outcome.ts'
import { attemptById } from '../archive/attempts.ts'
import { nextFollowUpOf } from '../archive/follow-ups.ts'
import { addNote } from '../archive/notes.ts'
import { transactEvenIfRefused, type Archive } from '../archive/open.ts'
import { lastOutcomeChange, noteOutcomeChange, plansOf } from '../archive/outcome-changes.ts'
import { attemptedNumber, correctOutcome, keepPendingOutcome } from '../archive/outcomes.ts'
import { planNext, type Sources } from './plan-next.ts'
import { applyEffects, revertEffects, understand } from './outcome-effects.ts'

/**
 * What the rep says of a call replaces what was known of it, with everything that followed from that, in one
 * transaction. While the call is up it is kept beside the attempt, understood or not, and holds as soon as the call has
 * ended (`settleOutcome`): what is refused then is only the time or the number in it, so that the rest stays written.
 *
 * Fails with `not-found`, `time-not-understood`, `number-unusable`, `archive-*`; of a call that is over nothing is written then.
 */
export function recordOutcome(db: Archive, entry: OutcomeEntry, sources: Sources): Result<PlanAnswer> {
  return transactEvenIfRefused(db, () => {
    const attempt = attemptById(db, entry.attemptId)
    const attempted = attemptedNumber(db, entry.attemptId)
    if (!attempt || !attempted) return failed('not-found')
    if (attempt.outcome !== null) return recordEnded(db, entry, sources)
    keepPendingOutcome(db, entry.attemptId, entry)
    const understood = understand(db, entry, attempted, sources.now)
    if (!understood.ok) return understood
    return ok({ outcome: null, next: nextFollowUpOf(db, attempted.contactId), stopped: null })
  })
}

/**
 * What was said while the call was up holds from now on, inside the transaction that ends its attempt. A time that is not
 * understood, or is past by now, and a number that is none do not take the outcome with them: their words become notes.
 */
export function settleOutcome(db: Archive, entry: OutcomeEntry, sources: Sources): Result<PlanAnswer> {
  const recorded = recordEnded(db, entry, sources)
  return recorded.ok ? recorded : recordEnded(db, inItsWords(entry), sources)
}

/** `recordOutcome` of an attempt that has ended, inside the transaction of another verb. Refusals come before any writing. */
function recordEnded(db: Archive, entry: OutcomeEntry, sources: Sources): Result<PlanAnswer> {
  const { attemptId, outcome, note } = entry
  const { now, newId } = sources
  const was = attemptById(db, attemptId)?.outcome
  const attempted = attemptedNumber(db, attemptId)
  if (!was || !attempted) return failed('not-found')
  const understood = understand(db, entry, attempted, now)
  if (!understood.ok) return understood
  const { contactId } = attempted

  const before = plansOf(db, contactId)
  if (!correctOutcome(db, attemptId, outcome)) return failed('not-found')
  revertEffects(db, contactId, attemptId, { last: lastOutcomeChange(db, attemptId), now })
  const applied = applyEffects(db, entry, { ...understood.value, attempted, attemptId }, sources)
  // What is refused was refused by `understand`: the rows that are missing here cannot be.
  if (!applied.ok) throw new Error(`an outcome was refused half-way: ${applied.trouble.code}`)
  if (note.trim()) addNote(db, contactId, { noteId: newId() as NoteId, attemptId, text: note, writtenAt: now })
  noteOutcomeChange(db, { changeId: newId(), attemptId, at: now, was, became: outcome, before })
  const plan = planNext(db, contactId, { kind: 'attempt', attemptId, outcome, anew: true }, sources)
  return ok({ outcome, ...plan })
}
