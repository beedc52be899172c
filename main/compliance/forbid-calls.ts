import type { CountryCode } from 'libphonenumber-js/max'
import type { DoNotCallEntry } from '../../shared/contract/do-not-call-entry.ts'
import type { AttemptId, ContactId } from '../../shared/ids.ts'
import { readPhoneNumber } from '../../shared/number/phone-number.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { withdrawAskedCalls } from '../archive/asked-calls.ts'
import { contactFacts, peopleAt } from '../archive/contacts.ts'
import { addDoNotCall } from '../archive/do-not-call.ts'
import { enrolmentOf, stopEnrolment } from '../archive/enrolments.ts'
import { replaceFollowUp } from '../archive/follow-ups.ts'
import { transact, type Archive } from '../archive/open.ts'
import { attemptedNumber, correctOutcome, type AttemptedNumber } from '../archive/outcomes.ts'
import { withdrawPromises } from '../archive/promises.ts'

/** Who is not to be called any more. */
export type Forbidden =
  | { readonly kind: 'person'; readonly contactId: ContactId }
  | { readonly kind: 'number'; readonly number: string; readonly country: CountryCode | undefined }
  | { readonly kind: 'company'; readonly contactId: ContactId }

interface Why {
  readonly why: string
  readonly source: DoNotCallEntry['source']
  readonly now: number
  readonly newId: () => string
  /** The attempt in which they asked for it. */
  readonly attemptId?: AttemptId
}

/**
 * Puts somebody on the local do-not-call list and ends what was planned for them, promises too, in one transaction.
 * Fails with `not-found`, `number-unusable`, `archive-*`.
 */
export function forbidCalls(db: Archive, forbidden: Forbidden, why: Why): Result<null> {
  return transact(db, () => forbid(db, forbidden, why))
}

/**
 * The outcome "asked not to be called": the person goes on the list, and the number that was dialled unless it is a
 * switchboard's, which others are called on. The attempt says so from now on.
 */
export function recordDoNotCall(db: Archive, attemptId: AttemptId, why: Omit<Why, 'source'>): Result<null> {
  return transact(db, () =>
    correctOutcome(db, attemptId, 'do-not-call') ? forbidAfter(db, attemptId, why) : failed('not-found'),
  )
}

function forbidAfter(db: Archive, attemptId: AttemptId, why: Omit<Why, 'source'>): Result<null> {
  const attempted = attemptedNumber(db, attemptId)
  return attempted ? forbidReached(db, attempted, { ...why, attemptId }) : failed('not-found')
}

/** Puts them on the list who spoke on this number. For use inside the transaction of a verb. */
export function forbidReached(
  db: Archive,
  { contactId, number, kind, region }: AttemptedNumber,
  why: Omit<Why, 'source'>,
): Result<null> {
  const because = { ...why, source: 'outcome' } as const
  const country = (region || undefined) as CountryCode | undefined
  if (kind !== 'main') forbid(db, { kind: 'number', number, country }, because)
  return forbid(db, { kind: 'person', contactId }, because)
}

/** The same inside the transaction of a verb. */
export function forbidWithin(db: Archive, forbidden: Forbidden, why: Why): Result<null> {
  return forbid(db, forbidden, why)
}

function forbid(db: Archive, forbidden: Forbidden, { why, source, now, newId, attemptId }: Why): Result<null> {
  const entry = { entryId: newId(), addedAt: now, why, source }
  if (forbidden.kind === 'number') {
    const read = readPhoneNumber(forbidden.number, forbidden.country)
    if (!read) return failed('number-unusable', { number: forbidden.number })
    addDoNotCall(db, { ...entry, kind: 'number', subject: read.number, shown: read.shown })
    return ok()
  }
  const { contactId } = forbidden
  const contact = contactFacts(db, contactId)
  if (!contact) return failed('not-found')
  if (forbidden.kind === 'person') {
    addDoNotCall(db, { ...entry, kind: 'person', subject: contactId, shown: contact.name })
    endPlans(db, contactId, now, 'Asked not to be called.', attemptId)
    return ok()
  }
  const { company } = contact
  if (company === null) return failed('not-found')
  addDoNotCall(db, { ...entry, kind: 'company', subject: company, shown: company })
  for (const person of peopleAt(db, company)) endPlans(db, person, now, `${company} asked not to be called.`)
  return ok()
}

function endPlans(db: Archive, contactId: ContactId, at: number, why: string, by: AttemptId | null = null): void {
  const nothing = { next: null, enrolmentId: null, causedBy: null, doneBy: null } as const
  replaceFollowUp(db, contactId, { ...nothing, at, was: 'cancelled' })
  withdrawPromises(db, contactId, at)
  withdrawAskedCalls(db, contactId, at)
  const enrolment = enrolmentOf(db, contactId)
  if (enrolment && !enrolment.stopped) {
    stopEnrolment(db, enrolment.enrolmentId, { at, stop: { reason: 'asked-not-to-be-called', why }, by })
  }
}
