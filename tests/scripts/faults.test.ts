import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faultsDocument, faultSuites } from '../../scripts/faults.ts'
import { root } from '../../scripts/run-step.ts'
import type { PlaywrightReport, VitestReport } from '../../scripts/test-count.ts'

const files = faultSuites.flatMap((suite) => suite.files)
const inUnit = (file: string) => file.startsWith('tests/main/')

/** As Vitest writes it: with the whole path of each file. */
const unit = (status = 'passed') =>
  ({
    testResults: files.filter(inUnit).map((file) => ({
      name: join(root, `${file}.test.ts`),
      status,
      assertionResults: [{ status, fullName: `${file} | is answered` }],
    })),
  }) as unknown as VitestReport

/** As Playwright writes it: with paths from a folder that the report names. */
const played = (rootDir = root, left = files) =>
  ({
    config: { rootDir },
    stats: {},
    suites: left
      .filter((file) => !inUnit(file))
      .map((file) => {
        const annotations = [{ type: 'measured', description: 'back after 2.1 s' }]
        const path = join(root, `${file}.spec.ts`).slice(rootDir.length + 1)
        return { specs: [{ title: 'the talk goes on', file: path, tests: [{ status: 'expected', annotations }] }] }
      }),
  }) as unknown as PlaywrightReport

const documentOf = (...reports: Parameters<typeof faultsDocument>[0]) => {
  const made = faultsDocument(reports, root)
  return 'document' in made ? made.document : made.missing
}

test('every file of faults is a test file that is there', () => {
  for (const file of files)
    expect([`${file}.spec.ts`, `${file}.test.ts`].some((path) => existsSync(join(root, path)))).toBe(true)
})

test('a row says what happens, what was measured and whether it holds, from the reports of both runners', () => {
  const document = documentOf(unit(), played())
  expect(document).toContain('`tests/lab/server-faults`')
  expect(document).toContain('| the talk goes on | back after 2.1 s | holds |')
  expect(document).toContain(String.raw`| tests/main/exchange/outage \| is answered |  | holds |`)
  expect(documentOf(unit('failed'), played())).toContain('**fails**')
})

test('a report whose files begin in the folder of the tests says the same', () => {
  expect(documentOf(unit(), played(join(root, 'tests')))).toBe(documentOf(unit(), played()))
})

test('no document is made of a run that left files of faults out: they are named', () => {
  expect(documentOf(unit())).toEqual(files.filter((file) => !inUnit(file)))
  expect(
    documentOf(
      played(
        root,
        files.filter((file) => file !== 'tests/lab/desk-faults'),
      ),
      unit(),
    ),
  ).toEqual(['tests/lab/desk-faults'])
  expect(documentOf()).toEqual(files)
})
