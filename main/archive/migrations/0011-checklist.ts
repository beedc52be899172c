/**
 * What the rep has ticked off of a message that works; series that are put away; and every series that a cadence has ever
 * taken its messages from, which is not removed. Triggers, so that no writer of cadences has to think of it.
 */
export const checklistAndSeries = `
-- A JSON array of the keys of shared/studio/studio-words.ts.
ALTER TABLE recordings ADD COLUMN checklist TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(checklist));
ALTER TABLE series ADD COLUMN archived_at INTEGER;

CREATE TABLE series_uses (
  series_id  TEXT NOT NULL REFERENCES series,
  cadence_id TEXT NOT NULL REFERENCES cadences,
  PRIMARY KEY (series_id, cadence_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_uses_by_cadence ON series_uses (cadence_id);
CREATE INDEX cadences_by_series ON cadences (series_id);

INSERT INTO series_uses (series_id, cadence_id) SELECT series_id, cadence_id FROM cadences WHERE series_id IS NOT NULL;

CREATE TRIGGER series_used_by_new_cadence AFTER INSERT ON cadences WHEN new.series_id IS NOT NULL BEGIN
  INSERT OR IGNORE INTO series_uses (series_id, cadence_id) VALUES (new.series_id, new.cadence_id);
END;
CREATE TRIGGER series_used_by_cadence AFTER UPDATE OF series_id ON cadences WHEN new.series_id IS NOT NULL BEGIN
  INSERT OR IGNORE INTO series_uses (series_id, cadence_id) VALUES (new.series_id, new.cadence_id);
END;
`
