import type { Outcome } from '../../shared/call/attempt.ts'
import {
  nextFollowUp,
  nextOutsideCadence,
  type AskedCall,
  type Next,
  type PromiseDue,
} from '../../shared/cadence/cadence.ts'
import type { Beginning } from '../../shared/cadence/planning.ts'
import type { FollowUp } from '../../shared/cadence/follow-up.ts'
import type { AttemptId, ContactId, EnrolmentId, FollowUpId, PromiseId } from '../../shared/ids.ts'
import { isReached } from '../../shared/call/outcome.ts'
import { answerAskedCalls, openAskedCall } from '../archive/asked-calls.ts'
import { markBegun } from '../archive/cadence-counts.ts'
import { isTry } from '../archive/attempts.ts'
import { cadenceFacts } from '../archive/cadence-facts.ts'
import { contactZone } from '../archive/contacts.ts'
import { stopEnrolment } from '../archive/enrolments.ts'
import {
  openFollowUpOf, replaceFollowUp, wasMissedBefore, windowDoneBy, type OpenFollowUp, type Replacement,
} from '../archive/follow-ups.ts' // prettier-ignore
import type { Archive } from '../archive/open.ts'
import { keepDuePromises, openPromises } from '../archive/promises.ts'
import { markPursued } from '../archive/pursued.ts'
import { allPausedUntil } from '../archive/pause-of-all.ts'

/** Where the moment, the chance and the ids come from. */
export interface Sources {
  readonly now: number
  /** 0 to 1, as Math.random. */
  readonly random: () => number
  readonly newId: () => string
}

/** What has happened that may change what is next. */
export type Occasion =
  /** `anew`: its outcome was corrected, so that what followed from the one before does not stand. */
  | { readonly kind: 'attempt'; readonly attemptId: AttemptId; readonly outcome: Outcome; readonly anew?: boolean }
  /** The window of the open follow-up has closed unused. */
  | { readonly kind: 'missed' }
  /** The day it is due on has become a day off: nothing of the cadence's own before `until`. */
  | { readonly kind: 'day-off'; readonly until: number }
  /** The letter, email or task that was next is done, or let pass. */
  | { readonly kind: 'finished'; readonly done: boolean }
  /** Something was promised, kept, withdrawn or asked for; the cadence was enrolled, paused or resumed. */
  | { readonly kind: 'changed'; readonly kept?: boolean; readonly beginning?: Beginning }

export interface Plan {
  readonly next: FollowUp | null
  /** Why the cadence has stopped just now; null when it has not. */
  readonly stopped: string | null
}

/**
 * Replaces what is next for a contact after something has happened: a promise, else what they asked for, else what the
 * cadence says. For use inside the transaction of a verb.
 */
export function planNext(db: Archive, contactId: ContactId, occasion: Occasion, sources: Sources): Plan {
  const { now } = sources
  const open = openFollowUpOf(db, contactId)
  const attempt = occasion.kind === 'attempt' ? occasion : null
  const counts = attempt !== null && isTry(db, attempt.attemptId)
  if (attempt) noteInEnrolment(db, contactId, attempt, counts, now)

  const promise = openPromises(db, contactId)[0] ?? null
  const asked = openAskedCall(db, contactId)
  const ahead: Ahead = { promise, promiseId: promise?.promiseId ?? null, asked }
  const was = becameOf(db, contactId, open, occasion, ahead, counts, now)
  if (open && was === 'cancelled' && outlives(open, occasion, ahead, counts, now)) {
    const { promiseId: _, ...next } = open
    return { next, stopped: null }
  }

  const closing = { at: now, was, doneBy: was === 'done' ? (attempt?.attemptId ?? null) : null } as const
  // Closed before the facts are read: a letter that was done is one of them.
  replaceFollowUp(db, contactId, { ...closing, next: null, enrolmentId: null, causedBy: null })
  return decide(db, contactId, { open, occasion, ahead, closing }, sources)
}

interface Ahead {
  readonly promise: PromiseDue | null
  readonly promiseId: PromiseId | null
  readonly asked: AskedCall | null
}

interface Decision {
  readonly open: OpenFollowUp | null
  readonly occasion: Occasion
  readonly ahead: Ahead
  readonly closing: Pick<Replacement, 'at' | 'was' | 'doneBy'>
}

function decide(
  db: Archive,
  contactId: ContactId,
  { open, occasion, ahead, closing }: Decision,
  sources: Sources,
): Plan {
  const { now, random, newId } = sources
  const causedBy = occasion.kind === 'attempt' ? occasion.attemptId : null
  const write = (next: Next, enrolmentId: EnrolmentId | null): Plan => {
    const followUp = { followUpId: newId() as FollowUpId, ...next }
    const promiseId = next.promise ? ahead.promiseId : null
    replaceFollowUp(db, contactId, { ...closing, next: followUp, enrolmentId, causedBy, promiseId })
    markPursued(db, contactId, now)
    return { next: followUp, stopped: null }
  }

  const facts = cadenceFacts(db, contactId)
  if (!facts) {
    const next = nextOutsideCadence({ ...ahead, timeZone: contactZone(db, contactId), now }, false)
    return next ? write(next, null) : { next: null, stopped: null }
  }
  const paused = facts.paused !== null && (facts.paused.until === null || facts.paused.until > now)
  const next = nextOutsideCadence({ ...ahead, timeZone: facts.timeZone, now }, facts.cadence.hidden)
  if (next) return write(next, facts.enrolmentId)
  // It is paused until the rep says otherwise: nothing is due.
  if (paused && facts.paused?.until === null) return { next: null, stopped: null }

  const off = occasion.kind === 'day-off' ? occasion.until : 0
  const pausedUntil = Math.max(allPausedUntil(db, now) ?? 0, (paused && facts.paused?.until) || 0, off)
  const own = open && !open.promise && !open.asked ? open : null
  const window = causedBy ? (windowDoneBy(db, causedBy) ?? own) : own
  const step = nextFollowUp({
    ...facts,
    window: window && { dueAt: window.dueAt, dueUntil: window.dueUntil },
    missed: occasion.kind === 'missed' || occasion.kind === 'day-off',
    promise: null,
    asked: null,
    notBefore: pausedUntil > 0 ? pausedUntil : null,
    now,
    random,
  })
  if ('next' in step) return write(step.next, facts.enrolmentId)
  stopEnrolment(db, facts.enrolmentId, { at: now, stop: step.stop, by: causedBy })
  return { next: null, stopped: step.stop.why }
}

/** A promise of a call is kept, on its time or later, by somebody who spoke or a message that was left. */
function noteInEnrolment(
  db: Archive,
  contactId: ContactId,
  { attemptId, outcome }: { attemptId: AttemptId; outcome: Outcome },
  counts: boolean,
  now: number,
): void {
  const spoke = isReached(outcome)
  if (spoke || outcome === 'voicemail-dropped') keepDuePromises(db, contactId, { at: now, by: attemptId })
  if (!counts) return
  answerAskedCalls(db, contactId, { at: now, by: attemptId, spoke })
  markBegun(db, attemptId)
}

/** What becomes of the open follow-up. */
function becameOf(
  db: Archive,
  contactId: ContactId,
  open: OpenFollowUp | null,
  occasion: Occasion,
  { promiseId, asked }: Ahead,
  counts: boolean,
  now: number,
): Replacement['was'] {
  if (!open) return 'cancelled'
  if (occasion.kind === 'finished') return occasion.done ? 'done' : 'let-pass'
  if (occasion.kind === 'missed')
    return open.dueUntil > now
      ? 'cancelled'
      : open.kind !== 'call' && wasMissedBefore(db, contactId)
        ? 'let-pass'
        : 'missed'
  if (occasion.kind === 'day-off') return 'cancelled'
  if (occasion.kind === 'changed') return occasion.kept && open.promise ? 'done' : 'cancelled'
  if (occasion.anew) return 'cancelled'
  if (open.promise) return open.promiseId === promiseId ? 'cancelled' : 'done'
  if (open.asked) return asked === null ? 'done' : 'cancelled'
  if (!counts) return 'cancelled'
  // A call instead of the letter lets the letter pass.
  return open.kind === 'call' ? 'done' : 'let-pass'
}

/**
 * Does what is not done stand as it is? What was promised and asked for does as long as it is, and a try that does not
 * count undoes no plan for later.
 */
function outlives(open: OpenFollowUp, occasion: Occasion, { promiseId, asked }: Ahead, counts: boolean, now: number) {
  if (promiseId !== null) return open.promiseId === promiseId
  if (open.promise) return false
  if (asked !== null) return open.asked && open.dueAt === asked.dueAt && open.dueUntil === asked.dueUntil
  if (open.asked) return false
  if (occasion.kind === 'missed') return open.dueUntil > now
  if (occasion.kind !== 'attempt' || occasion.anew) return false
  return !counts && (open.kind !== 'call' || open.dueAt > now)
}
