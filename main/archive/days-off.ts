import { isoOf, spanOf, type DaysOffSpan } from '../../shared/time/days-off.ts'
import type { DaysOff, Shift } from '../../shared/contract/days-off-bridge.ts'
import type { ContactId, DaysOffId, FollowUpId } from '../../shared/ids.ts'
import { localDay, type LocalDay } from '../../shared/time/local-time.ts'
import { isOpenInSql, nobodyIsCallingInSql } from './follow-ups.ts'
import { prepared, type Archive } from './open.ts'

/** Holidays and vacations, the first day first. */
export function allDaysOff(db: Archive): DaysOff[] {
  return prepared<DaysOff>(
    db,
    `SELECT days_off_id AS daysOffId, first_day AS first, last_day AS last, name,
       (SELECT count(*) FROM days_off_moves m WHERE m.days_off_id = d.days_off_id) AS moved
     FROM days_off d WHERE removed_at IS NULL ORDER BY first_day, last_day, days_off_id`,
  ).all({})
}

/** As the engine counts days. */
export function daysOffSet(db: Archive): ReadonlySet<LocalDay> {
  const spans = prepared<{ first: string; last: string }>(
    db,
    `SELECT first_day AS first, last_day AS last FROM days_off WHERE removed_at IS NULL`,
  ).all({})
  const days = new Set<LocalDay>()
  for (const span of spans) for (const day of daysIn(spanOf(span))) days.add(day)
  return days
}

export function* daysIn({ first, last }: DaysOffSpan): Generator<LocalDay> {
  for (let day = first; day <= last; day++) yield day
}

export function addDaysOff(db: Archive, { daysOffId, first, last, name }: Omit<DaysOff, 'moved'>): void {
  prepared(
    db,
    `INSERT INTO days_off (days_off_id, first_day, last_day, name) VALUES (@daysOffId, @first, @last, @name)`,
  ).run({ daysOffId, first, last, name })
}

/** Answers whether there was such a span. It no longer counts; what it moved is there until `forgetDaysOff`. */
export function markRemoved(db: Archive, daysOffId: DaysOffId, at: number): boolean {
  const marked = prepared(
    db,
    `UPDATE days_off SET removed_at = @at WHERE days_off_id = @daysOffId AND removed_at IS NULL`,
  ).run({ daysOffId, at })
  return marked.changes === 1
}

export function removedDaysOff(db: Archive): DaysOffId[] {
  return prepared<{ id: DaysOffId }>(db, `SELECT days_off_id AS id FROM days_off WHERE removed_at IS NOT NULL`)
    .all({})
    .map(({ id }) => id)
}

export function forgetDaysOff(db: Archive, daysOffId: DaysOffId): void {
  prepared(db, `DELETE FROM days_off WHERE days_off_id = @daysOffId`).run({ daysOffId })
}

interface DueRow {
  readonly contactId: ContactId
  readonly followUpId: FollowUpId
  readonly dueAt: number
  readonly dueUntil: number
  readonly timeZone: string
}

/** Further than any clock on earth is from UTC. */
const ZONES_MS = 14 * 3_600_000
const DAY_MS = 86_400_000

/** Moments between which a day of the span may fall, wherever the contact is. */
function around({ first, last }: DaysOffSpan) {
  return { from: first * DAY_MS - ZONES_MS, until: (last + 1) * DAY_MS + ZONES_MS }
}

const whose = `f.contact_id AS contactId, f.follow_up_id AS followUpId, f.due_at AS dueAt, f.due_until AS dueUntil,
  c.time_zone AS timeZone`

/**
 * Open follow-ups of cadences that begin on one of these days, on the contact's calendar, and are not over; nobody who is
 * being called. The first due first.
 */
export function* followUpsOn(db: Archive, span: DaysOffSpan, now: number): Generator<DueRow> {
  const rows = db
    .prepare<unknown[], DueRow>(
      `SELECT ${whose} FROM follow_ups f JOIN contacts c ON c.contact_id = f.contact_id
       WHERE f.due_at >= @from AND f.due_at < @until AND f.promise = 0 AND f.asked = 0 AND f.beside = 0 AND f.due_until > @now
         AND ${isOpenInSql} AND ${nobodyIsCallingInSql}
       ORDER BY f.due_at`,
    )
    .all({ ...around(span), now })
  for (const row of rows) if (isOn(span, row)) yield row
}

function isOn({ first, last }: DaysOffSpan, { dueAt, timeZone }: DueRow): boolean {
  const day = localDay(dueAt, timeZone)
  return first <= day && day <= last
}

/** Nothing has happened to it since it was looked for, and nobody is calling. */
export function isStillNext(db: Archive, followUpId: FollowUpId): boolean {
  const row = prepared<unknown>(
    db,
    `SELECT 1 FROM follow_ups f WHERE f.follow_up_id = @followUpId AND ${isOpenInSql} AND ${nobodyIsCallingInSql}`,
  ).get({ followUpId })
  return row !== undefined
}

/** Promises, and calls that were asked for, that leave no other day. */
export function promisesOn(db: Archive, span: DaysOffSpan): number {
  const rows = ['f.promise = 1', 'f.asked = 1'].flatMap((which) =>
    prepared<DueRow>(
      db,
      `SELECT ${whose} FROM follow_ups f JOIN contacts c ON c.contact_id = f.contact_id
       WHERE ${which} AND f.due_at >= @from AND f.due_at < @until AND ${isOpenInSql}`,
    ).all(around(span)),
  )
  return rows.filter((row) => isOn(span, row) && localDay(row.dueUntil - 1, row.timeZone) <= span.last).length
}

/** @param became null: the cadence was over before a day was left. */
export function noteMove(db: Archive, daysOffId: DaysOffId, moved: FollowUpId, became: FollowUpId | null): void {
  prepared(
    db,
    `INSERT INTO days_off_moves (days_off_id, moved, became) VALUES (@daysOffId, @moved, @became)
     ON CONFLICT (days_off_id, moved) DO UPDATE SET became = @became`,
  ).run({ daysOffId, moved, became })
}

/** On which days what these days off have moved is now, as far as it still stands. */
export function shiftOf(db: Archive, daysOffId: DaysOffId): Shift {
  const rows = prepared<{ dueAt: number | null; timeZone: string }>(
    db,
    `SELECT b.due_at AS dueAt, c.time_zone AS timeZone
     FROM days_off_moves m JOIN follow_ups f ON f.follow_up_id = m.moved JOIN contacts c ON c.contact_id = f.contact_id
       LEFT JOIN follow_ups b ON b.follow_up_id = m.became
     WHERE m.days_off_id = @daysOffId`,
  ).all({ daysOffId })
  const perDay = new Map<LocalDay, number>()
  let stopped = 0
  for (const { dueAt, timeZone } of rows) {
    const day = dueAt === null ? null : localDay(dueAt, timeZone)
    if (day === null) stopped++
    else perDay.set(day, (perDay.get(day) ?? 0) + 1)
  }
  const days = [...perDay].toSorted(([one], [other]) => one - other)
  return { to: days.map(([day, count]) => ({ day: isoOf(day), count })), stopped }
}

export interface Move {
  readonly moved: FollowUpId
  readonly became: FollowUpId | null
  readonly contactId: ContactId
  readonly dueAt: number
  readonly dueUntil: number
  readonly timeZone: string
  /** When it was moved. */
  readonly movedAt: number | null
  /** What it became is still what is next for the contact. */
  readonly stands: boolean
}

/** What these days off have moved, some of it. */
export function movesOf(db: Archive, daysOffId: DaysOffId, limit: number): Move[] {
  return prepared<Omit<Move, 'stands'> & { stands: 0 | 1 }>(
    db,
    `SELECT m.moved, m.became, f.contact_id AS contactId, f.due_at AS dueAt, f.due_until AS dueUntil,
       f.cancelled_at AS movedAt, c.time_zone AS timeZone,
       EXISTS (SELECT 1 FROM follow_ups b WHERE b.follow_up_id = m.became AND ${isOpenInSql}) AS stands
     FROM days_off_moves m JOIN follow_ups f ON f.follow_up_id = m.moved JOIN contacts c ON c.contact_id = f.contact_id
     WHERE m.days_off_id = @daysOffId LIMIT @limit`,
  )
    .all({ daysOffId, limit })
    .map((row) => ({ ...row, stands: row.stands === 1 }))
}

/** It is what is next again, and what it had become was never said to anybody. */
export function putBack(db: Archive, { moved, became }: Pick<Move, 'moved' | 'became'>): void {
  prepared(db, `DELETE FROM follow_ups WHERE follow_up_id = @became AND ${isOpenInSql}`).run({ became })
  prepared(
    db,
    `UPDATE follow_ups SET cancelled_at = NULL WHERE follow_up_id = @moved AND done_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM follow_ups o WHERE o.contact_id = follow_ups.contact_id AND o.beside = 0 AND ${isOpenInSql})`,
  ).run({ moved })
}

export function forgetMove(db: Archive, daysOffId: DaysOffId, moved: FollowUpId): void {
  prepared(db, `DELETE FROM days_off_moves WHERE days_off_id = @daysOffId AND moved = @moved`).run({ daysOffId, moved })
}
