import { prepared, type Archive } from './open.ts'

/** The latest moment at which the clock was taken to be right; null: nothing was ever done here. */
export function clockSeenAt(db: Archive): number | null {
  const seen = prepared<{ seen_at: number | null }>(db, 'SELECT seen_at FROM trusted_clock').get()?.seen_at ?? null
  if (seen !== null) return seen
  return prepared<{ at: number | null }>(db, 'SELECT max(started_at) AS at FROM attempts').get()?.at ?? null
}

export function trustClock(db: Archive, now: number): void {
  prepared(db, 'UPDATE trusted_clock SET seen_at = @now').run({ now })
}
