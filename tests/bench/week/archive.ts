import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAttempt } from '../../../main/archive/attempts.ts'
import { saveCadence } from '../../../main/archive/cadences.ts'
import { addContact } from '../../../main/archive/contacts.ts'
import { putLineInUse } from '../../../main/archive/lines.ts'
import { openArchive, type Archive } from '../../../main/archive/open.ts'
import { addRecording } from '../../../main/archive/recordings.ts'
import { saveSeries } from '../../../main/archive/series.ts'
import { presets } from '../../../shared/cadence/cadence-presets.ts'
import type { DialledCall } from '../../../shared/call/new-call.ts'
import type { AttemptId, CallId, ContactId, LineId, PhoneNumberId, RecordingId, SeriesId } from '../../../shared/ids.ts'
import type { Line } from '../../../shared/contract/line.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import { dialledCall } from '../../support/dialled-call.ts'

/* The real archive of the bench on the rep's week: its contacts, and how calls end in it. */

const line: Line = {
  lineId: 'practice' as LineId,
  kind: 'practice',
  name: 'Line',
  server: '',
  domain: '',
  user: 'rep',
  authUser: '',
  callerName: '',
  ...lineDefaults,
}

const recordings = ['Introduction', 'Invitation', 'Audit', 'One number', 'Case', 'Last word', 'Question', 'Report']

export interface Place {
  readonly timeZone: string
  readonly areaCode: string
}

/** Where contacts are: one zone, the rep's, or five. Halifax is in Canada, whose law has hours of its own. */
const places: readonly Place[] = [
  { timeZone: 'America/New_York', areaCode: '212' },
  { timeZone: 'America/Chicago', areaCode: '312' },
  { timeZone: 'America/Denver', areaCode: '303' },
  { timeZone: 'America/Los_Angeles', areaCode: '213' },
  { timeZone: 'America/Halifax', areaCode: '902' },
]

export interface OpenedWeek {
  readonly db: Archive
  readonly contacts: readonly { readonly contactId: ContactId; readonly place: Place }[]
  readonly close: () => void
}

export function openWeek(count: number, zones: number, now: number): OpenedWeek {
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-week-'))
  const opened = openArchive(join(folder, 'archive.db'), { now })
  if (!opened.ok) throw new Error(JSON.stringify(opened.trouble))
  const db = opened.value
  // A power cut is not what is measured here.
  db.pragma('synchronous = OFF')
  putLineInUse(db, line)
  const ids = recordings.map((name) => name.toLowerCase().replaceAll(' ', '-') as RecordingId)
  for (const [index, recordingId] of ids.entries()) {
    addRecording(db, { recordingId, name: recordings[index]!, script: 'Hi', durationMs: 14_000, file: `${recordingId}.wav`, version: 1 }) // prettier-ignore
  }
  saveSeries(db, { seriesId: 'series' as SeriesId, name: 'Series', recordingIds: ids })
  for (const cadence of presets) saveCadence(db, { cadence, seriesId: 'series' as SeriesId })
  const contacts = Array.from({ length: count }, (_, index) => {
    const place = places[index % Math.max(1, Math.min(zones, places.length))]!
    const contactId = `contact-${index}` as ContactId
    const number = `+1${place.areaCode}555${String(index).padStart(4, '0').slice(-4)}`
    addContact(db, {
      contactId,
      name: `Contact ${index}`,
      title: '',
      company: null,
      timeZone: place.timeZone,
      place: '',
      tags: [],
      numbers: [{ phoneNumberId: `number-${index}` as PhoneNumberId, number, shown: number, kind: 'direct' }],
      createdAt: now,
    })
    return { contactId, place }
  })
  const close = () => {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { db, contacts, close }
}

export function dial(db: Archive, key: string, contactId: ContactId, at: number): DialledCall {
  const call = dialledCall(key, { contactId, dialledAt: at })
  openAttempt(db, {
    attemptId: call.attemptId satisfies AttemptId,
    callId: call.callId satisfies CallId,
    contactId,
    phoneNumberId: null,
    number: call.number,
    lineId: line.lineId,
    startedAt: at,
    presented: { asksFor: { kind: 'shown' }, askedBy: '' },
    override: null,
  })
  return call
}

export function rangOut(call: DialledCall): DialledCall {
  const { dialledAt } = call
  return { ...call, phase: 'ended', rangAt: dialledAt + 1_000, endedAt: dialledAt + 31_000, endedBy: 'far-end', sipStatus: 480, sipReason: 'Temporarily Unavailable' } // prettier-ignore
}

export function talked(call: DialledCall): DialledCall {
  const { dialledAt } = call
  return { ...call, phase: 'ended', rangAt: dialledAt + 1_000, answeredAt: dialledAt + 5_000, endedAt: dialledAt + 95_000, endedBy: 'rep' } // prettier-ignore
}

export function messageLeft(call: DialledCall, recordingId: RecordingId): DialledCall {
  const { dialledAt } = call
  return {
    ...call,
    phase: 'ended',
    rangAt: dialledAt + 1_000,
    answeredAt: dialledAt + 5_000,
    endedAt: dialledAt + 30_000,
    endedBy: 'message-done',
    beep: { frequencyHz: 1_000, durationMs: 400, endedAt: dialledAt + 12_000 },
    drop: {
      recordingId,
      recordingName: recordingId,
      durationMs: 14_000,
      pressedAt: dialledAt + 6_000,
      freedAt: null,
      handBack: null,
      startedAt: dialledAt + 12_100,
      startReason: 'beep',
      playedMs: 14_000,
      whole: true,
    },
  }
}
