import { expect, it } from 'vitest'
import { activeDays } from '../../../shared/cadence/active-days.ts'

const day = 86_400_000
const start = Date.UTC(2026, 10, 2, 12)
const at = (days: number) => start + days * day
const facts = {
  attempts: [{ startedAt: start, outcome: 'no-answer' as const, recordingId: null }],
  timeZone: 'UTC',
  daysOff: new Set<number>(),
  inactive: [] as { from: number; until: number }[],
  now: at(40),
  notBefore: null,
}

it('a cadence’s days run from its first call', () => {
  expect(activeDays(facts, at(30))).toBe(30)
  expect(activeDays({ ...facts, attempts: [] }, at(30))).toBe(0)
})

it('pauses, what was asked for later and days off use none up, and none is counted twice', () => {
  const inactive = [{ from: at(3), until: at(13) }, { from: at(8), until: at(20) }] // prettier-ignore
  expect(activeDays({ ...facts, inactive }, at(30))).toBe(30 - 17)
  const first = Math.floor(start / day)
  expect(activeDays({ ...facts, daysOff: new Set([first + 1, first + 2, first + 99]) }, at(30))).toBe(28)
  expect(activeDays({ ...facts, inactive, daysOff: new Set([first + 1, first + 10]) }, at(30))).toBe(30 - 18)
})

it('nor does a pause that is still to come', () => {
  expect(activeDays({ ...facts, notBefore: at(160) }, at(165))).toBe(45)
})
