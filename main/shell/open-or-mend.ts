import type { Result } from '../../shared/result.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { archiveIn } from '../archive/open.ts'
import { diskTrouble } from '../archive/disk-trouble.ts'
import { backupFolder, listBackups, putLogAside, restoreBackup, restoreIfAsked } from '../backup/backups.ts'
import type { OpenApp } from '../open-app.ts'
import { archiveRefusal, type ArchiveRefusal } from './archive-refusal.ts'
import type { SettingsStore } from './settings.ts'

export interface MendPorts {
  readonly settings: Pick<SettingsStore, 'get' | 'set'>
  readonly open: (isArchiveExpected: boolean) => Promise<Result<OpenApp>>
  /** Asks the rep; true: they pressed what is offered. */
  readonly mayMend: (refusal: ArchiveRefusal) => Promise<boolean>
  readonly note: (line: string) => void
  readonly now: () => number
}

/**
 * Opens the app. Where its archive does not open the rep is told why, and asked whether what can be done about it shall be
 * done, until it opens; null: they want to quit.
 */
export async function openOrMend(folder: string, ports: MendPorts): Promise<OpenApp | null> {
  const { settings, open, mayMend, note, now } = ports
  const path = archiveIn(folder)
  const newest = () => listBackups(backupFolder(path))[0] ?? null
  let trouble = attempted(() => {
    if (restoreIfAsked(path, now())) note('a backup has taken the place of the archive')
  })
  for (;;) {
    if (!trouble) {
      const opened = await open(settings.get('hasArchive'))
      if (opened.ok) {
        settings.set('hasArchive', true)
        return opened.value
      }
      trouble = opened.trouble
    }
    note(`the archive did not open: ${trouble.code} ${trouble.about['reason'] ?? ''}`)
    const refusal = archiveRefusal(trouble, path, newest())
    if (!(await mayMend(refusal)) || !refusal.offer) return null
    const { deed } = refusal.offer
    trouble = attempted(() => {
      if (deed === 'restore') restoreBackup(path, newest()!.name, now())
      if (deed === 'put-log-aside') putLogAside(path, now())
      if (deed === 'begin-anew') settings.set('hasArchive', false)
    })
  }
}

/** What the disk said to it; null: it is done. */
function attempted(deed: () => void): Trouble | null {
  try {
    deed()
    return null
  } catch (error) {
    const trouble = diskTrouble(error)
    if (!trouble) throw error
    return trouble
  }
}
