/*
 * npm test: everything that can be tested on this machine, and one line at the end that says what it came to.
 *
 *   static       types · lint · format, each counts as one test, as does the build
 *   unit         tests/{shared,main,renderer,support,scripts}, in Node
 *   desk, sound  Playwright: each renderer in Chromium
 *   lab, app     Playwright: the whole app, against Kamailio and baresip in a network of their own, and on its practice line
 *
 * `npm test -- unit lab` runs only these. Two that stand in one line are one run, in which a test of either kind is under
 * way as long as there are any: for what that is good for see playwright.config.ts. The app is then in the lab's network
 * as well. Missing system packages are installed first where that can be done.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { staticChecks } from './checks.ts'
import { interruptSignal } from './interrupt.ts'
import { inNetworkNamespace, withSbin } from './network-namespace.ts'
import { root, runStep, tool, type Step } from './run-step.ts'
import { ensurePackages, type Program } from './system-packages.ts'
import { keepRun, readEarlierRuns, repeatedSecondTries, secondTriesInWords } from './second-tries.ts'
import {
  addCounts,
  countPlaywright,
  countVitest,
  noTests,
  playwrightTests,
  sentenceOf,
  settleCount,
  type PlaywrightReport,
  type TestCount,
  type VitestReport,
} from './test-count.ts'

const TIME_LIMIT_MS = 40 * 60_000
const reports = join(root, 'out', 'test-reports')
const earlierRunsFile = join(root, 'out', 'second-tries.json')
const secondTries: string[] = []
const reportOf = (name: string) => join(reports, `${name}.json`)

const parts = {
  static: [],
  unit: ['chromium', 'kamailio'],
  desk: ['chromium'],
  sound: ['chromium'],
  lab: ['chromium', 'kamailio', 'baresip', 'ip'],
  app: ['chromium'],
} as const satisfies Record<string, readonly Program[]>
type Part = keyof typeof parts
const playwrightRuns: readonly (readonly Part[])[] = [
  ['desk', 'sound'],
  ['lab', 'app'],
]

const build: Step = { name: 'build', command: tool('electron-vite', 'build'), prints: 'on-failure' }

const chosen = chosenParts(process.argv.slice(2))
ensurePackages([...new Set(chosen.flatMap((part): readonly Program[] => parts[part]))])
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const signal = interruptSignal(TIME_LIMIT_MS)
const chosenRuns = playwrightRuns
  .map((run) => run.filter((part) => chosen.includes(part)))
  .filter((run) => run.length > 0)
const built = chosenRuns.length > 0 ? await runChecks([build]) : noTests
// They need the processor and no clock, the parts after them a clock and little of the processor.
const checked = chosen.includes('static')
  ? runChecks(staticChecks.map((step) => ({ ...step, givesWay: true })))
  : noTests
let total = built
if (chosen.includes('unit')) total = addCounts(total, await runStepOf('unit', unitStep(), countUnit))
for (const run of chosenRuns) total = addCounts(total, await runPlaywright(run))
total = addCounts(total, await checked)
const earlierRuns = readEarlierRuns(earlierRunsFile)
const repeated = repeatedSecondTries(secondTries, earlierRuns)
keepRun(earlierRunsFile, secondTries, earlierRuns)
total = { ...total, passed: total.passed - repeated.length, failed: total.failed + repeated.length }
if (signal.aborted) console.log(`\nStopped early: ${(signal.reason as Error).message}.`)
console.log()
for (const line of [...secondTriesInWords(secondTries, repeated), sentenceOf(total)]) console.log(line)
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

/** Playwright's run of these parts. Where the lab cannot be, it is skipped. */
async function runPlaywright(run: readonly Part[]): Promise<TestCount> {
  const name = run.join('-')
  const playwright = tool('@playwright/test', 'test', ...run.map((part) => `--project=${part}`), '--reporter=list,json')
  const command = run.includes('lab') ? inNetworkNamespace(playwright) : playwright
  if (!command) {
    console.log('\n── lab')
    console.log('SKIPPED: this system allows no network namespace (neither as root nor with user namespaces),')
    console.log('and the lab sends traffic nowhere else.')
    const others = run.filter((part) => part !== 'lab')
    return addCounts({ ...noTests, skipped: 1 }, others.length > 0 ? await runPlaywright(others) : noTests)
  }
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf(name), ...(run.includes('lab') && { PATH: withSbin()['PATH']! }) }
  return runStepOf(name, { name, command, env, prints: 'at-once' }, countRun)
}

async function runStepOf(name: string, step: Step, count: (report: unknown) => TestCount): Promise<TestCount> {
  console.log(`\n── ${name}`)
  if (signal.aborted) return failedPart('not run: stopped before')
  if (built.failed > 0 && name !== 'unit') return failedPart('not run: the build failed')
  const { succeeded } = await runStep(step, signal)
  const file = reportOf(name)
  const reported = existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : null
  const settled = settleCount(reported, succeeded)
  console.log(`${name}: ${sentenceOf(settled)}`)
  return settled
}

function failedPart(why: string): TestCount {
  console.log(why)
  return { passed: 0, failed: 1, skipped: 0 }
}

function unitStep(): Step {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf('unit')}`]
  return { name: 'unit', command: tool('vitest', 'run', ...reporters), prints: 'at-once' }
}

function countUnit(report: unknown): TestCount {
  return countVitest(report as VitestReport)
}

function countRun(report: unknown): TestCount {
  const tests = playwrightTests(report as PlaywrightReport)
  secondTries.push(
    ...tests.filter(({ neededSecondTry }) => neededSecondTry).map(({ file, title }) => `${file}: ${title}`),
  )
  return countPlaywright(report as PlaywrightReport)
}
