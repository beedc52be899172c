import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { backupSchema, type Backup } from '../../shared/contract/backups.ts'
import { copyArchive, putInPlace } from '../archive/copy-archive.ts'
import type { Archive } from '../archive/open.ts'
import { openToRead } from '../archive/open-to-read.ts'

/** How many are kept whenever they were made; and how many days and weeks have one: the newest of each. */
const NEWEST_KEPT = 3
const DAYS_KEPT = 7
const WEEKS_KEPT = 4
const DAY_MS = 86_400_000

/** Beside the archive. */
export function backupFolder(archivePath: string): string {
  return join(dirname(archivePath), 'backups')
}

/** `afterbeep-2026-12-01T18-02-03-120Z.sqlite`: in the order of time, and a name on every system. */
export function backupName(at: number): string {
  return `afterbeep-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.sqlite`
}

/** What is in a copy, beside it in a file: nobody has to open a large one to know. */
export function describeBackup(path: string, name: string, madeAt: number): Backup {
  const db = openToRead(path)
  try {
    const number = (sql: string) => db.prepare(sql).pluck().get() as number | null
    return {
      name,
      madeAt,
      contacts: number('SELECT count(*) FROM contacts') ?? 0,
      attempts: number('SELECT count(*) FROM attempts') ?? 0,
      lastCallAt: number('SELECT max(started_at) FROM attempts'),
    }
  } finally {
    db.close()
  }
}

export function writeFacts(folder: string, backup: Backup): void {
  writeFileSync(factsOf(folder, backup.name), JSON.stringify(backup), { mode: 0o600 })
}

/** The newest first; a copy whose facts are not there, or are none, is none of ours. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(folder)) return []
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite') && existsSync(factsOf(folder, name)))
    .flatMap((name) => {
      const facts = backupSchema.safeParse(jsonIn(readFileSync(factsOf(folder, name), 'utf8')))
      return facts.success && facts.data.name === name ? [facts.data] : []
    })
  return found.toSorted((a, b) => b.madeAt - a.madeAt)
}

/** Those that nobody needs any more. */
export function outlived(backups: readonly Backup[]): Backup[] {
  const newestOf = (spanMs: number) => {
    const spans = new Map<number, Backup>()
    for (const backup of backups.toSorted((a, b) => a.madeAt - b.madeAt))
      spans.set(Math.floor(backup.madeAt / spanMs), backup)
    return [...spans.values()].toSorted((a, b) => b.madeAt - a.madeAt)
  }
  const latest = backups.toSorted((a, b) => b.madeAt - a.madeAt).slice(0, NEWEST_KEPT)
  const kept = new Set([
    ...latest,
    ...newestOf(DAY_MS).slice(0, DAYS_KEPT),
    ...newestOf(7 * DAY_MS).slice(0, WEEKS_KEPT),
  ])
  return backups.filter((backup) => !kept.has(backup))
}

export function forgetOutlived(folder: string): void {
  for (const { name } of outlived(listBackups(folder))) {
    rmSync(join(folder, name), { force: true })
    rmSync(factsOf(folder, name), { force: true })
  }
}

/**
 * Puts a backup in the archive's place, which nobody has open. What was there, log and all, goes to
 * `archive.sqlite.put-aside-…` beside it, byte for byte, and stays. Throws what the disk says; then everything is where
 * it was.
 */
export function restoreBackup(archivePath: string, name: string, now: number): void {
  askForRestore(archivePath, name)
  restoreIfAsked(archivePath, now)
}

/** A restore that was asked for on the desk is done before the next start opens the archive. Throws what the disk says. */
export function askForRestore(archivePath: string, name: string): void {
  const incoming = incomingOf(archivePath)
  copyFileSync(join(backupFolder(archivePath), name), `${incoming}.unfinished`)
  putInPlace(`${incoming}.unfinished`, incoming)
}

/** Does it, where one was asked for. Throws what the disk says. */
export function restoreIfAsked(archivePath: string, now: number): boolean {
  const incoming = incomingOf(archivePath)
  if (!existsSync(incoming)) return false
  const moves = movesAside(archivePath, now)
  try {
    for (const [from, to] of moves) renameSync(from, to)
    putInPlace(incoming, archivePath)
  } catch (error) {
    for (const [from, to] of moves) if (!existsSync(from)) renameSync(to, from)
    rmSync(incoming, { force: true })
    throw error
  }
  return true
}

/** It is not wanted any more. */
export function takeBackRestore(archivePath: string): void {
  rmSync(incomingOf(archivePath), { force: true })
}

/** Of its own, since the backup itself may be outlived by then. */
function incomingOf(archivePath: string): string {
  return `${archivePath}.restoring`
}

/**
 * Writes what an open archive holds to its path, where its file was removed. The old log goes: it belongs to the file
 * that is gone, and the next start would take it for the new one's.
 */
export function rewriteRemoved(db: Archive, archivePath: string): void {
  const whole = `${archivePath}.rewritten`
  copyArchive(db, whole)
  for (const end of besideIt) rmSync(`${archivePath}${end}`, { force: true })
  putInPlace(whole, archivePath)
}

/** The log of another copy, put aside: the archive is then what its file says. */
export function putLogAside(archivePath: string, now: number): void {
  for (const [from, to] of movesAside(archivePath, now, besideIt)) renameSync(from, to)
}

/** Log, index, and the name of the run that they belong to. */
const besideIt = ['-wal', '-shm', '.session']

/** Those of the archive's files that are there: where each is, and where it is put aside. */
function movesAside(archivePath: string, now: number, ends = ['', ...besideIt]): (readonly [string, string])[] {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  return ends
    .filter((end) => existsSync(`${archivePath}${end}`))
    .map((end) => [`${archivePath}${end}`, `${archivePath}.put-aside-${stamp}${end}`] as const)
}

function factsOf(folder: string, name: string): string {
  return join(folder, name.replace(/\.sqlite$/, '.json'))
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
