import type { RecordingId } from '../../shared/ids.ts'
import type { ChecklistKey } from '../../shared/studio/studio-words.ts'
import type { RecordingWarning, StudioRecording } from '../../shared/contract/studio.ts'
import { prepared, type Archive } from './open.ts'

interface Row {
  readonly recording_id: RecordingId
  readonly name: string
  readonly script: string
  readonly duration_ms: number
  readonly version: number
  readonly archived_at: number | null
  readonly loudness_lufs: number | null
  readonly peaks: Buffer | null
  readonly warnings: string
  readonly checklist: string
  readonly promises_follow_up: 0 | 1
  readonly times_played: number
  readonly removable: 0 | 1
}

/** A recording that no attempt names and that did not come with Afterbeep, which would bring it again. */
const removableInSql = `(NOT EXISTS (SELECT 1 FROM attempts a WHERE a.recording_id = r.recording_id)
  AND NOT EXISTS (
    SELECT 1 FROM recording_versions o WHERE o.recording_id = r.recording_id AND o.made_at IS NULL))`

/** Every recording, also those put away, in the order they were added. */
export function studioRecordings(db: Archive): StudioRecording[] {
  return db
    .prepare<[], Row>(
      `SELECT r.*, v.loudness_lufs, v.peaks, v.warnings, ${removableInSql} AS removable,
         (SELECT count(*) FROM attempts a
          WHERE a.recording_id = r.recording_id AND a.message_started_at IS NOT NULL) AS times_played
       FROM recordings r
       JOIN recording_versions v ON v.recording_id = r.recording_id AND v.version = r.version
       ORDER BY r.rowid`,
    )
    .all()
    .map((row) => ({
      recordingId: row.recording_id,
      name: row.name,
      script: row.script,
      durationMs: row.duration_ms,
      version: row.version,
      loudnessLufs: row.loudness_lufs,
      peaks: [...(row.peaks ?? [])],
      warnings: JSON.parse(row.warnings) as RecordingWarning[],
      timesPlayed: row.times_played,
      removable: row.removable === 1,
      checklist: JSON.parse(row.checklist) as ChecklistKey[],
      promisesFollowUp: row.promises_follow_up === 1,
      archivedAt: row.archived_at,
    }))
}

export function describeRecording(
  db: Archive,
  { recordingId, name, script }: { recordingId: RecordingId; name: string; script: string },
): void {
  db.prepare(`UPDATE recordings SET name = @name, script = @script WHERE recording_id = @recordingId`).run({
    recordingId,
    name,
    script,
  })
}

/** What the rep has ticked off, whatever the order. */
export function noteChecklist(db: Archive, recordingId: RecordingId, checklist: readonly ChecklistKey[]): void {
  db.prepare(`UPDATE recordings SET checklist = @checklist WHERE recording_id = @recordingId`).run({
    recordingId,
    checklist: JSON.stringify(checklist),
  })
}

/** It says “I’ll follow up this week”, or does not. */
export function markPromise(db: Archive, recordingId: RecordingId, isPromise: boolean): void {
  db.prepare(`UPDATE recordings SET promises_follow_up = @promises WHERE recording_id = @recordingId`).run({
    recordingId,
    promises: isPromise ? 1 : 0,
  })
}

/** Does leaving this recording promise a call this week? */
export function promisesFollowUp(db: Archive, recordingId: RecordingId): boolean {
  return (
    prepared(db, `SELECT 1 FROM recordings WHERE recording_id = @recordingId AND promises_follow_up = 1`).get({
      recordingId,
    }) !== undefined
  )
}

/** Did a message begin in this attempt that promises a call this week? */
export function messagePromises(db: Archive, attemptId: string): boolean {
  return (
    prepared(
      db,
      `SELECT 1 FROM attempts a JOIN recordings r ON r.recording_id = a.recording_id
       WHERE a.attempt_id = @attemptId AND a.message_started_at IS NOT NULL AND r.promises_follow_up = 1`,
    ).get({ attemptId }) !== undefined
  )
}

/** `at` null: it can be dropped again. */
export function archiveRecording(db: Archive, recordingId: RecordingId, at: number | null): void {
  db.prepare(`UPDATE recordings SET archived_at = @at WHERE recording_id = @recordingId`).run({ recordingId, at })
}

export function isRemovable(db: Archive, recordingId: RecordingId): boolean {
  return (
    db
      .prepare(`SELECT 1 FROM recordings r WHERE r.recording_id = @recordingId AND ${removableInSql}`)
      .get({ recordingId }) !== undefined
  )
}

/** Removes a recording that nobody has heard; plans of the past forget that they named it. */
export function removeRecording(db: Archive, recordingId: RecordingId): void {
  for (const sql of [
    `UPDATE follow_ups SET recording_id = NULL WHERE recording_id = @recordingId`,
    `DELETE FROM series_recordings WHERE recording_id = @recordingId`,
    `DELETE FROM recording_versions WHERE recording_id = @recordingId`,
    `DELETE FROM recordings WHERE recording_id = @recordingId`,
  ]) {
    db.prepare(sql).run({ recordingId })
  }
}
