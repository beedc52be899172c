import { causeOf, CAUSES_FOR_MS } from '../../shared/call/callback.ts'
import type { AttemptId, CallId, ContactId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { withdrawAsksOfCall } from '../archive/asked-calls.ts'
import { forgetCallback } from '../archive/callbacks.ts'
import { hasContact } from '../archive/contacts.ts'
import { transact, type Archive } from '../archive/open.ts'
import { attemptsOf, creditCall, creditedCall, type CreditedCall } from '../archive/received-calls.ts'
import type { AppContext } from '../app-context.ts'
import { planNext, type Sources } from '../cadence/plan-next.ts'
import { planReceived } from '../cadence/plan-received.ts'

/**
 * Says whose call it was: it becomes theirs, and answers the last try of them that it may answer. `contactId` null takes
 * that back; where nothing had been said, the call is nobody's callback from then on. Fails with `not-found`, `archive-*`.
 */
export function creditCallback(
  app: AppContext,
  { callId, contactId }: { callId: CallId; contactId: ContactId | null },
): Result<null> {
  const { archive, calls, desk, now, random, newId } = app
  const moved = transact(archive, () => {
    const call = creditedCall(archive, callId)
    if (!call || (contactId && !hasContact(archive, contactId))) return failed('not-found')
    // Whom it was taken for may have been merged with whose it was.
    const { creditedFrom } = call
    const takenFor = creditedFrom && hasContact(archive, creditedFrom) ? creditedFrom : call.contactId
    const to = contactId ?? takenFor
    const causedBy =
      contactId === null ? null : causeOf(attemptsOf(archive, to, call.startedAt - CAUSES_FOR_MS), call.startedAt)
    creditCall(archive, {
      callId,
      contactId: to,
      causedBy,
      creditedAt: contactId === null ? null : now(),
      creditedFrom: to === takenFor ? null : takenFor,
    })
    replan(archive, call, { to, causedBy }, { now: now(), random, newId })
    return ok({ contactId: to, causedBy })
  })
  if (!moved.ok) return moved
  calls.credited(callId, moved.value)
  desk.showContact(moved.value.contactId)
  desk.changed('calls', 'incoming')
  desk.archiveChanged()
  return ok()
}

/** What followed from a call that is over is taken from whom it was taken for, and follows for whom it was. */
function replan(
  db: Archive,
  { contactId: from, startedAt, outcome, causedBy: before }: CreditedCall,
  { to, causedBy }: { to: ContactId; causedBy: AttemptId | null },
  sources: Sources,
): void {
  if (!outcome) return
  forgetCallback(db, { contactId: from, at: startedAt })
  withdrawAsksOfCall(db, { contactId: from, since: startedAt, askedIn: before }, sources.now)
  planNext(db, from, { kind: 'changed' }, sources)
  planReceived(db, { contactId: to, outcome, causedBy, startedAt }, sources)
}
