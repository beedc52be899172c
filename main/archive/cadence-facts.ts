import type { CadenceFacts } from '../../shared/cadence/cadence.ts'
import type { ContactId, EnrolmentId } from '../../shared/ids.ts'
import { learntFrom } from './answer-sums.ts'
import { heardBy, triedIn } from './attempts.ts'
import { receivedIn } from './callbacks.ts'
import { cadenceById } from './cadences.ts'
import { contactTags, contactValue, contactZone } from './contacts.ts'
import { enrolmentOf, type Enrolment } from './enrolments.ts'
import { stepsDone } from './follow-ups.ts'
import { inactiveTimes } from './inactive-times.ts'
import { personInOf } from './gatekeeper-facts.ts'
import type { Archive } from './open.ts'
import { seriesById } from './series.ts'

/** What the archive knows for a decision of the cadence; what outranks it, the moment and the window are the caller's. */
export type ArchivedFacts = Omit<
  CadenceFacts,
  'window' | 'promise' | 'asked' | 'notBefore' | 'now' | 'random' | 'reach' | 'fullness' | 'daysOff'
> & {
  readonly enrolmentId: EnrolmentId
  readonly paused: Enrolment['paused']
}

/** What is known for the choice of a message; null for a contact that is on no cadence that runs. */
export function messageFacts(db: Archive, contactId: ContactId) {
  const enrolment = enrolmentOf(db, contactId)
  if (!enrolment || enrolment.stopped) return null
  const { cadence, seriesId } = cadenceById(db, enrolment.cadenceId)
  return {
    known: enrolment,
    cadence,
    enrolment: { startedAt: enrolment.startedAt, side: enrolment.side },
    tags: contactTags(db, contactId),
    attempts: [...triedIn(db, enrolment.enrolmentId), ...receivedIn(db, contactId, enrolment.enrolmentId)].sort(
      (a, b) => a.startedAt - b.startedAt,
    ),
    series: seriesId && seriesById(db, seriesId),
    heard: heardBy(db, contactId),
    dealValue: contactValue(db, contactId),
  }
}

/** null for a contact that is on no cadence that runs. */
export function cadenceFacts(db: Archive, contactId: ContactId, now: number): ArchivedFacts | null {
  const found = messageFacts(db, contactId)
  if (!found) return null
  const { known, ...facts } = found
  return {
    ...facts,
    enrolmentId: known.enrolmentId,
    paused: known.paused,
    timeZone: contactZone(db, contactId),
    stepsDone: stepsDone(db, known.enrolmentId),
    personIn: personInOf(db, contactId),
    rates: learntFrom(db, now),
    inactive: inactiveTimes(db, contactId, known, now),
  }
}
