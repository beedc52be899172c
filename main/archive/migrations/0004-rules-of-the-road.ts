/** Whose number is shown, who may not be called, and what was done all the same. */
export const rulesOfTheRoad = `
-- A HideMethod of shared/caller-id.ts.
ALTER TABLE lines ADD COLUMN hide_method TEXT NOT NULL DEFAULT '{"kind":"none"}' CHECK (json_valid(hide_method));
ALTER TABLE lines ADD COLUMN hide_by_default INTEGER NOT NULL DEFAULT 0 CHECK (hide_by_default IN (0, 1));
ALTER TABLE lines ADD COLUMN main_number TEXT NOT NULL DEFAULT '';
ALTER TABLE lines ADD COLUMN region TEXT NOT NULL DEFAULT '';
UPDATE lines SET hide_method = '{"kind":"prefix","prefix":"*67"}' WHERE kind = 'practice';
`
