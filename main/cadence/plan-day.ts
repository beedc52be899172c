import { localDay } from '../../shared/time/local-time.ts'
import { ok, type Result } from '../../shared/result.ts'
import { isCallOpen, missedCalls, missedSteps, waitingToBegin } from '../archive/follow-ups.ts'
import { dialledBetween, plannedBetween } from '../archive/hour-loads.ts'
import { transact, type Archive } from '../archive/open.ts'
import { allPausedUntil } from '../archive/pause-of-all.ts'
import { dialsADay } from '../archive/planning.ts'
import { planNext, type Sources } from './plan-next.ts'
import { commitment, dayOfRep, workingDay, zoneOfRep } from './planner.ts'

/** So long is one turn at the most, so that a call may come in between. */
const TURN_MS = 6
const AT_ONCE = 50
const DAY_MS = 86_400_000
/** What went by is planned anew as far as there is room within so many days; the rest stays late, and costs nothing. */
const ROOM_WITHIN_DAYS = 14
const WORKING_DAYS_IN_THAT = 10
/** While nobody is due at all, more may begin than will keep their rhythm. */
const RATHER_THAN_IDLE = 1.4
/** Whoever cannot be called today keeps their turn, and is not asked about for ever. */
const ASKED_FOR_EACH = 3

export interface PlannedDay {
  /** Follow-ups that are due at another time now. */
  readonly moved: number
  /** There is more of it than fitted into this turn. */
  readonly more: boolean
}

/**
 * Keeps the day full and lets nothing pile up, a few milliseconds at a time: calls whose window went by are planned anew in their
 * own row, those under way before those that have not begun, as far as the days have room; letters, emails and tasks that went by
 * move on, or are let pass; and whoever waits to begin does so today while dials are left. Promises stay where they are. Call it
 * again while there is more.
 */
export function planDay(db: Archive, sources: Sources): Result<PlannedDay> {
  const { now } = sources
  return transact(db, () => {
    const began = performance.now()
    const isOver = () => performance.now() - began > TURN_MS
    let moved = 0
    const steps = missedSteps(db, { now, limit: AT_ONCE })
    const dials = dialsADay(db, now, zoneOfRep(db))
    const room = dials * WORKING_DAYS_IN_THAT - plannedBetween(db, now, now + ROOM_WITHIN_DAYS * DAY_MS).calls
    const late = [...steps, ...missedCalls(db, { now, limit: Math.min(AT_ONCE, room) })]
    for (const contactId of late) {
      planNext(db, contactId, { kind: 'missed' }, sources)
      moved++
      if (isOver() && moved < late.length) return ok({ moved, more: true })
    }
    if (late.length === AT_ONCE) return ok({ moved, more: true })
    if (allPausedUntil(db, now) !== null) return ok({ moved, more: false })
    return ok(letBegin(db, sources, dials, moved, isOver))
  })
}

function letBegin(db: Archive, sources: Sources, dials: number, before: number, isOver: () => boolean): PlannedDay {
  const { now } = sources
  const timeZone = zoneOfRep(db)
  if (!workingDay(db)(localDay(now, timeZone))) return { moved: before, more: false }
  const { from, until } = dayOfRep(now, timeZone)
  const planned = plannedBetween(db, from, until)
  const { committed, waiting, waitingRate, limit } = commitment(db, now)
  const isBusy = isCallOpen(db, now)
  const left = (isBusy ? limit : dials) - dialledBetween(db, from, until) - planned.calls - planned.begins
  const mostCommitted = isBusy ? limit : limit * RATHER_THAN_IDLE
  if (waiting <= 0) return { moved: before, more: false }
  // Those that begin later today are not committed yet.
  const mayBegin = Math.min(left, Math.ceil((mostCommitted - committed) / waitingRate) - planned.begins)
  if (mayBegin <= 0) return { moved: before, more: false }
  let begun = 0
  for (const contactId of waitingToBegin(db, { after: until, limit: mayBegin * ASKED_FOR_EACH })) {
    if (begun >= mayBegin) break
    if (planNext(db, contactId, { kind: 'room', until }, sources).next) begun++
    if (isOver()) return { moved: before + begun, more: begun > 0 }
  }
  return { moved: before + begun, more: false }
}
