import { DateTime } from 'luxon'
import type { FollowUp } from '../../shared/contract/follow-up.ts'
import type { AttemptId, ContactId, FollowUpId } from '../../shared/ids.ts'
import type { ReceivedOutcome } from '../../shared/contract/received-call.ts'
import { answerAskedCalls, askForCall } from '../archive/asked-calls.ts'
import { addCallback } from '../archive/callbacks.ts'
import { doNotCallEntries } from '../archive/do-not-call.ts'
import { contactFacts, contactNumbers } from '../archive/contacts.ts'
import { enrolmentOf } from '../archive/enrolments.ts'
import { openFollowUpOf, replaceFollowUp, type OpenFollowUp } from '../archive/follow-ups.ts'
import type { Archive } from '../archive/open.ts'
import { keepDuePromises } from '../archive/promises.ts'
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

function spoke(db: Archive, { contactId, causedBy, startedAt }: Came, sources: Sources): void {
  addCallback(db, { callbackId: sources.newId(), contactId, at: startedAt, spoke: true, causedBy })
  // They were to be called, and have called: what was due by now is kept.
  keepDuePromises(db, contactId, { at: sources.now, by: causedBy })
  answerAskedCalls(db, contactId, { at: sources.now, by: causedBy, spoke: true })
  planNext(db, contactId, { kind: 'changed', kept: true }, sources)
}

function callBack(db: Archive, { contactId, causedBy, startedAt }: Came, sources: Sources): void {
  const { now, newId } = sources
  const company = contactFacts(db, contactId)?.company ?? null
  const numbers = contactNumbers(db, contactId).map(({ number }) => number)
  // Whoever withholds their number cannot be called back, and whoever may not be called is not.
  // A colleague at one's own PBX is nobody whom a cadence calls.
  if (numbers.every(isInternal) || doNotCallEntries(db, { contactId, numbers, company }).length > 0) return
  const open = openFollowUpOf(db, contactId)
  const verb = causedBy ? 'called back' : 'called'
  const why = `They ${verb} at ${DateTime.fromMillis(startedAt).toFormat('HH:mm')} and nobody answered.`
  addCallback(db, { callbackId: newId(), contactId, at: startedAt, spoke: false, causedBy })
  const window = { dueAt: now, dueUntil: now + CALL_BACK_FOR_MS }
  askForCall(db, { askedId: newId(), contactId, askedIn: causedBy, askedAt: now, ...window, why })
  const enrolment = enrolmentOf(db, contactId)
  // A promise keeps what was promised, and is due at once: it is one call.
  const next: FollowUp = open?.promise
    ? {
        ...promised(open),
        followUpId: newId() as FollowUpId,
        dueAt: Math.min(open.dueAt, now),
        why: [why, ...open.why],
      }
    : {
        followUpId: newId() as FollowUpId,
        kind: 'call',
        name: '',
        promise: false,
        asked: true,
        ...window,
        recordingId: open?.recordingId ?? null,
        hidden: false,
        why: [why],
      }
  replaceFollowUp(db, contactId, {
    next,
    enrolmentId: enrolment && !enrolment.stopped ? enrolment.enrolmentId : null,
    causedBy,
    promiseId: open?.promise ? open.promiseId : null,
    at: now,
    was: 'cancelled',
    doneBy: null,
  })
}

/** Dialled as it is, within one's own PBX. */
function isInternal(number: string): boolean {
  return /^\d{2,6}$/.test(number)
}

function promised({ promiseId: _, ...followUp }: OpenFollowUp): FollowUp {
  return followUp
}
