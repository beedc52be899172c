import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, expect, it } from 'vitest'
import { closeArchive } from '../../../main/archive/open.ts'
import { openQuickWrites } from '../../../main/archive/quick-writes.ts'
import { mustOpen, temporaryFolder } from '../../support/temporary-archive.ts'

const flushWorker = new URL('../../../main/archive/flush-worker.ts', import.meta.url)

function opened() {
  const db = mustOpen(join(temporaryFolder(), 'archive.db'))
  onTestFinished(() => closeArchive(db))
  const setting = (name: string) => db.pragma(name, { simple: true })
  const write = (tag: string) =>
    db.prepare(`INSERT INTO drafts (room, about, words, typed_at) VALUES ('test', @tag, '1', 1)`).run({ tag })
  return { db, setting, write }
}

it('quick writes wait for no disk, others do, and in the end all of them are in the archive itself', async () => {
  const { db, setting, write } = opened()
  const quick = openQuickWrites(db, flushWorker)
  expect(setting('wal_autocheckpoint')).toBe(0)
  quick.write(() => (write('quick'), expect(setting('synchronous')).toBe(1)))
  expect(setting('synchronous')).toBe(2)
  write('usual')
  expect(() => quick.write(() => write('quick'))).toThrow('UNIQUE')
  expect(setting('synchronous')).toBe(2)
  await quick.room()
  await quick.end()
  expect(setting('wal_autocheckpoint')).toBe(1000)
  // The archive's own file has them, without its log.
  const copy = join(temporaryFolder(), 'copy.db')
  copyFileSync(db.name, copy)
  const other = mustOpen(copy)
  expect(other.prepare(`SELECT about FROM drafts ORDER BY about`).all()).toEqual([
    { about: 'quick' },
    { about: 'usual' },
  ])
  closeArchive(other)
})

it('without their thread they write as safely, and end', async () => {
  const { db, setting } = opened()
  const quick = openQuickWrites(db, new URL('./nowhere.ts', import.meta.url))
  await quick.room()
  await quick.end()
  expect([setting('synchronous'), setting('wal_autocheckpoint')]).toEqual([2, 1000])
})
