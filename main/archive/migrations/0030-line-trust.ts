/** Which way the sound of a line takes, and the one certificate that it trusts. */
export const lineTrust = `
-- Sound through its TURN servers only.
ALTER TABLE lines ADD COLUMN relay_only INTEGER NOT NULL DEFAULT 0 CHECK (relay_only IN (0, 1));
-- A ChosenCertificate of shared/contract/line-settings.ts, as JSON; null: the public authorities and the system's.
ALTER TABLE lines ADD COLUMN authority TEXT;
`
