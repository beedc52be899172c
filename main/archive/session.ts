import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { diskTrouble } from './disk-trouble.ts'
import type { Archive } from './open.ts'
import { openToRead } from './open-to-read.ts'

/*
 * SQLite brings any log that lies beside a file into that file, whoever's log it is: a good copy put in the place of an
 * archive that crashed is overwritten, page by page, and may pass every check. So each run has a name, which is in the
 * archive's file before the log's first page is, and in a file beside it. Where they differ the log is another copy's.
 *
 *   archive.sqlite           archive_session: the name, brought into the file itself at the start; null in a copy
 *   archive.sqlite.session   the same name, for as long as the log is there
 */

/** Names this run. No row of the rep's is in the log yet. On a full disk the run has no name, and goes on. */
export function beginSession(db: Archive, path: string): void {
  if (!knowsSessions(db, 'main')) return
  const session = randomUUID()
  try {
    db.prepare('UPDATE archive_session SET session = @session').run({ session })
    const [brought] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    // Somebody else reads: the name is in the log alone, and nothing may be claimed by it.
    if (brought?.busy !== 0) return leaveSession(path)
    writeFileSync(sessionOf(path), session, { mode: 0o600 })
  } catch (error) {
    if (!diskTrouble(error)) throw error
    leaveSession(path)
  }
}

/** The archive was closed, and its log with it. */
export function leaveSession(path: string): void {
  rmSync(sessionOf(path), { force: true })
}

/** A copy belongs to no run: any log beside it is another's. */
export function nameless(db: Archive, schema: 'copy'): void {
  if (knowsSessions(db, schema)) db.exec(`UPDATE ${schema}.archive_session SET session = NULL`)
}

function knowsSessions(db: Archive, schema: 'main' | 'copy'): boolean {
  return db.prepare(`SELECT 1 FROM ${schema}.sqlite_schema WHERE name = 'archive_session'`).get() !== undefined
}

/** Is there a log that belongs to another copy of this archive? Where nobody can tell: no. */
export function isLogForeign(path: string): boolean {
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0 || !existsSync(sessionOf(path)))
    return false
  const written = sessionWithoutLog(path)
  return written !== undefined && written !== readFileSync(sessionOf(path), 'utf8')
}

function sessionOf(path: string): string {
  return `${path}.session`
}

/**
 * What the file itself says, without its log: under another name of the same file SQLite looks for another log.
 * `undefined`: an archive of before there were sessions, a file that cannot be read alone, or a disk without hard links.
 */
function sessionWithoutLog(path: string): string | null | undefined {
  const alone = `${path}.alone`
  const leave = () => ['', '-wal', '-shm'].forEach((end) => rmSync(`${alone}${end}`, { force: true }))
  leave()
  try {
    linkSync(path, alone)
    const db = openToRead(alone)
    try {
      return db.prepare('SELECT session FROM archive_session').pluck().get() as string | null | undefined
    } finally {
      db.close()
    }
  } catch {
    return undefined
  } finally {
    leave()
  }
}
