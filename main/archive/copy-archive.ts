import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Archive } from './open.ts'
import { nameless } from './session.ts'

/**
 * Writes all that this connection sees into a file of its own, log included. VACUUM INTO, since it fails on a damaged
 * archive where backup() would copy the damage; the copy gets its name only once it has been checked and is on the disk.
 * Throws what SQLite or the disk says.
 */
export function copyArchive(db: Archive, copy: string): void {
  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { force: true })
  try {
    db.prepare('VACUUM INTO @unfinished').run({ unfinished })
    finishCopy(db, unfinished)
    chmodSync(unfinished, 0o600)
    putInPlace(unfinished, copy)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** Gives a file that is whole its name, for good: it and its folder are on the disk by then. */
export function putInPlace(file: string, path: string): void {
  // Windows flushes through a handle that may write, and refuses one that was opened for reading (EPERM).
  flush(file, 'r+')
  renameSync(file, path)
  // A directory cannot be opened on Windows, and needs no flush there; elsewhere it is opened for reading only.
  if (process.platform !== 'win32') flush(dirname(path), 'r')
}

function finishCopy(db: Archive, file: string): void {
  db.prepare('ATTACH @file AS copy').run({ file })
  try {
    nameless(db, 'copy')
    const found = db.pragma('copy.quick_check(1)', { simple: true })
    if (found !== 'ok') throw Object.assign(new Error('the copy is damaged'), { code: 'SQLITE_CORRUPT' })
  } finally {
    db.exec('DETACH copy')
  }
}

function flush(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
