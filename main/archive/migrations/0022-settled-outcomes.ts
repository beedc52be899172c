/** An appointment, won and lost: the contact spoke, and something was settled. */
export const settledOutcomes = `
INSERT INTO counted_outcomes (outcome, answered) VALUES ('appointment', 1), ('won', 1), ('lost', 1);
`
