import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  closeArchive,
  guard,
  openArchive,
  transact,
  transactEvenIfRefused,
  type Archive,
} from '../../../main/archive/open.ts'
import { copyArchive } from '../../../main/archive/copy-archive.ts'
import { listRecordings } from '../../../main/archive/recordings.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import { furnish, monday, mustOpen, temporaryArchive, temporaryFolder } from '../../support/temporary-archive.ts'

describe('an open archive', () => {
  it('is durable: a write-ahead log, flushed at every commit, at every open', () => {
    const path = join(temporaryFolder(), 'archive.db')
    for (let time = 0; time < 2; time++) {
      const db = mustOpen(path)
      const pragma = (name: string) => db.pragma(name, { simple: true })
      expect(pragma('journal_mode')).toBe('wal')
      expect(pragma('synchronous')).toBe(2)
      expect(pragma('foreign_keys')).toBe(1)
      expect(pragma('trusted_schema')).toBe(0)
      expect(pragma('cell_size_check')).toBe(1)
      expect(pragma('busy_timeout')).toBe(2_000)
      expect(pragma('application_id')).toBe(0x41667462)
      closeArchive(db)
    }
  })

  it.skipIf(process.platform === 'win32')(
    'is for the rep alone to read, its log and an older one of it as well',
    () => {
      const path = join(temporaryFolder(), 'data', 'archive.db')
      closeArchive(mustOpen(path))
      chmodSync(path, 0o644)
      const db = mustOpen(path)
      db.pragma('user_version')
      for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777, file).toBe(0o600)
      expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
      closeArchive(db)
    },
  )

  it('has strict tables only', () => {
    const tables = temporaryArchive().pragma('table_list') as { schema: string; name: string; strict: number }[]
    // FTS5 makes the tables of an index itself; what is found is in tables of ours.
    const isOurs = (name: string) => !/^(sqlite_|contact_search|digit_search|searchable_)/.test(name)
    const ours = tables.filter(({ schema, name }) => schema === 'main' && isOurs(name))
    expect(ours.length).toBeGreaterThan(10)
    expect(ours.filter(({ strict }) => strict !== 1)).toEqual([])
  })

  it('keeps what was written when it is closed and opened again', () => {
    const path = join(temporaryFolder(), 'new', 'folder', 'archive.db')
    const db = mustOpen(path)
    furnish(db)
    closeArchive(db)
    expect(existsSync(`${path}-wal`)).toBe(false)
    const again = mustOpen(path)
    expect(listRecordings(again)).toHaveLength(3)
    closeArchive(again)
  })
})

function refusal(path: string): unknown {
  const opened = openArchive(path, { now: monday })
  if (opened.ok) closeArchive(opened.value)
  return opened.ok ? 'opened' : { [opened.trouble.code]: opened.trouble.about['reason'] }
}

describe('what is refused is left as it was', () => {
  it('an archive from a newer Afterbeep', () => {
    const path = join(temporaryFolder(), 'archive.db')
    const db = mustOpen(path)
    db.pragma('user_version = 999')
    closeArchive(db)
    const before = readFileSync(path)
    expect(refusal(path)).toEqual({ 'archive-failed': 'it was made by a newer Afterbeep: update Afterbeep to open it' })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('a database of another program', () => {
    const path = join(temporaryFolder(), 'archive.db')
    const other = new DatabaseSync(path)
    other.exec('CREATE TABLE notes (text TEXT)')
    other.close()
    const before = readFileSync(path)
    expect(refusal(path)).toEqual({ 'archive-failed': 'its file is not an archive of Afterbeep' })
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('a file that is no database', () => {
    const path = join(temporaryFolder(), 'archive.db')
    writeFileSync(path, 'Dear diary, '.repeat(400))
    expect(refusal(path)).toEqual({ 'archive-failed': 'it is damaged' })
  })

  it('a damaged archive, after a crash', () => {
    const folder = temporaryFolder()
    const db = mustOpen(join(folder, 'live.db'))
    onTestFinished(() => closeArchive(db))
    furnish(db)
    db.pragma('wal_checkpoint(TRUNCATE)')
    const path = join(folder, 'archive.db')
    copyFileSync(join(folder, 'live.db'), path)
    const bytes = readFileSync(path)
    const root = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'recordings'`).pluck().get() as number
    bytes.fill(0xff, (root - 1) * 4096, root * 4096)
    writeFileSync(path, bytes)
    // What a crash leaves behind: a log that nobody has taken away.
    writeFileSync(`${path}-wal`, '')
    expect(refusal(path)).toEqual({ 'archive-failed': 'it is damaged' })
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('a damaged archive with the log of a crash: neither is changed', () => {
    const folder = temporaryFolder()
    const live = mustOpen(join(folder, 'live.db'))
    furnish(live)
    live.pragma('wal_checkpoint(TRUNCATE)')
    live.exec(`INSERT INTO companies (company_id, name) VALUES ('after', 'After the checkpoint')`)
    const path = join(folder, 'archive.db')
    for (const end of ['', '-wal']) copyFileSync(join(folder, `live.db${end}`), `${path}${end}`)
    const root = live.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'recordings'`).pluck().get() as number
    closeArchive(live)
    const [bytes, log] = [readFileSync(path), readFileSync(`${path}-wal`)]
    bytes.fill(0, (root - 1) * 4096, root * 4096)
    writeFileSync(path, bytes)
    expect(refusal(path)).toEqual({ 'archive-failed': 'it is damaged' })
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect(readFileSync(`${path}-wal`).equals(log)).toBe(true)
  })

  it('a good copy beside the log of the archive that it is a copy of: neither is changed', () => {
    const folder = temporaryFolder()
    const live = mustOpen(join(folder, 'live.db'))
    furnish(live)
    copyArchive(live, join(folder, 'copy.db'))
    const grow = (name: string) =>
      live.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
        INSERT INTO companies (company_id, name) SELECT '${name}-' || i, 'A company with a long name' FROM n`)
    grow('first')
    live.pragma('wal_checkpoint(TRUNCATE)')
    grow('second')
    // As a crash leaves it, and then somebody puts the copy in the archive's place.
    const path = join(folder, 'archive.db')
    for (const end of ['-wal', '.session']) copyFileSync(join(folder, `live.db${end}`), `${path}${end}`)
    copyFileSync(join(folder, 'copy.db'), path)
    const [good, log] = [readFileSync(path), readFileSync(`${path}-wal`)]
    const names = readdirSync(folder)
    expect(refusal(path)).toEqual({ 'archive-failed': 'the log beside it belongs to another copy of it' })
    expect(readFileSync(path).equals(good)).toBe(true)
    expect(readFileSync(`${path}-wal`).equals(log)).toBe(true)
    expect(readdirSync(folder)).toEqual(names)
    // The archive that the log belongs to is opened with it.
    copyFileSync(join(folder, 'live.db'), path)
    closeArchive(live)
    const opened = mustOpen(path)
    expect(opened.prepare('SELECT count(*) FROM companies').pluck().get()).toBeGreaterThan(6000 - 1)
    closeArchive(opened)
  })

  it('but never an archive of our own whose log could not be brought into it at the start, since somebody read', () => {
    const folder = temporaryFolder()
    const first = mustOpen(join(folder, 'live.db'))
    furnish(first)
    const reader = mustOpen(join(folder, 'live.db'))
    reader.exec('BEGIN; SELECT count(*) FROM companies')
    reader.prepare('SELECT count(*) FROM companies').get()
    const second = mustOpen(join(folder, 'live.db'))
    second.exec(`INSERT INTO companies (company_id, name) VALUES ('late', 'Late Ltd.')`)
    // As a crash leaves it.
    const path = join(folder, 'archive.db')
    for (const end of ['', '-wal', '.session'])
      if (existsSync(join(folder, `live.db${end}`))) copyFileSync(join(folder, `live.db${end}`), `${path}${end}`)
    reader.exec('COMMIT')
    for (const db of [reader, second, first]) closeArchive(db)
    const opened = mustOpen(path)
    expect(opened.prepare(`SELECT name FROM companies WHERE company_id = 'late'`).pluck().get()).toBe('Late Ltd.')
    closeArchive(opened)
  })

  it('an archive that is missing or empty where there was one', () => {
    const path = join(temporaryFolder(), 'archive.db')
    const reason = { 'archive-failed': 'its file is missing or empty' }
    const opened = () => openArchive(path, { now: monday, isExpected: true })
    const refused = () => {
      const tried = opened()
      return tried.ok ? 'opened' : { [tried.trouble.code]: tried.trouble.about['reason'] }
    }
    expect(refused()).toEqual(reason)
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, '')
    expect(refused()).toEqual(reason)
    closeArchive(mustOpen(path))
    expect(refused()).toBe('opened')
    const last = opened()
    if (last.ok) closeArchive(last.value)
  })

  it('without leaving a log or an index that was not there', () => {
    const path = join(temporaryFolder(), 'archive.db')
    const db = mustOpen(path)
    db.pragma('user_version = 999')
    closeArchive(db)
    refusal(path)
    expect(readdirSync(join(path, '..'))).toEqual(['archive.db'])
  })

  it('a file in the place of its folder', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, 'Dear diary')
    expect(refusal(join(file, 'archive.db'))).toEqual({ 'archive-failed': 'its folder cannot be made' })
  })

  it('a folder in the place of the file', () => {
    const path = join(temporaryFolder(), 'archive.db')
    mkdirSync(path)
    expect(refusal(path)).toEqual({ 'archive-failed': 'its file cannot be opened' })
  })
})

describe('what a disk can do', () => {
  it('a read-only archive is a refusal of the write, not of the reading', () => {
    const db = temporaryArchive()
    db.pragma('query_only = 1')
    expect(guard(() => furnish(db))).toEqual({
      ok: false,
      trouble: { code: 'archive-failed', about: { reason: 'it is read-only' } },
    })
    expect(guard(() => listRecordings(db))).toEqual({ ok: true, value: [] })
  })

  it('another program that holds the archive is waited for, and then named', () => {
    const path = join(temporaryFolder(), 'archive.db')
    const db = mustOpen(path)
    const other = mustOpen(path)
    other.exec('BEGIN IMMEDIATE')
    db.pragma('busy_timeout = 20')
    expect(guard(() => furnish(db))).toEqual({
      ok: false,
      trouble: { code: 'archive-failed', about: { reason: 'another program holds it' } },
    })
    other.exec('ROLLBACK')
    expect(guard(() => furnish(db)).ok).toBe(true)
    other.close()
    closeArchive(db)
  })

  it('a full archive is said to be full, and takes writes again when there is room', () => {
    const db = temporaryArchive()
    const pages = db.pragma('page_count', { simple: true }) as number
    db.pragma(`max_page_count = ${pages}`)
    const fill = db.transaction(() => {
      db.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
               INSERT INTO companies (company_id, name) SELECT 'company-' || i, 'A company with a long name' FROM n`)
    })
    expect(guard(fill)).toEqual({ ok: false, trouble: { code: 'archive-full', about: {} } })
    expect(db.prepare('SELECT count(*) FROM companies').pluck().get()).toBe(0)
    db.pragma('max_page_count = 1000000')
    expect(guard(fill).ok).toBe(true)
  })

  it('a bug is thrown on', () => {
    const db = temporaryArchive()
    expect(() => guard(() => db.exec('SELECT nonsense'))).toThrow(/no such column/)
    expect(() => guard(() => db.exec(`INSERT INTO contact_tags VALUES ('nobody', 'practice')`))).toThrow(/FOREIGN KEY/)
  })
})

describe('a verb that refuses', () => {
  const companies = (db: Archive) => db.prepare('SELECT name FROM companies ORDER BY name').pluck().all()
  const found = (db: Archive, name: string) =>
    void db.prepare('INSERT INTO companies (company_id, name) VALUES (@name, @name)').run({ name })

  it('has written nothing: what it wrote before it refused is taken back', () => {
    const db = temporaryArchive()
    const refused = transact(db, () => {
      found(db, 'Brightwater')
      return failed('not-found')
    })
    expect(refused).toEqual(failed('not-found'))
    expect(companies(db)).toEqual([])
    expect(transact(db, () => (found(db, 'Brightwater'), ok(1)))).toEqual(ok(1))
    expect(companies(db)).toEqual(['Brightwater'])
  })

  it('within another verb takes back its own part alone, and the other one decides what comes of that', () => {
    const db = temporaryArchive()
    const both = (outer: Result<null>) =>
      transact(db, () => {
        found(db, 'Brightwater')
        const inner = transact(db, () => (found(db, 'Northlight'), failed('not-found')))
        expect(inner).toEqual(failed('not-found'))
        return outer
      })
    expect(both(failed('bad-request'))).toEqual(failed('bad-request'))
    expect(companies(db)).toEqual([])
    expect(both(ok())).toEqual(ok())
    expect(companies(db)).toEqual(['Brightwater'])
  })

  it('and throws has written nothing either, and the bug is thrown on', () => {
    const db = temporaryArchive()
    expect(() =>
      transact(db, () => {
        found(db, 'Brightwater')
        throw new RangeError('a bug')
      }),
    ).toThrow('a bug')
    expect(companies(db)).toEqual([])
  })

  it('keeps what it has written only where it says so by name', () => {
    const db = temporaryArchive()
    const refused = transactEvenIfRefused(db, () => (found(db, 'Brightwater'), failed('not-found')))
    expect(refused).toEqual(failed('not-found'))
    expect(companies(db)).toEqual(['Brightwater'])
  })
})
