import { stepKey } from '../../shared/cadence/between.ts'
import type { FollowUp } from '../../shared/contract/follow-up.ts'
import type { AttemptId, ContactId, EnrolmentId, FollowUpId, PromiseId, RecordingId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** What replaces a contact's open follow-up, and what became of that one. */
export interface Replacement {
  /** null: nothing is next. */
  readonly next: FollowUp | null
  readonly enrolmentId: EnrolmentId | null
  /** The attempt that made it the next thing to do. */
  readonly causedBy: AttemptId | null
  readonly at: number
  /** The open one was done (by this attempt, if a call did it), or it was dropped undone. */
  readonly was: 'done' | 'let-pass' | 'cancelled'
  readonly doneBy: AttemptId | null
  /** The promise that the next one is. */
  readonly promiseId?: PromiseId | null
  /** The next one is the first call of its enrolment. */
  readonly begins?: boolean
  /** Goes at the promise, which the next one is, that nobody answered. */
  readonly goes?: number
}

/** An open follow-up and the promise that it is. */
export type OpenFollowUp = FollowUp & {
  readonly promiseId: PromiseId | null
  /** Windows of it that went by unused. */
  readonly missed: number
  /** It is the first call of an enrolment. */
  readonly begins: boolean
  /** Goes at the promise that it is, which nobody answered. */
  readonly goes: number
}

interface Row {
  readonly follow_up_id: FollowUpId
  readonly kind: FollowUp['kind']
  readonly name: string
  readonly promise: 0 | 1
  readonly promise_id: PromiseId | null
  readonly asked: 0 | 1
  readonly due_at: number
  readonly due_until: number
  readonly recording_id: RecordingId | null
  readonly hidden: 0 | 1
  readonly why: string
  readonly missed_count: number
  readonly begins: 0 | 1
  readonly goes: number
}

/** Not done and not cancelled: the words of the partial indexes, which SQLite uses for these words only. */
export const isOpenInSql = 'done_at IS NULL AND cancelled_at IS NULL'

/**
 * Open, and what is next for its contact: at most one, beside which a letter, an email or a task of the cadence may stand. The
 * words of an index again.
 */
export const isNextInSql = `beside = 0 AND ${isOpenInSql}`

/** Nobody is calling the contact of the follow-up `f`. */
export const nobodyIsCallingInSql =
  'NOT EXISTS (SELECT 1 FROM attempts a WHERE a.contact_id = f.contact_id AND a.outcome IS NULL)'

/** The one thing that is next for this contact, due or not. */
export function nextFollowUpOf(db: Archive, contactId: ContactId): FollowUp | null {
  const open = openFollowUpOf(db, contactId)
  if (!open) return null
  const { promiseId: _, missed: _missed, begins: _begins, goes: _goes, ...followUp } = open
  return followUp
}

export function openFollowUpOf(db: Archive, contactId: ContactId): OpenFollowUp | null {
  const row = prepared<Row>(db, `SELECT * FROM follow_ups WHERE contact_id = @contactId AND ${isNextInSql}`).get({
    contactId,
  })
  return row ? followUpOf(row) : null
}

function followUpOf(row: Row): OpenFollowUp {
  return {
    followUpId: row.follow_up_id,
    kind: row.kind,
    name: row.name,
    promise: row.promise === 1,
    promiseId: row.promise_id,
    asked: row.asked === 1,
    dueAt: row.due_at,
    dueUntil: row.due_until,
    recordingId: row.recording_id,
    hidden: row.hidden === 1,
    why: JSON.parse(row.why) as string[],
    missed: row.missed_count,
    begins: row.begins === 1,
    goes: row.goes,
  }
}

/** The letter, email or task that stands beside what is next for this contact. */
export function besideOf(db: Archive, contactId: ContactId): FollowUp | null {
  const row = prepared<Row>(
    db,
    `SELECT * FROM follow_ups WHERE contact_id = @contactId AND beside = 1 AND ${isOpenInSql}`,
  ).get({ contactId })
  if (!row) return null
  const { promiseId: _, missed: _missed, begins: _begins, goes: _goes, ...followUp } = followUpOf(row)
  return followUp
}

/** Closes what stands beside, if anything does. */
export function closeBeside(
  db: Archive,
  contactId: ContactId,
  { at, was }: { at: number; was: Replacement['was'] },
): void {
  const closing = { done: 'done_at = @at', 'let-pass': 'done_at = @at, let_pass = 1', cancelled: 'cancelled_at = @at' }[
    was
  ]
  prepared(db, `UPDATE follow_ups SET ${closing} WHERE contact_id = @contactId AND beside = 1 AND ${isOpenInSql}`).run({
    contactId,
    at,
  })
}

/** Where none is open. */
export function openBeside(
  db: Archive,
  contactId: ContactId,
  { next, enrolmentId }: { next: FollowUp; enrolmentId: EnrolmentId },
): void {
  prepared(
    db,
    `INSERT INTO follow_ups (follow_up_id, contact_id, enrolment_id, kind, name, promise, asked, due_at, due_until, hidden, why, beside)
     VALUES (@followUpId, @contactId, @enrolmentId, @kind, @name, 0, 0, @dueAt, @dueUntil, @hidden, @why, 1)`,
  ).run({
    followUpId: next.followUpId,
    contactId,
    enrolmentId,
    kind: next.kind,
    name: next.name,
    dueAt: next.dueAt,
    dueUntil: next.dueUntil,
    hidden: next.hidden ? 1 : 0,
    why: JSON.stringify(next.why),
  })
}

/** Closes the contact's open follow-up, if any, and opens the next one. */
export function replaceFollowUp(db: Archive, contactId: ContactId, replacement: Replacement): void {
  const { next, enrolmentId, causedBy, at, was, doneBy } = replacement
  db.transaction(() => {
    const closing = {
      done: 'done_at = @at, done_by = @doneBy',
      'let-pass': 'done_at = @at, done_by = @doneBy, let_pass = 1',
      cancelled: 'cancelled_at = @at',
    }[was]
    prepared(db, `UPDATE follow_ups SET ${closing} WHERE contact_id = @contactId AND ${isNextInSql}`).run(
      was === 'done' || was === 'let-pass' ? { contactId, at, doneBy } : { contactId, at },
    )
    if (!next) return
    prepared(
      db,
      `INSERT INTO follow_ups (follow_up_id, contact_id, enrolment_id, kind, name, promise, promise_id, asked, due_at,
         due_until, recording_id, hidden, why, caused_by, begins, goes)
       VALUES (@followUpId, @contactId, @enrolmentId, @kind, @name, @promise, @promiseId, @asked, @dueAt, @dueUntil,
         @recordingId, @hidden, @why, @causedBy, @begins, @goes)`,
    ).run({
      ...next,
      contactId,
      enrolmentId,
      causedBy,
      promise: next.promise ? 1 : 0,
      promiseId: replacement.promiseId ?? null,
      asked: next.asked ? 1 : 0,
      hidden: next.hidden ? 1 : 0,
      why: JSON.stringify(next.why),
      begins: replacement.begins ? 1 : 0,
      goes: replacement.goes ?? 0,
    })
  })()
}

/** What was cancelled at this moment stands again, unless something else is open by now. */
export function restoreFollowUp(db: Archive, contactId: ContactId, cancelledAt: number): void {
  prepared(
    db,
    `UPDATE follow_ups SET cancelled_at = NULL
     WHERE rowid = (SELECT rowid FROM follow_ups WHERE contact_id = @contactId AND beside = 0 AND cancelled_at = @cancelledAt
       ORDER BY rowid DESC LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM follow_ups WHERE contact_id = @contactId AND ${isNextInSql})`,
  ).run({ contactId, cancelledAt })
}

/** By `stepKey`: the letters, emails and tasks of this enrolment that were done or let pass. */
export function stepsDone(db: Archive, enrolmentId: EnrolmentId): Map<string, number> {
  const rows = prepared<{ kind: string; name: string; n: number }>(
    db,
    `SELECT kind, name, count(*) AS n FROM follow_ups
     WHERE enrolment_id = @enrolmentId AND kind IN ('letter', 'email', 'task') AND promise = 0 AND done_at IS NOT NULL
     GROUP BY kind, name`,
  ).all({ enrolmentId })
  return new Map(rows.map((row) => [stepKey(row), row.n]))
}

/** What an open follow-up is now, in its own row. */
export interface Moved {
  readonly next: Pick<FollowUp, 'dueAt' | 'dueUntil' | 'recordingId' | 'hidden' | 'why'>
  /** Its window went by: counted, with the moment it closed. */
  readonly missedAt?: number
  readonly goes?: number
}

/** The open follow-up of a contact is due at another time: its window went by, there is room sooner, or a promise was tried. */
export function moveFollowUp(db: Archive, followUpId: FollowUpId, { next, missedAt, goes = 0 }: Moved): void {
  prepared(
    db,
    `UPDATE follow_ups SET due_at = @dueAt, due_until = @dueUntil, recording_id = @recordingId, hidden = @hidden, why = @why,
       goes = @goes, missed_count = missed_count + (@missedAt IS NOT NULL), missed_at = coalesce(@missedAt, missed_at)
     WHERE follow_up_id = @followUpId AND ${isOpenInSql}`,
  ).run({
    followUpId,
    dueAt: next.dueAt,
    dueUntil: next.dueUntil,
    recordingId: next.recordingId,
    hidden: next.hidden ? 1 : 0,
    why: JSON.stringify(next.why),
    goes,
    missedAt: missedAt ?? null,
  })
}

/** The cadence's window in which an attempt was made; null: it was made in none. */
export function windowDoneBy(db: Archive, attemptId: AttemptId): { dueAt: number; dueUntil: number } | null {
  const row = prepared<{ dueAt: number; dueUntil: number }>(
    db,
    `SELECT due_at AS dueAt, due_until AS dueUntil FROM follow_ups
       WHERE done_by = @attemptId AND promise = 0 AND asked = 0 ORDER BY rowid LIMIT 1`,
  ).get({ attemptId })
  return row ?? null
}

/** Whose open follow-up this is; null when it is not open. */
export function followUpOwner(db: Archive, followUpId: FollowUpId): ContactId | null {
  const row = prepared<{ contactId: ContactId }>(
    db,
    `SELECT contact_id AS contactId FROM follow_ups WHERE follow_up_id = @followUpId AND ${isOpenInSql}`,
  ).get({ followUpId })
  return row?.contactId ?? null
}

/**
 * Contacts whose next call went by: its window closed, and it was no promise and not asked for. Those under way before those
 * that have not begun, longest ago first; nobody who is being called.
 */
export function missedCalls(db: Archive, { now, limit }: { now: number; limit: number }): ContactId[] {
  const underWay = missed(db, `kind = 'call' AND begins = 0`, now, limit)
  return [...underWay, ...missed(db, `kind = 'call' AND begins = 1`, now, limit - underWay.length)]
}

/** The same of letters, emails and tasks of old, which stand before the next call instead of beside it. */
export function missedSteps(db: Archive, { now, limit }: { now: number; limit: number }): ContactId[] {
  return missed(db, `kind <> 'call'`, now, limit)
}

function missed(db: Archive, which: string, now: number, limit: number): ContactId[] {
  if (limit <= 0) return []
  return prepared<{ contact_id: ContactId }>(
    db,
    `SELECT contact_id FROM follow_ups f
       WHERE promise = 0 AND asked = 0 AND beside = 0 AND ${which} AND due_until <= @now AND ${isOpenInSql}
         AND ${nobodyIsCallingInSql}
       ORDER BY due_until LIMIT @limit`,
  )
    .all({ now, limit })
    .map(({ contact_id }) => contact_id)
}

export interface PlannedCall {
  readonly contactId: ContactId
  readonly timeZone: string
  readonly dueAt: number
  readonly dueUntil: number
  /** Where the next page goes on. */
  readonly key: number
}

/** Open calls of cadences that are not over, by pages; nobody who is being called. */
export function plannedCalls(
  db: Archive,
  { now, after, limit }: { now: number; after: number; limit: number },
): PlannedCall[] {
  return prepared<PlannedCall>(
    db,
    `SELECT f.rowid AS "key", f.contact_id AS contactId, c.time_zone AS timeZone, f.due_at AS dueAt, f.due_until AS dueUntil
     FROM follow_ups f JOIN contacts c ON c.contact_id = f.contact_id
     WHERE f.rowid > @after AND f.kind = 'call' AND f.promise = 0 AND f.asked = 0 AND f.due_until > @now
       AND f.enrolment_id IS NOT NULL AND ${isOpenInSql} AND ${nobodyIsCallingInSql}
     ORDER BY f.rowid LIMIT @limit`,
  ).all({ now, after, limit })
}

/** Is there a call whose window is open? */
export function isCallOpen(db: Archive, now: number): boolean {
  return (
    prepared(
      db,
      `SELECT 1 FROM follow_ups WHERE promise = 0 AND asked = 0 AND kind = 'call' AND due_until > @now AND due_at <= @now
         AND ${isOpenInSql} LIMIT 1`,
    ).get({ now }) !== undefined
  )
}

/** Contacts that wait to begin, and would after this moment: the first in turn first. */
export function waitingToBegin(db: Archive, { after, limit }: { after: number; limit: number }): ContactId[] {
  return prepared<{ contact_id: ContactId }>(
    db,
    `SELECT contact_id FROM follow_ups f WHERE begins = 1 AND due_at >= @after AND ${isOpenInSql}
       AND ${nobodyIsCallingInSql} ORDER BY due_at, rowid LIMIT @limit`,
  )
    .all({ after, limit })
    .map(({ contact_id }) => contact_id)
}
