/** What is typed and not saved: see shared/contract/drafts.ts. A contact's is in contact_drafts. */
export const drafts = `
CREATE TABLE drafts (
  room     TEXT NOT NULL,
  about    TEXT NOT NULL,
  words    TEXT NOT NULL CHECK (json_valid(words)),
  typed_at INTEGER NOT NULL,
  PRIMARY KEY (room, about)
) STRICT, WITHOUT ROWID;
`
