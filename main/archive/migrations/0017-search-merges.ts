/** What is removed goes out of the search index a little at a time. */
export const searchMerges = `
-- By itself FTS5 merges in bursts, inside whatever write comes along: 50 ms and more while many contacts are removed from a
-- large archive. Whoever writes or removes many contacts merges a few pages with each batch instead (mergeSearch in search.ts).
-- Small segments are still joined by themselves ('crisismerge').
INSERT INTO contact_search (contact_search, rank) VALUES ('automerge', 0);
INSERT INTO digit_search (digit_search, rank) VALUES ('automerge', 0);
`
