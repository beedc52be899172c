/*
 * npm test: everything that can be tested on this machine, and one line at the end that says what it came to.
 *
 *   types · lint · format · build  each counts as one test
 *   unit                           tests/{shared,main,renderer,support,scripts}, in Node
 *   sound, app                     Playwright: the sound room in Chromium; the whole app
 *   lab                            Playwright: the whole app against Kamailio and baresip, in a network of its own
 *
 * `npm test -- unit lab` runs only these. Missing system packages are installed first where that can be done.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { staticChecks } from './checks.ts'
import { interruptSignal } from './interrupt.ts'
import { inNetworkNamespace, withSbin } from './network-namespace.ts'
import { root, runStep, tool, type Step } from './run-step.ts'
import { ensurePackages, type Program } from './system-packages.ts'
import {
  addCounts,
  countPlaywright,
  countVitest,
  noTests,
  sentenceOf,
  settleCount,
  type PlaywrightReport,
  type TestCount,
  type VitestReport,
} from './test-count.ts'

const TIME_LIMIT_MS = 40 * 60_000
const reports = join(root, 'out', 'test-reports')
const reportOf = (part: string) => join(reports, `${part}.json`)

const parts = {
  static: [],
  unit: ['chromium', 'kamailio'],
  sound: ['chromium'],
  app: ['chromium'],
  lab: ['chromium', 'kamailio', 'baresip', 'ip'],
} as const satisfies Record<string, readonly Program[]>
type Part = keyof typeof parts

const build: Step = { name: 'build', command: tool('electron-vite', 'build'), prints: 'on-failure' }

const chosen = chosenParts(process.argv.slice(2))
ensurePackages([...new Set(chosen.flatMap((part): readonly Program[] => parts[part]))])
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const signal = interruptSignal(TIME_LIMIT_MS)
const needsBuild = chosen.some((part) => isPlaywright(part))
const built = needsBuild ? await runChecks([build]) : noTests
// They need the processor and no clock, the parts after them a clock and little of the processor.
const checked = chosen.includes('static')
  ? runChecks(staticChecks.map((step) => ({ ...step, givesWay: true })))
  : noTests
let total = built
for (const part of chosen) {
  if (part !== 'static') total = addCounts(total, await runPart(part))
}
total = addCounts(total, await checked)
if (signal.aborted) console.log(`\nStopped early: ${(signal.reason as Error).message}.`)
console.log(`\n${sentenceOf(total)}`)
process.exit(total.failed === 0 ? 0 : 1)

function chosenParts(words: readonly string[]): readonly Part[] {
  const all = Object.keys(parts) as Part[]
  const unknown = words.find((word) => !all.includes(word as Part))
  if (unknown) {
    console.error(`There is no part “${unknown}”; there are: ${all.join(', ')}.`)
    process.exit(1)
  }
  return words.length > 0 ? all.filter((part) => words.includes(part)) : all
}

/** Side by side; each counts as one test, is told when it ends, and prints only when it fails. */
async function runChecks(steps: readonly Step[]): Promise<TestCount> {
  const check = async (step: Step) => {
    const { succeeded, output } = await runStep(step, signal)
    console.log(`${succeeded ? '✓' : '✗'} ${step.name}`)
    if (!succeeded) console.log(output.trimEnd())
    return succeeded
  }
  const passed = (await Promise.all(steps.map(check))).filter(Boolean).length
  return { passed, failed: steps.length - passed, skipped: 0 }
}

function isPlaywright(part: Part): boolean {
  return part === 'sound' || part === 'app' || part === 'lab'
}

async function runPart(part: Exclude<Part, 'static'>): Promise<TestCount> {
  console.log(`\n── ${part}`)
  if (signal.aborted) return failedPart('not run: stopped before')
  if (isPlaywright(part) && built.failed > 0) return failedPart('not run: the build failed')
  const step = stepOf(part)
  if (!step) {
    console.log('SKIPPED: this system allows no network namespace (neither as root nor with user namespaces),')
    console.log('and the lab sends traffic nowhere else.')
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const { succeeded, output } = await runStep(step, signal)
  if (output) console.log(output.trimEnd())
  const count = settleCount(readCount(part), succeeded)
  console.log(`${part}: ${sentenceOf(count)}`)
  return count
}

function failedPart(why: string): TestCount {
  console.log(why)
  return { passed: 0, failed: 1, skipped: 0 }
}

function stepOf(part: Exclude<Part, 'static'>): Step | null {
  if (part === 'unit') {
    const command = tool(
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportOf(part)}`,
    )
    return { name: part, command, prints: 'at-once' }
  }
  const playwright = tool('@playwright/test', 'test', `--project=${part}`, '--reporter=list,json')
  const command = part === 'lab' ? inNetworkNamespace(playwright) : playwright
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf(part), ...(part === 'lab' && { PATH: withSbin()['PATH']! }) }
  return command && { name: part, command, env, prints: 'at-once' }
}

function readCount(part: Part): TestCount | null {
  const file = reportOf(part)
  if (!existsSync(file)) return null
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (part === 'unit') return countVitest(report as VitestReport)
  const { stats } = report as PlaywrightReport
  if (stats.flaky > 0) console.log(`${part}: ${stats.flaky} passed only at the second try, see above`)
  return countPlaywright({ stats })
}
