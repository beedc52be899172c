import type { RecordingId } from '../../shared/ids.ts'
import type { Recording } from '../../shared/contract/recording.ts'
import type { Archive } from './open.ts'
import { saveVersion, type RecordingVersion } from './recording-versions.ts'

/** A recording and the file it is in. A new take raises the version, so that an attempt says which take was heard. */
export interface RecordingFile extends Recording {
  readonly file: string
  readonly version: number
}

interface Row {
  readonly recording_id: RecordingId
  readonly name: string
  readonly script: string
  readonly duration_ms: number
  readonly file: string
  readonly version: number
  readonly promises_follow_up: 0 | 1
}

type Measured = Pick<RecordingVersion, 'loudnessLufs' | 'peaks' | 'warnings' | 'madeAt'>
/** Of what came with Afterbeep. */
const unmeasured: Measured = { loudnessLufs: null, peaks: null, warnings: [], madeAt: null }

/** Adds the recording, or a new take of the one with its id. */
export function addRecording(db: Archive, recording: RecordingFile, measured: Measured = unmeasured): void {
  const { recordingId, version, file, durationMs } = recording
  db.transaction(() => {
    putRecording(db, recording)
    saveVersion(db, { recordingId, version, file, durationMs, ...measured })
  })()
}

function putRecording(db: Archive, recording: RecordingFile): void {
  db.prepare(
    `INSERT INTO recordings (recording_id, name, script, duration_ms, file, version)
     VALUES (@recordingId, @name, @script, @durationMs, @file, @version)
     ON CONFLICT (recording_id) DO UPDATE SET name = @name, script = @script, duration_ms = @durationMs, file = @file,
       version = @version`,
  ).run(recording)
}

/** Those that can be dropped, in the order they were added. */
export function listRecordings(db: Archive): Recording[] {
  return db
    .prepare<[], Row>(`SELECT * FROM recordings WHERE archived_at IS NULL ORDER BY rowid`)
    .all()
    .map(({ recording_id, name, script, duration_ms, promises_follow_up }) => ({
      recordingId: recording_id,
      name,
      script,
      durationMs: duration_ms,
      ...(promises_follow_up === 1 && { promisesFollowUp: true }),
    }))
}

export function recordingById(db: Archive, recordingId: RecordingId): RecordingFile | null {
  const row = db
    .prepare<unknown[], Row>(`SELECT * FROM recordings WHERE recording_id = @recordingId`)
    .get({ recordingId })
  if (!row) return null
  const { recording_id, name, script, duration_ms, file, version } = row
  return { recordingId: recording_id, name, script, durationMs: duration_ms, file, version }
}

/** The file of its latest version, by an id from anywhere; null: there is no such recording. */
export function recordingFile(db: Archive, recordingId: string): string | null {
  const row = db
    .prepare<unknown[], { file: string }>(`SELECT file FROM recordings WHERE recording_id = @recordingId`)
    .get({ recordingId })
  return row?.file ?? null
}

/** It is there to be heard, and dropped no more. */
export function isPutAway(db: Archive, recordingId: RecordingId): boolean {
  return (
    db
      .prepare('SELECT archived_at IS NOT NULL FROM recordings WHERE recording_id = @recordingId')
      .pluck()
      .get({ recordingId }) === 1
  )
}
