/** What the rep says of a call that came in and was answered. */
export const receivedOutcomes = `
-- One row a call: what was said last.
CREATE TABLE received_outcomes (
  call_id    TEXT PRIMARY KEY NOT NULL REFERENCES received_calls ON DELETE CASCADE,
  -- Whose plans it changes.
  contact_id TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  outcome    TEXT NOT NULL,
  said_at    INTEGER NOT NULL,
  -- All that was said, as JSON: while the call is up it waits for its end.
  entry      TEXT NOT NULL,
  -- The contact's plans as they were before it, as JSON; null while the call is up.
  before     TEXT
) STRICT;
CREATE INDEX received_outcomes_by_contact ON received_outcomes (contact_id);
`
