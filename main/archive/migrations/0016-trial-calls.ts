/** Hidden calls that are no contact's. */
export const trialCalls = `
-- A hide trial's call to the rep's own mobile with the number hidden: no attempt, and in the compliance log all the same.
CREATE TABLE trial_calls (
  call_id    TEXT PRIMARY KEY NOT NULL,
  number     TEXT NOT NULL,
  asked_by   TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  -- As of an attempt; null while it is under way.
  outcome    TEXT
) STRICT;
CREATE INDEX trial_calls_by_time ON trial_calls (started_at);
CREATE INDEX trial_calls_open ON trial_calls (started_at) WHERE outcome IS NULL;
`
