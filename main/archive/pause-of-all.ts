import { prepared, type Archive } from './open.ts'

/** Until when all cadences pause; null: they do not. */
export function allPausedUntil(db: Archive, now: number): number | null {
  const row = prepared<{ until: number }>(db, `SELECT until FROM rest WHERE one = 1`).get({})
  return row && row.until > now ? row.until : null
}

/** null: they go on. */
export function pauseAllUntil(db: Archive, until: number | null): void {
  if (until === null) db.prepare(`DELETE FROM rest WHERE one = 1`).run()
  else {
    db.prepare(`INSERT INTO rest (one, until) VALUES (1, @until) ON CONFLICT (one) DO UPDATE SET until = @until`).run({
      until,
    })
  }
}
