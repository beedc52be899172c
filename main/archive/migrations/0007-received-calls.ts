/** Calls that came in, and how a line answers them. */
export const receivedCalls = `
CREATE TABLE received_calls (
  call_id      TEXT PRIMARY KEY NOT NULL,
  contact_id   TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  -- Empty: withheld.
  number       TEXT NOT NULL,
  -- What the caller's side said; it proves nothing.
  caller_name  TEXT NOT NULL,
  line_id      TEXT NOT NULL REFERENCES lines,
  -- The attempt that caused it: then it is a callback.
  attempt_id   TEXT REFERENCES attempts ON DELETE SET NULL,
  started_at   INTEGER NOT NULL,
  answered_at  INTEGER,
  -- Null for a call under way, and for one that Afterbeep did not see end.
  ended_at     INTEGER,
  ended_by     TEXT,
  forwarded_to TEXT,
  trouble      TEXT,
  outcome      TEXT
) STRICT;
CREATE INDEX received_calls_by_contact ON received_calls (contact_id, started_at);
CREATE INDEX received_calls_by_attempt ON received_calls (attempt_id) WHERE attempt_id IS NOT NULL;
CREATE INDEX received_calls_open ON received_calls (started_at) WHERE outcome IS NULL;

CREATE TABLE answering (
  line_id     TEXT PRIMARY KEY NOT NULL REFERENCES lines ON DELETE CASCADE,
  auto_answer INTEGER NOT NULL DEFAULT 0 CHECK (auto_answer IN (0, 1)),
  -- Where a call is sent on to; empty: nowhere yet.
  forward_to  TEXT NOT NULL DEFAULT ''
) STRICT;
`
