import { DateTime } from 'luxon'
import type { FollowUp } from '../shared/follow-up.ts'
import type { AttemptId, ContactId, FollowUpId } from '../shared/ids.ts'
import type { ReceivedOutcome } from '../shared/received-call.ts'
import { doNotCallEntries } from './archive/do-not-call.ts'
import { contactFacts, contactNumbers } from './archive/contacts.ts'
import { enrolmentOf } from './archive/enrolments.ts'
import { nextFollowUpOf, replaceFollowUp } from './archive/follow-ups.ts'
import type { Archive } from './archive/open.ts'
import { planNext, type Sources } from './plan-next.ts'

/** A call that came in, as far as the plan minds. */
export interface Came {
  readonly contactId: ContactId
  readonly outcome: ReceivedOutcome
  /** The attempt that caused it; null: none, it is no callback. */
  readonly causedBy: AttemptId | null
  readonly startedAt: number
}

/** Long enough for a holiday: a missed call that nobody answers is not forgotten on a weekend. */
const CALL_BACK_FOR_MS = 14 * 86_400_000

/**
 * What a call that came in changes in what is planned for its contact; for use inside the transaction of a verb. The one
 * place where the plan hears of callbacks: an answered one counts as having spoken, a missed one is called back now.
 */
export function planReceived(db: Archive, came: Came, sources: Sources): void {
  if (came.outcome === 'answered') spoke(db, came, sources)
  if (came.outcome === 'missed' || came.outcome === 'refused') callBack(db, came, sources)
}

function spoke(db: Archive, { contactId, causedBy }: Came, sources: Sources): void {
  if (causedBy) {
    planNext(db, contactId, { kind: 'attempt', attemptId: causedBy, outcome: 'answered' }, sources)
    return
  }
  // They were to be called, and have called: that is done.
  const open = nextFollowUpOf(db, contactId)
  if (open?.kind !== 'call' || open.dueAt > sources.now) return
  const closing = { at: sources.now, was: 'done', doneBy: null } as const
  replaceFollowUp(db, contactId, { ...closing, next: null, enrolmentId: null, causedBy: null })
  planNext(db, contactId, { kind: 'missed' }, sources)
}

function callBack(db: Archive, { contactId, causedBy, startedAt }: Came, { now, newId }: Sources): void {
  const company = contactFacts(db, contactId)?.company ?? null
  const numbers = contactNumbers(db, contactId).map(({ number }) => number)
  // Whoever withholds their number cannot be called back, and whoever may not be called is not.
  if (numbers.length === 0 || doNotCallEntries(db, { contactId, numbers, company }).length > 0) return
  const open = nextFollowUpOf(db, contactId)
  const verb = causedBy ? 'called back' : 'called'
  const why = `They ${verb} at ${DateTime.fromMillis(startedAt).toFormat('HH:mm')} and nobody answered.`
  // A promise keeps what was promised, and is due at once: it is one call.
  const next: FollowUp = open?.promise
    ? { ...open, followUpId: newId() as FollowUpId, dueAt: Math.min(open.dueAt, now), why: [why, ...open.why] }
    : {
        followUpId: newId() as FollowUpId,
        kind: 'call',
        promise: false,
        dueAt: now,
        dueUntil: now + CALL_BACK_FOR_MS,
        recordingId: open?.recordingId ?? null,
        hidden: false,
        why: [why],
      }
  const enrolment = enrolmentOf(db, contactId)
  replaceFollowUp(db, contactId, {
    next,
    enrolmentId: enrolment && !enrolment.stopped ? enrolment.enrolmentId : null,
    causedBy,
    at: now,
    was: 'cancelled',
    doneBy: null,
  })
}
