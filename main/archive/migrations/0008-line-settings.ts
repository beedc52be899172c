/** What a line may be told beyond its account, and lines that are put away: those with attempts are never deleted. */
export const lineSettings = `
-- JSON arrays, of shared/contract/line-settings.ts: [{"urls":…,"user":…}], ["opus",…] and ["realm",…].
ALTER TABLE lines ADD COLUMN ice_servers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(ice_servers));
ALTER TABLE lines ADD COLUMN codecs TEXT NOT NULL DEFAULT '["opus","g722","pcmu","pcma"]' CHECK (json_valid(codecs));
ALTER TABLE lines ADD COLUMN more_realms TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(more_realms));
ALTER TABLE lines ADD COLUMN dtmf TEXT NOT NULL DEFAULT 'auto';
ALTER TABLE lines ADD COLUMN register_expiry_s INTEGER NOT NULL DEFAULT 600;
ALTER TABLE lines ADD COLUMN early_media INTEGER NOT NULL DEFAULT 1 CHECK (early_media IN (0, 1));
ALTER TABLE lines ADD COLUMN put_away INTEGER NOT NULL DEFAULT 0 CHECK (put_away IN (0, 1));
-- For the question whether a line has attempts.
CREATE INDEX attempts_by_line ON attempts (line_id);
`
