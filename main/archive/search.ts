import type { FoundContact } from '../../shared/contract/contacts-bridge.ts'
import { digitsToFind, wordsToFind } from '../../shared/contact/search-words.ts'
import { prepared, type Archive } from './open.ts'

const LIMIT = 30

/**
 * Contacts that fit what was typed: by digits of their numbers where it is a number, else by words that begin names, then
 * words that begin anything else. An answer takes milliseconds in an archive of 100,000 (see 0010-imports.ts).
 */
export function searchContacts(db: Archive, text: string): FoundContact[] {
  const digits = digitsToFind(text)
  if (digits) return byDigits(db, digits)
  const words = wordsToFind(text)
  if (!words) return []
  // Without an order FTS5 stops at the limit: ranking all that begin with one letter takes too long.
  const inName = found(db, 'contact_search', `{name} : (${words})`)
  const more = inName.length < LIMIT ? found(db, 'contact_search', words) : []
  const seen = new Set(inName.map(({ contactId }) => contactId))
  return [...inName, ...more.filter(({ contactId }) => !seen.has(contactId))].slice(0, LIMIT)
}

function byDigits(db: Archive, digits: readonly string[]): FoundContact[] {
  return found(db, 'digit_search', digits.map((part) => `"${part}"`).join(' OR ')).map((contact) => {
    const numbers = prepared<{ number: string; shown: string }>(
      db,
      `SELECT number, shown FROM phone_numbers WHERE contact_id = @contactId ORDER BY place`,
    ).all({ contactId: contact.contactId })
    const hit = numbers.find(({ number }) => digits.some((part) => number.includes(part)))
    return { ...contact, detail: hit?.shown ?? contact.detail }
  })
}

function found(db: Archive, table: 'contact_search' | 'digit_search', match: string): FoundContact[] {
  return prepared<FoundContact>(
    db,
    `SELECT c.contact_id AS contactId, c.name, co.name AS company,
       coalesce(nullif(c.title, ''), nullif(c.email, ''), c.place) AS detail
     FROM (SELECT rowid AS entry_id FROM ${table} WHERE ${table} MATCH @match LIMIT ${LIMIT}) hits
       JOIN search_entries e ON e.entry_id = hits.entry_id
       JOIN contacts c ON c.contact_id = e.contact_id
       LEFT JOIN companies co ON co.company_id = c.company_id`,
  ).all({ match })
}

/**
 * Merges a few pages of the search index, in a millisecond or two, and leaves out what was removed: for each batch of many
 * contacts, inside its transaction (see 0017-search-merges.ts).
 */
export function mergeSearch(db: Archive): void {
  for (const table of ['contact_search', 'digit_search']) {
    prepared(db, `INSERT INTO ${table} (${table}, rank) VALUES ('merge', 16)`).run()
  }
}
