/** What the rep's own mobile showed when a line was tried, and what else a line does about its number. */
export const hideTrials = `
-- The last one of each line. It counts as long as the account and the way of hiding are those it was made with.
CREATE TABLE hide_trials (
  line_id     TEXT PRIMARY KEY NOT NULL REFERENCES lines ON DELETE CASCADE,
  server      TEXT NOT NULL,
  domain      TEXT NOT NULL,
  user        TEXT NOT NULL,
  hide_method TEXT NOT NULL CHECK (json_valid(hide_method)),
  asked_by    TEXT NOT NULL,
  -- own-number, no-number, other-number, did-not-ring
  when_shown  TEXT NOT NULL,
  when_hidden TEXT NOT NULL,
  tried_at    INTEGER NOT NULL
) STRICT;

-- A hidden call tells the far end no address of the rep's own network, whatever that costs.
ALTER TABLE lines ADD COLUMN withholds_every_address INTEGER NOT NULL DEFAULT 0
  CHECK (withholds_every_address IN (0, 1));
-- How the main number is shown: by From alone, or by From and P-Preferred-Identity.
ALTER TABLE lines ADD COLUMN main_number_by TEXT NOT NULL DEFAULT 'from';
`
