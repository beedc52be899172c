/*
 * node scripts/make-faults.ts: writes docs/faults.md from the reports that the last `npm test` left in out/test-reports.
 * Every row is a test: its name says what fails and what happens then, its annotations what was measured.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { faultsDocument } from './faults.ts'
import { root } from './run-step.ts'
import type { PlaywrightReport, VitestReport } from './test-count.ts'

const folder = join(root, 'out', 'test-reports')
const reports = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as VitestReport | PlaywrightReport)
  : []
const made = faultsDocument(reports, root)
if ('missing' in made) {
  console.error(`Not in the reports of the last run: ${made.missing.join(', ')}.`)
  console.error('Run `npm test`, or `npm test -- unit lab app`, and then this again.')
  process.exit(1)
}
const file = join(root, 'docs', 'faults.md')
writeFileSync(file, await format(made.document, { ...(await resolveConfig(file)), filepath: file }))
