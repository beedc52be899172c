/** Days off in spans, and what each has moved, so that it can be put back. */
export const daysOff = `
ALTER TABLE days_off RENAME TO single_days_off;
CREATE TABLE days_off (
  days_off_id TEXT PRIMARY KEY NOT NULL,
  -- Both included: 2026-12-24, 2027-01-02.
  first_day   TEXT NOT NULL,
  last_day    TEXT NOT NULL,
  name        TEXT NOT NULL,
  -- What it moved is being put back; then it goes.
  removed_at  INTEGER,
  CHECK (first_day <= last_day)
) STRICT, WITHOUT ROWID;
INSERT INTO days_off (days_off_id, first_day, last_day, name)
  SELECT 'day-' || day, day, day, iif(name = '', 'Day off', name) FROM single_days_off;
DROP TABLE single_days_off;

CREATE TABLE days_off_moves (
  days_off_id TEXT NOT NULL REFERENCES days_off ON DELETE CASCADE,
  moved       TEXT NOT NULL REFERENCES follow_ups ON DELETE CASCADE,
  -- The follow-up that it is now; null: the cadence was over before a day was left.
  became      TEXT REFERENCES follow_ups ON DELETE SET NULL,
  PRIMARY KEY (days_off_id, moved)
) STRICT, WITHOUT ROWID;
CREATE INDEX days_off_moves_moved ON days_off_moves (moved);
CREATE INDEX days_off_moves_became ON days_off_moves (became) WHERE became IS NOT NULL;
`
