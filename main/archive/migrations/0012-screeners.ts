/** What the announcements of call screeners sound like. */
export const screeners = `
CREATE TABLE screener_announcements (
  -- The call that it was marked in.
  announcement_id TEXT PRIMARY KEY NOT NULL,
  -- Words of 32 bits, little-endian: see renderer/sound/announcement.ts.
  words           BLOB NOT NULL,
  -- When it was marked, and when it was last recognised.
  heard_at        INTEGER NOT NULL
) STRICT;
CREATE INDEX screener_announcements_by_age ON screener_announcements (heard_at);
`
