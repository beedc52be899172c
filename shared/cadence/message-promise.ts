import type { Window } from './reach.ts'
import { localDay, momentOn, weekdayOf, type LocalDay } from '../time/local-time.ts'

const OPENS = 9 * 60
const CLOSES = 17 * 60
const LATER_MS = 2 * 3_600_000
const LEAST_MS = 30 * 60_000
const FARTHEST_DAYS = 60

/**
 * What “I’ll follow up this week” promises, said at a moment: office hours of the days that are left of the week from the next one
 * on; on its last day the hours that are left; and when these are over, the next day on which anybody is there.
 */
export function weekFollowUp(now: number, timeZone: string, daysOff: ReadonlySet<LocalDay>): Window {
  const today = localDay(now, timeZone)
  const isOpen = (day: LocalDay) => weekdayOf(day) <= 5 && !daysOff.has(day)
  const friday = today + Math.max(0, 5 - weekdayOf(today))
  const left: LocalDay[] = []
  for (let day = today + 1; day <= friday; day++) if (isOpen(day)) left.push(day)
  const hours = (first: LocalDay, last: LocalDay) => ({
    dueAt: momentOn(first, OPENS, timeZone),
    dueUntil: momentOn(last, CLOSES, timeZone),
  })
  if (left.length > 0) return hours(left[0]!, left.at(-1)!)
  if (isOpen(today)) {
    const { dueAt, dueUntil } = hours(today, today)
    const from = Math.max(dueAt, now + LATER_MS)
    if (dueUntil - from >= LEAST_MS) return { dueAt: from, dueUntil }
  }
  let next = friday + 1
  while (next < friday + FARTHEST_DAYS && !isOpen(next)) next++
  return hours(next, next)
}
