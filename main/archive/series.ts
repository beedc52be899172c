import type { Series } from '../../shared/cadence/cadence-message.ts'
import type { CadenceId, RecordingId, SeriesId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** Adds the series, or gives the one with its id this name and these recordings, in this order. */
export function saveSeries(
  db: Archive,
  series: { seriesId: SeriesId; name: string; recordingIds: readonly RecordingId[] },
): void {
  const { seriesId, name, recordingIds } = series
  db.transaction(() => {
    db.prepare(
      `INSERT INTO series (series_id, name) VALUES (@seriesId, @name)
       ON CONFLICT (series_id) DO UPDATE SET name = @name`,
    ).run({ seriesId, name })
    db.prepare(`DELETE FROM series_recordings WHERE series_id = @seriesId`).run({ seriesId })
    const add = db.prepare(
      `INSERT INTO series_recordings (series_id, place, recording_id) VALUES (@seriesId, @place, @recordingId)`,
    )
    for (const [place, recordingId] of recordingIds.entries()) add.run({ seriesId, place, recordingId })
  })()
}

/** The series with the recordings of it that may still be dropped; null for one that is put away. */
export function seriesById(db: Archive, seriesId: SeriesId): Series | null {
  const series = prepared<{ name: string }>(
    db,
    `SELECT name FROM series WHERE series_id = @seriesId AND archived_at IS NULL`,
  ).get({ seriesId })
  if (!series) return null
  const recordings = prepared<{ recordingId: RecordingId; name: string }>(
    db,
    `SELECT r.recording_id AS recordingId, r.name AS name
       FROM series_recordings s JOIN recordings r ON r.recording_id = s.recording_id
       WHERE s.series_id = @seriesId AND r.archived_at IS NULL ORDER BY s.place`,
  ).all({ seriesId })
  return { seriesId, name: series.name, recordings }
}

/** A series as it is kept, whatever has become of it and its recordings. */
export interface KeptSeries {
  readonly seriesId: SeriesId
  readonly name: string
  /** In their order, with those that are put away. */
  readonly recordingIds: RecordingId[]
  readonly archivedAt: number | null
  /** No cadence has ever taken a message from it. */
  readonly removable: boolean
}

interface Row {
  readonly seriesId: SeriesId
  readonly name: string
  readonly archivedAt: number | null
  readonly removable: 0 | 1
}

/** Every series, in the order they were made. */
export function allSeries(db: Archive): KeptSeries[] {
  const members = db.prepare<unknown[], { recordingId: RecordingId }>(
    `SELECT recording_id AS recordingId FROM series_recordings WHERE series_id = @seriesId ORDER BY place`,
  )
  return db
    .prepare<[], Row>(
      `SELECT series_id AS seriesId, name, archived_at AS archivedAt,
         NOT EXISTS (SELECT 1 FROM series_uses u WHERE u.series_id = series.series_id) AS removable
       FROM series ORDER BY rowid`,
    )
    .all()
    .map((row) => ({
      ...row,
      removable: row.removable === 1,
      recordingIds: members.all({ seriesId: row.seriesId }).map(({ recordingId }) => recordingId),
    }))
}

export function renameSeries(db: Archive, seriesId: SeriesId, name: string): void {
  db.prepare(`UPDATE series SET name = @name WHERE series_id = @seriesId`).run({ seriesId, name })
}

/** `at` null: cadences may take messages from it again. */
export function archiveSeries(db: Archive, seriesId: SeriesId, at: number | null): void {
  db.prepare(`UPDATE series SET archived_at = @at WHERE series_id = @seriesId`).run({ seriesId, at })
}

/** For a series that is removable; its recordings stay. */
export function removeSeries(db: Archive, seriesId: SeriesId): void {
  db.prepare(`DELETE FROM series WHERE series_id = @seriesId`).run({ seriesId })
}

/** Which series each cadence takes its messages from. */
export function seriesOfCadences(db: Archive): { cadenceId: CadenceId; name: string; seriesId: SeriesId | null }[] {
  return db
    .prepare<[], { cadenceId: CadenceId; name: string; seriesId: SeriesId | null }>(
      `SELECT cadence_id AS cadenceId, name, series_id AS seriesId FROM cadences ORDER BY rowid`,
    )
    .all()
}

export function useSeries(db: Archive, cadenceId: CadenceId, seriesId: SeriesId | null): void {
  db.prepare(`UPDATE cadences SET series_id = @seriesId WHERE cadence_id = @cadenceId`).run({ cadenceId, seriesId })
}
