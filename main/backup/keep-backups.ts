import { existsSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Backup, Backups } from '../../shared/contract/backups.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { BackupDone, BackupJob } from './backup-worker.ts'
import { dayAndTime } from '../../shared/time/day-and-time.ts'
import { backupFolder, listBackups } from './backups.ts'
import { suspicionOf } from '../archive/inspect.ts'
import { diskTrouble, isDamage } from '../archive/disk-trouble.ts'

const EVERY_MS = 24 * 60 * 60_000
/** One that failed, on a full disk or a damaged archive, is tried again after this. */
const RETRY_MS = 60 * 60_000

export interface KeepBackupsPorts {
  readonly archivePath: string
  /** main/backup/backup-worker.ts, as it was built. */
  readonly worker: URL
  readonly now: () => number
  /** While a call is up nothing is copied. */
  readonly isCallUp: () => boolean
  /** The archive was not closed last time and is too large to be checked before the desk is there. */
  readonly isCheckDue: boolean
  /** Writes all that is in the open archive to its path, where its file was removed. */
  readonly rewrite: () => void
  /** What is wrong with the archive, each once. */
  readonly onTrouble: (trouble: Trouble) => void
}

/** Copies of the archive, each checked, and with each the archive itself. */
export interface KeptBackups {
  list(): Backups
  /** Makes one where a day has gone since the last, or where something was wrong; called each minute. */
  keepUp(): void
  /** Makes one now. Fails with `call-in-progress`, `archive-damaged`, `backup-failed`. */
  make(): Promise<Result<Backup>>
  /** Something could not be read: the archive is looked at as soon as no call is up. */
  suspect(): void
  /** Waits for the one that is being made; before the archive is closed. */
  close(): Promise<void>
}

export function keepBackups(ports: KeepBackupsPorts): KeptBackups {
  const { archivePath, now, isCallUp, onTrouble } = ports
  const folder = backupFolder(archivePath)
  let underWay: Promise<Result<Backup>> | null = null
  let isSuspect = ports.isCheckDue
  let triedAt = -Infinity
  let told = ''
  let isRewritten = false

  function say(trouble: Trouble): void {
    const text = JSON.stringify(trouble)
    if (text === told) return
    told = text
    onTrouble(trouble)
  }

  async function run(): Promise<Result<Backup>> {
    triedAt = now()
    isSuspect = false
    const job: BackupJob = { archivePath, now: triedAt }
    const thread = new Worker(ports.worker, { workerData: job })
    const done = await new Promise<BackupDone>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
    })
    if ('made' in done) {
      told = ''
      return ok(done.made)
    }
    const { trouble } = done
    if (!isDamage(trouble)) {
      const reason = trouble.about['reason'] ?? 'the disk is full'
      say({ code: 'backup-failed', about: { reason, folder } })
      return failed('backup-failed', { reason, folder })
    }
    // The next start reads every page before it opens it.
    writeFileSync(suspicionOf(archivePath), '', { mode: 0o600 })
    say({ code: 'archive-damaged', about: { path: archivePath, when: newest() } })
    return failed('archive-damaged', { path: archivePath, when: newest() })
  }

  function newest(): string {
    const [last] = listBackups(folder)
    return last ? `the newest is of ${dayAndTime(last.madeAt)}` : 'there is none yet'
  }

  function rewrite(): void {
    isRewritten = true
    try {
      ports.rewrite()
      say({ code: 'archive-removed', about: { path: archivePath } })
    } catch (error) {
      const trouble = diskTrouble(error)
      if (!trouble) throw error
      say(trouble)
    }
  }

  function make(): Promise<Result<Backup>> {
    if (underWay) return underWay
    if (isCallUp()) return Promise.resolve(failed('call-in-progress'))
    underWay = run().finally(() => (underWay = null))
    return underWay
  }

  return {
    list: () => ({ folder, backups: listBackups(folder) }),
    make,
    suspect: () => void (isSuspect = true),
    keepUp() {
      if (underWay || isCallUp()) return
      // What is open is still whole: it is written again as long as it goes on.
      if (isRewritten || !existsSync(archivePath)) return rewrite()
      const [last] = listBackups(folder)
      const isDue = isSuspect || now() - (last?.madeAt ?? -Infinity) >= EVERY_MS
      if (isDue && now() - triedAt >= RETRY_MS) void make()
    },
    async close() {
      await underWay?.catch(() => null)
      if (isRewritten) rewrite()
      isRewritten = false
    },
  }
}
