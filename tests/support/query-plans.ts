import type { Archive } from '../../main/archive/open.ts'

/** Small for ever: a rep has a handful of lines, recordings are listed whole, and a week has 27 slots. */
const mayBeScanned = [
  'lines', 'recordings', 'r', 'series', 'cadences', 'days_off', 'd', 'answer_tallies', 'drafts', 'rest',
  'answer_sums', 'answer_fading', 'cadence_counts', 'struck_holidays', 'planning', 'pauses_of_all',
] // prettier-ignore

/** Every statement that is prepared on this connection from now on. */
export function statementsOf(db: Archive): Set<string> {
  const seen = new Set<string>()
  const prepare = db.prepare.bind(db)
  db.prepare = ((sql: string) => {
    seen.add(sql)
    return prepare(sql)
  }) as typeof db.prepare
  return seen
}

export function planOf(db: Archive, sql: string): string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name!, 1])
  const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(Object.fromEntries(names)) as { detail: string }[]
  return rows.map(({ detail }) => detail)
}

/** Whatever walks through a table that grows. */
export function scansIn(db: Archive, statements: Iterable<string>): { detail: string; sql: string }[] {
  return [...statements].flatMap((sql) =>
    planOf(db, sql)
      // A walk along an index in the wanted order ends at LIMIT; SQLite calls it a scan as well. A search table is asked
      // for a row by "0:=".
      .filter((detail) => detail.startsWith('SCAN'))
      .filter((detail) => !/USING (COVERING )?INDEX|CONSTANT ROW|VIRTUAL TABLE INDEX 0:=/.test(detail))
      .filter((detail) => !mayBeScanned.includes(detail.split(' ')[1]!))
      .map((detail) => ({ detail, sql })),
  )
}

/** What the archive does by itself whenever a row is written, with the row as parameters. */
export function triggeredIn(db: Archive): string[] {
  const triggers = db.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'trigger'`).all() as { sql: string }[]
  return triggers.flatMap(({ sql }) =>
    sql
      .replace(/^[\s\S]*?\bBEGIN\b/, '')
      .replace(/\bEND\s*$/, '')
      .replace(/\b(new|old)\.(\w+)/gi, '@$1_$2')
      .split(';')
      .map((statement) => statement.trim())
      .filter(Boolean),
  )
}
