import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

const ignored = ['.git', 'node_modules', 'out', 'dist']

/** What is, or would be, in the repository. Walked, since git need not be there where this runs. */
function repositoryFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (ignored.includes(entry.name) || entry.name.endsWith('.tsbuildinfo')) return []
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    return entry.isDirectory() ? repositoryFiles(path) : entry.isFile() ? [path] : []
  })
}

const files = repositoryFiles()

/** Text files with their text; what holds a zero byte is no text. */
const texts = files
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
  .filter(({ text }) => !text.includes('\0'))

/** Lines as `file:line: text` that match, in files whose name does. */
function linesWith(pattern: RegExp, inFiles = /./): string[] {
  return texts
    .filter(({ file }) => inFiles.test(file))
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim().slice(0, 160)}`] : [])),
    )
}

describe('the repository', () => {
  test('is looked through', () => {
    expect(files).toContain('package.json')
    expect(linesWith(/"name": "afterbeep"/, /^package\.json$/)).toHaveLength(1)
  })

  test('names no package registry, so that everybody uses their own', () => {
    // In pieces, or this file would name them.
    const hosts = [
      ['registry', 'npmjs', 'org'],
      ['registry', 'yarnpkg', 'com'],
      ['npm', 'pkg'],
      ['deb', 'debian', 'org'],
    ]
    const names = hosts.map((labels) => labels.join('\\.')).join('|')
    const pattern = new RegExp(`${names}|^\\s*(@[^:]+:)?registry\\s*=`)
    expect(linesWith(pattern)).toEqual([])
  })

  test('pins every package without saying where it was fetched', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>
    }
    const entries = Object.entries(lock.packages).filter(([folder]) => folder !== '')
    expect(entries.length).toBeGreaterThan(100)
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([folder]) => folder)).toEqual([])
    expect(entries.filter(([, { integrity }]) => !integrity).map(([folder]) => folder)).toEqual([])
  })

  test('knows no folder of the machine it was written on', () => {
    const ours = /^(?!package-lock\.json$|THIRD-PARTY-NOTICES\.md$)/
    // A slash before a word character or a quote: not the end of an address such as https://example.com/home/.
    expect(linesWith(/(^|[\s'"`(=:])\/(work|root|home|Users)\/\w/, ours)).toEqual([])
  })

  test('holds no line that forgets to be finished', () => {
    const word = new RegExp(`\\b(${['TO', 'FIX'].map((half) => `${half}${half === 'TO' ? 'DO' : 'ME'}`).join('|')})\\b`)
    expect(linesWith(word, /\.(ts|tsx|css|html|sql|yml|md)$/)).toEqual([])
  })

  test('runs every test: none is singled out or left out', () => {
    expect(linesWith(/\b(test|it|describe)\.only\(/, /^tests\//)).toEqual([])
  })

  test('names its files in lower case with hyphens', () => {
    const code = files.filter((file) => /\.(ts|tsx|css)$/.test(file))
    expect(code.filter((file) => !/^([a-z0-9-]+\/)*[a-z0-9]+([.-][a-z0-9]+)*\.(ts|tsx|css)$/.test(file))).toEqual([])
  })

  test('has no barrel and no drawer for odds and ends', () => {
    const entries = ['main/index.ts', 'renderer/sound/index.ts', 'renderer/desk/index.tsx']
    const barrels = files.filter((file) => /(^|\/)index\.tsx?$/.test(file) && !entries.includes(file))
    const drawers = files.filter((file) =>
      /(^|[/.-])(utils?|helpers?|managers?|services?|common|misc)([/.-]|$)/.test(file),
    )
    expect([...barrels, ...drawers]).toEqual([])
  })

  test('numbers its migrations from 0001 on, without a gap', () => {
    const migrations = files.filter((file) => file.startsWith('main/archive/migrations/')).toSorted()
    const numbers = migrations.map((file) => /\/(\d{4})-[a-z0-9-]+\.ts$/.exec(file)?.[1])
    expect(numbers.length).toBeGreaterThan(0)
    expect(numbers).toEqual(numbers.map((_, i) => String(i + 1).padStart(4, '0')))
  })

  test('keeps big files out: nothing over two megabytes', () => {
    expect(files.filter((file) => statSync(join(root, file)).size > 2 << 20)).toEqual([])
  })
})

const long = texts.filter(({ file, text }) => /\.tsx?$/.test(file) && text.split('\n').length > 300)
if (long.length > 0) {
  // oxlint-disable-next-line no-console -- A warning, not a wall: a file is best at about 200 lines.
  console.warn(`Long files, worth splitting by noun: ${long.map(({ file }) => file).join(', ')}`)
}
