/*
 * The worlds of `npm run bench -- week`, by the contact's clock: the chance that they answer a call at a moment. Written with no
 * part of the engine but its calendar.
 */
import { localDay, localMinutes, weekdayOf } from '../../../shared/time/local-time.ts'

export const worldNames = ['flat', 'evening', 'wed-lunch', 'saturday', 'own-slot', 'drift'] as const
export type WorldName = (typeof worldNames)[number]

/** A slot of the week in which somebody can be reached. */
export interface OwnTime {
  readonly weekday: number
  readonly from: number
  readonly until: number
}

export interface World {
  readonly name: WorldName
  readonly answer: number
  readonly startAt: number
}

const DAY_MS = 86_400_000
const isWeekday = (weekday: number) => weekday <= 5

export function chanceAt({ name, answer, startAt }: World, at: number, timeZone: string, own: OwnTime): number {
  const weekday = weekdayOf(localDay(at, timeZone))
  const minutes = localMinutes(at, timeZone)
  const between = (from: number, until: number) => minutes >= from * 60 && minutes < until * 60
  switch (name) {
    case 'flat':
      return answer
    case 'evening':
      return isWeekday(weekday) && between(17, 20) ? 0.3 : 0.01
    case 'wed-lunch':
      return weekday === 3 && between(12, 13.5) ? 0.5 : 0.01
    case 'saturday':
      return weekday === 6 && between(10, 12) ? 0.4 : 0.01
    case 'own-slot':
      return weekday === own.weekday && minutes >= own.from && minutes < own.until ? 0.6 : 0.02
    case 'drift':
      return at < startAt + 30 * DAY_MS
        ? isWeekday(weekday) && between(17, 20)
          ? 0.25
          : 0.02
        : between(8, 9)
          ? 0.25
          : 0.02
  }
}
