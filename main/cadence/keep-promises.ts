import type { RequestInput, RequestOutput } from '../../shared/contract/bridge.ts'
import type { ContactId, FollowUpId, PromiseId } from '../../shared/ids.ts'
import type { Clock } from '../../shared/time/typed-moment.ts'
import { readPromisedTime, type PromisedTime } from '../../shared/time/promised-time.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { When } from '../../shared/contract/rep-outcome.ts'
import { attemptCallId } from '../archive/attempts.ts'
import { hasContact } from '../archive/contacts.ts'
import { besideOf, closeBeside, followUpOwner, openFollowUpOf } from '../archive/follow-ups.ts'
import { transact, type Archive } from '../archive/open.ts'
import { addPromise, closePromise, promisedTo, reopenPromise as openAgain } from '../archive/promises.ts'
import { contactsClock } from './reps-clock.ts'
import { planBeside } from './plan-beside.ts'
import { planNext, type Sources } from './plan-next.ts'

/** What a time means on the contact's clock. Fails with `not-found`, `time-not-understood`. */
export function understandTime(
  db: Archive,
  { contactId, when }: { contactId: ContactId; when: When },
  now: number,
): Result<PromisedTime> {
  if (!hasContact(db, contactId)) return failed('not-found')
  return readTime(when, contactsClock(db, contactId, now))
}

/** Where a field asks "until when?", "until friday" says no more than "friday". */
export function untilThen(when: When): When {
  return when.by === 'text'
    ? { by: 'text', text: when.text.replace(/^(?:until|till|til|bis|hasta)\s+(?=\S)/i, '') }
    : when
}

export function readTime(when: When, clock: Clock): Result<PromisedTime> {
  const read = readPromisedTime(when, clock)
  if ('time' in read) return ok(read.time)
  const text = { text: 'That', key: when.by === 'key' ? when.key.replace('-', ' ') : '', window: 'That' }
  return failed('time-not-understood', { text: when.by === 'text' ? when.text : text[when.by], reason: read.reason })
}

/** Writes what was promised, and makes it what is next unless another promise is due sooner. In one transaction. */
export function makePromise(
  db: Archive,
  request: RequestInput<'promise.make'>,
  sources: Sources,
): Result<RequestOutput<'promise.make'>> {
  const { contactId, attemptId, kind, words } = request
  return transact(db, () => {
    const time = understandTime(db, request, sources.now)
    if (!time.ok) return time
    if (attemptId !== null && attemptCallId(db, attemptId) === null) return failed('not-found')
    const promiseId = sources.newId() as PromiseId
    const { dueAt, dueUntil } = time.value
    const promise = { promiseId, contactId, madeIn: attemptId, madeAt: sources.now, kind, words, dueAt, dueUntil }
    addPromise(db, promise)
    planNext(db, contactId, { kind: 'changed' }, sources)
    return ok({ promiseId, ...time.value })
  })
}

/** A promise goes, since it was kept or since it need not be; what is next is decided anew. */
export function endPromise(
  db: Archive,
  promiseId: PromiseId,
  was: 'kept' | 'withdrawn',
  sources: Sources,
): Result<null> {
  return transact(db, () => {
    const contactId = promisedTo(db, promiseId)
    if (!contactId) return failed('not-found')
    const isNext = openFollowUpOf(db, contactId)?.promiseId === promiseId
    closePromise(db, promiseId, { at: sources.now, was, by: null })
    if (isNext) planNext(db, contactId, { kind: 'changed', kept: was === 'kept' }, sources)
    return ok()
  })
}

/** What was taken for kept, or withdrawn, by the rep's own hand is a promise again. Fails with `nothing-to-undo`. */
export function reopenPromise(db: Archive, promiseId: PromiseId, sources: Sources): Result<null> {
  return transact(db, () => {
    const contactId = openAgain(db, promiseId, sources.now)
    if (!contactId) return failed('nothing-to-undo')
    planNext(db, contactId, { kind: 'changed' }, sources)
    return ok()
  })
}

/** A letter, an email or a task was done or is let pass. One that was promised is kept, or withdrawn. */
export function finishFollowUp(
  db: Archive,
  { followUpId, done }: { followUpId: FollowUpId; done: boolean },
  sources: Sources,
): Result<null> {
  return transact(db, () => {
    const contactId = followUpOwner(db, followUpId)
    if (contactId && besideOf(db, contactId)?.followUpId === followUpId) {
      closeBeside(db, contactId, { at: sources.now, was: done ? 'done' : 'let-pass' })
      planBeside(db, contactId, { kind: 'finished', done }, sources)
      return ok()
    }
    const open = contactId && openFollowUpOf(db, contactId)
    if (!contactId || !open || (open.kind === 'call' && !open.promise)) return failed('not-found')
    if (open.promiseId) return endPromise(db, open.promiseId, done ? 'kept' : 'withdrawn', sources)
    planNext(db, contactId, { kind: 'finished', done }, sources)
    return ok()
  })
}
