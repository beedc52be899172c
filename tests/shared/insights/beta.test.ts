import { describe, expect, it } from 'vitest'
import { answerRate, partMean, slotRates } from '../../../shared/cadence/answer-rates.ts'
import { betaBelow, betaQuantile, chancesToBeGreatest } from '../../../shared/insights/beta.ts'
import { verdictOf } from '../../../shared/cadence/test-verdict.ts'

describe('the Beta distribution', () => {
  /** For whole a and b it is the chance of at least a hits in a + b - 1 throws (Abramowitz and Stegun 26.5.24). */
  function throws(x: number, a: number, b: number): number {
    const n = a + b - 1
    let [term, sum] = [(1 - x) ** n, 0]
    for (let hits = 0; hits <= n; hits++) {
      if (hits >= a) sum += term
      term *= ((n - hits) / (hits + 1)) * (x / (1 - x))
    }
    return sum
  }

  it.each([
    [0.3, 1, 1],
    [0.5, 3, 1],
    [0.2, 1, 4],
    [0.5, 10, 10],
    [0.145, 6, 34],
    [0.1, 40, 400],
    [0.9, 12, 3],
  ])('below %f of Beta(%i, %i)', (x, a, b) => expect(betaBelow(x, a, b)).toBeCloseTo(throws(x, a, b), 9))

  it('its quantiles are its inverse', () => {
    for (const chance of [0.05, 0.5, 0.95]) expect(betaBelow(betaQuantile(chance, 4, 30), 4, 30)).toBeCloseTo(chance, 9)
  })

  it('the chances to be the greatest are one together, and even for equals', () => {
    const chances = chancesToBeGreatest([{ a: 3, b: 20 }, { a: 3, b: 20 }, { a: 9, b: 14 }]) // prettier-ignore
    expect(chances[0]).toBeCloseTo(chances[1]!, 9)
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 4)
    expect(chances[2]).toBeGreaterThan(0.9)
  })
})

it('a slot is believed to answer as its part does until its own tries say otherwise', () => {
  const rates = slotRates(new Map([['4 evening', { tries: 21, answered: 3 }]]))
  const evening = (weekday: number) => rates.find((one) => one.weekday === weekday && one.part === 'evening')!
  const ofPart = partMean(new Map([['4 evening', { tries: 21, answered: 3 }]]), 'evening')
  // A fifth less than from nine to five.
  expect(ofPart).toBeCloseTo((40 * 0.8 * 0.0718 + 3) / 61, 9)
  expect(evening(2)).toMatchObject({ tries: 0, answered: 0 })
  expect(evening(2).mean).toBeCloseTo(ofPart, 9)
  expect(evening(4).mean).toBeCloseTo((20 * ofPart + 3) / 41, 9)
  for (const { low, mean, high } of rates) expect(low < mean && mean < high).toBe(true)
})

it('nobody’s calls are believed to be answered alike from nine to five', () => {
  const parts = ['morning', 'lunch', 'afternoon'] as const
  expect(parts.map((part) => partMean(new Map(), part))).toEqual([0.0718, 0.0718, 0.0718])
})

it('more tries leave less doubt', () => {
  const width = (tries: number) => {
    const { low, high } = answerRate('', { tries, answered: tries / 5 }, { mean: 0.145, tries: 40 })
    return high - low
  }
  expect(width(400)).toBeLessThan(width(40))
})

it('a test is won when it is 95 % sure, and says how it stands before', () => {
  const side = (name: string, contacts: number, reached: number, best: number) => ({
    side: name,
    contacts,
    reached,
    best,
  })
  expect(verdictOf([side('A', 0, 0, 0.5), side('B', 9, 1, 0.5)])).toMatch(/^Nothing to compare yet/)
  expect(verdictOf([side('A', 90, 9, 0.7), side('B', 90, 7, 0.3)])).toBe(
    'Not settled: “A” leads with 9 of 90 reached, against 7 of 90 with “B”, but that is only 70 % sure.',
  )
  expect(verdictOf([side('A', 900, 90, 0.98), side('B', 900, 60, 0.02)])).toBe(
    '“A” wins: 90 of 900 reached, against 60 of 900 with “B”, 98 % sure.',
  )
})
