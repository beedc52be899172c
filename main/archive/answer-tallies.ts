import type { Tallies, Tally } from '../../shared/cadence/answer-rates.ts'
import { slotAt, slotKey } from '../../shared/time/day-part.ts'
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
}

/** Works out the slots of attempts that have none, at most so many. Answers how many there were. */
export function tallySlots(db: Archive, limit: number): number {
  return db.transaction(() => {
    const rows = db
      .prepare<unknown[], Row>(
        `SELECT a.attempt_id, a.started_at, c.time_zone FROM attempts a JOIN contacts c ON c.contact_id = a.contact_id
         WHERE a.slot IS NULL LIMIT @limit`,
      )
      .all({ limit })
    const set = db.prepare(`UPDATE attempts SET slot = @slot WHERE attempt_id = @attemptId`)
    for (const { attempt_id, started_at, time_zone } of rows) {
      set.run({ attemptId: attempt_id, slot: slotKey(slotAt(started_at, time_zone)) })
    }
    return rows.length
  })()
}
