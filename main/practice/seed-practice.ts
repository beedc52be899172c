import { nextFollowUp } from '../../shared/cadence/cadence.ts'
import { presetNamed, presets } from '../../shared/cadence/cadence-presets.ts'
import type { CompanyId, ContactId, EnrolmentId, FollowUpId, PhoneNumberId, SeriesId } from '../../shared/ids.ts'
import { readPhoneNumber } from '../../shared/number/phone-number.ts'
import { ok, type Result } from '../../shared/result.ts'
import { contactRegion } from '../archive/planning.ts'
import { reachFor } from '../cadence/planner.ts'
import { cadenceFacts } from '../archive/cadence-facts.ts'
import { saveCadence } from '../archive/cadences.ts'
import { addContact, hasContact } from '../archive/contacts.ts'
import { enrol } from '../archive/enrolments.ts'
import { replaceFollowUp } from '../archive/follow-ups.ts'
import { transact, type Archive } from '../archive/open.ts'
import { addRecording, recordingById, type RecordingFile } from '../archive/recordings.ts'
import { allSeries, saveSeries } from '../archive/series.ts'
import type { Sources } from '../cadence/plan-next.ts'
import type { Prospect } from './prospects.ts'

/** A prospect of the practice line, as far as the archive minds. */
export type PracticeProspect = Omit<Prospect, 'behaviour'>

const STARTER_SERIES = 'starter' as SeriesId
/** Practice needs no office hours: the first calls are due at once and stay due this long. */
const FIRST_CALLS_OPEN_MS = 7 * 86_400_000
/** The others start on Last resort. */
const onCommercial = ['Jane Adams', 'Hannah Weiss', 'Dana Kowalski']

/**
 * What a new archive begins with: the five presets, the starter recordings as their series, and the prospects of
 * the practice line, each with a first call that is due now. What is there already is left alone, so that it
 * can be called at every start.
 */
export function seedPractice(db: Archive, { prospects, recordings, ...sources }: Seed): Result<null> {
  return transact(db, () => {
    for (const recording of recordings) {
      const known = recordingById(db, recording.recordingId)
      if (!known || known.version < recording.version) addRecording(db, recording)
    }
    if (!allSeries(db).some(({ seriesId }) => seriesId === STARTER_SERIES)) {
      const recordingIds = recordings.map(({ recordingId }) => recordingId)
      saveSeries(db, { seriesId: STARTER_SERIES, name: 'Starter series', recordingIds })
      for (const cadence of presets) saveCadence(db, { cadence, seriesId: STARTER_SERIES })
    }
    for (const prospect of prospects) addProspect(db, prospect, sources)
    return ok()
  })
}

export interface Seed extends Omit<Sources, 'random'> {
  readonly prospects: readonly PracticeProspect[]
  /** In the order of the series. */
  readonly recordings: readonly RecordingFile[]
}

function addProspect(db: Archive, prospect: PracticeProspect, { now, newId }: Omit<Sources, 'random'>): void {
  const contactId = `practice-${prospect.key}` as ContactId
  if (hasContact(db, contactId)) return
  const written = readPhoneNumber(prospect.number) ?? { number: prospect.number, shown: prospect.number }
  addContact(db, {
    contactId,
    name: prospect.name,
    title: prospect.title,
    company: { companyId: `practice-${prospect.key}` as CompanyId, name: prospect.company },
    timeZone: prospect.timeZone,
    place: prospect.place,
    tags: ['practice'],
    numbers: [{ ...written, phoneNumberId: newId() as PhoneNumberId, kind: 'direct' }],
    createdAt: now,
  })
  const cadence = presetNamed(onCommercial.includes(prospect.name) ? 'Commercial' : 'Last resort')
  const enrolmentId = newId() as EnrolmentId
  enrol(db, { enrolmentId, contactId, cadenceId: cadence.cadenceId, side: null, startedAt: now })
  openFirstCall(db, contactId, { now, newId })
}

function openFirstCall(db: Archive, contactId: ContactId, { now, newId }: Omit<Sources, 'random'>): void {
  const facts = cadenceFacts(db, contactId, now)!
  // A first call goes to the first window there is: nothing is left to chance.
  const step = nextFollowUp({
    ...facts,
    reach: reachFor(db, facts.timeZone, contactRegion(db, contactId)),
    fullness: () => 0,
    daysOff: new Set(),
    window: null,
    promise: null,
    asked: null,
    notBefore: null,
    now,
    random: () => 0,
  })
  if ('stop' in step) throw new Error(`a cadence stopped before its first call: ${step.stop.why}`)
  replaceFollowUp(db, contactId, {
    next: { ...step.next, followUpId: newId() as FollowUpId, dueAt: now, dueUntil: now + FIRST_CALLS_OPEN_MS },
    enrolmentId: facts.enrolmentId,
    begins: true,
    causedBy: null,
    at: now,
    was: 'cancelled',
    doneBy: null,
  })
}
