/** What is pressed once a number has answered, how a line wants its numbers, and what a contact's clock goes by. */
export const keysAndPlaces = `
-- Of shared/number/keys-after-answer.ts: ",123"; empty: none.
ALTER TABLE phone_numbers ADD COLUMN keys TEXT NOT NULL DEFAULT '';
-- A second way to the person: the digits that their name is in the dial-by-name directory; empty: none is known.
ALTER TABLE phone_numbers ADD COLUMN by_name TEXT NOT NULL DEFAULT '';

-- A DialFormat of shared/line/dial-format.ts.
ALTER TABLE lines ADD COLUMN dial_format TEXT NOT NULL DEFAULT '{"own":"plus","foreign":"plus","outside":""}' CHECK (json_valid(dial_format));

-- What the time zone goes by: said (the rep, or the list's own column), address, number, or guess: nobody knows the place.
ALTER TABLE contacts ADD COLUMN zone_from TEXT NOT NULL DEFAULT 'number';
ALTER TABLE contacts ADD COLUMN postal_code TEXT NOT NULL DEFAULT '';
UPDATE contacts SET zone_from = 'said' WHERE edited_at IS NOT NULL;

-- Names and companies as they are compared: without case, accents, titles and legal forms. Empty: not folded yet.
ALTER TABLE contacts ADD COLUMN folded TEXT NOT NULL DEFAULT '';
CREATE INDEX contacts_by_folded ON contacts (folded) WHERE folded <> '';
CREATE INDEX contacts_unfolded ON contacts (contact_id) WHERE folded = '';
ALTER TABLE companies ADD COLUMN folded TEXT NOT NULL DEFAULT '';
CREATE INDEX companies_by_folded ON companies (folded) WHERE folded <> '';
CREATE INDEX companies_unfolded ON companies (company_id) WHERE folded = '';

-- A call whose number is not the one that was tried, and that the rep says is the callback of a message all the same.
ALTER TABLE received_calls ADD COLUMN credited_at INTEGER;
`
