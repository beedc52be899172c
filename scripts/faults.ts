/* What docs/faults.md says, from the reports of a run of the tests. */
import { join, relative } from 'node:path'
import { playwrightTests, type PlaywrightReport, type VitestReport } from './test-count.ts'

interface Row {
  readonly sentence: string
  readonly measured: readonly string[]
  readonly passed: boolean
}

interface Suite {
  readonly title: string
  /** Test files, from the project's root, without their ending. */
  readonly files: readonly string[]
}

export const faultSuites: readonly Suite[] = [
  { title: 'The server or the network fails', files: ['tests/lab/server-faults', 'tests/lab/address-change'] },
  {
    title: 'The desk, the sound room or the app fails',
    files: ['tests/lab/desk-faults', 'tests/app/sound-room-crash', 'tests/app/interrupted'],
  },
  {
    title: 'The far end answers oddly',
    files: ['tests/main/exchange/outage', 'tests/main/exchange/faults', 'tests/main/exchange/taken-over'],
  },
  { title: 'What arrives cannot be read', files: ['tests/main/exchange/broken-request'] },
]

/**
 * The document, in Markdown; every row is a test. Where a file is in none of the reports, those files instead: a document
 * that leaves a fault out would say less than it seems to.
 *
 * @param reports Vitest's and Playwright's JSON reports of one run.
 * @param root the project's folder, absolute.
 */
export function faultsDocument(
  reports: readonly (VitestReport | PlaywrightReport)[],
  root: string,
): { readonly document: string } | { readonly missing: readonly string[] } {
  const rowsOf = new Map<string, Row[]>()
  const add = (path: string, rows: readonly Row[]) => {
    const file = relative(root, path).replace(/\.(test|spec)\.ts$/, '')
    rowsOf.set(file, [...(rowsOf.get(file) ?? []), ...rows])
  }
  for (const report of reports) {
    if ('testResults' in report) {
      for (const { name, assertionResults } of report.testResults) add(name, assertionResults.map(unitRow))
    } else {
      for (const test of playwrightTests(report)) add(join(report.config.rootDir, test.file), [playwrightRow(test)])
    }
  }
  const missing = faultSuites.flatMap(({ files }) => files).filter((file) => !rowsOf.has(file))
  if (missing.length > 0) return { missing }
  const tables = faultSuites.map(({ title, files }) =>
    [`## ${title}`, ...files.map((file) => table(file, rowsOf.get(file)!))].join('\n\n'),
  )
  return { document: [...preface, tables.join('\n\n'), ''].join('\n') }
}

const preface = [
  '# When something fails',
  '',
  'Made by `node scripts/make-faults.ts` from the report of a whole `npm test`; every row is a test, and its name says what happens.',
  'Times were measured in that run, on a machine with two cores. Lab tests run against Kamailio and baresip.',
  '',
]

function unitRow({ fullName, status }: { readonly fullName: string; readonly status: string }): Row {
  return { sentence: fullName, measured: [], passed: status === 'passed' }
}

function playwrightRow({ title, annotations, passed }: ReturnType<typeof playwrightTests>[number]): Row {
  const measured = annotations.filter(({ type }) => type === 'measured').map(({ description }) => description ?? '')
  return { sentence: title, measured, passed }
}

function table(file: string, rows: readonly Row[]): string {
  const lines = rows.map(({ sentence, measured, passed }) => {
    const cells = [sentence, measured.join('; '), passed ? 'holds' : '**fails**']
    return `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return [`\`${file}\``, '', '| what fails, and what happens | measured | |', '| --- | --- | --- |', ...lines].join(
    '\n',
  )
}
