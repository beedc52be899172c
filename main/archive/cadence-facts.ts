import type { CadenceFacts } from '../../shared/cadence.ts'
import type { ContactId, EnrolmentId } from '../../shared/ids.ts'
import { heardBy, triedIn } from './attempts.ts'
import { cadenceById } from './cadences.ts'
import { contactTags, contactZone } from './contacts.ts'
import { enrolmentOf } from './enrolments.ts'
import { lettersAsked } from './follow-ups.ts'
import type { Archive } from './open.ts'
import { seriesById } from './series.ts'

/** What the archive knows for a decision; the moment, the window and the promise are the caller's. */
export type ArchivedFacts = Omit<CadenceFacts, 'window' | 'promise' | 'now' | 'random'> & {
  readonly enrolmentId: EnrolmentId
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
    attempts: triedIn(db, enrolment.enrolmentId),
    lettersAsked: lettersAsked(db, enrolment.enrolmentId),
    series: seriesId && seriesById(db, seriesId),
    heard: heardBy(db, contactId),
  }
}
