import type { Archive } from './open.ts'

export interface KnownWords {
  /** Of people, companies and lines: each part of one tells who it is. */
  readonly names: readonly string[]
  /** What the rep called things: parts of these are words like any other. */
  readonly titles: readonly string[]
}

/** Every name and number that the archive knows, for whatever leaves this computer and may not tell any of them. */
export function knownWords(db: Archive): KnownWords {
  const wordsOf = (sql: string) =>
    db
      .prepare<[], { word: string | null }>(sql)
      .all()
      .flatMap(({ word }) => (word ? [word] : []))
  const names = wordsOf(
    `SELECT name AS word FROM contacts UNION SELECT referrer FROM contacts UNION SELECT email FROM contacts
     UNION SELECT name FROM companies UNION SELECT number FROM phone_numbers UNION SELECT number FROM attempts
     UNION SELECT number FROM received_calls UNION SELECT caller_name FROM received_calls
     UNION SELECT name FROM lines WHERE kind <> 'practice' UNION SELECT server FROM lines WHERE kind <> 'practice'
     UNION SELECT domain FROM lines UNION SELECT user FROM lines WHERE kind <> 'practice' UNION SELECT auth_user FROM lines
     UNION SELECT caller_name FROM lines UNION SELECT main_number FROM lines
     UNION SELECT pinned_realm FROM lines WHERE kind <> 'practice'`,
  )
  const titles = wordsOf(
    `SELECT name AS word FROM recordings UNION SELECT name FROM series UNION SELECT tag FROM contact_tags
     UNION SELECT text FROM notes UNION SELECT text FROM note_texts UNION SELECT words FROM promises`,
  )
  return { names, titles }
}

/** How much of everything there is. */
export function countsOf(db: Archive): Record<string, number> {
  const tables = ['contacts', 'companies', 'phone_numbers', 'attempts', 'received_calls', 'recordings', 'cadences', 'enrolments', 'promises', 'lines'] // prettier-ignore
  const count = (table: string) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0
  return Object.fromEntries(tables.map((table) => [table, count(table)]))
}

/** The version of its schema. */
export function schemaOf(db: Archive): number {
  return db.pragma('user_version', { simple: true }) as number
}
