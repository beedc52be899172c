import { callingOpenings } from '../compliance/calling-hours.ts'
import { dayParts, type DayPart } from '../time/day-hours.ts'
import { slotKey, slotsOf, windowOf } from '../time/day-part.ts'
import { momentOn, type LocalDay } from '../time/local-time.ts'
import type { WorkingHours } from '../contract/working-hours.ts'
import { meetingOf, workingSpans, type Span } from '../time/working-spans.ts'

/** When something should happen, epoch milliseconds. */
export interface Window {
  readonly dueAt: number
  readonly dueUntil: number
}

/** A window that is about to close is no use to anybody. */
export const LEAST_WINDOW_MS = 30 * 60_000

/** When somebody can be called: where the parts of their day, the rep's hours and the hours of their region meet. */
export interface Reach {
  readonly timeZone: string
  /** The windows of a part of a day on their calendar, in their order; days off are the caller's to mind. */
  windows(day: LocalDay, part: DayPart): readonly Window[]
  /** What of these hours of a day can be used: minutes after midnight on their clock. */
  within(day: LocalDay, from: number, until: number): readonly Window[]
  /** By `slotKey`: the weekdays and parts that the two weeks from this day on can meet. A part that can never be met is not there. */
  slots(day: LocalDay): ReadonlySet<string>
  /** The same without the rep's hours: for whom they never meet. */
  readonly anyHours: Reach
}

export interface ReachOf {
  readonly timeZone: string
  /** ISO 3166-1 or -2; empty: no rule of any place is known. */
  readonly region: string
  /** null: the rep calls at any hour. */
  readonly hours: WorkingHours | null
}

/** Of the parts of the day, as many as there are. */
const parts = dayParts
const everySlot = slotsOf(parts)

/**
 * Keeps what it has found out: of one zone, one region and one week of the rep's a list of contacts asks the same again and
 * again.
 */
export function openReach({ timeZone, region, hours }: ReachOf): Reach {
  const known = new Map<number, readonly Window[]>()
  const weeks = new Map<number, ReadonlySet<string>>()
  const usable = (day: LocalDay, span: Span): Window[] => {
    const law = callingOpenings(region, day)
    const lawful = law
      ? law.map(({ opens, closes }) => ({
          from: momentOn(day, opens, timeZone),
          until: momentOn(day, closes, timeZone),
        }))
      : [span]
    const open = meetingOf([span], lawful)
    const met = hours ? open.flatMap((one) => workingSpans(hours, one.from, one.until)) : open
    return met.map(({ from, until }) => ({ dueAt: from, dueUntil: until }))
  }
  const windows = (day: LocalDay, part: DayPart): readonly Window[] => {
    const key = day * 8 + parts.indexOf(part)
    let found = known.get(key)
    if (!found) {
      const whole = windowOf(day, part, timeZone)
      const open = whole ? usable(day, { from: whole.opensAt, until: whole.closesAt }) : []
      found = open.filter(({ dueAt, dueUntil }) => dueUntil - dueAt >= LEAST_WINDOW_MS)
      if (known.size > 4_000) known.clear()
      known.set(key, found)
    }
    return found
  }
  let wider: Reach | null = null
  const reach: Reach = {
    timeZone,
    windows,
    within: (day, from, until) =>
      usable(day, { from: momentOn(day, from, timeZone), until: momentOn(day, until, timeZone) }),
    slots(day) {
      const week = Math.floor((day + 3) / 7)
      let found = weeks.get(week)
      if (!found) {
        const first = week * 7 - 3
        const met = everySlot.filter(({ weekday, part }) =>
          [0, 7].some((later) => windows(first + weekday - 1 + later, part).length > 0),
        )
        found = new Set(met.map(slotKey))
        if (weeks.size > 60) weeks.clear()
        weeks.set(week, found)
      }
      return found
    },
    get anyHours() {
      return (wider ??= hours ? openReach({ timeZone, region, hours: null }) : reach)
    },
  }
  return reach
}

/** The parts of the day that are never met in the two weeks from this day on. */
export function partsNeverMet(reach: Reach, day: LocalDay, wanted: readonly DayPart[]): DayPart[] {
  const met = reach.slots(day)
  return wanted.filter((part) => slotsOf([part]).every((slot) => !met.has(slotKey(slot))))
}
