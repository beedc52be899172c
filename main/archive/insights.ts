import type { CadenceId } from '../../shared/ids.ts'
import { isTryInSql, reachedInSql } from './attempts.ts'
import type { Archive } from './open.ts'

/** What became of the contacts of one side. */
export interface SideCounts {
  readonly side: string
  readonly contacts: number
  readonly tries: number
  /** Messages that were begun, and those of them that were played whole. */
  readonly messagesTried: number
  readonly messagesLeft: number
  readonly callbacks: number
  /** Contacts that spoke with the rep at least once, in a call or by calling back. */
  readonly reached: number
}

/** Of every contact that was ever drawn for a side of this cadence, and tried. */
export function sideCounts(db: Archive, cadenceId: CadenceId): SideCounts[] {
  return db
    .prepare<unknown[], SideCounts>(
      `SELECT side, count(*) AS contacts, sum(tries) AS tries, sum(begun) AS messagesTried,
         sum(whole) AS messagesLeft, sum(callbacks) AS callbacks,
         sum(spoke > 0 OR taken > 0) AS reached
       FROM (SELECT e.side,
           (SELECT count(*) FROM attempts WHERE enrolment_id = e.enrolment_id AND ${isTryInSql}) AS tries,
           (SELECT count(*) FROM attempts WHERE enrolment_id = e.enrolment_id
             AND recording_id IS NOT NULL AND outcome LIKE 'voicemail-%') AS begun,
           (SELECT count(*) FROM attempts WHERE enrolment_id = e.enrolment_id
             AND recording_id IS NOT NULL AND outcome = 'voicemail-dropped') AS whole,
           (SELECT count(*) FROM attempts WHERE enrolment_id = e.enrolment_id AND outcome IN (${reachedInSql})) AS spoke,
           (SELECT count(*) FROM callbacks WHERE contact_id = e.contact_id AND at >= e.started_at) AS callbacks,
           (SELECT count(*) FROM callbacks WHERE contact_id = e.contact_id AND at >= e.started_at AND spoke = 1) AS taken
         FROM enrolments e WHERE e.cadence_id = @cadenceId AND e.side IS NOT NULL)
       WHERE tries > 0 GROUP BY side`,
    )
    .all({ cadenceId })
}

/** How many contacts a cadence is running for. */
export function runningOn(db: Archive, cadenceId: CadenceId): number {
  return db
    .prepare<unknown[], { n: number }>(
      `SELECT count(*) AS n FROM enrolments WHERE cadence_id = @cadenceId AND stopped_at IS NULL`,
    )
    .get({ cadenceId })!.n
}
