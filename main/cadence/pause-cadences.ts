import { localDay, momentOn } from '../../shared/time/local-time.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { When } from '../../shared/contract/rep-outcome.ts'
import type { Clock } from '../../shared/time/typed-moment.ts'
import { guard, type Archive } from '../archive/open.ts'
import { pauseAllUntil } from '../archive/pause-of-all.ts'
import { readTime, untilThen } from './keep-promises.ts'

/**
 * All cadences pause. What they had planned stays where it is: windows that go by meanwhile are planned anew, one after
 * the other, from the end of the pause on (main/cadence/plan-day.ts), so that nothing piles up. `timeZone`: the rep's own.
 * Fails with `time-not-understood`.
 */
export function pauseAll(db: Archive, until: When, clock: Clock): Result<{ until: number }> {
  const time = understandPause(until, clock)
  if (!time.ok) return time
  const paused = guard(() => db.transaction(() => pauseAllUntil(db, time.value.until, clock.now))())
  return paused.ok ? time : paused
}

/** Until when a pause would last; nothing is written. "Monday", said on a Monday, is the next. Fails with `time-not-understood`. */
export function understandPause(until: When, clock: Clock): Result<{ until: number }> {
  const { now, timeZone } = clock
  const read = (at: number) => readTime(untilThen(until), { ...clock, now: at })
  const soon = read(now)
  const isToday = soon.ok && soon.value.dueAt <= now
  const isWeekday = until.by === 'text' && /^(mon|tue|wed|thu|fri|sat|sun)/i.test(until.text)
  const time = isToday && isWeekday ? read(momentOn(localDay(now, timeZone) + 1, 0, timeZone)) : soon
  if (!time.ok) return time
  if (time.value.dueAt > now) return ok({ until: time.value.dueAt })
  return failed('time-not-understood', { text: until.by === 'text' ? until.text : 'That', reason: 'it is not later' })
}

export function resumeAll(db: Archive, now: number): Result<null> {
  const resumed = guard(() => db.transaction(() => pauseAllUntil(db, null, now))())
  return resumed.ok ? ok() : resumed
}
