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
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { status: string }[] }[]
}

export function countVitest(report: VitestReport): TestCount {
  // A file that could not even be loaded has failed without a failed test.
  const unloadable = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Playwright's JSON report, as far as it is read here. */
export interface PlaywrightReport {
  readonly stats: {
    readonly expected: number
    readonly unexpected: number
    readonly flaky: number
    readonly skipped: number
  }
}

/** A test that passed at its second try has passed; `scripts/test.ts` says how many those were. */
export function countPlaywright({ stats }: PlaywrightReport): TestCount {
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
