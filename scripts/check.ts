/*
 * npm run check: types, lint, format and the unit tests, in less than a minute on a quiet machine and in few
 * words. What failed is named once more at the end.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { staticChecks } from './checks.ts'
import { interruptSignal } from './interrupt.ts'
import { root, runStep, tool, type Step } from './run-step.ts'
import { failedVitest, type VitestReport } from './test-count.ts'

/** Whole calls with sound, which take as long as a call takes: npm test makes them. */
const inRealTime = ['tests/main/practice/sound.test.ts']
const excluded = inRealTime.map((file) => `--exclude=${file}`)
const reportFile = join(root, 'out', 'test-reports', 'check.json')
const unit: Step = {
  name: 'unit tests',
  command: tool(
    'vitest',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    '--silent',
    ...excluded,
  ),
  prints: 'on-failure',
}
const signal = interruptSignal(600_000)

async function check(step: Step): Promise<boolean> {
  const end = await runStep(step, signal)
  const seconds = (end.tookMs / 1000).toFixed(1)
  console.log(`${end.succeeded ? 'ok     ' : 'failed '} ${step.name} (${seconds} s)`)
  if (!end.succeeded) console.log(end.output.trimEnd())
  return end.succeeded
}

rmSync(reportFile, { force: true })
const steps = [...staticChecks, unit]
const ends = [...(await Promise.all(staticChecks.map(check))), await check(unit)]
const failedTests = existsSync(reportFile)
  ? failedVitest(JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport)
  : []
for (const { name } of steps.filter((_, i) => !ends[i])) console.log(`failed: ${name}`)
for (const { file, name } of failedTests)
  console.log(`  ${relative(root, file)}${name ? `: ${name}` : ' could not be loaded'}`)
process.exit(ends.every(Boolean) ? 0 : 1)
