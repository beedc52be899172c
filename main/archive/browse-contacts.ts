import type { BrowsedBy, BrowsedContact, ContactFilter } from '../../shared/contract/browse-bridge.ts'
import { digitsToFind, wordsToFind } from '../../shared/contact/search-words.ts'
import type { ContactId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

export interface Browsing extends ContactFilter {
  readonly by: BrowsedBy
  readonly down: boolean
}

/** The enrolment that runs, else the last one; and the last attempt. Each is one look into an index. */
const tables = `FROM contacts c
  LEFT JOIN companies co ON co.company_id = c.company_id
  LEFT JOIN enrolments e ON e.rowid = (
    SELECT rowid FROM enrolments WHERE contact_id = c.contact_id ORDER BY started_at DESC, rowid DESC LIMIT 1)
  LEFT JOIN cadences ca ON ca.cadence_id = e.cadence_id
  LEFT JOIN attempts a ON a.rowid = (
    SELECT rowid FROM attempts WHERE contact_id = c.contact_id ORDER BY started_at DESC LIMIT 1)`

const order: Record<BrowsedBy, string> = {
  name: 'c.name COLLATE NOCASE',
  company: 'co.name COLLATE NOCASE',
  place: 'c.place COLLATE NOCASE',
  cadence: 'e.stopped_at IS NOT NULL, ca.name COLLATE NOCASE',
  tried: 'a.started_at',
  value: 'coalesce(c.deal_value, co.deal_value)',
  added: 'c.created_at',
}

const standings: Record<string, string> = {
  running: `e.enrolment_id IS NOT NULL AND e.stopped_at IS NULL`,
  none: `(e.enrolment_id IS NULL OR e.stopped_at IS NOT NULL)`,
  stopped: `e.stopped_at IS NOT NULL`,
  paused: `e.stopped_at IS NULL AND e.paused_at IS NOT NULL`,
}

/** One page, and how many there are in all. */
export function browseContacts(
  db: Archive,
  filter: Browsing & { readonly from: number; readonly count: number },
): { rows: BrowsedContact[]; total: number } {
  const { where, values } = conditions(filter)
  if (where === null) return { rows: [], total: 0 }
  const total = prepared<{ n: number }>(db, `SELECT count(*) AS n ${tables} WHERE ${where}`).get(values)!.n
  const rows = prepared<Omit<BrowsedContact, 'paused' | 'forbidden'> & { paused: 0 | 1; forbidden: 0 | 1 }>(
    db,
    `SELECT c.contact_id AS contactId, c.name, co.name AS company, c.place,
       coalesce((SELECT group_concat(tag, ', ') FROM contact_tags WHERE contact_id = c.contact_id), '') AS tags,
       ca.name AS cadence, e.stop_why AS stopped, e.stopped_at IS NULL AND e.paused_at IS NOT NULL AS paused,
       a.started_at AS triedAt, a.outcome, coalesce(c.deal_value, co.deal_value) AS value,
       EXISTS (SELECT 1 FROM do_not_call WHERE kind = 'person' AND subject = c.contact_id) AS forbidden
     ${tables} WHERE ${where} ORDER BY ${sorted(filter)} LIMIT @count OFFSET @from`,
  ).all({ ...values, from: filter.from, count: filter.count })
  return { rows: rows.map((row) => ({ ...row, paused: row.paused === 1, forbidden: row.forbidden === 1 })), total }
}

/** Everybody whom the filter leaves, in the same order. */
export function browsedIds(db: Archive, filter: Browsing, most: number): ContactId[] {
  const { where, values } = conditions(filter)
  if (where === null) return []
  return prepared<{ contactId: ContactId }>(
    db,
    `SELECT c.contact_id AS contactId ${tables} WHERE ${where} ORDER BY ${sorted(filter)} LIMIT ${most}`,
  )
    .all(values)
    .map(({ contactId }) => contactId)
}

/** Whatever is not known comes last, both ways. */
function sorted({ by, down }: Browsing): string {
  const last = by === 'cadence' ? 'ca.name' : order[by].replace(' COLLATE NOCASE', '')
  const way = down ? 'DESC' : 'ASC'
  return `${last} IS NULL OR ${last} = '', ${order[by]} ${way}, c.name COLLATE NOCASE, c.contact_id`
}

/** `where` null: what was typed can fit nobody. */
function conditions(filter: ContactFilter): { where: string | null; values: Record<string, string | number> } {
  const { text, standing, tag, importId, place, outcome, leastValue } = filter
  const all: string[] = ['1']
  const values: Record<string, string | number> = {}
  if (text.trim() !== '') {
    const digits = digitsToFind(text)
    const match = digits ? digits.map((part) => `"${part}"`).join(' OR ') : wordsToFind(text)
    if (!match) return { where: null, values }
    const table = digits ? 'digit_search' : 'contact_search'
    values['match'] = match
    all.push(`c.contact_id IN (SELECT contact_id FROM search_entries WHERE entry_id IN (
      SELECT rowid FROM ${table} WHERE ${table} MATCH @match))`)
  }
  if (standing in standings) all.push(standings[standing]!)
  else if (standing !== 'any') {
    values['cadenceId'] = standing
    all.push('e.cadence_id = @cadenceId AND e.stopped_at IS NULL')
  }
  if (tag !== null) {
    values['tag'] = tag
    all.push('EXISTS (SELECT 1 FROM contact_tags WHERE contact_id = c.contact_id AND tag = @tag)')
  }
  if (importId !== null) {
    values['importId'] = importId
    all.push('c.import_id = @importId')
  }
  if (place !== null) {
    values['place'] = place
    all.push('c.place = @place')
  }
  if (outcome === 'never') all.push('a.attempt_id IS NULL')
  else if (outcome !== null) {
    values['outcome'] = outcome
    all.push('a.outcome = @outcome')
  }
  if (leastValue !== null) {
    values['leastValue'] = leastValue
    all.push('coalesce(c.deal_value, co.deal_value) >= @leastValue')
  }
  return { where: all.join(' AND '), values }
}

type Choices = { id: string; name: string; count: number }[]
/** As many as a menu holds. */
const MOST_CHOICES = 200

/** What there is to filter by, what most have first. */
export function contactChoices(db: Archive): { tags: Choices; imports: Choices; places: Choices } {
  const all = (sql: string) => db.prepare<[], Choices[number]>(sql).all()
  return {
    tags: all(`SELECT tag AS id, tag AS name, count(*) AS count FROM contact_tags GROUP BY tag
      ORDER BY count DESC, tag LIMIT ${MOST_CHOICES}`),
    imports: all(`SELECT i.import_id AS id, i.file_name AS name, count(*) AS count FROM contacts c
      JOIN imports i ON i.import_id = c.import_id WHERE c.import_id IS NOT NULL
      GROUP BY i.import_id ORDER BY i.started_at DESC LIMIT ${MOST_CHOICES}`),
    places: all(`SELECT place AS id, place AS name, count(*) AS count FROM contacts WHERE place <> '' GROUP BY place
      ORDER BY count DESC, place LIMIT ${MOST_CHOICES}`),
  }
}
