import { DateTime } from 'luxon'
import type { LocalDay } from '../../shared/local-time.ts'
import { prepared, type Archive } from './open.ts'

/** Until when all cadences rest; null: they do not. */
export function restUntil(db: Archive, now: number): number | null {
  const row = prepared<{ until: number }>(db, `SELECT until FROM rest WHERE one = 1`).get({})
  return row && row.until > now ? row.until : null
}

/** null: they go on. */
export function setRest(db: Archive, until: number | null): void {
  if (until === null) db.prepare(`DELETE FROM rest WHERE one = 1`).run()
  else {
    db.prepare(`INSERT INTO rest (one, until) VALUES (1, @until) ON CONFLICT (one) DO UPDATE SET until = @until`).run({
      until,
    })
  }
}

export interface DayOff {
  /** 2026-12-25 */
  readonly day: string
  readonly name: string
}

export function daysOff(db: Archive): DayOff[] {
  return prepared<DayOff>(db, `SELECT day, name FROM days_off ORDER BY day`).all({})
}

/** As the engine counts days. */
export function daysOffSet(db: Archive): ReadonlySet<LocalDay> {
  return new Set(daysOff(db).map(({ day }) => DateTime.fromISO(day, { zone: 'utc' }).toMillis() / 86_400_000))
}

export function saveDaysOff(db: Archive, days: readonly DayOff[]): void {
  db.transaction(() => {
    db.prepare(`DELETE FROM days_off`).run()
    const add = db.prepare(`INSERT INTO days_off (day, name) VALUES (@day, @name) ON CONFLICT (day) DO NOTHING`)
    for (const { day, name } of days) add.run({ day, name })
  })()
}
