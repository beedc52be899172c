/** Whom a call was taken for before somebody said whose it was. */
export const creditedCallbacks = `
-- The contact that its number had named; null: nobody has said anything else.
ALTER TABLE received_calls ADD COLUMN credited_from TEXT;
`
