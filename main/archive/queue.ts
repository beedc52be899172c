import { DateTime } from 'luxon'
import { lateInWords } from '../../shared/cadence/cadence.ts'
import type { Queue, QueueItem, QueueSection } from '../../shared/contract/contact.ts'
import type { ContactId } from '../../shared/ids.ts'
import { isTryInSql, reachedInSql, uncountedInSql } from './attempts.ts'
import { isOpenInSql } from './follow-ups.ts'
import type { Archive } from './open.ts'
import { allPausedUntil } from './pause-of-all.ts'
import { planningOf } from './planning.ts'

interface Row {
  readonly contact_id: ContactId
  readonly name: string
  readonly company: string | null
  readonly kind: QueueItem['kind']
  readonly promise: 0 | 1
  readonly due_at: number
  readonly due_until: number
  /** From when on it is late: a promise by what was promised, whenever its next go is. */
  readonly late_after: number
  readonly tries: number
  readonly why: string
}

/*
 * Who is next, in the order of the day:
 *
 *   promised  promises that are due or late, the oldest first; then those that were tried in vain, until their next go
 *   callback  calls that they asked for, due or late, the oldest first
 *   now       windows that are open, the soonest to close first, or whoever is worth most, as the rep has said; then those that
 *             closed unused
 *   between   letters, emails and tasks that are due, the oldest first: they take no dial, and no call waits for them
 *   later     windows that open later, promises among them, in the order they open; while all cadences are paused, those that
 *             are open as well
 *   new       contacts that nobody has done anything about, the oldest first
 *   none      contacts for whom nothing is planned: fallen off a cadence, called by hand, called in; longest untouched first
 *
 * Where many come later, some rows are left for the last two: nobody falls out of sight.
 *
 * One query for each, since each is one walk along an index.
 */
const duePromise = 'f.promise = 1 AND f.due_at <= @now'
/** It was tried in vain: it stays on top, and waits for its next go. */
const triedPromise = 'f.promise = 1 AND f.goes > 0 AND f.due_at > @now'
const dueCallback = 'f.asked = 1 AND f.due_at <= @now'
const openWindow = 'f.promise = 0 AND f.asked = 0 AND f.beside = 0 AND f.due_until > @now AND f.due_at <= @now'
const closedWindow = 'f.promise = 0 AND f.asked = 0 AND f.beside = 0 AND f.due_until <= @now'
const opensLater = 'f.due_at > @now AND f.beside = 0 AND NOT (f.promise = 1 AND f.goes > 0)'
const besideCalls = 'f.beside = 1 AND f.due_at <= @now'

/**
 * The first `limit` rows, counts over the whole archive, and how today stands. Today began at midnight where the
 * rep is: `timeZone`, else the computer's own.
 */
export function queue(db: Archive, { now, limit, timeZone = 'local' }: QueueQuery): Queue {
  const pausedUntil = allPausedUntil(db, now)
  const open = pausedUntil === null ? 'now' : 'later'
  const between = pausedUntil === null ? count(db, besideCalls, now) : 0
  // However many calls are late, the first letters are seen.
  const forCalls = limit - Math.min(between, Math.floor(limit / 5))
  const order = planningOf(db).valueFirst
    ? 'coalesce(c.deal_value, co.deal_value) DESC NULLS LAST, f.due_until'
    : 'f.due_until'
  const openNow = count(db, openWindow, now) + count(db, closedWindow, now)
  const walks: readonly (readonly [QueueSection, () => Row[]])[] = [
    ['promised', () => followUps(db, duePromise, 'f.due_at', now, limit)],
    ['promised', () => followUps(db, triedPromise, 'f.due_at', now, limit)],
    ['callback', () => followUps(db, dueCallback, 'f.due_at', now, limit)],
    [open, () => followUps(db, openWindow, order, now, limit)],
    [open, () => followUps(db, closedWindow, 'f.due_until', now, limit)],
    ['between', () => (between > 0 ? followUps(db, besideCalls, 'f.due_at', now, limit) : [])],
    ['later', () => followUps(db, opensLater, 'f.due_at', now, limit)],
  ]
  const items: QueueItem[] = []
  for (const [section, walk] of walks) {
    const most = section === open ? forCalls : limit
    const room = Math.max(0, most - items.length)
    if (room > 0)
      items.push(
        ...walk()
          .slice(0, room)
          .map((row) => itemOf(row, section, now)),
      )
  }
  const last = [
    ...newContacts(db, limit).map((row) => itemOf(row, 'new', now)),
    ...unplannedContacts(db, limit).map((row) => itemOf(row, 'none', now)),
  ]
  items.splice(Math.max(limit - last.length, dueNow(items), limit - KEPT_FOR_THE_LAST))
  const room = limit - items.length
  const news = last.filter(({ section }) => section === 'new')
  const unplanned = last.slice(news.length)
  items.push(...news.slice(0, Math.max(room - unplanned.length, Math.ceil(room / 2))))
  items.push(...unplanned.slice(0, Math.max(0, limit - items.length)))
  return {
    items,
    counts: {
      promised: count(db, duePromise, now) + count(db, triedPromise, now),
      callback: count(db, dueCallback, now),
      now: pausedUntil === null ? openNow : 0,
      between,
      later: count(db, opensLater, now) + (pausedUntil === null ? 0 : openNow),
      new: db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM contacts WHERE pursued_at IS NULL`).get()!.n,
      none: db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM contacts c WHERE ${isUnplanned}`).get()!.n,
    },
    pausedUntil,
    today: today(db, DateTime.fromMillis(now, { zone: timeZone }), pausedUntil),
  }
}

/** So many rows at most are left for those who come last, where what comes before could fill them. */
const KEPT_FOR_THE_LAST = 24

/** How many of these rows are to be called now. */
function dueNow(items: readonly QueueItem[]): number {
  return items.filter(({ section }) => section !== 'later').length
}

export interface QueueQuery {
  readonly now: number
  readonly limit: number
  readonly timeZone?: string
}

function followUps(db: Archive, which: string, order: string, now: number, limit: number): Row[] {
  return db
    .prepare<unknown[], Row>(
      `SELECT f.contact_id, c.name, co.name AS company, f.kind, f.promise, f.due_at, f.due_until, f.why,
         coalesce((SELECT due_until FROM promises p WHERE p.promise_id = f.promise_id), f.due_until) AS late_after,
         (SELECT count(*) FROM attempts WHERE enrolment_id = f.enrolment_id AND ${isTryInSql}) AS tries
       FROM follow_ups f JOIN contacts c ON c.contact_id = f.contact_id
         LEFT JOIN companies co ON co.company_id = c.company_id
       WHERE ${which} AND ${isOpenInSql} ORDER BY ${order}, f.rowid LIMIT @limit`,
    )
    .all({ now, limit })
}

function newContacts(db: Archive, limit: number): Row[] {
  return db
    .prepare<unknown[], Row>(
      `SELECT c.contact_id, c.name, co.name AS company, 'call' AS kind, 0 AS promise, c.created_at AS due_at,
         c.created_at AS due_until, c.created_at AS late_after, '["New: never called, and on no cadence yet."]' AS why, 0 AS tries
       FROM contacts c LEFT JOIN companies co ON co.company_id = c.company_id
       WHERE c.pursued_at IS NULL ORDER BY c.created_at, c.rowid LIMIT @limit`,
    )
    .all({ limit })
}

/** Who cannot be called, as whoever withheld their number, is none of them. */
const isUnplanned =
  'c.unplanned_at IS NOT NULL AND EXISTS (SELECT 1 FROM phone_numbers p WHERE p.contact_id = c.contact_id)'

/** Why is what ended their cadence. */
function unplannedContacts(db: Archive, limit: number): Row[] {
  return db
    .prepare<unknown[], Row>(
      `SELECT c.contact_id, c.name, co.name AS company, 'call' AS kind, 0 AS promise, c.unplanned_at AS due_at,
         c.unplanned_at AS due_until, c.unplanned_at AS late_after,
         json_array(coalesce((SELECT stop_why FROM enrolments WHERE contact_id = c.contact_id
           ORDER BY started_at DESC, rowid DESC LIMIT 1), 'On no cadence: nothing is planned.')) AS why,
         (SELECT count(*) FROM attempts WHERE contact_id = c.contact_id AND ${isTryInSql}) AS tries
       FROM contacts c LEFT JOIN companies co ON co.company_id = c.company_id
       WHERE ${isUnplanned} ORDER BY c.unplanned_at, c.rowid LIMIT @limit`,
    )
    .all({ limit })
}

function count(db: Archive, which: string, now: number): number {
  return db
    .prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM follow_ups f WHERE ${which} AND ${isOpenInSql}`)
    .get({ now })!.n
}

/** Cadences that are paused leave nothing to do but promises and what was asked for. */
function today(db: Archive, now: DateTime, pausedUntil: number | null): Queue['today'] {
  const since = now.startOf('day').toMillis()
  const until = now.endOf('day').toMillis()
  const calls = db
    .prepare<unknown[], Omit<Queue['today'], 'done' | 'left'>>(
      `SELECT count(*) AS tries,
         count(*) FILTER (WHERE outcome IN (${reachedInSql})) AS reached,
         count(*) FILTER (WHERE outcome LIKE 'voicemail-%' AND recording_id IS NOT NULL) AS messagesTried,
         count(*) FILTER (WHERE outcome = 'voicemail-dropped' AND recording_id IS NOT NULL) AS messagesLeft
       FROM attempts WHERE started_at >= @since AND outcome IS NOT NULL AND outcome NOT IN (${uncountedInSql})`,
    )
    .get({ since })!
  const { done } = db
    .prepare<unknown[], { done: number }>(
      `SELECT count(*) AS done FROM follow_ups WHERE done_at >= @since AND let_pass = 0`,
    )
    .get({ since })!
  const isPaused = pausedUntil !== null && pausedUntil > until
  const { left } = db
    .prepare<unknown[], { left: number }>(
      `SELECT count(*) AS left FROM follow_ups
       WHERE due_at <= @until AND ${isOpenInSql} ${isPaused ? 'AND (promise = 1 OR asked = 1)' : ''}`,
    )
    .get({ until })!
  return { ...calls, done, left }
}

function itemOf(row: Row, section: QueueSection, now: number): QueueItem {
  const late = section === 'promised' || section === 'callback' ? lateInWords(row.late_after, now) : null
  const reasons = JSON.parse(row.why) as string[]
  return {
    contactId: row.contact_id,
    name: row.name,
    company: row.company,
    kind: row.kind,
    section,
    dueAt: row.due_at,
    dueUntil: row.due_until,
    tryNumber: row.tries + 1,
    promise: row.promise === 1,
    why: late ? `${reasons[0]!} ${late}` : reasons[0]!,
    reasons,
    late,
    notBefore: section === 'promised' && row.due_at > now ? row.due_at : null,
  }
}
