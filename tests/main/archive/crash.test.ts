import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { closeArchive, type Archive } from '../../../main/archive/open.ts'
import { addPerson, furnish, mustOpen, temporaryFolder } from '../../support/temporary-archive.ts'

const child = join(import.meta.dirname, 'writing-child.ts')

function furnished(folder: string): string {
  const path = join(folder, 'archive.db')
  const db = mustOpen(path)
  furnish(db)
  addPerson(db, 'jane')
  closeArchive(db)
  return path
}

/** Starts a writer, kills it hard once it has acknowledged so many lines, and answers what it acknowledged. */
async function killedAfter(lines: number, path: string, run: string): Promise<string[]> {
  const writer = spawn(process.execPath, [child, path, run], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  const reader = createInterface({ input: writer.stdout })
  reader.on('line', (line) => {
    said.push(line)
    if (said.length === lines) writer.kill('SIGKILL')
  })
  await Promise.all([once(writer, 'exit'), once(reader, 'close')])
  expect(writer.signalCode).toBe('SIGKILL')
  return said
}

const outcomeOf = (db: Archive, attemptId: string) =>
  db.prepare('SELECT outcome FROM attempts WHERE attempt_id = ?').pluck().get(attemptId) as string | null | undefined

function expectKept(db: Archive, said: readonly string[]): void {
  const recorded = said.filter((line) => line.startsWith('recorded ')).map((line) => line.split(' ')[1]!)
  const opened = said.filter((line) => line.startsWith('opened ')).map((line) => line.split(' ')[1]!)
  expect(opened.filter((attemptId) => outcomeOf(db, attemptId) === undefined)).toEqual([])
  expect(recorded.filter((attemptId) => outcomeOf(db, attemptId) !== 'busy')).toEqual([])
}

it(
  'an archive whose writer is killed ten times is whole and has lost nothing it acknowledged',
  { timeout: 60_000 },
  async () => {
    const path = furnished(temporaryFolder())
    const said: string[] = []
    for (let round = 0; round < 10; round++) {
      said.push(...(await killedAfter(1 + Math.floor(Math.random() * 80), path, `run${round}`)))
      const db = mustOpen(path)
      expect(db.pragma('quick_check', { simple: true })).toBe('ok')
      expect(db.pragma('foreign_key_check')).toEqual([])
      expectKept(db, said)
      closeArchive(db)
    }
  },
)

describe.runIf(process.platform === 'linux')('when the disk is full', () => {
  const lines = (stdout: Buffer) => stdout.toString().trim().split('\n')

  it('a file that may not grow is a failure, and the archive stays whole', { timeout: 30_000 }, () => {
    const path = furnished(temporaryFolder())
    // In blocks of 1024 bytes. SIGXFSZ would kill the writer; ignored, the write fails as on a full disk.
    const limited = `trap '' XFSZ; ulimit -f 400; exec "$0" "$@"`
    const writer = spawnSync('bash', ['-c', limited, process.execPath, child, path, 'limited'])
    const said = lines(writer.stdout)
    expect(said.at(-1)).toBe('trouble archive-failed')
    expect(said.length).toBeGreaterThan(10)
    const db = mustOpen(path)
    expect(db.pragma('quick_check', { simple: true })).toBe('ok')
    expectKept(db, said)
    closeArchive(db)
  })

  const mayMount = spawnSync('unshare', ['-m', 'true']).status === 0
  it.runIf(mayMount)('the rep is told that it is full, and the archive stays whole', { timeout: 30_000 }, () => {
    const folder = temporaryFolder()
    const [disk, kept] = [join(folder, 'disk'), join(folder, 'kept')]
    mkdirSync(disk)
    mkdirSync(kept)
    const path = furnished(kept)
    // The little disk lives as long as this shell: what was written is copied out of it, log and all.
    const onLittleDisk = `mount -t tmpfs -o size=1400k tmpfs "$1" && cp "$2"/archive.db "$1" &&
      "$0" "$3" "$1/archive.db" little && cp "$1"/archive.db* "$2"`
    const writer = spawnSync('unshare', ['-m', 'sh', '-c', onLittleDisk, process.execPath, disk, kept, child])
    expect(writer.stderr.toString()).toBe('')
    const said = lines(writer.stdout)
    expect(said.at(-1)).toBe('trouble archive-full')
    expect(said.length).toBeGreaterThan(10)
    const db = mustOpen(path)
    expect(db.pragma('quick_check', { simple: true })).toBe('ok')
    expectKept(db, said)
    closeArchive(db)
  })
})
