import { expect, test } from 'vitest'
import { doubtClock } from '../../../main/cadence/doubt-clock.ts'
import { clockSeenAt, trustClock } from '../../../main/archive/trusted-clock.ts'
import { addPerson, day, furnish, minute, monday, temporaryArchive } from '../../support/temporary-archive.ts'

const codeAt = (db: ReturnType<typeof temporaryArchive>, now: number) => {
  const doubt = doubtClock(db, now)
  return doubt.ok ? (doubt.value?.code ?? null) : doubt.trouble.code
}

test('a new archive takes the clock as it is, and remembers it every ten minutes', () => {
  const db = temporaryArchive()
  expect(codeAt(db, monday)).toBeNull()
  expect(codeAt(db, monday + 9 * minute)).toBeNull()
  expect(clockSeenAt(db)).toBe(monday)
  expect(codeAt(db, monday + 10 * minute)).toBeNull()
  expect(clockSeenAt(db)).toBe(monday + 10 * minute)
})

test.for([
  ['400 days ahead', 400 * day, 'clock-doubted'],
  ['a month and an hour ahead', 30 * day + 60 * minute, 'clock-doubted'],
  ['three weeks ahead: a rep was away', 21 * day, null],
  ['a quarter of an hour back: it was set right', -15 * minute, null],
  ['two days back', -2 * day, 'clock-doubted'],
  ['at the beginning of time', -monday, 'clock-doubted'],
] as const)('a clock that is %s', ([, by, expected]) => {
  const db = temporaryArchive()
  doubtClock(db, monday)
  expect(codeAt(db, monday + by)).toBe(expected)
})

test('a clock that is doubted is not remembered: right again, it is not doubted', () => {
  const db = temporaryArchive()
  doubtClock(db, monday)
  expect(codeAt(db, monday + 400 * day)).toBe('clock-doubted')
  expect(codeAt(db, monday + minute)).toBeNull()
})

test('what the rep says is right is right from then on', () => {
  const db = temporaryArchive()
  doubtClock(db, monday)
  trustClock(db, monday + 400 * day)
  expect(codeAt(db, monday + 400 * day + minute)).toBeNull()
})

test('in an archive of an earlier version the last attempt tells when it was', () => {
  const db = temporaryArchive()
  furnish(db)
  const contactId = addPerson(db, 'marcus')
  db.prepare(
    `INSERT INTO attempts (attempt_id, call_id, contact_id, number, line_id, hidden, started_at)
     VALUES ('one', 'one', ?, '+14165550101', 'practice', 0, ?)`,
  ).run(contactId, monday)
  expect(codeAt(db, monday + 400 * day)).toBe('clock-doubted')
})
