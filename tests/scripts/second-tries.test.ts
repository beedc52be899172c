import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keepRun, readEarlierRuns, repeatedSecondTries, secondTriesInWords } from '../../scripts/second-tries.ts'

describe('a test that passed only at its second try', () => {
  test('is named before the counting line', () => {
    expect(secondTriesInWords(['lab: it calls', 'app: it hears'], [])).toEqual([
      '2 passed only at the second try: lab: it calls; app: it hears',
    ])
    expect(secondTriesInWords([], [])).toEqual([])
  })

  test.each([
    ['for the first time', [], []],
    ['in another run, of another test', [['app: it hears'], []], []],
    ['in this run and the last one', [['lab: it calls'], []], ['lab: it calls']],
    ['in this run and the one before the last', [[], ['lab: it calls']], ['lab: it calls']],
    ['long ago', [[], [], ['lab: it calls']], []],
  ])('and needed it %s, has failed: %j', (_when, earlier, failed) => {
    expect(repeatedSecondTries(['lab: it calls'], earlier)).toEqual(failed)
  })

  test('is remembered by this checkout for two runs', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'afterbeep-tries-')), 'out', 'second-tries.json')
    expect(readEarlierRuns(file)).toEqual([])
    for (const run of [['a'], ['b'], ['c']]) keepRun(file, run, readEarlierRuns(file))
    expect(readEarlierRuns(file)).toEqual([['c'], ['b']])
  })
})
