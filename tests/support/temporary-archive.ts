import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { addContact, type NewContact } from '../../main/archive/contacts.ts'
import { saveCadence } from '../../main/archive/cadences.ts'
import { enrol } from '../../main/archive/enrolments.ts'
import { putLineInUse } from '../../main/archive/lines.ts'
import { openAttempt, type NewAttempt } from '../../main/archive/attempts.ts'
import { openArchive, type Archive } from '../../main/archive/open.ts'
import { addRecording } from '../../main/archive/recordings.ts'
import { saveSeries } from '../../main/archive/series.ts'
import type { Sources } from '../../main/cadence/plan-next.ts'
import type { DialledCall } from '../../shared/call/new-call.ts'
import { presets, presetNamed } from '../../shared/cadence/cadence-presets.ts'
import type {
  CompanyId,
  ContactId,
  EnrolmentId,
  LineId,
  PhoneNumberId,
  RecordingId,
  SeriesId,
} from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import { lineDefaults } from '../../shared/line/line-defaults.ts'
import { dialledCall } from './dialled-call.ts'

/** Monday, 23 November 2026, 10:00 in Toronto. */
export const monday = Date.UTC(2026, 10, 23, 15)
export const minute = 60_000
export const day = 86_400_000

export const practiceLine: Line = {
  lineId: 'practice' as LineId,
  kind: 'practice',
  name: 'Practice line',
  server: '',
  domain: '',
  user: 'rep',
  authUser: '',
  callerName: '',
  ...lineDefaults,
}

/** Gone when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-archive-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function mustOpen(path: string, now = monday): Archive {
  const opened = openArchive(path, { now })
  if (!opened.ok) throw new Error(`the archive did not open: ${JSON.stringify(opened.trouble)}`)
  return opened.value
}

/** A new archive on disk, by the real runner; closed when the test has finished. */
export function temporaryArchive(): Archive {
  const db = mustOpen(join(temporaryFolder(), 'archive.db'))
  onTestFinished(() => {
    db.close()
  })
  return db
}

/** Ids that are told apart by their number: "id-1", "id-2" … */
export function countedIds(): () => string {
  let count = 0
  return () => `id-${++count}`
}

/** Where moments, chances and ids come from: ids are counted, and chance says 0.5. */
export function countedSources(): (now: number) => Sources {
  const newId = countedIds()
  return (now) => ({ now, random: () => 0.5, newId })
}

/** A line in use, the presets, and three recordings as the series of each of them. */
export function furnish(db: Archive): void {
  putLineInUse(db, practiceLine)
  const names = ['Introduction', 'Roundtable invite', 'Audit offer']
  const ids = names.map((name) => name.toLowerCase().replace(' ', '-') as RecordingId)
  for (const [index, recordingId] of ids.entries()) {
    const file = `${recordingId}.wav`
    addRecording(db, { recordingId, name: names[index]!, script: 'Hi', durationMs: 14_000, file, version: 2 })
  }
  saveSeries(db, { seriesId: 'starter' as SeriesId, name: 'Starter series', recordingIds: ids })
  for (const cadence of presets) saveCadence(db, { cadence, seriesId: 'starter' as SeriesId })
}

/** Adds a contact in Toronto whose id, company and number are made from the given key. */
export function addPerson(db: Archive, key: string, known: Partial<NewContact> = {}): ContactId {
  const contactId = key as ContactId
  addContact(db, {
    contactId,
    name: key,
    title: 'Buyer',
    company: { companyId: `company-${key}` as CompanyId, name: `${key} Ltd` },
    timeZone: 'America/Toronto',
    place: 'Toronto',
    tags: [],
    numbers: [
      {
        phoneNumberId: `number-${key}` as PhoneNumberId,
        number: '+14165550101',
        shown: '+1 416 555 0101',
        kind: 'direct',
      },
    ],
    createdAt: monday,
    ...known,
  })
  return contactId
}

export function enrolPerson(db: Archive, contactId: ContactId, cadence: string, startedAt = monday): EnrolmentId {
  const enrolmentId = `enrolment-${contactId}` as EnrolmentId
  enrol(db, { enrolmentId, contactId, cadenceId: presetNamed(cadence).cadenceId, side: null, startedAt })
  return enrolmentId
}

/** Opens the attempt of a call, as dialling does. */
export function dialled(
  db: Archive,
  callId: string,
  contactId: ContactId,
  dialledAt: number,
  known: Partial<NewAttempt> = {},
): DialledCall {
  const call = dialledCall(callId, { contactId, dialledAt })
  openAttempt(db, {
    attemptId: call.attemptId,
    callId: call.callId,
    contactId,
    phoneNumberId: `number-${contactId}` as PhoneNumberId,
    number: call.number,
    lineId: call.lineId,
    startedAt: dialledAt,
    presented: { asksFor: { kind: 'shown' }, askedBy: '' },
    override: null,
    ...known,
  })
  return call
}

/** A call that rang out. */
export function rangOut(call: DialledCall): DialledCall {
  const { dialledAt } = call
  return {
    ...call,
    phase: 'ended',
    rangAt: dialledAt + 1_000,
    endedAt: dialledAt + 31_000,
    endedBy: 'far-end',
    sipStatus: 480,
    sipReason: 'Temporarily Unavailable',
  }
}

/** A call in which a message was left from its first to its last sample. */
export function messageLeft(call: DialledCall, recordingId: string): DialledCall {
  const { dialledAt } = call
  return {
    ...call,
    phase: 'ended',
    rangAt: dialledAt + 1_000,
    answeredAt: dialledAt + 5_000,
    endedAt: dialledAt + 30_000,
    endedBy: 'message-done',
    beep: { frequencyHz: 1_000, durationMs: 400, endedAt: dialledAt + 12_000 },
    armedBy: 'ear',
    answer: { who: 'machine', why: 'beep', talkMs: 6_000 },
    drop: {
      recordingId: recordingId as RecordingId,
      recordingName: recordingId,
      durationMs: 14_000,
      pressedAt: dialledAt + 6_000,
      freedAt: dialledAt + 6_000,
      handBack: null,
      startedAt: dialledAt + 12_100,
      startReason: 'beep',
      playedMs: 14_000,
      whole: true,
    },
  }
}

export function talked(call: DialledCall): DialledCall {
  const { dialledAt } = call
  return {
    ...call,
    phase: 'ended',
    rangAt: dialledAt + 1_000,
    answeredAt: dialledAt + 5_000,
    endedAt: dialledAt + 95_000,
    endedBy: 'rep',
  }
}

/** The rep hung up before it rang. */
export function cancelled(call: DialledCall): DialledCall {
  return { ...call, phase: 'ended', endedAt: call.dialledAt + 2_000, endedBy: 'rep', sipStatus: 487 }
}
