import { describe, expect, test } from 'vitest'
import { countPlaywright, countVitest, noTests, sentenceOf, settleCount } from '../../scripts/test-count.ts'

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
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    }
    expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 2 })
  })

  test('counts a test that passed at its second try as passed, and one that failed twice as failed', () => {
    expect(countPlaywright({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
      passed: 8,
      failed: 1,
      skipped: 2,
    })
  })

  test('is said in one line', () => {
    expect(sentenceOf(someFailed)).toBe('3 passed, 2 failed, 1 skipped')
  })
})
