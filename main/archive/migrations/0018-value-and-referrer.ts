/**
 * What a deal with a contact, or with their whole company, would be worth, in the rep's own currency (null: nobody has said),
 * and who gave the rep the contact's name.
 */
export const valueAndReferrer = `
ALTER TABLE contacts ADD COLUMN deal_value REAL CHECK (deal_value >= 0);
ALTER TABLE contacts ADD COLUMN referrer TEXT NOT NULL DEFAULT '';
ALTER TABLE companies ADD COLUMN deal_value REAL CHECK (deal_value >= 0);
`
