import { expect, it } from 'vitest'
import { bestHours, drawSlot, learntRates, noRates, slotMean, tryBand } from '../../../shared/cadence/learnt-rates.ts'

const calls = (slot: string, hour: number, number: number, tries: number, answered: number) => ({ slot, hour, band: tryBand(number), tries, answered }) // prettier-ignore

it('a slot of late tries does not look worse than one of first tries, where every hour is the same', () => {
  // One in seven first tries is answered, and one in fifty late ones: whoever is easily reached is reached early.
  const cells = [
    calls('1 morning', 10, 1, 700, 100),
    calls('1 morning', 10, 12, 100, 2),
    calls('4 afternoon', 15, 1, 100, 14),
    calls('4 afternoon', 15, 12, 700, 14),
  ]
  const rates = learntRates(new Map(), cells)
  const ratio = slotMean(rates, '4 afternoon', 'afternoon') / slotMean(rates, '1 morning', 'morning')
  expect(ratio).toBeGreaterThan(0.85)
  expect(ratio).toBeLessThan(1.15)
  // Counted together the one would seem to answer a third as often.
  expect(28 / 800 / (102 / 800)).toBeLessThan(0.35)
})

it('a slot that answers is believed to, and drawn most of the time', () => {
  const rates = learntRates(new Map(), [calls('3 lunch', 12, 2, 20, 10), calls('3 morning', 10, 2, 60, 1)])
  expect(slotMean(rates, '3 lunch', 'lunch')).toBeGreaterThan(3)
  expect(slotMean(rates, '3 morning', 'morning')).toBeLessThan(0.6)
  let [seed, won] = [1, 0]
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  for (let draw = 0; draw < 1_000; draw++) {
    if (drawSlot(rates, '3 lunch', 'lunch', random) > drawSlot(rates, '3 morning', 'morning', random)) won++
  }
  expect(won).toBeGreaterThan(950)
})

it('hours within a part are learnt, and a few answers are no reason to narrow it', () => {
  const saturday = [10, 11, 12, 13, 14, 15].map((hour) => calls('6 weekend', hour, 3, 20, hour < 12 ? 8 : 0))
  expect(bestHours(learntRates(new Map(), saturday), 'weekend', 10, 15)).toEqual({ from: 10, until: 11 })
  const few = [10, 11, 12, 13, 14, 15].map((hour) => calls('6 weekend', hour, 3, 2, hour === 12 ? 1 : 0))
  expect(bestHours(learntRates(new Map(), few), 'weekend', 10, 15)).toBeNull()
  expect(bestHours(noRates, 'weekend', 10, 15)).toBeNull()
})
