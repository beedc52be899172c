import type { Handlers, RequestName } from '../../shared/contract/bridge.ts'
import type { Backups, backupRequests } from '../../shared/contract/backups.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { AppContext } from '../app-context.ts'
import { guard } from '../archive/open.ts'
import { askForRestore, takeBackRestore } from './backups.ts'

type BackupRequest = RequestName & keyof typeof backupRequests

/** The lines of handlers.ts that are about backups. */
export function backupHandlers(app: AppContext): Pick<Handlers, BackupRequest> {
  return {
    'backups.list': () => ok(app.backups.list()),
    'backups.make': () => makeBackup(app),
    'backups.restore': ({ name }) => restore(app, name),
  }
}

async function makeBackup({ backups }: Pick<AppContext, 'backups'>): Promise<Result<Backups>> {
  const made = await backups.make()
  return made.ok ? ok(backups.list()) : made
}

/** What is there now is kept twice: as a backup, and as the file that is put aside. */
async function restore(
  { archive, backups, calls, relaunch }: Pick<AppContext, 'archive' | 'backups' | 'calls' | 'relaunch'>,
  name: string,
): Promise<Result<null>> {
  if (!backups.list().backups.some((backup) => backup.name === name)) return failed('not-found')
  if (calls.all().some(({ phase }) => phase !== 'ended')) return failed('call-in-progress')
  // Before anything is made: the one of this day gives way to the next.
  const asked = guard(() => askForRestore(archive.name, name))
  if (!asked.ok) return asked
  const made = await backups.make()
  if (!made.ok) {
    takeBackRestore(archive.name)
    return made
  }
  relaunch()
  return ok()
}
