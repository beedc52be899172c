/** 13 September 2020, and the milliseconds of a day: what the weight of a call is reckoned from (main/archive/answer-sums.ts). */
const ANSWERED_SINCE = '1600000000000.0'
const HALF_LIFE_MS_A_DAY = '86400000.0'

/*
 * A window that went by is a count and a date on the one open follow-up, and no row of its own; what is planned for an hour is
 * counted by the archive, so that a day is known to be full; answers are counted by the hour and the number of the try, and
 * fade; and pauses are kept, since the days of a cadence do not run in them.
 */
export const weeks = `
ALTER TABLE follow_ups ADD COLUMN missed_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE follow_ups ADD COLUMN missed_at INTEGER;
-- The first call of an enrolment: it waits for room.
ALTER TABLE follow_ups ADD COLUMN begins INTEGER NOT NULL DEFAULT 0 CHECK (begins IN (0, 1));
-- Goes at a promise that nobody answered.
ALTER TABLE follow_ups ADD COLUMN goes INTEGER NOT NULL DEFAULT 0;

-- Fold the rows of windows that went by into the follow-up that is open now. Those that a day off or an outcome may bring back stay.
CREATE TEMP TABLE folded AS
  SELECT f.rowid AS row_id, f.contact_id, f.due_until FROM follow_ups f
  WHERE f.missed = 1 AND f.cancelled_at IS NOT NULL AND f.done_at IS NULL
    AND f.follow_up_id NOT IN (SELECT moved FROM days_off_moves)
    AND f.follow_up_id NOT IN (SELECT became FROM days_off_moves WHERE became IS NOT NULL)
    AND f.follow_up_id NOT IN (SELECT json_extract(before, '$.openFollowUp') FROM outcome_changes
      WHERE undone_at IS NULL AND json_extract(before, '$.openFollowUp') IS NOT NULL);
CREATE TEMP TABLE folded_counts AS
  SELECT contact_id, count(*) AS times, max(due_until) AS last FROM folded GROUP BY contact_id;
CREATE UNIQUE INDEX temp.folded_contacts ON folded_counts (contact_id);
UPDATE follow_ups SET
  missed_count = (SELECT times FROM folded_counts c WHERE c.contact_id = follow_ups.contact_id),
  missed_at = (SELECT last FROM folded_counts c WHERE c.contact_id = follow_ups.contact_id)
  WHERE done_at IS NULL AND cancelled_at IS NULL AND promise = 0 AND asked = 0
    AND contact_id IN (SELECT contact_id FROM folded_counts);
DELETE FROM follow_ups WHERE rowid IN (SELECT row_id FROM folded);
DROP TABLE folded;
DROP TABLE folded_counts;

UPDATE follow_ups SET begins = 1 WHERE done_at IS NULL AND cancelled_at IS NULL AND kind = 'call' AND promise = 0 AND asked = 0
  AND enrolment_id IN (SELECT enrolment_id FROM enrolments WHERE stopped_at IS NULL AND begun_at IS NULL);
CREATE INDEX follow_ups_beginning ON follow_ups (due_at) WHERE begins = 1 AND done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX follow_ups_goes ON follow_ups (due_at) WHERE promise = 1 AND goes > 0 AND done_at IS NULL AND cancelled_at IS NULL;

-- Open calls by the hour in which their window opens, counted in hours since 1970: those under way, and first calls.
CREATE TABLE hour_loads (
  hour   INTEGER PRIMARY KEY NOT NULL,
  calls  INTEGER NOT NULL,
  begins INTEGER NOT NULL
) STRICT;
INSERT INTO hour_loads (hour, calls, begins)
  SELECT due_at / 3600000, sum(begins = 0), sum(begins = 1) FROM follow_ups
  WHERE kind = 'call' AND done_at IS NULL AND cancelled_at IS NULL GROUP BY due_at / 3600000;
CREATE TRIGGER follow_ups_loaded AFTER INSERT ON follow_ups
WHEN NEW.kind = 'call' AND NEW.done_at IS NULL AND NEW.cancelled_at IS NULL
BEGIN
  INSERT INTO hour_loads (hour, calls, begins) VALUES (NEW.due_at / 3600000, 1 - NEW.begins, NEW.begins)
    ON CONFLICT (hour) DO UPDATE SET calls = calls + excluded.calls, begins = begins + excluded.begins;
END;
CREATE TRIGGER follow_ups_loaded_anew AFTER UPDATE OF due_at, done_at, cancelled_at, begins ON follow_ups WHEN NEW.kind = 'call'
BEGIN
  UPDATE hour_loads SET calls = calls - (1 - OLD.begins), begins = begins - OLD.begins
    WHERE hour = OLD.due_at / 3600000 AND OLD.done_at IS NULL AND OLD.cancelled_at IS NULL;
  INSERT INTO hour_loads (hour, calls, begins)
    SELECT NEW.due_at / 3600000, 1 - NEW.begins, NEW.begins WHERE NEW.done_at IS NULL AND NEW.cancelled_at IS NULL
    ON CONFLICT (hour) DO UPDATE SET calls = calls + excluded.calls, begins = begins + excluded.begins;
  DELETE FROM hour_loads WHERE hour = OLD.due_at / 3600000 AND calls <= 0 AND begins <= 0;
END;
CREATE TRIGGER follow_ups_loaded_no_more AFTER DELETE ON follow_ups
WHEN OLD.kind = 'call' AND OLD.done_at IS NULL AND OLD.cancelled_at IS NULL
BEGIN
  UPDATE hour_loads SET calls = calls - (1 - OLD.begins), begins = begins - OLD.begins WHERE hour = OLD.due_at / 3600000;
END;

CREATE TABLE enrolment_pauses (
  enrolment_id TEXT NOT NULL REFERENCES enrolments ON DELETE CASCADE,
  from_at      INTEGER NOT NULL,
  until_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX enrolment_pauses_by_enrolment ON enrolment_pauses (enrolment_id);
CREATE TABLE pauses_of_all (
  from_at  INTEGER NOT NULL,
  until_at INTEGER NOT NULL
) STRICT;

-- The hour on the contact's clock, and the number of the try, in bands; null: not worked out yet.
ALTER TABLE attempts ADD COLUMN hour INTEGER;
ALTER TABLE attempts ADD COLUMN band INTEGER;
DROP INDEX attempts_without_slot;
CREATE INDEX attempts_without_slot ON attempts (started_at) WHERE band IS NULL;
-- After so many days a call counts half. changed: any other number than before, as soon as a sum is another one.
CREATE TABLE answer_fading (
  one            INTEGER PRIMARY KEY CHECK (one = 1),
  half_life_days INTEGER NOT NULL,
  changed        INTEGER NOT NULL
) STRICT;
INSERT INTO answer_fading (one, half_life_days, changed) VALUES (1, 90, 0);
-- Each call weighs twice as much as one that is a half-life older: divided by what a call weighs now, a sum is faded.
CREATE TABLE answer_sums (
  slot     TEXT NOT NULL,
  hour     INTEGER NOT NULL,
  band     INTEGER NOT NULL,
  tries    REAL NOT NULL,
  answered REAL NOT NULL,
  PRIMARY KEY (slot, hour, band)
) STRICT, WITHOUT ROWID;
${trigger('attempts_summed', 'AFTER UPDATE OF outcome, slot, hour, band ON attempts', 'OLD.outcome IS NOT NEW.outcome OR OLD.band IS NOT NEW.band OR OLD.slot IS NOT NEW.slot', ['OLD', 'NEW'])}
${trigger('attempts_summed_added', 'AFTER INSERT ON attempts', 'NEW.outcome IS NOT NULL AND NEW.band IS NOT NULL', ['NEW'])}
${trigger('attempts_summed_removed', 'AFTER DELETE ON attempts', 'OLD.band IS NOT NULL', ['OLD'])}
`

function trigger(name: string, when: string, condition: string, rows: readonly ('OLD' | 'NEW')[]): string {
  const weight = (row: string) =>
    `pow(2.0, (${row}.started_at - ${ANSWERED_SINCE}) / (${HALF_LIFE_MS_A_DAY} * (SELECT half_life_days FROM answer_fading)))`
  const statements = rows.map((row) =>
    row === 'OLD'
      ? `  UPDATE answer_sums SET tries = tries - ${weight(row)},
    answered = answered - ${weight(row)} * (SELECT answered FROM counted_outcomes WHERE outcome = OLD.outcome)
    WHERE slot = OLD.slot AND hour = OLD.hour AND band = OLD.band AND OLD.outcome IN (SELECT outcome FROM counted_outcomes);`
      : `  INSERT INTO answer_sums (slot, hour, band, tries, answered)
    SELECT NEW.slot, NEW.hour, NEW.band, ${weight(row)}, ${weight(row)} * answered FROM counted_outcomes
    WHERE outcome = NEW.outcome AND NEW.slot IS NOT NULL AND NEW.hour IS NOT NULL AND NEW.band IS NOT NULL
    ON CONFLICT (slot, hour, band) DO UPDATE SET tries = tries + excluded.tries, answered = answered + excluded.answered;`,
  )
  return `CREATE TRIGGER ${name} ${when} WHEN ${condition}
BEGIN
${statements.join('\n')}
  UPDATE answer_fading SET changed = random();
END;`
}
