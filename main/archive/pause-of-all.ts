import { prepared, type Archive } from './open.ts'

/** Until when all cadences pause; null: they do not. */
export function allPausedUntil(db: Archive, now: number): number | null {
  const row = prepared<{ until: number }>(db, `SELECT until FROM rest WHERE one = 1`).get({})
  return row && row.until > now ? row.until : null
}

/** null: they go on. The pause before it ends now, and is kept: the days of cadences did not run in it. */
export function pauseAllUntil(db: Archive, until: number | null, now: number): void {
  prepared(db, `UPDATE pauses_of_all SET until_at = @now WHERE until_at > @now`).run({ now })
  if (until !== null) {
    prepared(db, `INSERT INTO pauses_of_all (from_at, until_at) VALUES (@now, @until)`).run({ now, until })
  }
  if (until === null) db.prepare(`DELETE FROM rest WHERE one = 1`).run()
  else {
    db.prepare(`INSERT INTO rest (one, until) VALUES (1, @until) ON CONFLICT (one) DO UPDATE SET until = @until`).run({
      until,
    })
  }
}
