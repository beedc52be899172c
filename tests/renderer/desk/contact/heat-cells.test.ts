import { describe, expect, it } from 'vitest'
import { heatMap } from '../../../../renderer/desk/contact/heat-cells.ts'
import { weekdayPartOf, weekdayParts } from '../../../../shared/time/day-hours.ts'
import { slotAt } from '../../../../shared/time/day-part.ts'
import { attempt } from '../../../support/desk-samples.ts'

/** Wednesday 18 November 2026 in Toronto, which is five hours behind UTC. */
const wednesday = (hour: number, minute = 0) => Date.UTC(2026, 10, 18, hour + 5, minute)
const toronto = 'America/Toronto'
const cell = (rows: ReturnType<typeof heatMap>, part: (typeof weekdayParts)[number], column: number) =>
  rows[weekdayParts.indexOf(part)]![column]!

describe('the map of tries', () => {
  it('is on the contact’s clock, not the rep’s', () => {
    const late = attempt(wednesday(20, 30), 'no-answer')
    expect(cell(heatMap([late], null, toronto), 'evening', 2).tries).toBe(1)
    // 17:30 on the same day in Los Angeles, and already Thursday morning in Tokyo.
    expect(cell(heatMap([late], null, 'America/Los_Angeles'), 'evening', 2).tries).toBe(1)
    expect(cell(heatMap([late], null, 'Asia/Tokyo'), 'morning', 3).tries).toBe(1)
  })
  it('shows the best that came of a time', () => {
    const tries = [attempt(wednesday(10), 'no-answer'), attempt(wednesday(11), 'voicemail-dropped')]
    expect(cell(heatMap(tries, null, toronto), 'morning', 2)).toMatchObject({ tries: 2, best: 'message' })
    const spoke = [...tries, attempt(wednesday(9), 'answered')]
    expect(cell(heatMap(spoke, null, toronto), 'morning', 2)).toMatchObject({ tries: 3, best: 'spoke' })
  })
  it('leaves out calls that never reached the prospect’s phone', () => {
    const tries = [attempt(wednesday(10), 'failed'), attempt(wednesday(10), 'cancelled'), attempt(wednesday(10), null)]
    expect(
      heatMap(tries, null, toronto)
        .flat()
        .some(({ best }) => best !== 'nothing'),
    ).toBe(false)
  })
  it('marks where the next one falls, also on a weekend', () => {
    const saturday = wednesday(11) + 3 * 86_400_000
    const marked = heatMap([], saturday, toronto).flatMap((cells, row) =>
      cells.flatMap(({ next }, column) => (next ? [[weekdayParts[row], column]] : [])),
    )
    expect(marked).toEqual([['morning', 5]])
  })
  it('divides a weekday where the cadence divides it, minute by minute', () => {
    for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
      expect(weekdayPartOf(minutes)).toBe(slotAt(wednesday(0, minutes), toronto).part)
    }
  })
})
