import type { Tallies, Tally } from '../../shared/cadence/answer-rates.ts'
import { slotAt, slotKey } from '../../shared/time/day-part.ts'
import { tryBand } from '../../shared/cadence/learnt-rates.ts'
import { localMinutes } from '../../shared/time/local-time.ts'
import type { AttemptId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** How often each slot was tried and answered, over all contacts. The archive counts by itself (attempts_tally). */
export function answerTallies(db: Archive): Tallies {
  const rows = prepared<Tally & { slot: string }>(db, `SELECT slot, tries, answered FROM answer_tallies`).all({})
  return new Map(rows.map(({ slot, tries, answered }) => [slot, { tries, answered }]))
}

interface Row {
  readonly attempt_id: AttemptId
  readonly started_at: number
  readonly time_zone: string
  /** Tries of the same enrolment before it. */
  readonly before: number
}

/** Works out slot, hour and number of attempts that have none, at most so many. Answers how many there were. */
export function tallySlots(db: Archive, limit: number): number {
  return db.transaction(() => {
    const rows = db
      .prepare<unknown[], Row>(
        `SELECT a.attempt_id, a.started_at, c.time_zone,
           (SELECT count(*) FROM attempts b WHERE b.enrolment_id = a.enrolment_id AND b.started_at < a.started_at
             AND b.outcome IN (SELECT outcome FROM counted_outcomes)) AS before
         FROM attempts a JOIN contacts c ON c.contact_id = a.contact_id
         WHERE a.band IS NULL LIMIT @limit`,
      )
      .all({ limit })
    const set = db.prepare(`UPDATE attempts SET slot = @slot, hour = @hour, band = @band WHERE attempt_id = @attemptId`)
    for (const { attempt_id, started_at, time_zone, before } of rows) {
      set.run({
        attemptId: attempt_id,
        slot: slotKey(slotAt(started_at, time_zone)),
        hour: Math.floor(localMinutes(started_at, time_zone) / 60),
        band: tryBand(before + 1),
      })
    }
    return rows.length
  })()
}
