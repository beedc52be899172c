import type { Stop } from '../../shared/cadence/cadence.ts'
import type { AttemptId, CadenceId, ContactId, EnrolmentId } from '../../shared/ids.ts'
import { isOpenInSql } from './follow-ups.ts'
import { prepared, type Archive } from './open.ts'
import { markPursued } from './pursued.ts'

/** A contact on a cadence. */
export interface Enrolment {
  readonly enrolmentId: EnrolmentId
  readonly cadenceId: CadenceId
  /** The side of a split test that was drawn. */
  readonly side: string | null
  readonly startedAt: number
  /** null while it runs. */
  readonly stopped: { readonly at: number; readonly reason: string; readonly why: string } | null
  /** It is paused; `until` null: until it is resumed. */
  readonly paused: { readonly at: number; readonly until: number | null } | null
}

interface Row {
  readonly enrolment_id: EnrolmentId
  readonly cadence_id: CadenceId
  readonly side: string | null
  readonly started_at: number
  readonly stopped_at: number | null
  readonly stop_reason: string | null
  readonly stop_why: string | null
  readonly paused_at: number | null
  readonly paused_until: number | null
}

/** Puts a contact on a cadence; a contact is on one at a time, and a second one breaks a constraint. */
export function enrol(
  db: Archive,
  enrolment: Pick<Enrolment, 'enrolmentId' | 'cadenceId' | 'side' | 'startedAt'> & { readonly contactId: ContactId },
): void {
  db.transaction(() => {
    prepared(
      db,
      `INSERT INTO enrolments (enrolment_id, contact_id, cadence_id, side, started_at)
       VALUES (@enrolmentId, @contactId, @cadenceId, @side, @startedAt)`,
    ).run(enrolment)
    markPursued(db, enrolment.contactId, enrolment.startedAt)
  })()
}

export function stopEnrolment(
  db: Archive,
  enrolmentId: EnrolmentId,
  { at, stop, by = null }: { at: number; stop: Stop; by?: AttemptId | null },
): void {
  prepared(
    db,
    `UPDATE enrolments SET stopped_at = @at, stop_reason = @reason, stop_why = @why, stopped_by = @by
     WHERE enrolment_id = @enrolmentId AND stopped_at IS NULL`,
  ).run({ enrolmentId, at, reason: stop.reason, why: stop.why, by })
}

/** The attempt was not what it seemed: what it had stopped runs on, unless another enrolment has followed. */
export function resumeStoppedBy(db: Archive, contactId: ContactId, attemptId: AttemptId): void {
  prepared(
    db,
    `UPDATE enrolments SET stopped_at = NULL, stop_reason = NULL, stop_why = NULL, stopped_by = NULL
     WHERE stopped_by = @attemptId AND contact_id = @contactId AND NOT EXISTS (
       SELECT 1 FROM enrolments WHERE contact_id = @contactId AND stopped_at IS NULL)`,
  ).run({ contactId, attemptId })
}

/** Pauses the enrolment (`until` null: until it is resumed), or go on (null). */
export function pauseEnrolment(db: Archive, enrolmentId: EnrolmentId, pause: Enrolment['paused'], now: number): void {
  // The pause before it is kept: the days of the cadence did not run in it.
  prepared(
    db,
    `INSERT INTO enrolment_pauses (enrolment_id, from_at, until_at)
     SELECT enrolment_id, paused_at, min(coalesce(paused_until, @now), @now) FROM enrolments
     WHERE enrolment_id = @enrolmentId AND paused_at < @now`,
  ).run({ enrolmentId, now })
  prepared(db, `UPDATE enrolments SET paused_at = @at, paused_until = @until WHERE enrolment_id = @enrolmentId`).run({
    enrolmentId,
    at: pause?.at ?? null,
    until: pause?.until ?? null,
  })
}

/** Lets an enrolment run on that was stopped at this moment, for this reason; one that another has followed stays stopped. */
export function resumeEnrolment(
  db: Archive,
  contactId: ContactId,
  { at, reason }: { at: number; reason: Stop['reason'] },
): void {
  prepared(
    db,
    `UPDATE enrolments SET stopped_at = NULL, stop_reason = NULL, stop_why = NULL, stopped_by = NULL
     WHERE contact_id = @contactId AND stopped_at = @at AND stop_reason = @reason AND NOT EXISTS (
       SELECT 1 FROM enrolments WHERE contact_id = @contactId AND stopped_at IS NULL)`,
  ).run({ contactId, at, reason })
}

/** The enrolment that runs, else the one that ran last. */
export function enrolmentOf(db: Archive, contactId: ContactId): Enrolment | null {
  const row = prepared<Row>(
    db,
    `SELECT * FROM enrolments WHERE contact_id = @contactId ORDER BY started_at DESC, rowid DESC LIMIT 1`,
  ).get({ contactId })
  if (!row) return null
  const { stopped_at, stop_reason, stop_why, paused_at } = row
  return {
    enrolmentId: row.enrolment_id,
    cadenceId: row.cadence_id,
    side: row.side,
    startedAt: row.started_at,
    stopped: stopped_at === null ? null : { at: stopped_at, reason: stop_reason!, why: stop_why! },
    paused: paused_at === null ? null : { at: paused_at, until: row.paused_until },
  }
}

/** An enrolment in which nobody was called yet was never said to anybody: it goes, with what it had planned. False: it was. */
export function forgetUntried(db: Archive, enrolmentId: EnrolmentId): boolean {
  const tried = prepared(db, `SELECT 1 FROM attempts WHERE enrolment_id = @enrolmentId LIMIT 1`).get({ enrolmentId })
  if (tried) return false
  prepared(
    db,
    `DELETE FROM follow_ups WHERE enrolment_id = @enrolmentId AND promise = 0 AND asked = 0 AND ${isOpenInSql}`,
  ).run({ enrolmentId })
  return prepared(db, `DELETE FROM enrolments WHERE enrolment_id = @enrolmentId`).run({ enrolmentId }).changes === 1
}
