/** What was said, promised and asked for; what rests; and what an outcome changed, so that it can be undone. */
export const cadenceAssistant = `
CREATE TABLE notes (
  note_id    TEXT PRIMARY KEY NOT NULL,
  contact_id TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  attempt_id TEXT REFERENCES attempts ON DELETE SET NULL,
  text       TEXT NOT NULL,
  written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX notes_by_contact ON notes (contact_id, written_at);
CREATE INDEX notes_by_attempt ON notes (attempt_id) WHERE attempt_id IS NOT NULL;
-- What a note said before it was changed: nothing that was typed is lost.
CREATE TABLE note_texts (
  note_id    TEXT NOT NULL REFERENCES notes ON DELETE CASCADE,
  text       TEXT NOT NULL,
  replaced_at INTEGER NOT NULL
) STRICT;
CREATE INDEX note_texts_by_note ON note_texts (note_id);

-- A promise goes when it is kept or withdrawn, and never by itself.
CREATE TABLE promises (
  promise_id   TEXT PRIMARY KEY NOT NULL,
  contact_id   TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  made_in      TEXT REFERENCES attempts ON DELETE SET NULL,
  made_at      INTEGER NOT NULL,
  kind         TEXT NOT NULL,
  words        TEXT NOT NULL,
  due_at       INTEGER NOT NULL,
  due_until    INTEGER NOT NULL,
  kept_at      INTEGER,
  kept_by      TEXT REFERENCES attempts ON DELETE SET NULL,
  withdrawn_at INTEGER,
  CHECK (due_at <= due_until),
  CHECK (kept_at IS NULL OR withdrawn_at IS NULL)
) STRICT;
CREATE INDEX promises_open ON promises (contact_id, due_at) WHERE kept_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX promises_by_contact ON promises (contact_id);
CREATE INDEX promises_kept_by ON promises (kept_by) WHERE kept_by IS NOT NULL;
CREATE INDEX promises_made_in ON promises (made_in) WHERE made_in IS NOT NULL;
INSERT INTO promises (promise_id, contact_id, made_in, made_at, kind, words, due_at, due_until)
  SELECT follow_up_id, contact_id, caused_by, due_at, kind, '', due_at, due_until FROM follow_ups
  WHERE promise = 1 AND done_at IS NULL AND cancelled_at IS NULL;

-- They asked to be called then, or called and nobody took it.
CREATE TABLE asked_calls (
  asked_id     TEXT PRIMARY KEY NOT NULL,
  contact_id   TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  asked_in     TEXT REFERENCES attempts ON DELETE SET NULL,
  asked_at     INTEGER NOT NULL,
  due_at       INTEGER NOT NULL,
  due_until    INTEGER NOT NULL,
  why          TEXT NOT NULL,
  done_at      INTEGER,
  done_by      TEXT REFERENCES attempts ON DELETE SET NULL,
  withdrawn_at INTEGER,
  CHECK (due_at <= due_until)
) STRICT;
CREATE INDEX asked_calls_open ON asked_calls (contact_id, due_at) WHERE done_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX asked_calls_by_contact ON asked_calls (contact_id);
CREATE INDEX asked_calls_done_by ON asked_calls (done_by) WHERE done_by IS NOT NULL;
CREATE INDEX asked_calls_asked_in ON asked_calls (asked_in) WHERE asked_in IS NOT NULL;

-- Calls of theirs after a try of ours.
CREATE TABLE callbacks (
  callback_id TEXT PRIMARY KEY NOT NULL,
  contact_id  TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  at          INTEGER NOT NULL,
  spoke       INTEGER NOT NULL CHECK (spoke IN (0, 1)),
  -- The attempt that it answers; null: none is known.
  caused_by   TEXT REFERENCES attempts ON DELETE SET NULL
) STRICT;
CREATE INDEX callbacks_by_contact ON callbacks (contact_id, at);
CREATE INDEX callbacks_by_attempt ON callbacks (caused_by) WHERE caused_by IS NOT NULL;

CREATE TABLE gatekeeper_facts (
  fact_id       TEXT PRIMARY KEY NOT NULL,
  contact_id    TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  attempt_id    TEXT REFERENCES attempts ON DELETE SET NULL,
  at            INTEGER NOT NULL,
  said          TEXT NOT NULL,
  -- WeekWindows of shared/call/said-outcome.ts.
  person_in     TEXT NOT NULL CHECK (json_valid(person_in)),
  direct_number TEXT NOT NULL,
  withdrawn_at  INTEGER
) STRICT;
CREATE INDEX gatekeeper_facts_by_contact ON gatekeeper_facts (contact_id, at);
CREATE INDEX gatekeeper_facts_by_attempt ON gatekeeper_facts (attempt_id) WHERE attempt_id IS NOT NULL;

-- What the rep has said of an attempt, and what was before it.
CREATE TABLE outcome_changes (
  change_id  TEXT PRIMARY KEY NOT NULL,
  attempt_id TEXT NOT NULL REFERENCES attempts ON DELETE CASCADE,
  at         INTEGER NOT NULL,
  was        TEXT NOT NULL,
  became     TEXT NOT NULL,
  -- A Before of main/archive/outcome-changes.ts.
  before     TEXT NOT NULL CHECK (json_valid(before)),
  undone_at  INTEGER
) STRICT;
CREATE INDEX outcome_changes_by_attempt ON outcome_changes (attempt_id);

-- All cadences rest until then. One row or none.
CREATE TABLE rest (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  until INTEGER NOT NULL
) STRICT;
CREATE TABLE days_off (
  -- 2026-12-25
  day  TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- It rests from then until then; until null: until it is resumed.
ALTER TABLE enrolments ADD COLUMN paused_at INTEGER;
ALTER TABLE enrolments ADD COLUMN paused_until INTEGER;
-- The attempt whose outcome stopped it.
ALTER TABLE enrolments ADD COLUMN stopped_by TEXT REFERENCES attempts ON DELETE SET NULL;
CREATE INDEX enrolments_stopped_by ON enrolments (stopped_by) WHERE stopped_by IS NOT NULL;
CREATE INDEX enrolments_by_cadence ON enrolments (cadence_id, stopped_at);

ALTER TABLE follow_ups ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE follow_ups ADD COLUMN asked INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1));
ALTER TABLE follow_ups ADD COLUMN promise_id TEXT REFERENCES promises ON DELETE SET NULL;
UPDATE follow_ups SET promise_id = follow_up_id WHERE follow_up_id IN (SELECT promise_id FROM promises);
-- Its window went by; and the rep, or a second such window, let it pass.
ALTER TABLE follow_ups ADD COLUMN missed INTEGER NOT NULL DEFAULT 0 CHECK (missed IN (0, 1));
ALTER TABLE follow_ups ADD COLUMN let_pass INTEGER NOT NULL DEFAULT 0 CHECK (let_pass IN (0, 1));
UPDATE follow_ups SET name = 'Letter' WHERE kind = 'letter';
UPDATE follow_ups SET done_at = cancelled_at, cancelled_at = NULL, let_pass = 1
  WHERE kind = 'letter' AND cancelled_at IS NOT NULL;
CREATE INDEX follow_ups_caused_by ON follow_ups (caused_by) WHERE caused_by IS NOT NULL;
CREATE INDEX attempts_by_phone_number ON attempts (phone_number_id) WHERE phone_number_id IS NOT NULL;
CREATE INDEX follow_ups_by_contact ON follow_ups (contact_id);
CREATE INDEX follow_ups_by_promise ON follow_ups (promise_id) WHERE promise_id IS NOT NULL;
CREATE INDEX follow_ups_done ON follow_ups (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX follow_ups_done_by ON follow_ups (done_by) WHERE done_by IS NOT NULL;
DROP INDEX follow_ups_closing;
CREATE INDEX follow_ups_closing ON follow_ups (due_until, due_at)
  WHERE promise = 0 AND asked = 0 AND done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX follow_ups_asked ON follow_ups (due_at)
  WHERE asked = 1 AND done_at IS NULL AND cancelled_at IS NULL;

-- What the rep says while the call is up: an OutcomeSaying. It holds when the call ends.
ALTER TABLE attempts ADD COLUMN saying TEXT CHECK (json_valid(saying));
ALTER TABLE attempts ADD COLUMN greeting_ended_at INTEGER;
ALTER TABLE attempts ADD COLUMN person_answered_at INTEGER;
ALTER TABLE attempts ADD COLUMN conversation_at INTEGER;
-- Weekday and part on the contact's clock, "4 evening"; null: not worked out yet.
ALTER TABLE attempts ADD COLUMN slot TEXT;
CREATE INDEX attempts_without_slot ON attempts (started_at) WHERE slot IS NULL;

-- How often the rep tried a slot, and how often the contact spoke: kept by the archive itself, whoever changes an outcome.
CREATE TABLE answer_tallies (
  slot     TEXT PRIMARY KEY NOT NULL,
  tries    INTEGER NOT NULL,
  answered INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- countsAsTry and isReached of shared/call/outcome.ts, for the triggers; a test holds them together.
CREATE TABLE counted_outcomes (
  outcome  TEXT PRIMARY KEY NOT NULL,
  answered INTEGER NOT NULL CHECK (answered IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO counted_outcomes (outcome, answered) VALUES
  ('answered', 1), ('interested', 1), ('not-now', 1), ('not-interested', 1), ('do-not-call', 1),
  ('voicemail-dropped', 0), ('voicemail-cut-off', 0), ('voicemail-stopped', 0), ('voicemail-nothing-left', 0),
  ('no-answer', 0), ('busy', 0), ('declined', 0), ('gatekeeper', 0), ('wrong-number', 0), ('dial-tree', 0),
  ('call-screener', 0);
CREATE TRIGGER attempts_tally AFTER UPDATE OF outcome, slot ON attempts
WHEN OLD.outcome IS NOT NEW.outcome OR OLD.slot IS NOT NEW.slot
BEGIN
  UPDATE answer_tallies SET tries = tries - 1,
    answered = answered - (SELECT answered FROM counted_outcomes WHERE outcome = OLD.outcome)
    WHERE slot = OLD.slot AND OLD.outcome IN (SELECT outcome FROM counted_outcomes);
  INSERT INTO answer_tallies (slot, tries, answered)
    SELECT NEW.slot, 1, answered FROM counted_outcomes WHERE outcome = NEW.outcome AND NEW.slot IS NOT NULL
    ON CONFLICT (slot) DO UPDATE SET tries = tries + 1, answered = answered + excluded.answered;
END;
CREATE TRIGGER attempts_tally_added AFTER INSERT ON attempts WHEN NEW.outcome IS NOT NULL AND NEW.slot IS NOT NULL
BEGIN
  INSERT INTO answer_tallies (slot, tries, answered)
    SELECT NEW.slot, 1, answered FROM counted_outcomes WHERE outcome = NEW.outcome
    ON CONFLICT (slot) DO UPDATE SET tries = tries + 1, answered = answered + excluded.answered;
END;
CREATE TRIGGER attempts_tally_removed AFTER DELETE ON attempts
BEGIN
  UPDATE answer_tallies SET tries = tries - 1,
    answered = answered - (SELECT answered FROM counted_outcomes WHERE outcome = OLD.outcome)
    WHERE slot = OLD.slot AND OLD.outcome IN (SELECT outcome FROM counted_outcomes);
END;

UPDATE cadences SET rules = json_set(json_remove(rules, '$.letterEvery'), '$.scripts', json('[]'), '$.between',
  CASE WHEN json_extract(rules, '$.letterEvery') IS NULL THEN json('[]')
  ELSE json_array(json_object('kind', 'letter', 'every', json_extract(rules, '$.letterEvery'), 'name', 'Letter',
    'script', '')) END);
`
