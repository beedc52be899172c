import type { CountryCode } from 'libphonenumber-js/max'
import { dayInWords } from '../../shared/cadence/cadence.ts'
import type { AttemptId, ContactId, PhoneNumberId, PromiseId } from '../../shared/ids.ts'
import { countryOf, placeOf } from '../../shared/number/number-place.ts'
import { readPhoneNumber } from '../../shared/number/phone-number.ts'
import { readPromisedTime, type PromisedTime } from '../../shared/time/promised-time.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { GatekeeperEntry, OutcomeEntry } from '../../shared/contract/rep-outcome.ts'
import { askForCall, undoAskedCalls } from '../archive/asked-calls.ts'
import { addFirstNumber, contactZone } from '../archive/contacts.ts'
import { removeDoNotCall } from '../archive/do-not-call.ts'
import { resumeStoppedBy } from '../archive/enrolments.ts'
import { addGatekeeperFact, withdrawGatekeeperFacts } from '../archive/gatekeeper-facts.ts'
import type { Archive } from '../archive/open.ts'
import { plansOf, type OutcomeChange } from '../archive/outcome-changes.ts'
import type { AttemptedNumber } from '../archive/outcomes.ts'
import {
  addPromise,
  forgetAppointment,
  reopenKeptBy,
  restorePromises,
  withdrawMessagePromise,
} from '../archive/promises.ts'
import { forbidReached } from '../compliance/forbid-calls.ts'
import { untilThen } from './keep-promises.ts'
import type { Sources } from './plan-next.ts'
import { contactsClock } from './reps-clock.ts'

/** What the rep typed with an outcome, understood. */
export interface Understood {
  readonly until: PromisedTime | null
  /** When they meet. */
  readonly meeting: PromisedTime | null
  /** The receptionist said that they are back then. */
  readonly back: PromisedTime | null
  readonly direct: { readonly number: string; readonly shown: string } | null
}

const NOT_NOW_DAYS = 30

/** Reads what was typed before anything is written. Fails with `time-not-understood`, `number-unusable`. */
export function understand(
  db: Archive,
  { outcome, notNowUntil, appointmentAt, gatekeeper }: Omit<OutcomeEntry, 'attemptId' | 'note'>,
  { contactId, number, region }: AttemptedNumber,
  now: number,
): Result<Understood> {
  const direct = outcome === 'gatekeeper' ? gatekeeper?.directNumber.trim() : ''
  // A receptionist gives it as it is dialled where they are.
  const country = countryOf(placeOf(number).region) || region
  const read = direct ? readPhoneNumber(direct, (country || undefined) as CountryCode | undefined) : null
  if (direct && !read) return failed('number-unusable', { number: direct })
  const clock = contactsClock(db, contactId, now)
  const backOn = outcome === 'gatekeeper' ? gatekeeper?.backOn : undefined
  const back = backOn ? readPromisedTime({ by: 'text', text: backOn }, clock) : null
  if (back && 'reason' in back) return failed('time-not-understood', { text: backOn!, reason: back.reason })
  const meets = outcome === 'appointment' && appointmentAt ? readPromisedTime(appointmentAt, clock) : null
  if (meets && 'reason' in meets) {
    const text = appointmentAt!.by === 'text' ? appointmentAt!.text : 'That'
    return failed('time-not-understood', { text, reason: meets.reason })
  }
  const meeting = meets?.time ?? null
  if (outcome !== 'not-now') return ok({ until: null, meeting, back: back?.time ?? null, direct: read })
  const when = notNowUntil ?? { by: 'text' as const, text: `in ${NOT_NOW_DAYS} days` }
  const until = readPromisedTime(untilThen(when), clock)
  if ('time' in until) return ok({ until: until.time, meeting, back: null, direct: read })
  return failed('time-not-understood', { text: when.by === 'text' ? when.text : 'That', reason: until.reason })
}

/** In which call it was said. */
interface SaidIn {
  readonly attempted: AttemptedNumber
  /** null: they called. */
  readonly attemptId: AttemptId | null
}

/** What an outcome means beside itself: whom not to call, when to call again, what the receptionist said. */
export function applyEffects(
  db: Archive,
  { outcome, gatekeeper }: Pick<OutcomeEntry, 'outcome' | 'gatekeeper'>,
  { attempted, attemptId, until, meeting, back, direct }: Understood & SaidIn,
  { now, newId }: Sources,
): Result<null> {
  const { contactId } = attempted
  if (outcome === 'do-not-call') {
    return forbidReached(db, attempted, { why: 'asked on the phone', now, newId, ...(attemptId && { attemptId }) })
  }
  if (outcome === 'not-now' && until) {
    const asked = dayInWords(now, contactZone(db, contactId))
    const why = `Not now, they said on ${asked}: call then.`
    askForCall(db, { askedId: newId(), contactId, askedIn: attemptId, askedAt: now, ...windowOf(until), why })
  }
  if (meeting) {
    const { dueAt, dueUntil } = meeting
    const promiseId = newId() as PromiseId
    const promised = { promiseId, contactId, madeIn: attemptId, madeAt: now, kind: 'meeting', dueAt, dueUntil } as const
    addPromise(db, { ...promised, words: 'The appointment' })
  }
  if (outcome === 'gatekeeper' && attemptId && gatekeeper && isSaid(gatekeeper)) {
    addGatekeeperFact(db, { ...gatekeeper, factId: newId(), contactId, attemptId, at: now })
    if (back) {
      const why = `The receptionist said on ${dayInWords(now, contactZone(db, contactId))} that they are back then.`
      askForCall(db, { askedId: newId(), contactId, askedIn: attemptId, askedAt: now, ...windowOf(back), why })
    }
    if (direct) addFirstNumber(db, contactId, { phoneNumberId: newId() as PhoneNumberId, ...direct, kind: 'direct' })
  }
  return ok()
}

function windowOf({ dueAt, dueUntil }: PromisedTime) {
  return { dueAt, dueUntil }
}

function isSaid({ said, personIn, backOn, directNumber }: GatekeeperEntry): boolean {
  return said.trim() !== '' || personIn.length > 0 || Boolean(backOn) || directNumber.trim() !== ''
}

/** Takes back what followed from the outcome that an attempt had. Numbers that were learned stay. */
export function revertEffects(
  db: Archive,
  contactId: ContactId,
  attemptId: AttemptId,
  { last, now }: { last: OutcomeChange | null; now: number },
): void {
  reopenKeptBy(db, attemptId)
  forgetAppointment(db, attemptId)
  withdrawMessagePromise(db, attemptId, now)
  undoAskedCalls(db, attemptId, now)
  withdrawGatekeeperFacts(db, attemptId, now)
  if (last?.became === 'do-not-call') {
    const known = last.before.doNotCall.map(({ entryId }) => entryId)
    for (const { entryId } of plansOf(db, contactId).doNotCall) {
      if (!known.includes(entryId)) removeDoNotCall(db, entryId)
    }
    restorePromises(db, contactId, last.at)
  }
  resumeStoppedBy(db, contactId, attemptId)
}
