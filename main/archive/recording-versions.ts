import type { RecordingId } from '../../shared/ids.ts'
import type { RecordingWarning } from '../../shared/contract/studio.ts'
import type { Archive } from './open.ts'

/** One take that became a recording. It is never changed, and goes only with a recording that nobody has heard. */
export interface RecordingVersion {
  readonly recordingId: RecordingId
  readonly version: number
  /** In the folder of the recordings. */
  readonly file: string
  readonly durationMs: number
  /** null: not measured. */
  readonly loudnessLufs: number | null
  /** As shared/audio/peaks.ts makes them; null: not looked at yet. */
  readonly peaks: readonly number[] | null
  readonly warnings: readonly RecordingWarning[]
  /** null: it came with Afterbeep. */
  readonly madeAt: number | null
}

/** Adds the version, or writes over the one with its number. */
export function saveVersion(db: Archive, version: RecordingVersion): void {
  db.prepare(
    `INSERT INTO recording_versions (recording_id, version, file, duration_ms, loudness_lufs, peaks, warnings, made_at)
     VALUES (@recordingId, @version, @file, @durationMs, @loudnessLufs, @peaks, @warnings, @madeAt)
     ON CONFLICT (recording_id, version) DO UPDATE SET file = @file, duration_ms = @durationMs,
       loudness_lufs = @loudnessLufs, peaks = @peaks, warnings = @warnings, made_at = @madeAt`,
  ).run({
    ...version,
    peaks: version.peaks && Buffer.from(version.peaks),
    warnings: JSON.stringify(version.warnings),
  })
}

/** The file of a version, by an id from anywhere; null: there is no such version. */
export function versionFile(db: Archive, recordingId: string, version: number): string | null {
  const row = db
    .prepare<unknown[], { file: string }>(
      `SELECT file FROM recording_versions WHERE recording_id = @recordingId AND version = @version`,
    )
    .get({ recordingId, version })
  return row?.file ?? null
}

export function versionFiles(db: Archive, recordingId: RecordingId): string[] {
  return db
    .prepare<unknown[], { file: string }>(`SELECT file FROM recording_versions WHERE recording_id = @recordingId`)
    .all({ recordingId })
    .map(({ file }) => file)
}

/** 0 for a recording that is not there yet. */
export function lastVersion(db: Archive, recordingId: RecordingId): number {
  const row = db
    .prepare<unknown[], { last: number | null }>(
      `SELECT max(version) AS last FROM recording_versions WHERE recording_id = @recordingId`,
    )
    .get({ recordingId })
  return row?.last ?? 0
}

/** The versions in use whose waveform nobody has looked at. */
export function versionsWithoutPeaks(db: Archive): Pick<RecordingVersion, 'recordingId' | 'version' | 'file'>[] {
  return db
    .prepare<[], Pick<RecordingVersion, 'recordingId' | 'version' | 'file'>>(
      `SELECT v.recording_id AS recordingId, v.version AS version, v.file AS file
       FROM recordings r
       CROSS JOIN recording_versions v ON v.recording_id = r.recording_id AND v.version = r.version
       WHERE v.peaks IS NULL`,
    )
    .all()
}

export function noteMeasurements(
  db: Archive,
  version: Pick<RecordingVersion, 'recordingId' | 'version' | 'loudnessLufs'> & { readonly peaks: readonly number[] },
): void {
  const { recordingId, loudnessLufs } = version
  db.prepare(
    `UPDATE recording_versions SET loudness_lufs = @loudnessLufs, peaks = @peaks
     WHERE recording_id = @recordingId AND version = @version`,
  ).run({ recordingId, version: version.version, loudnessLufs, peaks: Buffer.from(version.peaks) })
}
