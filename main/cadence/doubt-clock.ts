import { ok, type Result } from '../../shared/result.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { clockSeenAt, trustClock } from '../archive/trusted-clock.ts'
import { guard, type Archive } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'
import { dayAndTime } from '../../shared/time/day-and-time.ts'

/** Longer than most people are away, in milliseconds: then it is one question, once. */
const MOST_AHEAD = 30 * 86_400_000
/** A clock that was set right by minutes is no doubt. */
const MOST_BEHIND = 86_400_000
/** It need not be written more often. */
const SEEN_EVERY = 10 * 60_000

/**
 * Whether the computer's clock can be what it says. By a clock that jumped for a minute every cadence that has a span would
 * end, and every window would have gone by: nothing is planned, ended or called due until the rep says that it is right, or
 * it is set right. Null: there is no doubt, and it is remembered.
 */
export function doubtClock(db: Archive, now: number): Result<Trouble | null> {
  return guard(() => {
    const seen = clockSeenAt(db)
    if (seen !== null && (now - seen > MOST_AHEAD || seen - now > MOST_BEHIND))
      return { code: 'clock-doubted', about: { now: dayAndTime(now), seen: dayAndTime(seen) } } satisfies Trouble
    if (seen === null || now - seen >= SEEN_EVERY) trustClock(db, now)
    return null
  })
}

/** The rep says that the clock is right. */
export function trustClockNow({ archive, desk, now }: Pick<AppContext, 'archive' | 'desk' | 'now'>): Result<null> {
  const trusted = guard(() => trustClock(archive, now()))
  if (!trusted.ok) return trusted
  if (desk.state().notice?.code === 'clock-doubted') desk.notice(null)
  return ok()
}
