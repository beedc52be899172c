import type { AttemptId, CadenceId } from '../../shared/ids.ts'
import { isTryInSql } from './attempts.ts'
import { prepared, type Archive } from './open.ts'

/** How many run on a cadence, and how many of them have been called at least once. */
export interface CadenceCount {
  readonly cadenceId: CadenceId
  readonly running: number
  readonly begun: number
}

export function cadenceCounts(db: Archive): CadenceCount[] {
  return prepared<CadenceCount>(
    db,
    `SELECT cadence_id AS cadenceId, running, begun FROM cadence_counts WHERE running > 0`,
  ).all({})
}

/** A try was made: the days of its enrolment run from the first one. */
export function markBegun(db: Archive, attemptId: AttemptId): void {
  prepared(
    db,
    `UPDATE enrolments SET begun_at = a.started_at FROM attempts a
     WHERE a.attempt_id = @attemptId AND enrolments.enrolment_id = a.enrolment_id AND begun_at IS NULL`,
  ).run({ attemptId })
}

const ENDED_LOOKED_AT = 500
/** As firmly is it believed that a cadence takes all its tries as so many that did would say. */
const IMAGINED = 5

/** How many tries one of this cadence takes until it is over, by those that were over last. */
export function triesOfEnded(db: Archive, cadenceId: CadenceId, maxTries: number): number {
  const { ended, tries } = prepared<{ ended: number; tries: number }>(
    db,
    `SELECT count(*) AS ended, coalesce(sum(tries), 0) AS tries FROM (
       SELECT (SELECT count(*) FROM attempts a WHERE a.enrolment_id = e.enrolment_id AND ${isTryInSql}) AS tries
       FROM enrolments e WHERE e.cadence_id = @cadenceId AND e.stopped_at IS NOT NULL
       ORDER BY e.stopped_at DESC LIMIT ${ENDED_LOOKED_AT})
     WHERE tries > 0`,
  ).get({ cadenceId })!
  return (IMAGINED * maxTries + tries) / (IMAGINED + ended)
}
