import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../main/archive/migrate.ts'
import { closeArchive, openArchive } from '../../../main/archive/open.ts'
import { versionFile, versionsWithoutPeaks } from '../../../main/archive/recording-versions.ts'
import { listRecordings } from '../../../main/archive/recordings.ts'
import { day, furnish, monday, mustOpen, temporaryFolder } from '../../support/temporary-archive.ts'

const later = [...migrations, `ALTER TABLE contacts ADD COLUMN nickname TEXT`]
const broken = [...migrations, `ALTER TABLE contacts ADD COLUMN nickname TEXT; INSERT INTO nowhere VALUES (1);`]

function furnished(): string {
  const path = join(temporaryFolder(), 'archive.db')
  const db = mustOpen(path)
  furnish(db)
  closeArchive(db)
  return path
}

const copiesOf = (path: string) => readdirSync(dirname(path)).filter((name) => name !== 'archive.db')

function columns(path: string): unknown[] {
  const db = new DatabaseSync(path)
  const names = db
    .prepare(`SELECT name FROM pragma_table_info('contacts')`)
    .all()
    .map(({ name }) => name)
  db.close()
  return names
}

describe('a migration', () => {
  it('of a new archive makes no copy', () => {
    const path = join(temporaryFolder(), 'archive.db')
    closeArchive(mustOpen(path))
    expect(copiesOf(path)).toEqual([])
  })

  it('keeps what was there, and a copy of how it was', () => {
    const path = furnished()
    const opened = openArchive(path, { now: monday, migrations: later })
    if (!opened.ok) throw new Error(opened.trouble.code)
    expect(listRecordings(opened.value)).toHaveLength(3)
    expect(opened.value.pragma('user_version', { simple: true })).toBe(later.length)
    closeArchive(opened.value)
    expect(columns(path)).toContain('nickname')

    expect(copiesOf(path)).toEqual([`archive.db.before-v${later.length}-00${monday}`])
    const copy = join(dirname(path), copiesOf(path)[0]!)
    expect(columns(copy)).not.toContain('nickname')
    const old = mustOpen(copy)
    expect(listRecordings(old)).toHaveLength(3)
    closeArchive(old)
  })

  it('of an archive from before the studio makes each recording a version of its own', () => {
    const path = join(temporaryFolder(), 'archive.db')
    const first = openArchive(path, { now: monday, migrations: migrations.slice(0, 1) })
    if (!first.ok) throw new Error(first.trouble.code)
    first.value.exec(`INSERT INTO recordings VALUES ('a', 'A', 'Hi', 14000.5, 'a.wav', 3, NULL)`)
    closeArchive(first.value)
    const db = mustOpen(path)
    expect(versionFile(db, 'a', 3)).toBe('a.wav')
    expect(versionsWithoutPeaks(db)).toEqual([{ recordingId: 'a', version: 3, file: 'a.wav' }])
    closeArchive(db)
  })

  it('runs once', () => {
    const path = furnished()
    for (let time = 0; time < 2; time++) {
      const opened = openArchive(path, { now: monday + time, migrations: later })
      if (opened.ok) closeArchive(opened.value)
    }
    expect(copiesOf(path)).toHaveLength(1)
  })

  it('that breaks leaves the archive at its old version, whole', () => {
    const path = furnished()
    expect(() => openArchive(path, { now: monday, migrations: broken })).toThrow(/nowhere/)
    expect(columns(path)).not.toContain('nickname')
    const db = mustOpen(path)
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(listRecordings(db)).toHaveLength(3)
    closeArchive(db)
  })

  it('is not begun where the copy of how it was is not sound, and nothing is touched', () => {
    const path = furnished()
    const db = new DatabaseSync(path)
    db.exec(`PRAGMA ignore_check_constraints = 1; UPDATE recordings SET duration_ms = -1`)
    db.close()
    expect(openArchive(path, { now: monday, migrations: later })).toMatchObject({ ok: false })
    expect(copiesOf(path).filter((name) => name.includes('.before-v'))).toEqual([])
    expect(columns(path)).not.toContain('nickname')
  })

  it('that leaves rows without their parent is taken back', () => {
    const path = furnished()
    const orphaning = [...migrations, `PRAGMA defer_foreign_keys = 1; DELETE FROM series`]
    expect(() => openArchive(path, { now: monday, migrations: orphaning })).toThrow()
    const db = mustOpen(path)
    expect(db.prepare('SELECT count(*) FROM series').pluck().get()).toBe(1)
    closeArchive(db)
  })

  it('keeps the last three copies', () => {
    const path = furnished()
    const grown = [...migrations]
    const last = grown.length + 5
    for (let version = grown.length + 1; version <= last; version++) {
      grown.push(`CREATE TABLE grown_${version} (x INTEGER) STRICT`)
      const opened = openArchive(path, { now: monday + version * day, migrations: [...grown] })
      if (!opened.ok) throw new Error(opened.trouble.code)
      closeArchive(opened.value)
    }
    expect(
      copiesOf(path)
        .map((name) => Number(/\.before-v(\d+)-\d+$/.exec(name)?.[1]))
        .sort((a, b) => a - b),
    ).toEqual([last - 2, last - 1, last])
  })
})
