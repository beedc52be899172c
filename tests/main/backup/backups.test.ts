import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { closeArchive, openCheckedArchive, type Archive } from '../../../main/archive/open.ts'
import { suspicionOf } from '../../../main/archive/inspect.ts'
import {
  askForRestore,
  backupFolder,
  backupName,
  listBackups,
  outlived,
  restoreBackup,
  restoreIfAsked,
  rewriteRemoved,
  takeBackRestore,
  writeFacts,
} from '../../../main/backup/backups.ts'
import { keepBackups, type KeepBackupsPorts } from '../../../main/backup/keep-backups.ts'
import { dayAndTime } from '../../../shared/time/day-and-time.ts'
import type { Backup } from '../../../shared/contract/backups.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import { addPerson, day, furnish, minute, monday, mustOpen, temporaryFolder } from '../../support/temporary-archive.ts'

const worker = new URL('../../../main/backup/backup-worker.ts', import.meta.url)

/** A rep's archive with one contact in it, and whoever keeps its backups. */
function keeping(more: Partial<KeepBackupsPorts> = {}) {
  const path = join(temporaryFolder(), 'archive.sqlite')
  const db = mustOpen(path)
  onTestFinished(() => void db.close())
  furnish(db)
  addPerson(db, 'marcus')
  const clock = { now: monday }
  const troubles: Trouble[] = []
  const backups = keepBackups({
    archivePath: path,
    worker,
    now: () => clock.now,
    isCallUp: () => false,
    isCheckDue: false,
    rewrite: () => rewriteRemoved(db, path),
    onTrouble: (trouble) => troubles.push(trouble),
    ...more,
  })
  onTestFinished(() => backups.close())
  return { path, db, clock, troubles, backups, folder: backupFolder(path) }
}

/** Zeroes every page of a table, as a failing disk does. */
function damage(path: string, db: Archive, table = 'contacts'): Buffer {
  db.pragma('wal_checkpoint(TRUNCATE)')
  const root = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = ?`).pluck().get(table) as number
  const bytes = readFileSync(path)
  bytes.fill(0xff, (root - 1) * 4096, root * 4096)
  writeFileSync(path, bytes)
  return bytes
}

const reasonOf = (opened: ReturnType<typeof openCheckedArchive>) =>
  opened.ok ? 'opened' : opened.trouble.about['reason']

test('a backup is made each day, says what is in it, and holds what was written last', async () => {
  const { backups, clock, folder, db, troubles } = keeping()
  backups.keepUp()
  await expect.poll(() => backups.list().backups).toHaveLength(1)
  expect(backups.list().backups[0]).toEqual({
    name: backupName(monday),
    madeAt: monday,
    contacts: 1,
    attempts: 0,
    lastCallAt: null,
  } satisfies Backup)
  addPerson(db, 'dana')
  clock.now += day - minute
  backups.keepUp()
  await backups.close()
  expect(backups.list().backups).toHaveLength(1)
  clock.now += minute
  backups.keepUp()
  await expect.poll(() => backups.list().backups.length).toBe(2)
  const copy = mustOpen(join(folder, backups.list().backups[0]!.name))
  expect(copy.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(2)
  closeArchive(copy)
  expect(troubles).toEqual([])
})

test('while a call is up no backup is made, neither by the clock nor by hand, and nothing is written again', async () => {
  const { backups, path } = keeping({ isCallUp: () => true })
  rmSync(path)
  backups.keepUp()
  expect(await backups.make()).toMatchObject({ ok: false, trouble: { code: 'call-in-progress' } })
  expect(backups.list().backups).toEqual([])
  expect(existsSync(path)).toBe(false)
})

test('a new backup takes those away that nobody needs any more', async () => {
  const { backups, folder } = keeping()
  mkdirSync(folder)
  for (let days = 1; days < 60; days++) {
    const name = backupName(monday - days * day)
    writeFileSync(join(folder, name), 'x')
    writeFacts(folder, { name, madeAt: monday - days * day, contacts: 0, attempts: 0, lastCallAt: null })
  }
  await backups.make()
  expect(backups.list().backups.length).toBeLessThan(12)
  expect(readdirSync(folder)).toHaveLength(2 * backups.list().backups.length)
})

test('seven days and four weeks have a backup, and the three latest stay in any case', () => {
  const made = Array.from({ length: 60 }, (_, at) => ({
    name: backupName(monday - at * day),
    madeAt: monday - at * day,
    contacts: 1,
    attempts: 1,
    lastCallAt: null,
  }))
  // Two on one day: the later is kept.
  const twice = { ...made[5]!, name: backupName(monday - 5 * day - minute), madeAt: monday - 5 * day - minute }
  const gone = new Set(outlived([...made, twice]).map(({ madeAt }) => madeAt))
  const kept = made.filter(({ madeAt }) => !gone.has(madeAt)).map(({ madeAt }) => (monday - madeAt) / day)
  expect(kept.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(kept.length).toBeGreaterThanOrEqual(9)
  expect(kept.length).toBeLessThanOrEqual(11)
  expect(kept.at(-1)).toBeGreaterThanOrEqual(15)
  expect(gone.has(twice.madeAt)).toBe(true)
  const today = made.slice(0, 4).map((one, at) => ({ ...one, madeAt: monday - at * minute }))
  expect(outlived(today).map(({ madeAt }) => (monday - madeAt) / minute)).toEqual([3])
})

test('a damaged archive is found by its backup, is told once, makes no backup, and is refused at the next start', async () => {
  const { path, db, backups, clock, troubles } = keeping()
  await backups.make()
  const bytes = damage(path, db)
  clock.now += day
  expect(await backups.make()).toMatchObject({ ok: false, trouble: { code: 'archive-damaged' } })
  expect(await backups.make()).toMatchObject({ ok: false })
  expect(troubles).toEqual([
    { code: 'archive-damaged', about: { path, when: `the newest is of ${dayAndTime(monday)}` } },
  ])
  expect(backups.list().backups).toHaveLength(1)
  db.close()
  expect(existsSync(suspicionOf(path))).toBe(true)
  // Closed in good order, and yet every page is read.
  expect(reasonOf(openCheckedArchive(path, { now: clock.now }))).toBe('it is damaged')
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

test('a backup that cannot be written says why, and is tried again within the hour', async () => {
  const { backups, folder, clock, troubles } = keeping()
  writeFileSync(folder, 'in its place')
  expect(await backups.make()).toMatchObject({ ok: false, trouble: { code: 'backup-failed' } })
  expect(troubles).toMatchObject([{ code: 'backup-failed', about: { folder } }])
  rmSync(folder)
  clock.now += 30 * minute
  backups.keepUp()
  await backups.close()
  expect(backups.list().backups).toEqual([])
  clock.now += 31 * minute
  backups.keepUp()
  await expect.poll(() => backups.list().backups).toHaveLength(1)
})

test('what looked wrong is checked at the next minute without a call', async () => {
  let isCallUp = true
  const { path, db, backups, clock, troubles } = keeping({ isCallUp: () => isCallUp })
  isCallUp = false
  await backups.make()
  damage(path, db)
  clock.now += 2 * 60 * minute
  isCallUp = true
  backups.suspect()
  backups.keepUp()
  await backups.close()
  expect(troubles).toEqual([])
  isCallUp = false
  backups.keepUp()
  await expect.poll(() => troubles.map(({ code }) => code)).toEqual(['archive-damaged'])
})

test('a file that is removed while it is open is written again, with what came since, also at the end', async () => {
  const { path, db, backups, troubles } = keeping()
  rmSync(path)
  backups.keepUp()
  expect(troubles.map(({ code }) => code)).toEqual(['archive-removed'])
  addPerson(db, 'dana')
  await backups.close()
  // The log of the file that was removed would be taken for the new one's.
  expect(readdirSync(join(path, '..')).filter((name) => name.endsWith('-wal'))).toEqual([])
  db.close()
  const again = mustOpen(path)
  expect(again.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(2)
  closeArchive(again)
})

test('a backup takes the archive’s place; what was there stays beside it, log and all, and can be put back', async () => {
  const { path, db, backups, clock } = keeping()
  await backups.make()
  addPerson(db, 'dana')
  const log = readFileSync(`${path}-wal`)
  expect(log.length).toBeGreaterThan(0)
  const [file] = [readFileSync(path)]
  // As a crash leaves it: nobody closes the archive.
  restoreBackup(path, backups.list().backups[0]!.name, clock.now)
  const aside = readdirSync(join(path, '..')).filter((name) => name.includes('.put-aside-'))
  const main = aside.find((name) => !name.endsWith('-wal') && !name.endsWith('-shm'))!
  expect(readFileSync(join(path, '..', main)).equals(file)).toBe(true)
  expect(readFileSync(join(path, '..', `${main}-wal`)).equals(log)).toBe(true)
  const restored = mustOpen(path)
  expect(restored.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(1)
  closeArchive(restored)
})

test('a restore that fails on its way leaves everything where it was', async () => {
  const { path, backups, clock } = keeping()
  await backups.make()
  const before = [readFileSync(path), readFileSync(`${path}-wal`)]
  // The file can be put aside, and its log cannot.
  const stamp = new Date(clock.now).toISOString().replaceAll(/[:.]/g, '-')
  mkdirSync(`${path}.put-aside-${stamp}-wal`)
  expect(() => restoreBackup(path, backups.list().backups[0]!.name, clock.now)).toThrow()
  expect([readFileSync(path), readFileSync(`${path}-wal`)]).toEqual(before)
})

test('a backup that is gone is not restored, and nothing is touched', async () => {
  const { path, db, clock } = keeping()
  db.close()
  const before = readFileSync(path)
  expect(() => restoreBackup(path, backupName(1), clock.now)).toThrow()
  expect(readFileSync(path).equals(before)).toBe(true)
  expect(readdirSync(join(path, '..')).filter((name) => name.includes('aside'))).toEqual([])
})

test('a restore that was asked for is done once, at the next start, and only with a backup that is there', async () => {
  const { path, db, backups, clock } = keeping()
  await backups.make()
  addPerson(db, 'dana')
  db.close()
  expect(() => askForRestore(path, backupName(1))).toThrow()
  expect(restoreIfAsked(path, clock.now)).toBe(false)
  const { name } = backups.list().backups[0]!
  askForRestore(path, name)
  takeBackRestore(path)
  expect(restoreIfAsked(path, clock.now)).toBe(false)
  askForRestore(path, name)
  expect(restoreIfAsked(path, clock.now)).toBe(true)
  expect(restoreIfAsked(path, clock.now)).toBe(false)
  const restored = mustOpen(path)
  expect(restored.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(1)
  closeArchive(restored)
})

test('a copy whose facts are missing or wrong is no backup', async () => {
  const { backups, folder } = keeping()
  await backups.make()
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, backupName(1)), 'x')
  writeFileSync(join(folder, backupName(2)), 'x')
  writeFileSync(join(folder, backupName(2).replace('.sqlite', '.json')), '{"name":')
  expect(listBackups(folder).map(({ madeAt }) => madeAt)).toEqual([monday])
})
