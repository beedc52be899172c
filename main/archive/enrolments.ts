import type { Stop } from '../../shared/cadence.ts'
import type { CadenceId, ContactId, EnrolmentId } from '../../shared/ids.ts'
import type { Archive } from './open.ts'

/** A contact on a cadence. */
export interface Enrolment {
  readonly enrolmentId: EnrolmentId
  readonly cadenceId: CadenceId
  /** The side of a split test that was drawn. */
  readonly side: string | null
  readonly startedAt: number
  /** null while it runs. */
  readonly stopped: { readonly at: number; readonly reason: string; readonly why: string } | null
}

interface Row {
  readonly enrolment_id: EnrolmentId
  readonly cadence_id: CadenceId
  readonly side: string | null
  readonly started_at: number
  readonly stopped_at: number | null
  readonly stop_reason: string | null
  readonly stop_why: string | null
}

/** Puts a contact on a cadence; a contact is on one at a time, and a second one breaks a constraint. */
export function enrol(
  db: Archive,
  enrolment: Pick<Enrolment, 'enrolmentId' | 'cadenceId' | 'side' | 'startedAt'> & { readonly contactId: ContactId },
): void {
  db.transaction(() => {
    db.prepare(
      `INSERT INTO enrolments (enrolment_id, contact_id, cadence_id, side, started_at)
       VALUES (@enrolmentId, @contactId, @cadenceId, @side, @startedAt)`,
    ).run(enrolment)
    db.prepare(`UPDATE contacts SET pursued_at = @startedAt WHERE contact_id = @contactId AND pursued_at IS NULL`).run({
      startedAt: enrolment.startedAt,
      contactId: enrolment.contactId,
    })
  })()
}

export function stopEnrolment(db: Archive, enrolmentId: EnrolmentId, { at, stop }: { at: number; stop: Stop }): void {
  db.prepare(
    `UPDATE enrolments SET stopped_at = @at, stop_reason = @reason, stop_why = @why
     WHERE enrolment_id = @enrolmentId AND stopped_at IS NULL`,
  ).run({ enrolmentId, at, reason: stop.reason, why: stop.why })
}

/** Lets an enrolment run on that was stopped at this moment, for this reason; one that another has followed stays stopped. */
export function resumeEnrolment(
  db: Archive,
  contactId: ContactId,
  { at, reason }: { at: number; reason: Stop['reason'] },
): void {
  db.prepare(
    `UPDATE enrolments SET stopped_at = NULL, stop_reason = NULL, stop_why = NULL
     WHERE contact_id = @contactId AND stopped_at = @at AND stop_reason = @reason AND NOT EXISTS (
       SELECT 1 FROM enrolments WHERE contact_id = @contactId AND stopped_at IS NULL)`,
  ).run({ contactId, at, reason })
}

/** The enrolment that runs, else the one that ran last. */
export function enrolmentOf(db: Archive, contactId: ContactId): Enrolment | null {
  const row = db
    .prepare<unknown[], Row>(
      `SELECT * FROM enrolments WHERE contact_id = @contactId ORDER BY started_at DESC, rowid DESC LIMIT 1`,
    )
    .get({ contactId })
  if (!row) return null
  const { stopped_at, stop_reason, stop_why } = row
  return {
    enrolmentId: row.enrolment_id,
    cadenceId: row.cadence_id,
    side: row.side,
    startedAt: row.started_at,
    stopped: stopped_at === null ? null : { at: stopped_at, reason: stop_reason!, why: stop_why! },
  }
}
