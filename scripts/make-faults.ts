/*
 * node scripts/make-faults.ts: writes docs/faults.md from the reports that the last `npm test` left in out/test-reports.
 * Every row is a test: its name says what fails and what happens then, its annotations what was measured.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './run-step.ts'
import { playwrightTests, type PlaywrightReport } from './test-count.ts'

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

const suites: readonly Suite[] = [
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

interface VitestFile {
  readonly name: string
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
}

const reports = join(root, 'out', 'test-reports')
const rowsOf = new Map<string, Row[]>()
if (!existsSync(reports)) {
  console.error('There is no report in out/test-reports. Run `npm test -- unit lab app` first.')
  process.exit(1)
}
for (const name of readdirSync(reports).filter((file) => file.endsWith('.json'))) {
  const report = JSON.parse(readFileSync(join(reports, name), 'utf8')) as object
  if ('testResults' in report) readVitest((report as { testResults: readonly VitestFile[] }).testResults)
  else readPlaywright(report as PlaywrightReport)
}

const missing = suites.flatMap(({ files }) => files).filter((file) => !rowsOf.has(file))
if (missing.length > 0) {
  console.error(`Not in the reports of the last run: ${missing.join(', ')}. Run \`npm test -- unit lab app\` first.`)
  process.exit(1)
}
writeFileSync(join(root, 'docs', 'faults.md'), `${document()}\n`)

function readVitest(files: readonly VitestFile[]): void {
  for (const { name, assertionResults } of files) {
    const rows = assertionResults.map(({ fullName, status }) => ({
      sentence: fullName,
      measured: [],
      passed: status === 'passed',
    }))
    add(relative(root, name), rows)
  }
}

function readPlaywright(report: PlaywrightReport): void {
  for (const { file, title, annotations, passed } of playwrightTests(report)) {
    const measured = annotations.filter(({ type }) => type === 'measured').map(({ description }) => description ?? '')
    add(join('tests', file), [{ sentence: title, measured, passed }])
  }
}

function add(path: string, rows: readonly Row[]): void {
  const file = path.replace(/\.(test|spec)\.ts$/, '')
  rowsOf.set(file, [...(rowsOf.get(file) ?? []), ...rows])
}

function document(): string {
  const tables = suites.map(({ title, files }) => [`## ${title}`, ...files.map(table)].join('\n\n'))
  return [
    '# When something fails',
    '',
    'Made by `node scripts/make-faults.ts` from the report of a whole `npm test`; every row is a test, and its name says what happens.',
    'Times were measured in that run, on a machine with two cores. Lab tests run against Kamailio and baresip.',
    '',
    tables.join('\n\n'),
  ].join('\n')
}

function table(file: string): string {
  const rows = rowsOf.get(file)!.map(({ sentence, measured, passed }) => {
    const cell = [sentence, measured.join('; '), passed ? 'holds' : '**fails**'].map((text) =>
      text.replaceAll('|', '\\|'),
    )
    return `| ${cell.join(' | ')} |`
  })
  return [`\`${file}\``, '', '| what fails, and what happens | measured | |', '| --- | --- | --- |', ...rows].join('\n')
}
