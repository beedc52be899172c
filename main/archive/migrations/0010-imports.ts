/**
 * Where contacts came from, what more is known of them, and how they are found.
 *
 * The search tables hold no text of their own and are kept by triggers, whoever writes. `searchable_contacts` says what can
 * be found: whoever adds more words to a contact makes the view anew, and a trigger that renews the entry.
 */
export const imports = `
CREATE TABLE imports (
  import_id   TEXT PRIMARY KEY NOT NULL,
  file_name   TEXT NOT NULL,
  started_at  INTEGER NOT NULL,
  -- Null: under way, or cut off; the next start takes one back that was.
  finished_at INTEGER,
  undone_at   INTEGER,
  added       INTEGER NOT NULL DEFAULT 0,
  merged      INTEGER NOT NULL DEFAULT 0,
  skipped     INTEGER NOT NULL DEFAULT 0,
  bad         INTEGER NOT NULL DEFAULT 0,
  -- Contacts that an undo left, since something had been done with them.
  kept        INTEGER NOT NULL DEFAULT 0,
  -- The file of bad rows in the folder of imports.
  set_aside   TEXT
) STRICT;
CREATE INDEX imports_unfinished ON imports (started_at) WHERE finished_at IS NULL AND undone_at IS NULL;
CREATE INDEX imports_by_age ON imports (started_at);

ALTER TABLE contacts ADD COLUMN email TEXT NOT NULL DEFAULT '';
-- What is known of them beyond the fields, as it was imported or typed.
ALTER TABLE contacts ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN import_id TEXT REFERENCES imports;
-- When the rep last changed the contact by hand.
ALTER TABLE contacts ADD COLUMN edited_at INTEGER;
CREATE INDEX contacts_by_import ON contacts (import_id, contact_id) WHERE import_id IS NOT NULL;
CREATE INDEX contacts_by_email ON contacts (email COLLATE NOCASE) WHERE email <> '';
CREATE INDEX contacts_by_name ON contacts (name COLLATE NOCASE);

-- What an import has changed of a contact that was there before: {"filled":{column:value},"numbers":[…],"tags":[…]}.
CREATE TABLE import_merges (
  import_id  TEXT NOT NULL REFERENCES imports,
  contact_id TEXT NOT NULL REFERENCES contacts ON DELETE CASCADE,
  changes    TEXT NOT NULL CHECK (json_valid(changes)),
  PRIMARY KEY (import_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_merges_by_contact ON import_merges (contact_id);

-- What is being typed of a contact, or (empty id) of a new one.
CREATE TABLE contact_drafts (
  contact_id TEXT PRIMARY KEY NOT NULL,
  words      TEXT NOT NULL CHECK (json_valid(words)),
  typed_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Rowids of contacts change with VACUUM; these do not.
CREATE TABLE search_entries (
  entry_id   INTEGER PRIMARY KEY,
  contact_id TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE contact_search USING fts5(
  name, company, email, notes,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE VIRTUAL TABLE digit_search USING fts5(digits, content = '', contentless_delete = 1, tokenize = 'trigram');

CREATE VIEW searchable_contacts AS
  SELECT e.entry_id, c.contact_id, c.company_id, c.name, coalesce(co.name, '') AS company, c.email,
    c.title || ' ' || c.about || ' ' || coalesce(
      (SELECT group_concat(n.text, ' ') FROM notes n WHERE n.contact_id = c.contact_id), '') AS notes
  FROM search_entries e JOIN contacts c ON c.contact_id = e.contact_id
    LEFT JOIN companies co ON co.company_id = c.company_id;
-- No GROUP BY: SQLite would group all numbers there are to find those of one contact.
CREATE VIEW searchable_digits AS
  SELECT e.entry_id, e.contact_id,
    (SELECT group_concat(replace(p.number, '+', ''), ' ') FROM phone_numbers p WHERE p.contact_id = e.contact_id) AS digits
  FROM search_entries e;

CREATE TRIGGER contacts_found AFTER INSERT ON contacts BEGIN
  INSERT INTO search_entries (contact_id) VALUES (new.contact_id);
  INSERT INTO contact_search (rowid, name, company, email, notes)
    SELECT entry_id, name, company, email, notes FROM searchable_contacts WHERE contact_id = new.contact_id;
END;
CREATE TRIGGER contacts_found_anew AFTER UPDATE OF name, title, email, about, company_id ON contacts BEGIN
  DELETE FROM contact_search
    WHERE rowid = (SELECT entry_id FROM search_entries WHERE contact_id = new.contact_id);
  INSERT INTO contact_search (rowid, name, company, email, notes)
    SELECT entry_id, name, company, email, notes FROM searchable_contacts WHERE contact_id = new.contact_id;
END;
CREATE TRIGGER notes_found AFTER INSERT ON notes BEGIN
  DELETE FROM contact_search
    WHERE rowid = (SELECT entry_id FROM search_entries WHERE contact_id = new.contact_id);
  INSERT INTO contact_search (rowid, name, company, email, notes)
    SELECT entry_id, name, company, email, notes FROM searchable_contacts WHERE contact_id = new.contact_id;
END;
CREATE TRIGGER notes_found_anew AFTER UPDATE OF text, contact_id ON notes BEGIN
  DELETE FROM contact_search WHERE rowid IN (
    SELECT entry_id FROM search_entries WHERE contact_id IN (old.contact_id, new.contact_id));
  INSERT INTO contact_search (rowid, name, company, email, notes)
    SELECT entry_id, name, company, email, notes FROM searchable_contacts
      WHERE contact_id IN (old.contact_id, new.contact_id);
END;
CREATE TRIGGER notes_not_found AFTER DELETE ON notes BEGIN
  DELETE FROM contact_search
    WHERE rowid = (SELECT entry_id FROM search_entries WHERE contact_id = old.contact_id);
  INSERT INTO contact_search (rowid, name, company, email, notes)
    SELECT entry_id, name, company, email, notes FROM searchable_contacts WHERE contact_id = old.contact_id;
END;
CREATE TRIGGER companies_found_anew AFTER UPDATE OF name ON companies BEGIN
  DELETE FROM contact_search WHERE rowid IN (
    SELECT entry_id FROM search_entries WHERE contact_id IN (
      SELECT contact_id FROM contacts WHERE company_id = new.company_id));
  INSERT INTO contact_search (rowid, name, company, email, notes)
    SELECT entry_id, name, company, email, notes FROM searchable_contacts WHERE contact_id IN (
      SELECT contact_id FROM contacts WHERE company_id = new.company_id);
END;
CREATE TRIGGER contacts_not_found BEFORE DELETE ON contacts BEGIN
  DELETE FROM contact_search
    WHERE rowid = (SELECT entry_id FROM search_entries WHERE contact_id = old.contact_id);
  DELETE FROM digit_search
    WHERE rowid = (SELECT entry_id FROM search_entries WHERE contact_id = old.contact_id);
  DELETE FROM search_entries WHERE contact_id = old.contact_id;
END;
CREATE TRIGGER numbers_found AFTER INSERT ON phone_numbers BEGIN
  DELETE FROM digit_search
    WHERE rowid = (SELECT entry_id FROM search_entries WHERE contact_id = new.contact_id);
  INSERT INTO digit_search (rowid, digits)
    SELECT entry_id, digits FROM searchable_digits
      WHERE contact_id = new.contact_id AND digits IS NOT NULL;
END;
CREATE TRIGGER numbers_found_anew AFTER UPDATE OF number, contact_id ON phone_numbers BEGIN
  DELETE FROM digit_search WHERE rowid IN (
    SELECT entry_id FROM search_entries WHERE contact_id IN (old.contact_id, new.contact_id));
  INSERT INTO digit_search (rowid, digits)
    SELECT entry_id, digits FROM searchable_digits
      WHERE contact_id IN (old.contact_id, new.contact_id) AND digits IS NOT NULL;
END;
CREATE TRIGGER numbers_not_found AFTER DELETE ON phone_numbers BEGIN
  DELETE FROM digit_search
    WHERE rowid = (SELECT entry_id FROM search_entries WHERE contact_id = old.contact_id);
  INSERT INTO digit_search (rowid, digits)
    SELECT entry_id, digits FROM searchable_digits
      WHERE contact_id = old.contact_id AND digits IS NOT NULL;
END;

INSERT INTO search_entries (contact_id) SELECT contact_id FROM contacts;
INSERT INTO contact_search (rowid, name, company, email, notes)
  SELECT entry_id, name, company, email, notes FROM searchable_contacts;
INSERT INTO digit_search (rowid, digits)
  SELECT entry_id, digits FROM searchable_digits WHERE digits IS NOT NULL;
`
