/** Letters, emails and tasks stand beside the next call; a cadence for new contacts; and messages that promise something. */
export const besideCalls = `
-- A letter, an email or a task between the calls of a cadence. Those that are open already stay where they are until they are done.
ALTER TABLE follow_ups ADD COLUMN beside INTEGER NOT NULL DEFAULT 0 CHECK (beside IN (0, 1));
DROP INDEX follow_ups_next;
CREATE UNIQUE INDEX follow_ups_next ON follow_ups (contact_id)
  WHERE beside = 0 AND done_at IS NULL AND cancelled_at IS NULL;
CREATE UNIQUE INDEX follow_ups_beside ON follow_ups (contact_id)
  WHERE beside = 1 AND done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX follow_ups_beside_due ON follow_ups (due_at)
  WHERE beside = 1 AND done_at IS NULL AND cancelled_at IS NULL;
CREATE TABLE default_cadence (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  cadence_id TEXT NOT NULL REFERENCES cadences ON DELETE CASCADE
) STRICT;
-- The recording says “I’ll follow up this week”.
ALTER TABLE recordings ADD COLUMN promises_follow_up INTEGER NOT NULL DEFAULT 0 CHECK (promises_follow_up IN (0, 1));
-- Nobody typed it: the message said so.
ALTER TABLE promises ADD COLUMN by_message INTEGER NOT NULL DEFAULT 0 CHECK (by_message IN (0, 1));
`
