import Database from 'better-sqlite3'
import type { Archive } from './open.ts'

/** A connection that changes nothing: neither the file nor the log beside it. Throws what SQLite says. */
export function openToRead(path: string): Archive {
  return new Database(path, { readonly: true, fileMustExist: true, timeout: 2_000 })
}
