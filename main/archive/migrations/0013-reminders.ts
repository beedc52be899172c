export const reminders = `
-- What the system has shown of what is due: a promise's id, or a follow-up's that they asked for. Each is shown once.
CREATE TABLE reminders (
  about    TEXT PRIMARY KEY NOT NULL,
  shown_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX promises_open_by_due ON promises (due_at) WHERE kept_at IS NULL AND withdrawn_at IS NULL;
`
