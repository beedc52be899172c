import { expect, it } from 'vitest'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { queue } from '../../../main/archive/queue.ts'
import { listRecordings } from '../../../main/archive/recordings.ts'
import { putLineInUse } from '../../../main/archive/lines.ts'
import { prospects } from '../../../main/practice/prospects.ts'
import { recordAttempt } from '../../../main/call/record-attempt.ts'
import { seedPractice } from '../../../main/practice/seed-practice.ts'
import type { ContactId, RecordingId } from '../../../shared/ids.ts'
import {
  countedIds,
  dialled,
  messageLeft,
  monday,
  practiceLine,
  temporaryArchive,
} from '../../support/temporary-archive.ts'

/** Three in the morning on a Sunday in Toronto. */
const night = monday - 31 * 3_600_000
const newId = countedIds()
const recordings = ['introduction', 'roundtable-invite', 'audit-offer'].map((id) => ({
  recordingId: id as RecordingId,
  name: id,
  script: 'Hi',
  durationMs: 14_000,
  file: `${id}.wav`,
  version: 1,
}))

function seeded() {
  const db = temporaryArchive()
  putLineInUse(db, practiceLine)
  const seed = (now: number) => seedPractice(db, { prospects, recordings, now, newId })
  expect(seed(night)).toEqual({ ok: true, value: null })
  return { db, seed }
}

it('at the first start all six prospects are due now, at any hour, with a reason', () => {
  const { db } = seeded()
  const { items, counts } = queue(db, { now: night, limit: 20 })
  expect(items.map(({ name, section, tryNumber, why }) => [name, section, tryNumber, why])).toEqual([
    ['Jane Adams', 'now', 1, 'New on Commercial: first call.'],
    ['Luis Ferreira', 'now', 1, 'New on Last resort: first call.'],
    ['Hannah Weiss', 'now', 1, 'New on Commercial: first call.'],
    ['Marcus Bell', 'now', 1, 'New on Last resort: first call.'],
    ['Aiko Tanabe', 'now', 1, 'New on Last resort: first call.'],
    ['Dana Kowalski', 'now', 1, 'New on Commercial: first call.'],
  ])
  expect(counts).toEqual({ promised: 0, callback: 0, now: 6, between: 0, later: 0, new: 0, none: 0 })
})

it('each has a number, a cadence and what to leave', () => {
  const { db } = seeded()
  const card = (key: string) => contactCard(db, `practice-${key}` as ContactId, { now: night, heard: () => false })
  expect(card('jane-adams')).toMatchObject({
    company: 'Northwind Traders',
    numbers: [{ number: '+14165550101', shown: '+1 416 555 0101', kind: 'direct' }],
    tags: ['practice'],
    cadence: { name: 'Commercial' },
    next: { recordingId: 'introduction', hidden: false },
  })
  expect(card('marcus-bell')).toMatchObject({
    cadence: { name: 'Last resort' },
    next: {
      recordingId: null,
      hidden: true,
      why: [expect.anything(), 'No message until 10 unanswered calls: 0 so far.'],
    },
  })
  expect(listRecordings(db)).toHaveLength(3)
})

it('the practice contacts are the same after a second start, whatever was done to them', () => {
  const { db, seed } = seeded()
  const jane = 'practice-jane-adams' as ContactId
  const phoneNumberId = contactCard(db, jane, { now: night, heard: () => false })!.numbers[0]!.phoneNumberId
  db.prepare(`UPDATE phone_numbers SET phone_number_id = 'number-' || contact_id WHERE phone_number_id = ?`).run(
    phoneNumberId,
  )
  const call = messageLeft(dialled(db, 'a', jane, night), 'introduction')
  recordAttempt(db, call, { now: night + 60_000, random: () => 0, newId })
  const dump = () =>
    ['contacts', 'phone_numbers', 'cadences', 'series_recordings', 'recordings', 'enrolments', 'follow_ups'].map(
      (table) => db.prepare(`SELECT * FROM ${table}`).all(),
    )
  const before = dump()
  expect(seed(night + 86_400_000).ok).toBe(true)
  expect(dump()).toEqual(before)
})
