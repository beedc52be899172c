import type { Outcome } from '../shared/attempt.ts'
import { nextFollowUp } from '../shared/cadence.ts'
import type { FollowUp } from '../shared/follow-up.ts'
import type { AttemptId, ContactId, FollowUpId } from '../shared/ids.ts'
import { isTry } from './archive/attempts.ts'
import { cadenceFacts } from './archive/cadence-facts.ts'
import { stopEnrolment } from './archive/enrolments.ts'
import { nextFollowUpOf, replaceFollowUp } from './archive/follow-ups.ts'
import type { Archive } from './archive/open.ts'

/** Where the moment, the chance and the ids come from. */
export interface Sources {
  readonly now: number
  /** 0 to 1, as Math.random. */
  readonly random: () => number
  readonly newId: () => string
}

/** What has happened that may change what is next. */
export type Occasion =
  | { readonly kind: 'attempt'; readonly attemptId: AttemptId; readonly outcome: Outcome }
  /** The window of the open follow-up has closed unused. */
  | { readonly kind: 'missed' }

export interface Plan {
  readonly next: FollowUp | null
  /** Why the cadence has stopped just now; null when it has not. */
  readonly stopped: string | null
}

/** Replaces what is next for a contact after something has happened. For use inside the transaction of a verb. */
export function planNext(db: Archive, contactId: ContactId, occasion: Occasion, { now, random, newId }: Sources): Plan {
  const open = nextFollowUpOf(db, contactId)
  const counts = occasion.kind === 'attempt' && isTry(db, occasion.attemptId)
  const done = open !== null && occasion.kind === 'attempt' && isDoneBy(open, occasion.outcome, counts, now)
  if (open && !done && outlives(open, occasion, counts, now)) return { next: open, stopped: null }

  const causedBy = occasion.kind === 'attempt' ? occasion.attemptId : null
  const closing = { at: now, was: done ? 'done' : 'cancelled', doneBy: done ? causedBy : null } as const
  replaceFollowUp(db, contactId, { ...closing, next: null, enrolmentId: null, causedBy: null })

  const facts = cadenceFacts(db, contactId)
  if (!facts) return { next: null, stopped: null }
  const window = open && { dueAt: open.dueAt, dueUntil: open.dueUntil }
  const step = nextFollowUp({ ...facts, window, promise: null, now, random })
  if ('stop' in step) {
    stopEnrolment(db, facts.enrolmentId, { at: now, stop: step.stop })
    return { next: null, stopped: step.stop.why }
  }
  const next = { followUpId: newId() as FollowUpId, ...step.next }
  replaceFollowUp(db, contactId, { ...closing, next, enrolmentId: facts.enrolmentId, causedBy })
  return { next, stopped: null }
}

/** A promise is kept, on its time or later, by somebody who spoke or a message that was left. */
function isDoneBy(open: FollowUp, outcome: Outcome, counts: boolean, now: number): boolean {
  if (open.promise) return now >= open.dueAt && (outcome === 'answered' || outcome === 'voicemail-dropped')
  return open.kind === 'call' && counts
}

/** Does what is not done stand as it is? A promise does, and a try that does not count undoes no plan for later. */
function outlives(open: FollowUp, occasion: Occasion, counts: boolean, now: number): boolean {
  if (open.promise) return true
  if (occasion.kind === 'missed') return open.dueUntil > now
  return !counts && (open.kind !== 'call' || open.dueAt > now)
}
