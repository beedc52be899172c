/* The thread that checks the archive and copies it: a large one takes many seconds, and no call may wait for that. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Backup } from '../../shared/contract/backups.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { backupFolder, backupName, describeBackup, forgetOutlived, writeFacts } from './backups.ts'
import { copyArchive } from '../archive/copy-archive.ts'
import { diskTrouble } from '../archive/disk-trouble.ts'
import { openBeside } from '../archive/open.ts'

export interface BackupJob {
  readonly archivePath: string
  readonly now: number
}

/** The backup that was made, or why none was: `archive-failed` where the archive itself is the reason. */
export type BackupDone = { readonly made: Backup } | { readonly trouble: Trouble }

function makeBackup({ archivePath, now }: BackupJob): BackupDone {
  const folder = backupFolder(archivePath)
  const name = backupName(now)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const db = openBeside(archivePath)
    try {
      if (db.pragma('quick_check(1)', { simple: true }) !== 'ok')
        return { trouble: { code: 'archive-failed', about: { reason: 'it is damaged' } } }
      copyArchive(db, join(folder, name))
    } finally {
      db.close()
    }
    const made = describeBackup(join(folder, name), name, now)
    writeFacts(folder, made)
    forgetOutlived(folder)
    return { made }
  } catch (error) {
    const trouble = diskTrouble(error)
    if (!trouble) throw error
    return { trouble }
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(makeBackup(workerData as BackupJob))
