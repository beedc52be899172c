import Database from 'better-sqlite3'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { failed, ok, type Result } from '../../shared/result.ts'
import { archiveReasons, diskTrouble } from './disk-trouble.ts'
import { APPLICATION_ID, inspectArchive, MOST_CHECKED_AT_ONCE, suspicionOf } from './inspect.ts'
import { beginSession, isLogForeign, leaveSession } from './session.ts'
import { migrate, migrations as allMigrations } from './migrate.ts'

/** The open archive: the first argument of everything in this folder. One connection, in main. */
export type Archive = Database.Database

/** Where the archive of a folder is. */
export function archiveIn(folder: string): string {
  return join(folder, 'archive.sqlite')
}

export interface OpenArchiveOptions {
  readonly now: number
  readonly migrations?: readonly string[]
  /** There was one at this path before: a file that is missing or empty is no new archive, but one that was lost. */
  readonly isExpected?: boolean
}

export interface OpenedArchive {
  readonly db: Archive
  /** It was not closed last time, and is too large to be checked before the desk is seen. */
  readonly isCheckDue: boolean
}

/**
 * Opens the archive at this path, makes it (and its folder) when there is none, and brings it up to date.
 *
 * Fails with `archive-failed` when it is damaged, lost, held by another program, not an archive, or made by a newer
 * Afterbeep, and with `archive-full`; file and log are left as they were, byte for byte.
 */
export function openArchive(path: string, options: OpenArchiveOptions): Result<Archive> {
  const opened = openCheckedArchive(path, options)
  return opened.ok ? ok(opened.value.db) : opened
}

/** The same, and whether it is still to be checked. */
export function openCheckedArchive(
  path: string,
  { now, migrations = allMigrations, isExpected = false }: OpenArchiveOptions,
): Result<OpenedArchive> {
  let db: Archive | undefined
  let isOpen = false
  try {
    const opened = guard((): Result<OpenedArchive> => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const found = statSync(path, { throwIfNoEntry: false })
      const isThere = (found?.size ?? 0) > 0
      if (!isThere && isExpected) return failed('archive-failed', { reason: archiveReasons.missing })
      // SQLite removes the write-ahead log when its last connection closes: one that is there was left by a crash.
      const isSuspect = existsSync(suspicionOf(path))
      const isUnsure = existsSync(`${path}-wal`) || isSuspect
      const whole = isUnsure && (isSuspect || (found?.size ?? 0) <= MOST_CHECKED_AT_ONCE)
      if (isThere && isLogForeign(path)) return failed('archive-failed', { reason: archiveReasons.foreignLog })
      const refused =
        isThere && !found?.isDirectory() ? inspectArchive(path, { newest: migrations.length, whole }) : null
      if (refused) return failed('archive-failed', { reason: refused })
      rmSync(suspicionOf(path), { force: true })
      keepPrivate(path)
      db = new Database(path, { timeout: 2_000 })
      setPragmas(db)
      migrate(db, { path, now, scripts: migrations, applicationId: APPLICATION_ID })
      beginSession(db, path)
      isOpen = true
      return ok({ db, isCheckDue: isUnsure && !whole })
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
  // Another connection may still need the log, and then it stays.
  if (!existsSync(`${db.name}-wal`)) leaveSession(db.name)
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
    const trouble = diskTrouble(error)
    if (trouble === null) throw error
    return failed(trouble.code, trouble.about)
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
