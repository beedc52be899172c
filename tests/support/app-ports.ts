import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AppPorts } from '../../main/open-app.ts'
import { practiceHere } from './practice-here.ts'
import { plainSecrets } from './plain-secrets.ts'

const root = join(import.meta.dirname, '..', '..')

/** What the whole of main needs of the world, for a test: all of it real but the windows, the keyring and the dice. */
export function appPorts(folder: string): Omit<AppPorts, 'command' | 'tellDesk'> {
  return {
    folder,
    resources: join(root, 'resources'),
    userAgent: 'Afterbeep/test',
    region: 'CA',
    chooseFile: async (name) => join(folder, name),
    pickFile: async () => join(folder, 'numbers.csv'),
    listWorker: pathToFileURL(join(root, 'main', 'compliance', 'national-list', 'list-worker.ts')),
    backupWorker: pathToFileURL(join(root, 'main', 'backup', 'backup-worker.ts')),
    flushWorker: pathToFileURL(join(root, 'main', 'archive', 'flush-worker.ts')),
    secrets: plainSecrets(),
    forkPractice: practiceHere,
    now: Date.now,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
  }
}
