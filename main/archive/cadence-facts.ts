import type { CadenceFacts } from '../../shared/cadence/cadence.ts'
import type { ContactId, EnrolmentId } from '../../shared/ids.ts'
import { answerTallies } from './answer-tallies.ts'
import { heardBy, triedIn } from './attempts.ts'
import { receivedIn } from './callbacks.ts'
import { cadenceById } from './cadences.ts'
import { contactTags, contactZone } from './contacts.ts'
import { daysOffSet } from './days-off.ts'
import { enrolmentOf, type Enrolment } from './enrolments.ts'
import { stepsDone } from './follow-ups.ts'
import { personInOf } from './gatekeeper-facts.ts'
import type { Archive } from './open.ts'
import { seriesById } from './series.ts'

/** What the archive knows for a decision of the cadence; what outranks it, the moment and the window are the caller's. */
export type ArchivedFacts = Omit<
  CadenceFacts,
  'window' | 'missed' | 'promise' | 'asked' | 'notBefore' | 'now' | 'random'
> & {
  readonly enrolmentId: EnrolmentId
  readonly paused: Enrolment['paused']
}

/** null for a contact that is on no cadence that runs. */
export function cadenceFacts(db: Archive, contactId: ContactId): ArchivedFacts | null {
  const enrolment = enrolmentOf(db, contactId)
  if (!enrolment || enrolment.stopped) return null
  const { cadence, seriesId } = cadenceById(db, enrolment.cadenceId)
  return {
    enrolmentId: enrolment.enrolmentId,
    cadence,
    enrolment: { startedAt: enrolment.startedAt, side: enrolment.side },
    timeZone: contactZone(db, contactId),
    tags: contactTags(db, contactId),
    attempts: [...triedIn(db, enrolment.enrolmentId), ...receivedIn(db, contactId, enrolment.enrolmentId)].sort(
      (a, b) => a.startedAt - b.startedAt,
    ),
    stepsDone: stepsDone(db, enrolment.enrolmentId),
    daysOff: daysOffSet(db),
    personIn: personInOf(db, contactId),
    rates: answerTallies(db),
    paused: enrolment.paused,
    series: seriesId && seriesById(db, seriesId),
    heard: heardBy(db, contactId),
  }
}
