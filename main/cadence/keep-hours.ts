import { setImmediate } from 'node:timers/promises'
import { localDay } from '../../shared/time/local-time.ts'
import { slotAt } from '../../shared/time/day-part.ts'
import { ok, type Result } from '../../shared/result.ts'
import { plannedCalls } from '../archive/follow-ups.ts'
import { guard, transact, type Archive } from '../archive/open.ts'
import { contactRegion } from '../archive/planning.ts'
import { planNext, type Sources } from './plan-next.ts'
import { closedDays, reachFor } from './planner.ts'

/** So long is one turn at the most, so that a call may come in between. */
const TURN_MS = 6
const AT_ONCE = 200

/**
 * The rep's hours or a holiday have changed: calls of cadences whose window does not lie in the hours any more are planned anew,
 * a few milliseconds at a time, each in its own row. Promises stay. Answers how many have moved.
 */
export async function keepHours(db: Archive, sources: () => Sources): Promise<Result<{ moved: number }>> {
  let [moved, after] = [0, 0]
  while (db.open) {
    const { now } = sources()
    const found = guard(() => plannedCalls(db, { now, after, limit: AT_ONCE }))
    if (!found.ok) return found
    if (found.value.length === 0) break
    for (let at = 0; at < found.value.length;) {
      const done = transact(db, () => {
        const began = performance.now()
        while (at < found.value.length && performance.now() - began < TURN_MS) {
          const { contactId, timeZone, dueAt, dueUntil, key } = found.value[at++]!
          after = key
          const region = contactRegion(db, contactId)
          const day = localDay(dueAt, timeZone)
          const isKept =
            !closedDays(db, region, day).has(day) &&
            reachFor(db, timeZone, region)
              .windows(day, slotAt(dueAt, timeZone).part)
              .some((window) => window.dueAt <= dueAt && dueUntil <= window.dueUntil)
          if (isKept) continue
          planNext(db, contactId, { kind: 'hours' }, sources())
          moved++
        }
        return ok()
      })
      if (!done.ok) return done
      await setImmediate()
    }
  }
  return ok({ moved })
}
