/**
 * Times are epoch milliseconds, durations milliseconds, ids text made by whoever inserts. Outcomes and kinds are
 * checked by the types that write them, not by CHECK: SQLite cannot widen one without rebuilding its table.
 */
export const firstCall = `
CREATE TABLE companies (
  company_id TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL
) STRICT;
CREATE INDEX companies_by_name ON companies (name COLLATE NOCASE);

CREATE TABLE contacts (
  contact_id TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  title      TEXT NOT NULL,
  company_id TEXT REFERENCES companies,
  time_zone  TEXT NOT NULL,
  place      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- When the contact was first enrolled or called; null: a new contact, nobody has done anything yet.
  pursued_at INTEGER
) STRICT;
CREATE INDEX contacts_by_company ON contacts (company_id);
CREATE INDEX contacts_new ON contacts (created_at) WHERE pursued_at IS NULL;

CREATE TABLE contact_tags (
  contact_id TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  tag        TEXT NOT NULL,
  PRIMARY KEY (contact_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE phone_numbers (
  phone_number_id TEXT PRIMARY KEY NOT NULL,
  contact_id      TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  number          TEXT NOT NULL,
  shown           TEXT NOT NULL,
  kind            TEXT NOT NULL,
  -- The order they are tried in, from 0.
  place           INTEGER NOT NULL,
  UNIQUE (contact_id, number)
) STRICT;
CREATE INDEX phone_numbers_by_number ON phone_numbers (number);

CREATE TABLE lines (
  line_id     TEXT PRIMARY KEY NOT NULL,
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  server      TEXT NOT NULL,
  domain      TEXT NOT NULL,
  user        TEXT NOT NULL,
  auth_user   TEXT NOT NULL,
  caller_name TEXT NOT NULL,
  in_use      INTEGER NOT NULL DEFAULT 0 CHECK (in_use IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX lines_in_use ON lines (in_use) WHERE in_use = 1;

CREATE TABLE recordings (
  recording_id TEXT PRIMARY KEY NOT NULL,
  name         TEXT NOT NULL,
  script       TEXT NOT NULL,
  duration_ms  REAL NOT NULL CHECK (duration_ms > 0),
  file         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  archived_at  INTEGER
) STRICT;

CREATE TABLE series (
  series_id TEXT PRIMARY KEY NOT NULL,
  name      TEXT NOT NULL
) STRICT;

CREATE TABLE series_recordings (
  series_id    TEXT NOT NULL REFERENCES series ON DELETE CASCADE,
  place        INTEGER NOT NULL,
  recording_id TEXT NOT NULL REFERENCES recordings,
  PRIMARY KEY (series_id, place),
  UNIQUE (series_id, recording_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cadences (
  cadence_id TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  -- A Cadence of shared/contract/cadence-rules.ts.
  rules      TEXT NOT NULL CHECK (json_valid(rules)),
  series_id  TEXT REFERENCES series
) STRICT;

CREATE TABLE enrolments (
  enrolment_id TEXT PRIMARY KEY NOT NULL,
  contact_id   TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  cadence_id   TEXT NOT NULL REFERENCES cadences,
  -- The side of a split test that was drawn.
  side         TEXT,
  started_at   INTEGER NOT NULL,
  stopped_at   INTEGER,
  stop_reason  TEXT,
  stop_why     TEXT,
  CHECK ((stopped_at IS NULL) = (stop_reason IS NULL) AND (stopped_at IS NULL) = (stop_why IS NULL))
) STRICT;
CREATE UNIQUE INDEX enrolments_running ON enrolments (contact_id) WHERE stopped_at IS NULL;
CREATE INDEX enrolments_by_contact ON enrolments (contact_id, started_at);

CREATE TABLE attempts (
  attempt_id           TEXT PRIMARY KEY NOT NULL,
  call_id              TEXT NOT NULL UNIQUE,
  contact_id           TEXT NOT NULL REFERENCES contacts,
  phone_number_id      TEXT REFERENCES phone_numbers ON DELETE SET NULL,
  number               TEXT NOT NULL,
  line_id              TEXT NOT NULL REFERENCES lines,
  enrolment_id         TEXT REFERENCES enrolments ON DELETE SET NULL,
  hidden               INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  started_at           INTEGER NOT NULL,
  rang_at              INTEGER,
  answered_at          INTEGER,
  -- Null for a call under way, and for an interrupted one: nobody saw it end.
  ended_at             INTEGER,
  ended_by             TEXT,
  outcome              TEXT,
  sip_status           INTEGER,
  sip_reason           TEXT,
  trouble              TEXT,
  recording_id         TEXT REFERENCES recordings,
  recording_version    INTEGER,
  pressed_at           INTEGER,
  beep_hz              REAL,
  beep_ended_at        INTEGER,
  message_started_at   INTEGER,
  message_start_reason TEXT,
  played_ms            REAL,
  whole                INTEGER CHECK (whole IN (0, 1)),
  CHECK (outcome IS NULL OR outcome = 'interrupted' OR ended_at IS NOT NULL)
) STRICT;
CREATE INDEX attempts_by_contact ON attempts (contact_id, started_at);
CREATE INDEX attempts_by_enrolment ON attempts (enrolment_id, started_at);
CREATE INDEX attempts_by_day ON attempts (started_at, outcome);
CREATE INDEX attempts_by_number ON attempts (number, started_at);
CREATE INDEX attempts_open ON attempts (started_at) WHERE outcome IS NULL;

CREATE TABLE follow_ups (
  follow_up_id TEXT PRIMARY KEY NOT NULL,
  contact_id   TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  enrolment_id TEXT REFERENCES enrolments ON DELETE SET NULL,
  kind         TEXT NOT NULL,
  promise      INTEGER NOT NULL CHECK (promise IN (0, 1)),
  due_at       INTEGER NOT NULL,
  due_until    INTEGER NOT NULL,
  recording_id TEXT REFERENCES recordings,
  hidden       INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  -- A JSON array of sentences.
  why          TEXT NOT NULL CHECK (json_valid(why)),
  -- The attempt that made this the next thing to do, and the one that did it.
  caused_by    TEXT REFERENCES attempts,
  done_by      TEXT REFERENCES attempts,
  done_at      INTEGER,
  cancelled_at INTEGER,
  CHECK (due_at <= due_until),
  CHECK (done_at IS NULL OR cancelled_at IS NULL)
) STRICT;
CREATE UNIQUE INDEX follow_ups_next ON follow_ups (contact_id) WHERE done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX follow_ups_promised ON follow_ups (due_at)
  WHERE promise = 1 AND done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX follow_ups_closing ON follow_ups (due_until, due_at)
  WHERE promise = 0 AND done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX follow_ups_opening ON follow_ups (due_at) WHERE done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX follow_ups_by_enrolment ON follow_ups (enrolment_id, kind);
`
