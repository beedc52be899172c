import { triesMade } from '../../shared/cadence/tries.ts'
import type { Outcome } from '../../shared/call/outcome.ts'
import {
  nextFollowUp,
  nextOutsideCadence,
  type AskedCall,
  type Next,
  type PromiseDue,
} from '../../shared/cadence/cadence.ts'
import { firstUnheardOf } from '../../shared/cadence/cadence-message.ts'
import { weekFollowUp } from '../../shared/cadence/message-promise.ts'
import { promiseGo } from '../../shared/cadence/promise-goes.ts'
import { localDay } from '../../shared/time/local-time.ts'
import { planBeside } from './plan-beside.ts'
import { closedDays, fullnessFor, keptFor, mayBeginFrom, reachFor } from './planner.ts'
import type { Beginning } from '../../shared/contract/planning.ts'
import type { FollowUp } from '../../shared/contract/follow-up.ts'
import type { AttemptId, ContactId, EnrolmentId, FollowUpId, PromiseId } from '../../shared/ids.ts'
import { isReached } from '../../shared/call/outcome.ts'
import { answerAskedCalls, openAskedCall } from '../archive/asked-calls.ts'
import { markBegun } from '../archive/cadence-counts.ts'
import { isTry } from '../archive/attempts.ts'
import { cadenceFacts } from '../archive/cadence-facts.ts'
import { contactZone } from '../archive/contacts.ts'
import { stopEnrolment } from '../archive/enrolments.ts'
import {
  moveFollowUp,
  openFollowUpOf,
  replaceFollowUp,
  windowDoneBy,
  type OpenFollowUp,
  type Replacement,
} from '../archive/follow-ups.ts'
import type { Archive } from '../archive/open.ts'
import { contactRegion, planningOf } from '../archive/planning.ts'
import {
  addPromise, goesSince, keepDuePromises, markByMessage, messagePromiseOf, openPromises,
} from '../archive/promises.ts' // prettier-ignore
import { markPursued } from '../archive/pursued.ts'
import { allPausedUntil } from '../archive/pause-of-all.ts'
import { messagePromises } from '../archive/studio-recordings.ts'

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
  /** Its window does not lie in the rep's hours, or the law's, any more. */
  | { readonly kind: 'hours' }
  /** There is room for one more first call before `until`. */
  | { readonly kind: 'room'; readonly until: number }
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
  if (attempt) noteInEnrolment(db, contactId, attempt, counts, sources)

  const ahead = aheadOf(db, contactId, now)
  const was = becameOf(open, occasion, ahead, counts, now)
  if (open && was === 'cancelled' && outlives(open, occasion, ahead, counts, now)) {
    const stands: Plan = { next: standing(db, open, ahead, contactId, now), stopped: null }
    planBeside(db, contactId, occasion, sources)
    return stands
  }
  const closing = { at: now, was, doneBy: was === 'done' ? (attempt?.attemptId ?? null) : null } as const
  // Closed before the facts are read: a letter that was done is one of them. What only moves keeps its row.
  if (!moves(open, occasion, was)) {
    replaceFollowUp(db, contactId, { ...closing, next: null, enrolmentId: null, causedBy: null })
  }
  const plan = decide(db, contactId, { open, occasion, ahead, closing }, sources)
  planBeside(db, contactId, occasion, sources)
  return plan
}

/** What outranks the cadence: the promise that is due first, with its next go, and what they asked for. */
function aheadOf(db: Archive, contactId: ContactId, now: number): Ahead {
  const promise = openPromises(db, contactId)[0] ?? null
  const asked = openAskedCall(db, contactId)
  if (!promise) return { promise, promiseId: null, asked }
  const { promiseId, kind, dueAt } = promise
  const goes = kind === 'call' && dueAt <= now ? goesSince(db, contactId, dueAt) : []
  if (goes.length === 0) return { promise: { ...promise, go: null }, promiseId, asked }
  const timeZone = contactZone(db, contactId)
  const region = contactRegion(db, contactId)
  const known = cadenceFacts(db, contactId, now)
  const go = promiseGo({
    dueAt,
    goes,
    goesADay: planningOf(db).promiseGoesADay,
    reach: reachFor(db, timeZone, region),
    daysOff: closedDays(db, region, localDay(now, timeZone)),
    message: known ? firstUnheardOf(known.series, known.heard) : null,
  })
  return { promise: { ...promise, go }, promiseId, asked }
}

/** What stands as it is; a promise that was tried in vain is due again at another time, in its own row. */
function standing(db: Archive, open: OpenFollowUp, { promise }: Ahead, contactId: ContactId, now: number): FollowUp {
  const { promiseId, missed: _missed, begins: _begins, goes, ...followUp } = open
  if (promiseId === null || !promise || goes === (promise.go?.made ?? 0)) return followUp
  const next = nextOutsideCadence({ promise, asked: null, timeZone: contactZone(db, contactId), now }, open.hidden)!
  moveFollowUp(db, open.followUpId, { next, goes: promise.go?.made ?? 0 })
  return { ...followUp, ...next }
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

/** A window that went by, and room that was found, change when the same thing is due. */
function moves(open: OpenFollowUp | null, { kind }: Occasion, was: Replacement['was']): open is OpenFollowUp {
  return open !== null && (kind === 'missed' || kind === 'room' || kind === 'hours') && was === 'cancelled'
}

function decide(
  db: Archive,
  contactId: ContactId,
  { open, occasion, ahead, closing }: Decision,
  sources: Sources,
): Plan {
  const { now, random, newId } = sources
  const causedBy = occasion.kind === 'attempt' ? occasion.attemptId : null
  const write = (next: Next, enrolmentId: EnrolmentId | null, begins = false): Plan => {
    if (
      moves(open, occasion, closing.was) &&
      open.kind === next.kind &&
      open.name === next.name &&
      !next.promise &&
      !next.asked
    ) {
      moveFollowUp(db, open.followUpId, occasion.kind === 'missed' ? { next, missedAt: open.dueUntil } : { next })
      return { next: { ...next, followUpId: open.followUpId }, stopped: null }
    }
    const followUp = { followUpId: newId() as FollowUpId, ...next }
    const promiseId = next.promise ? ahead.promiseId : null
    const goes = next.promise ? (ahead.promise?.go?.made ?? 0) : 0
    replaceFollowUp(db, contactId, { ...closing, next: followUp, enrolmentId, causedBy, promiseId, begins, goes })
    markPursued(db, contactId, now)
    return { next: followUp, stopped: null }
  }
  const nothing = (stopped: string | null): Plan => {
    if (moves(open, occasion, closing.was)) {
      replaceFollowUp(db, contactId, { ...closing, next: null, enrolmentId: null, causedBy: null })
    }
    return { next: null, stopped }
  }

  const facts = cadenceFacts(db, contactId, now)
  if (!facts) {
    const next = nextOutsideCadence({ ...ahead, timeZone: contactZone(db, contactId), now }, false)
    return next ? write(next, null) : nothing(null)
  }
  const { cadence, timeZone } = facts
  const paused = facts.paused !== null && (facts.paused.until === null || facts.paused.until > now)
  const next = nextOutsideCadence({ ...ahead, timeZone, now }, cadence.hidden)
  if (next) return write(next, facts.enrolmentId)
  // It is paused until the rep says otherwise: nothing is due.
  if (paused && facts.paused?.until === null) return nothing(null)

  const isFirst = triesMade(facts.attempts) === 0
  const off = occasion.kind === 'day-off' ? occasion.until : 0
  const atOnce = occasion.kind === 'changed' && occasion.beginning === 'at-once'
  const begins = isFirst && !atOnce && occasion.kind === 'changed' ? (mayBeginFrom(db, cadence, now) ?? 0) : 0
  const pausedUntil = Math.max(allPausedUntil(db, now) ?? 0, (paused && facts.paused?.until) || 0, off)
  const own = open && !open.promise && !open.asked ? open : null
  const window = causedBy ? (windowDoneBy(db, causedBy) ?? own) : own
  const region = contactRegion(db, contactId)
  const step = nextFollowUp({
    ...facts,
    reach: reachFor(db, timeZone, region),
    daysOff: closedDays(db, region, localDay(now, timeZone)),
    fullness: atOnce ? () => 0 : fullnessFor(db, now),
    kept: keptFor(db, now),
    window: window && { dueAt: window.dueAt, dueUntil: window.dueUntil },
    promise: null,
    asked: null,
    notBefore: pausedUntil > 0 ? pausedUntil : null,
    beginsFrom: begins > now ? begins : null,
    now,
    random,
  })
  if ('next' in step) {
    // Room is looked for today; a contact that cannot be called today keeps its turn.
    if (occasion.kind === 'room' && step.next.dueAt >= occasion.until) return { next: null, stopped: null }
    return write(step.next, facts.enrolmentId, isFirst && step.next.kind === 'call')
  }
  const stopped = nothing(step.stop.why)
  stopEnrolment(db, facts.enrolmentId, { at: now, stop: step.stop, by: causedBy })
  return stopped
}

/** A promise of a call is kept, on its time or later, by somebody who spoke or a message that was left. */
function noteInEnrolment(
  db: Archive,
  contactId: ContactId,
  { attemptId, outcome }: { attemptId: AttemptId; outcome: Outcome },
  counts: boolean,
  { now, newId }: Sources,
): void {
  const spoke = isReached(outcome)
  if (spoke || outcome === 'voicemail-dropped') keepDuePromises(db, contactId, { at: now, by: attemptId })
  if (outcome === 'voicemail-dropped' && messagePromises(db, attemptId))
    promiseFollowUp(db, contactId, attemptId, { now, newId })
  if (!counts) return
  answerAskedCalls(db, contactId, { at: now, by: attemptId, spoke })
  markBegun(db, attemptId)
}

/** The message has said “I’ll follow up this week”: that is a promise like any other, unless a call is promised already. */
function promiseFollowUp(
  db: Archive,
  contactId: ContactId,
  attemptId: AttemptId,
  { now, newId }: Pick<Sources, 'now' | 'newId'>,
): void {
  const made = messagePromiseOf(db, attemptId)
  if (made) {
    if (!made.isKept) markByMessage(db, made.promiseId)
    return
  }
  if (openPromises(db, contactId).some(({ kind }) => kind === 'call')) return
  const timeZone = contactZone(db, contactId)
  const window = weekFollowUp(now, timeZone, closedDays(db, contactRegion(db, contactId), localDay(now, timeZone)))
  const promiseId = newId() as PromiseId
  addPromise(db, { promiseId, contactId, madeIn: attemptId, madeAt: now, kind: 'call', words: MESSAGE_SAID, ...window })
  markByMessage(db, promiseId)
}

const MESSAGE_SAID = 'I’ll follow up this week'

/** What becomes of the open follow-up. */
function becameOf(
  open: OpenFollowUp | null,
  occasion: Occasion,
  { promiseId, asked }: Ahead,
  counts: boolean,
  now: number,
): Replacement['was'] {
  if (!open) return 'cancelled'
  if (occasion.kind === 'finished') return occasion.done ? 'done' : 'let-pass'
  // A letter that went by twice is let pass, so that the calls go on.
  if (occasion.kind === 'missed') {
    return open.dueUntil <= now && open.kind !== 'call' && open.missed > 0 ? 'let-pass' : 'cancelled'
  }
  if (occasion.kind === 'room' || occasion.kind === 'hours') return 'cancelled'
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
  if (occasion.kind === 'room') return !open.begins
  if (occasion.kind !== 'attempt' || occasion.anew) return false
  return !counts && (open.kind !== 'call' || open.dueAt > now)
}
