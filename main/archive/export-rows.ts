import type { ContactId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** A row as it is exported: columns in their order, by name. */
export type ExportRow = Readonly<Record<string, string | number | null>>

/** A few milliseconds. */
export const PAGE = 100
const iso = (column: string) => `strftime('%Y-%m-%dT%H:%M:%SZ', ${column} / 1000, 'unixepoch')`

/** One query for each CSV file; a page of rows goes on after the key of the one before. */
const queries = {
  contacts: {
    from: 'contacts',
    sql: `SELECT c.rowid AS _key, c.contact_id AS "Contact ID", c.name AS "Name", coalesce(co.name, '') AS "Company",
        c.title AS "Job Title", c.email AS "Email",
        (SELECT group_concat(number, '; ') FROM phone_numbers WHERE contact_id = c.contact_id AND kind = 'direct') AS "Phone",
        (SELECT group_concat(number, '; ') FROM phone_numbers WHERE contact_id = c.contact_id AND kind = 'mobile') AS "Mobile Phone",
        (SELECT group_concat(number, '; ') FROM phone_numbers WHERE contact_id = c.contact_id AND kind = 'main') AS "Switchboard",
        (SELECT group_concat(number, '; ') FROM phone_numbers WHERE contact_id = c.contact_id AND kind = 'home') AS "Home Phone",
        (SELECT group_concat(number, '; ') FROM phone_numbers WHERE contact_id = c.contact_id AND kind = 'other') AS "Other Phone",
        (SELECT group_concat(tag, '; ') FROM contact_tags WHERE contact_id = c.contact_id) AS "Tags",
        c.place AS "Place", c.region AS "Region Code", c.time_zone AS "Time Zone", c.consent AS "Agreed to Recordings", c.about AS "Notes",
        c.deal_value AS "Deal Value", c.referrer AS "Referrer",
        (SELECT ca.name FROM enrolments e JOIN cadences ca ON ca.cadence_id = e.cadence_id
          WHERE e.contact_id = c.contact_id AND e.stopped_at IS NULL) AS "Cadence",
        ${iso('c.created_at')} AS "Added"
      FROM contacts c LEFT JOIN companies co ON co.company_id = c.company_id
      WHERE c.rowid > @after ORDER BY c.rowid LIMIT ${PAGE}`,
  },
  attempts: {
    from: 'attempts',
    sql: `SELECT a.rowid AS _key, a.attempt_id AS "Attempt ID", a.contact_id AS "Contact ID", c.name AS "Name",
        coalesce(co.name, '') AS "Company", a.number AS "Number", ${iso('a.started_at')} AS "Started",
        ${iso('a.answered_at')} AS "Answered", ${iso('a.ended_at')} AS "Ended", a.outcome AS "Outcome",
        a.caller_id AS "Caller ID", r.name AS "Recording", a.played_ms / 1000.0 AS "Seconds Played",
        a.override_reason AS "Override Reason", l.name AS "Line"
      FROM attempts a JOIN contacts c ON c.contact_id = a.contact_id
        LEFT JOIN companies co ON co.company_id = c.company_id
        LEFT JOIN recordings r ON r.recording_id = a.recording_id JOIN lines l ON l.line_id = a.line_id
      WHERE a.rowid > @after ORDER BY a.rowid LIMIT ${PAGE}`,
  },
  'follow-ups': {
    from: 'follow_ups',
    sql: `SELECT f.rowid AS _key, f.follow_up_id AS "Follow-up ID", f.contact_id AS "Contact ID", c.name AS "Name",
        coalesce(co.name, '') AS "Company", f.kind AS "Kind", iif(f.promise, 'yes', 'no') AS "Promise",
        ${iso('f.due_at')} AS "Due", ${iso('f.due_until')} AS "Due Until", ${iso('f.done_at')} AS "Done",
        ${iso('f.cancelled_at')} AS "Cancelled",
        (SELECT group_concat(value, ' ') FROM json_each(f.why)) AS "Why"
      FROM follow_ups f JOIN contacts c ON c.contact_id = f.contact_id
        LEFT JOIN companies co ON co.company_id = c.company_id
      WHERE f.rowid > @after ORDER BY f.rowid LIMIT ${PAGE}`,
  },
} as const
export type ExportKind = keyof typeof queries

export function countToExport(db: Archive, what: ExportKind): number {
  return db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${queries[what].from}`).get()!.n
}

/** The next page, and where the one after it goes on; null at the end. */
export function pageToExport(db: Archive, what: ExportKind, after: number): { rows: ExportRow[]; next: number | null } {
  const page = prepared<Record<string, string | number | null>>(db, queries[what].sql).all({ after })
  const next = page.length === PAGE ? (page.at(-1)!['_key'] as number) : null
  return { rows: page.map(({ _key, ...row }) => row), next }
}

/** As `pageToExport` writes contacts: these, at most a page of them. */
export function contactsToExport(db: Archive, contactIds: readonly ContactId[]): ExportRow[] {
  const sql = queries.contacts.sql.replace(
    'WHERE c.rowid > @after',
    'WHERE c.contact_id IN (SELECT value FROM json_each(@ids))',
  )
  const page = prepared<Record<string, string | number | null>>(db, sql).all({ ids: JSON.stringify(contactIds) })
  return page.map(({ _key, ...row }) => row)
}

/** Every table but those of the search, which is made from the others, and of what is being typed. */
export function tablesToExport(db: Archive): { name: string; rows: number }[] {
  const names = db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_search%' ESCAPE '\\'
         AND name NOT IN ('search_entries', 'contact_drafts', 'drafts') ORDER BY name`,
    )
    .all()
  return names.map(({ name }) => ({
    name,
    rows: db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${name}`).get()!.n,
  }))
}

/** A row's place in its table: its rowid, or its key where it has none. */
export type Place = readonly (string | number)[]

/**
 * The next rows of a table after this place (null: from the beginning), and where the ones after them begin; null at the end.
 * Sounds and pictures in it are base64.
 */
export function tableRows(
  db: Archive,
  name: string,
  after: Place | null,
): { rows: Record<string, unknown>[]; next: Place | null } {
  const key = keyOf(db, name)
  const columns = key.join(', ')
  const isAfter = after ? `WHERE (${columns}) > (${key.map((_, at) => `@at${at}`).join(', ')})` : ''
  const page = prepared<Record<string, string | number | Uint8Array | null>>(
    db,
    `SELECT ${key.map((column, at) => `${column} AS _key${at}`).join(', ')}, * FROM ${name} ${isAfter}
     ORDER BY ${columns} LIMIT ${PAGE}`,
  ).all(Object.fromEntries((after ?? []).map((value, at) => [`at${at}`, value])))
  const last = page.length === PAGE ? page.at(-1)! : null
  return {
    rows: page.map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .slice(key.length)
          .map(([column, value]) => [
            column,
            value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
          ]),
      ),
    ),
    next: last && key.map((_, at) => last[`_key${at}`] as string | number),
  }
}

/** What the rows of a table are in the order of without being sorted. */
function keyOf(db: Archive, name: string): string[] {
  const table = prepared<{ wr: 0 | 1 }>(db, `SELECT wr FROM pragma_table_list(@name) WHERE schema = 'main'`).get({
    name,
  })
  if (table?.wr === 0) return ['rowid']
  return prepared<{ name: string }>(db, `SELECT name FROM pragma_table_info(@name) WHERE pk > 0 ORDER BY pk`)
    .all({ name })
    .map((column) => column.name)
}
