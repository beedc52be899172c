import { expect, it } from 'vitest'
import {
  attemptById,
  attemptCallId,
  attemptsOf,
  closeAttempt,
  interruptAttempt,
  noteAttempt,
  openAttempts,
} from '../../../main/archive/attempts.ts'
import { complianceLog } from '../../../main/archive/compliance-log.ts'
import { allDrafts, forgetDraft, keepDraft } from '../../../main/archive/drafts.ts'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { contactFacts, peopleAt } from '../../../main/archive/contacts.ts'
import { doNotCallEntry, listDoNotCall } from '../../../main/archive/do-not-call.ts'
import {
  isCallOpen,
  missedCalls,
  missedSteps,
  nextFollowUpOf,
  waitingToBegin,
} from '../../../main/archive/follow-ups.ts'
import { lineInUse } from '../../../main/archive/lines.ts'
import { lastDialled, ownerOfNumber } from '../../../main/archive/number-owners.ts'
import type { Archive } from '../../../main/archive/open.ts'
import { attemptedNumber } from '../../../main/archive/outcomes.ts'
import { noteOverride } from '../../../main/archive/overrides.ts'
import { queue } from '../../../main/archive/queue.ts'
import { recentCalls } from '../../../main/archive/recent-calls.ts'
import { dueReminders, noteReminded } from '../../../main/archive/reminders.ts'
import { renewPlannedMessages } from '../../../main/archive/planned-messages.ts'
import {
  lastVersion, noteMeasurements, versionFile, versionsWithoutPeaks,
} from '../../../main/archive/recording-versions.ts' // prettier-ignore
import { recordingById, recordingFile } from '../../../main/archive/recordings.ts'
import { allSeries } from '../../../main/archive/series.ts'
import {
  archiveRecording, isRemovable, removeRecording, studioRecordings,
} from '../../../main/archive/studio-recordings.ts' // prettier-ignore
import { tallySlots } from '../../../main/archive/answer-tallies.ts'
import { cadenceFacts } from '../../../main/archive/cadence-facts.ts'
import { listCadences } from '../../../main/cadence/edit-cadences.ts'
import { endPromise, finishFollowUp, makePromise } from '../../../main/cadence/keep-promises.ts'
import { pauseAll, resumeAll } from '../../../main/cadence/pause-cadences.ts'
import { enrolContact, pauseCadence, resumeCadence, stopCadence } from '../../../main/cadence/run-cadence.ts'
import { recordOutcome } from '../../../main/cadence/record-outcome.ts'
import { showInsights } from '../../../main/cadence/show-insights.ts'
import { moveFromDaysOff, takeDaysOff, understandDaysOff, workAfterAll } from '../../../main/cadence/take-days-off.ts'
import { undoOutcome } from '../../../main/cadence/undo-outcome.ts'
import { writeNote } from '../../../main/cadence/write-note.ts'
import type { Sources } from '../../../main/cadence/plan-next.ts'
import type { CadenceId, ContactId, RecordingId } from '../../../shared/ids.ts'
import { interruptAttempts } from '../../../main/call/interrupt-attempts.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { planDay } from '../../../main/cadence/plan-day.ts'
import { planOf, scansIn, statementsOf } from '../../support/query-plans.ts'
import {
  addPerson,
  countedIds,
  day,
  dialled,
  enrolPerson,
  furnish,
  messageLeft,
  monday,
  rangOut,
  temporaryArchive,
} from '../../support/temporary-archive.ts'

/** Everything that happens around a call and on the desk. */
function workADay(db: Archive): void {
  const sources = { now: monday + 9 * day, random: () => 0.5, newId: countedIds() }
  const jane = addPerson(db, 'jane', { tags: ['prequalified'] })
  enrolPerson(db, jane, 'Commercial')
  const call = messageLeft(dialled(db, 'a', jane, monday), 'introduction')
  noteAttempt(db, call)
  recordAttempt(db, call, { ...sources, now: monday })
  closeAttempt(db, rangOut(dialled(db, 'b', jane, monday + day)), 'no-answer')
  interruptAttempt(db, dialled(db, 'c', jane, monday + 2 * day).attemptId)
  dialled(db, 'd', jane, monday + 3 * day)
  interruptAttempts(db, sources)
  planDay(db, { ...sources, now: monday + 30 * day })
  contactCard(db, jane, { now: monday, heard: () => false })
  queue(db, { now: monday, limit: 50 })
  attemptById(db, call.attemptId)
  attemptCallId(db, call.attemptId)
  attemptsOf(db, jane)
  openAttempts(db)
  cadenceFacts(db, jane, monday)
  recordingById(db, 'introduction' as RecordingId)
  missedCalls(db, { now: monday, limit: 10 })
  missedSteps(db, { now: monday, limit: 10 })
  isCallOpen(db, monday)
  waitingToBegin(db, { after: monday, limit: 10 })
  lineInUse(db)
  contactFacts(db, jane)
  peopleAt(db, 'jane Ltd')
  ownerOfNumber(db, ['+14165550101'])
  lastDialled(db)
  doNotCallEntry(db, { contactId: jane, number: '+14165550101', company: 'jane Ltd' })
  listDoNotCall(db, { text: '', limit: 10 })
  recentCalls(db, { contactId: jane, number: '+14165550101', since: monday })
  noteOverride(db, call.attemptId, { reason: 'asked', rules: [] })
  attemptedNumber(db, call.attemptId)
  const filter = { from: monday, until: null, kinds: ['hidden', 'drop'], contactId: null } as const
  complianceLog(db, { ...filter, kinds: [...filter.kinds] }, { limit: 10 })
  complianceLog(db, { ...filter, kinds: ['override'], contactId: jane }, { limit: 10 })
  const recordingId = 'audit-offer' as RecordingId
  studioRecordings(db)
  allSeries(db)
  recordingFile(db, recordingId)
  versionFile(db, recordingId, 2)
  lastVersion(db, recordingId)
  versionsWithoutPeaks(db)
  noteMeasurements(db, { recordingId, version: 2, loudnessLufs: null, peaks: [1] })
  renewPlannedMessages(db)
  workWithTheAssistant(db, jane, sources)
  archiveRecording(db, recordingId, monday)
  isRemovable(db, recordingId)
  removeRecording(db, recordingId)
}

/** What is said, promised and asked for, and taken back. */
function workWithTheAssistant(db: Archive, jane: ContactId, sources: Sources): void {
  const { now } = sources
  const later = { ...sources, now: now + 60_000 }
  const call = rangOut(dialled(db, 'e', jane, now))
  recordAttempt(db, call, sources)
  const { attemptId } = call
  const said = { attemptId, note: 'Called', notNowUntil: null, gatekeeper: null }
  const when = { by: 'key', key: 'tomorrow' } as const
  const personIn = [{ weekdays: [2], from: 600, until: 700 }]
  recordOutcome(db, { ...said, outcome: 'gatekeeper', gatekeeper: { said: 'In', personIn, directNumber: '+14165550109' } }, later) // prettier-ignore
  recordOutcome(db, { ...said, outcome: 'not-now' }, later)
  recordOutcome(db, { ...said, outcome: 'do-not-call' }, later)
  for (let left = 0; left < 3; left++) undoOutcome(db, attemptId, later)
  const request = { contactId: jane, attemptId, kind: 'letter', words: 'the list', when } as const
  const promised = makePromise(db, request, later)
  if (promised.ok) endPromise(db, promised.value.promiseId, 'kept', later)
  makePromise(db, request, later)
  finishFollowUp(db, { followUpId: nextFollowUpOf(db, jane)!.followUpId, done: true }, later)
  const note = writeNote(db, { contactId: jane, attemptId, noteId: null, text: 'One' }, later)
  if (note.ok) writeNote(db, { contactId: jane, attemptId, noteId: note.value.noteId, text: 'Two' }, later)
  contactCard(db, jane, { now, heard: () => false })
  pauseCadence(db, { contactId: jane, until: null }, later)
  resumeCadence(db, jane, later)
  stopCadence(db, { contactId: jane, reason: 'won' }, later)
  enrolContact(db, { contactId: jane, cadenceId: 'settle-it' as CadenceId }, later)
  pauseAll(db, when, { now, timeZone: 'America/Toronto' })
  resumeAll(db, now)
  listCadences(db)
  showInsights(db)
  dueReminders(db, { now, limit: 10 })
  noteReminded(db, ['promise-1'], now)
  tallySlots(db, 10)
}

it('every statement of a working day finds its rows by an index', () => {
  const db = temporaryArchive()
  furnish(db)
  const statements = statementsOf(db)
  workADay(db)
  expect(statements.size).toBeGreaterThan(30)
  expect(scansIn(db, statements)).toEqual([])
})

it('every statement of days off, and of what is typed, finds its rows by an index', async () => {
  const db = temporaryArchive()
  furnish(db)
  const jane = addPerson(db, 'jane')
  enrolPerson(db, jane, 'Commercial')
  const sources = { now: monday + 60_000, random: () => 0.5, newId: countedIds() }
  recordAttempt(db, rangOut(dialled(db, 'a', jane, monday)), sources)
  const statements = statementsOf(db)
  understandDaysOff(db, { text: '24 nov - 4 dec' }, { now: monday, timeZone: 'America/Toronto' })
  const days = { first: '2026-11-24', last: '2026-12-04', name: 'Vacation' }
  const taken = await takeDaysOff(db, days, () => sources, 'America/Toronto')
  await moveFromDaysOff(db, () => sources)
  expect(taken.ok && (await workAfterAll(db, taken.value.daysOffId, () => sources))).toMatchObject({
    value: { back: 1 },
  })
  const about = 'new'
  keepDraft(db, { room: 'recording', about, words: { name: 'Offer', script: '' } }, monday)
  expect(allDrafts(db)).toHaveLength(1)
  forgetDraft(db, { room: 'recording', about })
  expect(statements.size).toBeGreaterThan(12)
  expect(scansIn(db, statements)).toEqual([])
})

it('the walks of the queue begin and stop at an index, without sorting the archive', () => {
  const db = temporaryArchive()
  const statements = statementsOf(db)
  queue(db, { now: monday, limit: 50 })
  const walks = [...statements].filter((sql) => sql.includes('LIMIT'))
  expect(walks).toHaveLength(8)
  for (const sql of walks) {
    const plan = planOf(db, sql).join('\n')
    expect(plan).toMatch(
      /(follow_ups_promised|follow_ups_goes|follow_ups_asked|follow_ups_opening|follow_ups_closing|contacts_new|contacts_unplanned)/,
    )
    // Sorting the equal ones among themselves is cheap; "TEMP B-TREE FOR ORDER BY" would read them all.
    expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY/)
  }
})

it('a statement without an index would be seen', () => {
  expect(planOf(temporaryArchive(), 'SELECT * FROM attempts WHERE played_ms = @ms')).toEqual(['SCAN attempts'])
})

it('the compliance log walks along its own index and stops', () => {
  const db = temporaryArchive()
  const statements = statementsOf(db)
  complianceLog(db, { from: null, until: null, kinds: ['hidden'], contactId: null }, { limit: 50 })
  const plan = planOf(db, [...statements][0]!).join('\n')
  expect(plan).toMatch(/attempts_in_compliance_log/)
  expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY/)
})
