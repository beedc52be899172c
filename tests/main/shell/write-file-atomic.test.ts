import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renameOver, writeWhole } from '../../../main/shell/write-file-atomic.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'afterbeep-write-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('a file is written whole, and nothing is left beside it', async () => {
  const path = join(folder, 'secrets.json')
  await writeWhole(path, 'old')
  await writeWhole(path, 'new')
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['secrets.json'])
})

// Both need tests/support/windows-file-rules.cjs, which knows what this process holds open on Linux only.
const isLinux = process.platform === 'linux'

test.runIf(isLinux)(
  'on Windows a file that a scanner holds for a moment is replaced as soon as it lets go',
  async () => {
    const [draft, path] = [join(folder, 'draft'), join(folder, 'list')]
    writeFileSync(draft, 'new')
    writeFileSync(path, 'old')
    const scanner = openSync(path, 'r')
    const renamed = renameOver(draft, path, 'win32')
    setImmediate(() => closeSync(scanner))
    await renamed
    expect(readFileSync(path, 'utf8')).toBe('new')
  },
)

test.runIf(isLinux)('elsewhere a refusal is final, and said at once', async () => {
  const [draft, path] = [join(folder, 'draft'), join(folder, 'list')]
  writeFileSync(draft, 'new')
  writeFileSync(path, 'old')
  const scanner = openSync(path, 'r')
  await expect(renameOver(draft, path, 'linux')).rejects.toThrow('EPERM')
  closeSync(scanner)
  expect(readFileSync(path, 'utf8')).toBe('old')
})
