import { failed, ok, type Result } from '../../shared/result.ts'
import type { When } from '../../shared/said-outcome.ts'
import { guard, type Archive } from '../archive/open.ts'
import { saveDaysOff, setRest, type DayOff } from '../archive/rest.ts'
import { readTime } from './keep-promises.ts'

/**
 * All cadences rest. What they had planned stays where it is: windows that go by meanwhile are planned anew, one after
 * the other, from the end of the rest on (main/shift-missed.ts), so that nothing piles up. `timeZone`: the rep's own.
 * Fails with `time-not-understood`.
 */
export function pauseAll(
  db: Archive,
  until: When,
  { now, timeZone }: { now: number; timeZone: string },
): Result<{ until: number }> {
  const time = readTime(until, now, timeZone)
  if (!time.ok) return time
  if (time.value.dueAt <= now) return failed('time-not-understood', { text: 'That', reason: 'it is not later' })
  const { dueAt } = time.value
  const rested = guard(() => setRest(db, dueAt))
  return rested.ok ? ok({ until: dueAt }) : rested
}

export function resumeAll(db: Archive): Result<null> {
  const resumed = guard(() => setRest(db, null))
  return resumed.ok ? ok() : resumed
}

/** What was planned for one of them moves on when the day comes by. */
export function keepDaysOff(db: Archive, days: readonly DayOff[]): Result<null> {
  const saved = guard(() => saveDaysOff(db, days))
  return saved.ok ? ok() : saved
}
