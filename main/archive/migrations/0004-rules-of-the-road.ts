/** Whose number is shown, who may not be called, and what was done all the same. */
export const rulesOfTheRoad = `
-- A HideMethod of shared/contract/caller-id.ts.
ALTER TABLE lines ADD COLUMN hide_method TEXT NOT NULL DEFAULT '{"kind":"none"}' CHECK (json_valid(hide_method));
ALTER TABLE lines ADD COLUMN hide_by_default INTEGER NOT NULL DEFAULT 0 CHECK (hide_by_default IN (0, 1));
ALTER TABLE lines ADD COLUMN main_number TEXT NOT NULL DEFAULT '';
ALTER TABLE lines ADD COLUMN region TEXT NOT NULL DEFAULT '';
UPDATE lines SET hide_method = '{"kind":"prefix","prefix":"*67"}' WHERE kind = 'practice';

-- To recorded messages: unknown, yes or no.
ALTER TABLE contacts ADD COLUMN consent TEXT NOT NULL DEFAULT 'unknown';
-- ISO 3166-1 or -2 where the rep knows better than the number; empty: as the number tells.
ALTER TABLE contacts ADD COLUMN region TEXT NOT NULL DEFAULT '';

-- What was asked for: shown, hidden, or the number that was shown instead.
ALTER TABLE attempts ADD COLUMN caller_id TEXT NOT NULL DEFAULT 'shown';
ALTER TABLE attempts ADD COLUMN asked_by TEXT NOT NULL DEFAULT '';
UPDATE attempts SET caller_id = 'hidden' WHERE hidden = 1;
-- Why the rep went on although rules warned, and which: [{"rule":…,"reason":…,"source":…}].
ALTER TABLE attempts ADD COLUMN override_reason TEXT;
ALTER TABLE attempts ADD COLUMN overridden_rules TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(overridden_rules));
CREATE INDEX attempts_in_compliance_log ON attempts (started_at)
  WHERE caller_id = 'hidden' OR override_reason IS NOT NULL OR message_started_at IS NOT NULL;

-- Entries outlive the contact and the company they speak of.
CREATE TABLE do_not_call (
  entry_id TEXT PRIMARY KEY NOT NULL,
  kind     TEXT NOT NULL,
  -- The id of a person, a number in E.164, the name of a company.
  subject  TEXT NOT NULL COLLATE NOCASE,
  -- For people.
  shown    TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  why      TEXT NOT NULL,
  source   TEXT NOT NULL,
  UNIQUE (kind, subject)
) STRICT;
CREATE INDEX do_not_call_by_age ON do_not_call (added_at);
`
