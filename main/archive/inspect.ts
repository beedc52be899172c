import { existsSync, rmSync, statSync } from 'node:fs'
import { archiveReasons } from './disk-trouble.ts'
import { openToRead } from './open-to-read.ts'

/** "Aftb": lets `file` and other programs tell an archive from any other SQLite database. */
export const APPLICATION_ID = 0x41667462

/** Beside the archive where a page of it could not be read: it is checked whole at the next start, however large it is. */
export function suspicionOf(path: string): string {
  return `${path}.suspect`
}

/** A check reads the whole file; up to this many bytes it is done before the desk is seen (some 200 ms). */
export const MOST_CHECKED_AT_ONCE = 64 * 1024 * 1024

export interface Inspection {
  /** The latest `user_version` that is known. */
  readonly newest: number
  /** Is every page to be read? */
  readonly whole: boolean
}

/**
 * Why this file is not to be opened, in the words of `archiveReasons`; null: nothing is against it. Throws what SQLite
 * says of a file that it cannot read.
 *
 * Not a byte of the file or of its log changes: a connection that may write would bring the log into the file when it
 * closes, and an old log beside a good copy would destroy that.
 */
export function inspectArchive(path: string, { newest, whole }: Inspection): string | null {
  const hadLog = existsSync(`${path}-wal`)
  const db = openToRead(path)
  try {
    const version = db.pragma('user_version', { simple: true }) as number
    const isOurs = db.pragma('application_id', { simple: true }) === APPLICATION_ID
    const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
    if (!isOurs && !isEmpty) return archiveReasons.foreign
    if (version > newest) return archiveReasons.newer
    if (whole && db.pragma('quick_check(1)', { simple: true }) !== 'ok') return archiveReasons.damaged
    return null
  } finally {
    db.close()
    leaveNothing(path, hadLog)
  }
}

/** A reader makes an empty log and its index where there was none, and cannot take them away itself. */
function leaveNothing(path: string, hadLog: boolean): void {
  if (hadLog || (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
}
