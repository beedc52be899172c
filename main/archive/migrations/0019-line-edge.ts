/** Whom a line believes and answers, and what its registrar has accepted before. */
export const lineEdge = `
ALTER TABLE lines ADD COLUMN refuses_md5 INTEGER NOT NULL DEFAULT 0 CHECK (refuses_md5 IN (0, 1));
ALTER TABLE lines ADD COLUMN trusts_asserted_identity INTEGER NOT NULL DEFAULT 0 CHECK (trusts_asserted_identity IN (0, 1));
-- Null: the registrar has not accepted the line yet, or the rep has typed its password anew since.
ALTER TABLE lines ADD COLUMN pinned_realm TEXT;
ALTER TABLE lines ADD COLUMN pinned_algorithm TEXT;
`
