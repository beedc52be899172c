import { expect, test } from 'vitest'
import { archiveReasons } from '../../../main/archive/disk-trouble.ts'
import { archiveRefusal } from '../../../main/shell/archive-refusal.ts'
import type { Backup } from '../../../shared/contract/backups.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'

const path = 'C:\\Rep\\archive.sqlite'
const backup: Backup = {
  name: 'afterbeep-2026-11-27T18-02-03-120Z.sqlite',
  madeAt: new Date(2026, 10, 27, 18, 2).getTime(),
  contacts: 1204,
  attempts: 3417,
  lastCallAt: new Date(2026, 10, 27, 17, 58).getTime(),
}
const troubles: Trouble[] = [
  { code: 'archive-full', about: {} },
  ...[...Object.values(archiveReasons), 'its folder is read-only', 'its folder cannot be made'].map((reason) => ({
    code: 'archive-failed' as const,
    about: { reason },
  })),
]

test('each way in which an archive does not open is told apart, with its path, what is safe, and one thing to press at most', () => {
  const messages = troubles.map((trouble) => {
    const { message, detail } = archiveRefusal(trouble, path, backup)
    expect(detail).toContain(path)
    expect(detail).not.toMatch(/undefined|null|\{/)
    return message
  })
  // A file and a folder that may not be written to are one thing to the rep.
  expect(new Set(messages).size).toBe(troubles.length - 1)
})

test('a backup is offered with its day and what is in it; without one nobody is told to throw anything away', () => {
  const damaged: Trouble = { code: 'archive-failed', about: { reason: archiveReasons.damaged } }
  const offered = archiveRefusal(damaged, path, backup)
  expect(offered.offer).toEqual({ button: 'Use the backup of Fri 27 Nov 2026, 18:02', deed: 'restore' })
  expect(offered.detail).toContain('1204 contacts, 3417 attempts, the last call of Fri 27 Nov 2026, 17:58')
  const alone = archiveRefusal(damaged, path, null)
  expect(alone.offer).toBeNull()
  expect(alone.detail).toContain('Do not delete it')
})

test('a lost archive is begun anew only where there is no backup, and a newer one is never written over', () => {
  const missing: Trouble = { code: 'archive-failed', about: { reason: archiveReasons.missing } }
  expect(archiveRefusal(missing, path, backup).offer?.deed).toBe('restore')
  expect(archiveRefusal(missing, path, null).offer?.deed).toBe('begin-anew')
  const newer: Trouble = { code: 'archive-failed', about: { reason: archiveReasons.newer } }
  expect(archiveRefusal(newer, path, backup).offer).toBeNull()
})
