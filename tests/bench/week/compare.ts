/*
 * What the same calls would have come to at other times of their days: at a time drawn at random, and at the best time there
 * is. Both are under the same rule of variety, on the same days, with the same number of calls and the same luck: a call is
 * answered when its luck is under the chance of its time.
 */
import { barredBy, type TriedSlot } from '../../../shared/cadence/variety.ts'
import type { Reach, Window } from '../../../shared/cadence/reach.ts'
import type { DayPart } from '../../../shared/time/day-hours.ts'
import { slotAt, slotKey, slotsOf } from '../../../shared/time/day-part.ts'
import { localDay, weekdayOf } from '../../../shared/time/local-time.ts'

export interface MadeCall {
  readonly at: number
  /** 0 to 1. */
  readonly luck: number
  /** It was promised for then, so that nobody could choose. */
  readonly promised: boolean
}

export interface Compared {
  readonly calls: readonly MadeCall[]
  readonly reach: Reach
  readonly parts: readonly DayPart[]
  readonly chance: (at: number) => number
}

type Choose = (windows: readonly Window[]) => number

/** Share of contacts that would be reached when each call is made at a random time of its day; `times` draws of each. */
export function reachedAtRandom(compared: readonly Compared[], random: () => number, times = 40): number {
  let reached = 0
  for (const one of compared) {
    for (let draw = 0; draw < times; draw++) {
      const choose: Choose = (windows) => {
        const { dueAt, dueUntil } = windows[Math.floor(random() * windows.length)]!
        return dueAt + Math.floor(random() * (dueUntil - dueAt - 60_000))
      }
      if (isReached(one, choose)) reached++
    }
  }
  return reached / times
}

export function reachedByOracle(compared: readonly Compared[]): number {
  const STEP = 15 * 60_000
  return compared.filter((one) => {
    const choose: Choose = (windows) => {
      let [best, most] = [windows[0]!.dueAt, -1]
      for (const { dueAt, dueUntil } of windows) {
        for (let at = dueAt; at < dueUntil; at += STEP) {
          const chance = one.chance(at)
          if (chance > most) [best, most] = [at, chance]
        }
      }
      return best
    }
    return isReached(one, choose)
  }).length
}

function isReached({ calls, reach, parts, chance }: Compared, choose: Choose): boolean {
  const { timeZone } = reach
  const tried: TriedSlot[] = []
  let before: { day: number; part: DayPart } | null = null
  for (const { at, luck, promised } of calls) {
    const day = localDay(at, timeZone)
    const chosen = promised ? at : timeOn(day, before?.day === day ? before.part : null)
    if (luck < chance(chosen)) return true
    const slot = slotAt(chosen, timeZone)
    tried.push({ slot: slotKey(slot), day })
    before = { day, part: slot.part }

    function timeOn(date: number, but: DayPart | null): number {
      const met = reach.slots(date)
      const reachable = slotsOf(parts).filter((one) => met.has(slotKey(one))).length
      const isBarred = barredBy(tried, reachable)
      const weekday = weekdayOf(date)
      const open = parts
        .filter((part) => weekday >= 6 === (part === 'weekend') && part !== but)
        .flatMap((part) => reach.windows(date, part).map((window) => ({ ...window, slot: slotKey({ weekday, part }) })))
      const free = open.filter((one) => !isBarred(one.slot, date))
      const among = free.length > 0 ? free : open
      return among.length > 0 ? choose(among) : at
    }
  }
  return false
}
