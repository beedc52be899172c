/** How a call sounded, in sum; by the call, whoever made it. */
export const callQuality = `
CREATE TABLE call_quality (
  call_id          TEXT PRIMARY KEY NOT NULL,
  mos              REAL NOT NULL,
  lowest_mos       REAL NOT NULL,
  -- Shares are 0 to 1.
  lost_share       REAL NOT NULL,
  their_lost_share REAL,
  jitter_ms        REAL NOT NULL,
  round_trip_ms    REAL,
  codec            TEXT NOT NULL,
  route            TEXT NOT NULL,
  looks            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
