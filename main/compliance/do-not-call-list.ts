import type { RequestInput } from '../../shared/contract/bridge.ts'
import { isDialled } from '../../shared/call/new-call.ts'
import type { CallId, ContactId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { restoreAskedCalls } from '../archive/asked-calls.ts'
import { contactFacts, contactNumbers, peopleAt } from '../archive/contacts.ts'
import { doNotCallEntry, doNotCallSubject, removeDoNotCall } from '../archive/do-not-call.ts'
import { resumeEnrolment } from '../archive/enrolments.ts'
import { restoreFollowUp } from '../archive/follow-ups.ts'
import { guard, transact, type Archive } from '../archive/open.ts'
import { restorePromises } from '../archive/promises.ts'
import { forbidCalls, recordDoNotCall, type Forbidden } from './forbid-calls.ts'
import type { AppContext } from '../app-context.ts'
import { countryOf } from '../line/line-country.ts'

/** Puts the person, the number or the company on the list. Fails with `not-found`, `number-unusable`, `archive-*`. */
export function addToDoNotCall(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'newId' | 'now' | 'region'>,
  request: RequestInput<'doNotCall.add'>,
): Result<null> {
  const forbidden = forbiddenBy(app, request)
  return forbidden.ok ? add(app, forbidden.value, '') : forbidden
}

/** Puts a number on the list that may be nobody's here. Fails with `number-unusable`, `archive-*`. */
export function addNumberToDoNotCall(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'newId' | 'now' | 'region'>,
  { number, why }: RequestInput<'ownList.add'>,
): Result<null> {
  return add(app, { kind: 'number', number, country: countryOf(app) }, why)
}

/** What the prospect said in a call that has ended. Fails with `not-found`, `move-refused` while it is up, `archive-*`. */
export function askedNotToBeCalled(
  { archive, calls, desk, now, newId }: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'newId' | 'now'>,
  callId: CallId,
): Result<null> {
  const call = calls.byId(callId)
  if (!call) return failed('not-found')
  if (call.phase !== 'ended') return failed('move-refused')
  const why = { why: 'asked on the phone', now: now(), newId }
  const recorded = isDialled(call)
    ? recordDoNotCall(archive, call.attemptId, why)
    : forbidCalls(archive, { kind: 'person', contactId: call.contactId }, { ...why, source: 'outcome' })
  if (recorded.ok) desk.archiveChanged()
  return recorded
}

/** Takes an entry off the list; what it had ended for people who are on no other entry goes on. */
export function undoDoNotCall(app: Pick<AppContext, 'archive' | 'desk'>, entryId: string): Result<null> {
  const { archive, desk } = app
  const undone = transact(archive, () => undo(archive, entryId))
  if (undone.ok) desk.archiveChanged()
  return undone
}

/** Puts one of many on the list, inside a transaction of their own. False: they are on it. */
export function forbidPerson(
  { archive, now, newId }: Pick<AppContext, 'archive' | 'newId' | 'now'>,
  contactId: ContactId,
): Result<boolean> {
  if (personEntry(archive, contactId)) return ok(false)
  const forbidden = forbidCalls(archive, { kind: 'person', contactId }, { why: '', source: 'rep', now: now(), newId })
  return forbidden.ok ? ok(true) : forbidden
}

/** Takes one of many off it again. False: they are not on it. */
export function allowPerson({ archive }: Pick<AppContext, 'archive'>, contactId: ContactId): Result<boolean> {
  const entryId = personEntry(archive, contactId)
  if (!entryId) return ok(false)
  const undone = undo(archive, entryId)
  return undone.ok ? ok(true) : undone
}

function personEntry(db: Archive, contactId: ContactId): string | null {
  return doNotCallEntry(db, { contactId, number: '', company: null })?.entryId ?? null
}

function add(
  { archive, desk, now, newId }: Pick<AppContext, 'archive' | 'desk' | 'newId' | 'now'>,
  forbidden: Forbidden,
  why: string,
): Result<null> {
  const added = forbidCalls(archive, forbidden, { why, source: 'rep', now: now(), newId })
  if (added.ok) desk.archiveChanged()
  return added
}

function forbiddenBy(
  app: Pick<AppContext, 'archive' | 'exchange' | 'region'>,
  request: RequestInput<'doNotCall.add'>,
): Result<Forbidden> {
  const { contactId, kind, phoneNumberId } = request
  if (kind !== 'number') return ok({ kind, contactId })
  const numbers = guard(() => contactNumbers(app.archive, contactId))
  if (!numbers.ok) return numbers
  const number = numbers.value.find((each) => each.phoneNumberId === phoneNumberId) ?? numbers.value[0]
  return number ? ok({ kind, number: number.number, country: countryOf(app) }) : failed('not-found')
}

function undo(db: Archive, entryId: string): Result<null> {
  const entry = doNotCallSubject(db, entryId)
  if (!entry || !removeDoNotCall(db, entryId)) return failed('not-found')
  const people = entry.kind === 'company' ? peopleAt(db, entry.subject) : []
  if (entry.kind === 'person') people.push(entry.subject as ContactId)
  for (const contactId of people) {
    const contact = contactFacts(db, contactId)
    // A number alone ends no plans, so it does not keep them from going on.
    if (!contact || doNotCallEntry(db, { contactId, number: '', company: contact.company })) continue
    restorePromises(db, contactId, entry.addedAt)
    restoreAskedCalls(db, contactId, entry.addedAt)
    restoreFollowUp(db, contactId, entry.addedAt)
    resumeEnrolment(db, contactId, { at: entry.addedAt, reason: 'asked-not-to-be-called' })
  }
  return ok()
}
