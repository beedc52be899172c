/** What the rep has said of their week, and the public holidays on which they call all the same. */
export const planning = `
-- A Planning of shared/contract/planning.ts. One row or none: none was asked yet.
CREATE TABLE planning (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  rules TEXT NOT NULL CHECK (json_valid(rules))
) STRICT;
CREATE TABLE struck_holidays (
  region TEXT NOT NULL,
  -- 2026-12-25
  day    TEXT NOT NULL,
  PRIMARY KEY (region, day)
) STRICT, WITHOUT ROWID;
-- The enrolment's first try: its days run from here.
ALTER TABLE enrolments ADD COLUMN begun_at INTEGER;
UPDATE enrolments SET begun_at = (SELECT min(started_at) FROM attempts a WHERE a.enrolment_id = enrolments.enrolment_id
  AND outcome IS NOT NULL AND (outcome NOT IN ('cancelled', 'failed', 'interrupted') OR message_started_at IS NOT NULL));
-- How many run on a cadence, and how many of those have been called: kept by the archive itself.
CREATE TABLE cadence_counts (
  cadence_id TEXT PRIMARY KEY NOT NULL,
  running    INTEGER NOT NULL,
  begun      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO cadence_counts (cadence_id, running, begun)
  SELECT cadence_id, count(*), count(begun_at) FROM enrolments WHERE stopped_at IS NULL GROUP BY cadence_id;
CREATE TRIGGER enrolments_counted AFTER INSERT ON enrolments WHEN NEW.stopped_at IS NULL
BEGIN
  INSERT INTO cadence_counts (cadence_id, running, begun) VALUES (NEW.cadence_id, 1, NEW.begun_at IS NOT NULL)
    ON CONFLICT (cadence_id) DO UPDATE SET running = running + 1, begun = begun + excluded.begun;
END;
CREATE TRIGGER enrolments_counted_anew AFTER UPDATE OF stopped_at, begun_at, cadence_id ON enrolments
BEGIN
  UPDATE cadence_counts SET running = running - 1, begun = begun - (OLD.begun_at IS NOT NULL)
    WHERE cadence_id = OLD.cadence_id AND OLD.stopped_at IS NULL;
  INSERT INTO cadence_counts (cadence_id, running, begun)
    SELECT NEW.cadence_id, 1, NEW.begun_at IS NOT NULL WHERE NEW.stopped_at IS NULL
    ON CONFLICT (cadence_id) DO UPDATE SET running = running + 1, begun = begun + excluded.begun;
END;
CREATE TRIGGER enrolments_counted_no_more AFTER DELETE ON enrolments WHEN OLD.stopped_at IS NULL
BEGIN
  UPDATE cadence_counts SET running = running - 1, begun = begun - (OLD.begun_at IS NOT NULL)
    WHERE cadence_id = OLD.cadence_id;
END;
-- Commercial and its kin go on when somebody is interested, until there is an appointment.
UPDATE cadences SET rules = json_set(rules, '$.stopsOn',
  json('["appointment","said-no","asked-not-to-be-called","wrong-number","won","lost"]'))
  WHERE cadence_id IN ('commercial', 'next-number', 'prequalified-only', 'settle-it')
    AND json_extract(rules, '$.stopsOn') = '["pitched","said-no","asked-not-to-be-called","wrong-number","won"]';
UPDATE cadences SET rules = json_set(rules, '$.stopsOn',
  json('["appointment","said-no","asked-not-to-be-called","wrong-number","won","lost"]'))
  WHERE cadence_id = 'last-resort'
    AND json_extract(rules, '$.stopsOn') = '["said-no","asked-not-to-be-called","wrong-number","won"]';
`
