import type { Series } from '../../shared/cadence-message.ts'
import type { RecordingId, SeriesId } from '../../shared/ids.ts'
import type { Archive } from './open.ts'

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

/** The series with the recordings of it that may still be dropped. */
export function seriesById(db: Archive, seriesId: SeriesId): Series | null {
  const series = db
    .prepare<unknown[], { name: string }>(`SELECT name FROM series WHERE series_id = @seriesId`)
    .get({ seriesId })
  if (!series) return null
  const recordings = db
    .prepare<unknown[], { recordingId: RecordingId; name: string }>(
      `SELECT r.recording_id AS recordingId, r.name AS name
       FROM series_recordings s JOIN recordings r ON r.recording_id = s.recording_id
       WHERE s.series_id = @seriesId AND r.archived_at IS NULL ORDER BY s.place`,
    )
    .all({ seriesId })
  return { seriesId, name: series.name, recordings }
}

/** Every series, with those recordings of it that are put away as well. */
export function allSeries(db: Archive): { seriesId: SeriesId; name: string; recordingIds: RecordingId[] }[] {
  const members = db.prepare<unknown[], { recordingId: RecordingId }>(
    `SELECT recording_id AS recordingId FROM series_recordings WHERE series_id = @seriesId ORDER BY place`,
  )
  return db
    .prepare<[], { seriesId: SeriesId; name: string }>(`SELECT series_id AS seriesId, name FROM series ORDER BY rowid`)
    .all()
    .map(({ seriesId, name }) => ({
      seriesId,
      name,
      recordingIds: members.all({ seriesId }).map(({ recordingId }) => recordingId),
    }))
}
