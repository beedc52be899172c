/** Which run of Afterbeep the write-ahead log beside the archive belongs to: see main/archive/session.ts. */
export const archiveSession = `
CREATE TABLE archive_session (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  -- Null: a copy, which has no log.
  session  TEXT
) STRICT;
INSERT INTO archive_session VALUES (1, NULL);
`
