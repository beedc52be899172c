/** What one runner, or all of them, came to. */
export interface TestCount {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const noTests: TestCount = { passed: 0, failed: 0, skipped: 0 }

export function addCounts(a: TestCount, b: TestCount): TestCount {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** Vitest's JSON report, as far as it is read here. */
export interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** Each test that failed; a file that could not even be loaded has failed without a test's name. */
export function failedVitest({
  testResults,
}: Pick<VitestReport, 'testResults'>): { file: string; name: string | null }[] {
  return testResults.flatMap(({ name: file, status, assertionResults }): { file: string; name: string | null }[] => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [{ file, name: null }]
    return failed.map(({ fullName }) => ({ file, name: fullName }))
  })
}

export function countVitest(report: VitestReport): TestCount {
  return {
    passed: report.numPassedTests,
    failed: failedVitest(report).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Playwright's JSON report, as far as it is read here. */
export interface PlaywrightReport {
  /** Absolute: where the paths of its files begin, whichever projects were run. */
  readonly config: { readonly rootDir: string }
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
  readonly suites?: readonly PlaywrightSuite[]
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly file: string
    readonly tests: readonly { readonly status: string; readonly annotations: PlaywrightTest['annotations'] }[]
  }[]
}

/** One test of a run. */
export interface PlaywrightTest {
  /** From the `rootDir` of the report. */
  readonly file: string
  readonly title: string
  readonly passed: boolean
  readonly neededSecondTry: boolean
  readonly annotations: readonly { readonly type: string; readonly description?: string }[]
}

export function playwrightTests({ suites = [] }: Pick<PlaywrightReport, 'suites'>): PlaywrightTest[] {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? []).flatMap(({ title, file, tests }) =>
      tests.map(({ status, annotations }) => ({
        file,
        title,
        annotations,
        passed: status === 'expected' || status === 'flaky',
        neededSecondTry: status === 'flaky',
      })),
    ),
    ...playwrightTests(suite),
  ])
}

/** A test that passed at its second try has passed; scripts/second-tries.ts says which those were. */
export function countPlaywright({ stats }: Pick<PlaywrightReport, 'stats'>): TestCount {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

/**
 * The last word on a runner. One that says it failed without naming a test, left no report (null) or ran nothing at all
 * counts as one failure: it must never look like a success.
 */
export function settleCount(reported: TestCount | null, succeeded: boolean): TestCount {
  const count = reported ?? noTests
  const ranNothing = count.passed + count.failed + count.skipped === 0
  return count.failed === 0 && (!succeeded || ranNothing || reported === null) ? { ...count, failed: 1 } : count
}

export function sentenceOf({ passed, failed, skipped }: TestCount): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
