import type { Trouble } from '../../shared/contract/trouble.ts'

/** Why an archive cannot be used, in the words of the sentences that end with it. */
export const archiveReasons = {
  damaged: 'it is damaged',
  held: 'another program holds it',
  readOnly: 'it is read-only',
  newer: 'it was made by a newer Afterbeep: update Afterbeep to open it',
  foreign: 'its file is not an archive of Afterbeep',
  foreignLog: 'the log beside it belongs to another copy of it',
  missing: 'its file is missing or empty',
} as const

/** By the start of SQLite's extended result codes (sqlite.org/rescode.html) and of Node's system errors. */
const reasons: readonly (readonly [string, string])[] = [
  ['SQLITE_BUSY', archiveReasons.held],
  ['SQLITE_LOCKED', archiveReasons.held],
  ['SQLITE_CORRUPT', archiveReasons.damaged],
  ['SQLITE_NOTADB', archiveReasons.damaged],
  ['SQLITE_READONLY', archiveReasons.readOnly],
  ['SQLITE_PERM', archiveReasons.readOnly],
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

/** What a disk did, `archive-full` or `archive-failed`; null: it was no disk, but a bug. */
export function diskTrouble(error: unknown): Trouble | null {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { code: 'archive-full', about: {} }
  const reason = reasons.find(([start]) => code.startsWith(start))?.[1]
  return reason === undefined ? null : { code: 'archive-failed', about: { reason } }
}

/** Is it worth a look whether the archive is whole? */
export function isDamage({ code, about }: Trouble): boolean {
  return code === 'archive-failed' && ['it is damaged', 'the disk reports an error'].includes(about['reason'] ?? '')
}
