/** When the computer's clock was last taken to be right. */
export const trustedClock = `
CREATE TABLE trusted_clock (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  -- Null: not yet.
  seen_at  INTEGER
) STRICT;
INSERT INTO trusted_clock VALUES (1, NULL);
`
