/** What was played to whom can be heard again for as long as the attempt is kept: every version has its row and file. */
export const recordingVersions = `
CREATE TABLE recording_versions (
  recording_id  TEXT NOT NULL REFERENCES recordings,
  version       INTEGER NOT NULL,
  file          TEXT NOT NULL,
  duration_ms   REAL NOT NULL CHECK (duration_ms > 0),
  loudness_lufs REAL,
  -- One octet a column, as shared/audio/peaks.ts makes them; null: not looked at yet.
  peaks         BLOB,
  -- A JSON array of the warnings of shared/contract/studio.ts.
  warnings      TEXT NOT NULL CHECK (json_valid(warnings)),
  -- Null: it came with Afterbeep.
  made_at       INTEGER,
  PRIMARY KEY (recording_id, version)
) STRICT, WITHOUT ROWID;

INSERT INTO recording_versions (recording_id, version, file, duration_ms, warnings)
  SELECT recording_id, version, file, duration_ms, '[]' FROM recordings;

CREATE INDEX attempts_by_recording ON attempts (recording_id) WHERE recording_id IS NOT NULL;
CREATE INDEX follow_ups_by_recording ON follow_ups (recording_id) WHERE recording_id IS NOT NULL;
CREATE INDEX series_by_recording ON series_recordings (recording_id);
`
