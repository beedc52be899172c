import type { Backups } from '../../../shared/contract/backups.ts'
import type { Ask } from '../frame/ask.ts'

/** What the rep can want of the archive's backups. */
export interface BackupIntents {
  /** Null: it was refused, which is said on the desk. */
  listBackups(): Promise<Backups | null>
  makeBackup(): Promise<Backups | null>
  /** Afterbeep ends and starts again with it. */
  restoreBackup(name: string): void
}

export function makeBackupIntents(ask: Ask): BackupIntents {
  const listed = async (name: 'backups.list' | 'backups.make') => {
    const answer = await ask(name, '', {})
    return answer?.ok ? answer.value : null
  }
  return {
    listBackups: () => listed('backups.list'),
    makeBackup: () => listed('backups.make'),
    restoreBackup: (name) => void ask('backups.restore', name, { name }),
  }
}
