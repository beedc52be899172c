/** How a drop was armed, who was taken to have answered, and the mailboxes that were reached before. */
export const whoAnswered = `
-- 'ear' or 'ahead'; null: no drop was armed, or before this was kept.
ALTER TABLE attempts ADD COLUMN armed_by TEXT;
-- Who is taken to have answered, by what, and how much talk had been heard by then: an Answer of shared/contract/call.ts.
ALTER TABLE attempts ADD COLUMN answerer TEXT;
ALTER TABLE attempts ADD COLUMN answerer_why TEXT;
ALTER TABLE attempts ADD COLUMN answerer_talk_ms INTEGER;
-- A drop that was armed ahead was off, since a person had answered.
ALTER TABLE attempts ADD COLUMN drop_off_at INTEGER;
-- The call came back to the rep, and for which Doubt.
ALTER TABLE attempts ADD COLUMN handed_back_at INTEGER;
ALTER TABLE attempts ADD COLUMN handed_back_for TEXT;
-- A drop that is armed while it rings frees the rep at once.
ALTER TABLE lines ADD COLUMN frees_at_once INTEGER NOT NULL DEFAULT 0;
-- How the announcements of a number's mailboxes sound: 4 octets for each 25 ms, least first; 0 for a pause.
CREATE TABLE mailbox_announcements (
  -- The call in which a message was left after it.
  announcement_id TEXT PRIMARY KEY NOT NULL,
  number          TEXT NOT NULL,
  words           BLOB NOT NULL,
  heard_at        INTEGER NOT NULL
) STRICT;
CREATE INDEX mailbox_announcements_by_number ON mailbox_announcements (number, heard_at);
`
