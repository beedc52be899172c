import Database from 'better-sqlite3'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { failed, ok, type Result } from '../../shared/result.ts'
import { migrate, migrations as allMigrations } from './migrate.ts'

/** The open archive: the first argument of everything in this folder. One connection, in main. */
export type Archive = Database.Database

/** "Aftb": lets `file` and other programs tell an archive from any other SQLite database. */
const APPLICATION_ID = 0x41667462

/**
 * Opens the archive at this path, makes it (and its folder) when there is none, and brings it up to date.
 *
 * Fails with `archive-failed` when it is damaged, held by another program, not an archive, or made by a newer
 * Afterbeep, and with `archive-full`; the file is left as it was and nobody is offered to delete it.
 */
export function openArchive(
  path: string,
  { now, migrations = allMigrations }: { now: number; migrations?: readonly string[] },
): Result<Archive> {
  // SQLite removes the write-ahead log when its last connection closes: one that is there was left by a crash.
  const uncleanExit = existsSync(`${path}-wal`)
  let db: Archive | undefined
  let isOpen = false
  try {
    const opened = guard((): Result<Archive> => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      keepPrivate(path)
      db = new Database(path, { timeout: 2_000 })
      const refused = stranger(db, migrations.length)
      if (refused) return failed('archive-failed', { reason: refused })
      setPragmas(db)
      if (uncleanExit && db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
        return failed('archive-failed', { reason: 'it is damaged' })
      }
      migrate(db, { path, now, scripts: migrations, applicationId: APPLICATION_ID })
      isOpen = true
      return ok(db)
    })
    return opened.ok ? opened.value : opened
  } finally {
    if (!isOpen) db?.close()
  }
}

/** Another connection to an archive that is open: for a thread of its own. */
export function openBeside(path: string): Archive {
  const db = new Database(path, { timeout: 2_000, fileMustExist: true })
  setPragmas(db)
  return db
}

/** Contacts and calls are nobody's business but the rep's: SQLite would let everybody on this computer read them. */
function keepPrivate(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
  // Its log and its index take the mode of the file beside them when they are made.
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    // What is no file there is refused by SQLite, and left as it is.
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) chmodSync(file, 0o600)
  }
}

export function closeArchive(db: Archive): void {
  // Statistics for the query planner: a full disk may have them missed, and must not keep Afterbeep from quitting.
  guard(() => db.pragma('optimize'))
  db.close()
}

/** Why this database is not for us, or null. Asked before anything is written to it. */
function stranger(db: Archive, newest: number): string | null {
  const version = db.pragma('user_version', { simple: true }) as number
  const isOurs = db.pragma('application_id', { simple: true }) === APPLICATION_ID
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
  if (!isOurs && !isEmpty) return 'its file is not an archive of Afterbeep'
  if (version > newest) return 'it was made by a newer Afterbeep: update Afterbeep to open it'
  return null
}

/**
 * Set at every open and read back. better-sqlite3 is built with DEFAULT_WAL_SYNCHRONOUS=1, which lets a power cut
 * take rows that were acknowledged; FULL does not. macOS only flushes its disk's cache when asked with fullfsync.
 */
function setPragmas(db: Archive): void {
  const wanted: Record<string, string | number> = {
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    ...(process.platform === 'darwin' ? { fullfsync: 1, checkpoint_fullfsync: 1 } : {}),
  }
  for (const [name, value] of Object.entries(wanted)) {
    db.pragma(`${name} = ${value}`)
    const got = db.pragma(name, { simple: true })
    if (got !== value) throw new Error(`the archive's ${name} is ${String(got)} and should be ${value}`)
  }
}

const statements = new WeakMap<Archive, Map<string, Database.Statement<unknown[], unknown>>>()

/** A statement that is asked often, prepared once: preparing takes ten times as long as asking. */
export function prepared<Row>(db: Archive, sql: string): Database.Statement<unknown[], Row> {
  let known = statements.get(db)
  if (!known) statements.set(db, (known = new Map()))
  let statement = known.get(sql)
  if (!statement) known.set(sql, (statement = db.prepare<unknown[], unknown>(sql)))
  return statement as Database.Statement<unknown[], Row>
}

/** A text for `LIKE … ESCAPE '\'`, where it means itself. */
export function escapedForLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/**
 * Runs something on the archive. What a disk can do to it becomes a Result with `archive-full` or
 * `archive-failed`; a broken constraint or wrong SQL is a bug and is thrown on. A transaction inside has been
 * rolled back by then.
 */
export function guard<T>(work: () => T): Result<T> {
  try {
    return ok(work())
  } catch (error) {
    const code = codeOf(error)
    if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return failed('archive-full')
    const reason = reasons.find(([start]) => code.startsWith(start))?.[1]
    if (reason === undefined) throw error
    return failed('archive-failed', { reason })
  }
}

/**
 * `guard` around one transaction, for work that answers a Result: where it refuses, everything that it wrote before is taken
 * back. Within another transaction that holds for its own part alone.
 */
export function transact<T>(db: Archive, work: () => Result<T>): Result<T> {
  let refusal: Result<T> | null = null
  const done = guard(() => {
    const transaction = db.transaction(() => {
      const result = work()
      if (result.ok) return result
      refusal = result
      throw takenBack
    })
    try {
      return transaction.immediate()
    } catch (error) {
      if (error !== takenBack || refusal === null) throw error
      return refusal
    }
  })
  return done.ok ? done.value : done
}

/** The same for work whose refusal takes nothing back: what it wrote before stays written. */
export function transactEvenIfRefused<T>(db: Archive, work: () => Result<T>): Result<T> {
  const done = guard(() => db.transaction(work).immediate())
  return done.ok ? done.value : done
}

/** Makes SQLite take a transaction back; never seen outside of `transact`. */
const takenBack = new Error('refused: the transaction is taken back')

/** By the start of SQLite's extended result codes (sqlite.org/rescode.html) and of Node's system errors. */
const reasons: readonly (readonly [string, string])[] = [
  ['SQLITE_BUSY', 'another program holds it'],
  ['SQLITE_LOCKED', 'another program holds it'],
  ['SQLITE_CORRUPT', 'it is damaged'],
  ['SQLITE_NOTADB', 'it is damaged'],
  ['SQLITE_READONLY', 'it is read-only'],
  ['SQLITE_PERM', 'it is read-only'],
  ['SQLITE_CANTOPEN', 'its file cannot be opened'],
  ['SQLITE_IOERR', 'the disk reports an error'],
  ['EIO', 'the disk reports an error'],
  ['EACCES', 'its folder is read-only'],
  ['EPERM', 'the system does not let Afterbeep change it'],
  ['EROFS', 'its folder is read-only'],
  ['ENOTDIR', 'its folder cannot be made'],
  ['EEXIST', 'its folder cannot be made'],
  ['ENOENT', 'its folder is missing'],
]

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
