/** Does the line carry one call at a time (1), or several (0)? Null while nobody knows. */
export const oneCallLines = `
ALTER TABLE lines ADD COLUMN one_call INTEGER CHECK (one_call IN (0, 1));
`
