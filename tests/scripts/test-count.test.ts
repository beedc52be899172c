import { describe, expect, test } from 'vitest'
import {
  countPlaywright,
  countVitest,
  failedVitest,
  noTests,
  playwrightTests,
  sentenceOf,
  settleCount,
} from '../../scripts/test-count.ts'

const someFailed = { passed: 3, failed: 2, skipped: 1 }
const allPassed = { passed: 3, failed: 0, skipped: 1 }

describe('the sum of a test run', () => {
  test('is what the runner reported when that agrees with how it ended', () => {
    expect(settleCount(allPassed, true)).toEqual(allPassed)
    expect(settleCount(someFailed, false)).toEqual(someFailed)
  })

  test.each([
    ['crashed before it could report', null, false],
    ['ended well but left no report', null, true],
    ['ran nothing', noTests, true],
    ['failed for a reason that is no test', { passed: 0, failed: 0, skipped: 0 }, false],
  ])('is one failure when a runner %s', (_what, reported, succeeded) => {
    expect(settleCount(reported, succeeded)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('keeps what passed when the runner failed afterwards', () => {
    expect(settleCount(allPassed, false)).toEqual({ passed: 3, failed: 1, skipped: 1 })
  })

  test('counts a file that could not be loaded as a failure', () => {
    const file = (name: string, status: string, ends: readonly string[]) => ({
      name,
      status,
      assertionResults: ends.map((end, i) => ({ status: end, fullName: `${name} ${i}` })),
    })
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        file('line', 'passed', ['passed']),
        file('call', 'failed', ['failed', 'passed']),
        file('drop', 'failed', []),
      ],
    }
    expect(failedVitest(report)).toEqual([
      { file: 'call', name: 'call 0' },
      { file: 'drop', name: null },
    ])
    expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 2 })
  })

  test('counts a test that passed at its second try as passed, and one that failed twice as failed', () => {
    expect(countPlaywright({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
      passed: 8,
      failed: 1,
      skipped: 2,
    })
  })

  test('knows of each Playwright test, however deep it stands, whether it passed and what it took', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'lab/line.spec.ts',
      tests: [{ status, annotations: [] }],
    })
    const report = {
      suites: [
        {
          specs: [spec('calls', 'expected')],
          suites: [{ specs: [spec('hears', 'flaky'), spec('drops', 'unexpected')] }],
        },
      ],
    }
    expect(
      playwrightTests(report).map(({ title, passed, neededSecondTry }) => [title, passed, neededSecondTry]),
    ).toEqual([
      ['calls', true, false],
      ['hears', true, true],
      ['drops', false, false],
    ])
  })

  test('is said in one line', () => {
    expect(sentenceOf(someFailed)).toBe('3 passed, 2 failed, 1 skipped')
  })
})
