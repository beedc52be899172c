import type { QualitySummary, Route } from '../../shared/call/call-quality.ts'
import type { CallId } from '../../shared/ids.ts'
import type { Archive } from './open.ts'

/** The columns of a call's quality, for a query that joins `call_quality`. */
export const qualityColumns = `mos, lowest_mos, lost_share, their_lost_share, jitter_ms, round_trip_ms, codec, route, looks`

/** What `qualityColumns` gives; all null where the call has none. */
export interface QualityRow {
  readonly mos: number | null
  readonly lowest_mos: number
  readonly lost_share: number
  readonly their_lost_share: number | null
  readonly jitter_ms: number
  readonly round_trip_ms: number | null
  readonly codec: string
  readonly route: Route
  readonly looks: number
}

export function keepQuality(db: Archive, callId: CallId, summary: QualitySummary): void {
  db.prepare(
    `INSERT OR REPLACE INTO call_quality (call_id, ${qualityColumns})
     VALUES (@callId, @mos, @lowestMos, @lostShare, @theirLostShare, @jitterMs, @roundTripMs, @codec, @route, @looks)`,
  ).run({ callId, ...summary })
}

export function qualityIn(row: QualityRow): QualitySummary | null {
  if (row.mos === null) return null
  const { mos, codec, route, looks } = row
  return {
    mos,
    codec,
    route,
    looks,
    lowestMos: row.lowest_mos,
    lostShare: row.lost_share,
    theirLostShare: row.their_lost_share,
    jitterMs: row.jitter_ms,
    roundTripMs: row.round_trip_ms,
  }
}
