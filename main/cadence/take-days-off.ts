import { setImmediate } from 'node:timers/promises'
import type { RequestInput, RequestOutput } from '../../shared/contract/bridge.ts'
import { firstDayOn, isoOf, readDaysOff, spanOf, type DaysOffSpan } from '../../shared/time/days-off.ts'
import type { DaysOffId } from '../../shared/ids.ts'
import { localDay, momentOn } from '../../shared/time/local-time.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import {
  addDaysOff,
  allDaysOff,
  daysIn,
  daysOffSet,
  followUpsOn,
  forgetDaysOff,
  forgetMove,
  isStillNext,
  markRemoved,
  movesOf,
  noteMove,
  promisesOn,
  putBack,
  removedDaysOff,
  shiftOf,
  type Move,
} from '../archive/days-off.ts'
import { resumeEnrolment } from '../archive/enrolments.ts'
import { guard, transact, type Archive } from '../archive/open.ts'
import { planNext, type Sources } from './plan-next.ts'

/** Few enough for a transaction to stay within milliseconds. */
const AT_ONCE = 20

interface Clock {
  readonly now: number
  readonly timeZone: string
}

/** Days as the rep types them, and what would move. `timeZone`: the rep's own. Fails with `days-not-understood`. */
export function understandDaysOff(
  db: Archive,
  { text }: { text: string },
  clock: Clock,
): Result<RequestOutput<'daysOff.understand'>> {
  const read = readDaysOff(text, clock)
  if ('reason' in read) return failed('days-not-understood', { text, reason: read.reason })
  return guard(() => {
    let moving = 0
    for (const _ of followUpsOn(db, read, clock.now)) moving++
    const off = new Set([...daysOffSet(db), ...daysIn(read)])
    const next = isoOf(firstDayOn(read.last + 1, off))
    const [first, last] = [isoOf(read.first), isoOf(read.last)]
    return { first, last, moving, staying: promisesOn(db, read), next }
  })
}

/**
 * Writes the days off, and moves on what falls on them, a few follow-ups at a time, so that a call may come in between. What
 * a crash leaves is moved by the next start (`moveFromDaysOff`). Fails with `days-not-understood`.
 */
export async function takeDaysOff(
  db: Archive,
  { first, last, name }: RequestInput<'daysOff.add'>,
  sources: () => Sources,
  timeZone: string,
): Promise<Result<RequestOutput<'daysOff.add'>>> {
  const { newId, now } = sources()
  const read = readDaysOff(`${first} to ${last}`, { now, timeZone })
  if ('reason' in read) return failed('days-not-understood', { text: `${first} to ${last}`, reason: read.reason })
  const daysOffId = newId() as DaysOffId
  const added = guard(() => addDaysOff(db, { daysOffId, first, last, name }))
  if (!added.ok) return added
  const shifted = await moveFrom(db, daysOffId, read, sources)
  if (!shifted.ok) return shifted
  return guard(() => ({ daysOffId, shift: shiftOf(db, daysOffId), all: allDaysOff(db) }))
}

/** Puts back what these days off have moved, where nothing has happened since, and forgets them. Fails with `not-found`. */
export async function workAfterAll(
  db: Archive,
  daysOffId: DaysOffId,
  sources: () => Sources,
): Promise<Result<RequestOutput<'daysOff.remove'>>> {
  const marked = guard(() => markRemoved(db, daysOffId, sources().now))
  if (!marked.ok) return marked
  if (!marked.value) return failed('not-found')
  const back = await putAllBack(db, daysOffId, sources)
  return back.ok ? guard(() => ({ back: back.value, all: allDaysOff(db) })) : back
}

/** What falls on days off moves on, and what was being put back is; for the start and for every minute. */
export async function moveFromDaysOff(db: Archive, sources: () => Sources): Promise<Result<{ moved: number }>> {
  const left = guard(() => ({ removed: removedDaysOff(db), all: allDaysOff(db) }))
  if (!left.ok) return left
  let moved = 0
  for (const daysOffId of left.value.removed) {
    const back = await putAllBack(db, daysOffId, sources)
    if (!back.ok) return back
    moved += back.value
  }
  const yesterday = isoOf(Math.floor(sources().now / 86_400_000) - 1)
  for (const span of left.value.all.filter(({ last }) => last >= yesterday)) {
    const shifted = await moveFrom(db, span.daysOffId, spanOf(span), sources)
    if (!shifted.ok) return shifted
    moved += shifted.value
  }
  return ok({ moved })
}

/** Answers how many were moved. */
async function moveFrom(
  db: Archive,
  daysOffId: DaysOffId,
  span: DaysOffSpan,
  sources: () => Sources,
): Promise<Result<number>> {
  const found = guard(() => ({ due: [...followUpsOn(db, span, sources().now)], off: daysOffSet(db) }))
  if (!found.ok) return found
  const { due, off } = found.value
  const until = firstDayOn(span.last + 1, off)
  let moved = 0
  // Afterbeep may be closed meanwhile: the next start goes on.
  for (let from = 0; from < due.length && db.open; from += AT_ONCE) {
    const done = transact(db, () => {
      for (const { contactId, followUpId, timeZone } of due.slice(from, from + AT_ONCE)) {
        if (!isStillNext(db, followUpId)) continue
        const notBefore = momentOn(until, 0, timeZone)
        const { next } = planNext(db, contactId, { kind: 'day-off', until: notBefore }, sources())
        noteMove(db, daysOffId, followUpId, next?.followUpId ?? null)
        moved++
      }
      return ok()
    })
    if (!done.ok) return done
    await setImmediate()
  }
  return ok(moved)
}

async function putAllBack(db: Archive, daysOffId: DaysOffId, sources: () => Sources): Promise<Result<number>> {
  let back = 0
  while (db.open) {
    const done = transact(db, () => {
      const moves = movesOf(db, daysOffId, AT_ONCE)
      const off = moves.length > 0 ? daysOffSet(db) : new Set<number>()
      for (const move of moves) {
        if (isFree(move, off, sources().now) && putBackOne(db, move)) back++
        forgetMove(db, daysOffId, move.moved)
      }
      if (moves.length === 0) forgetDaysOff(db, daysOffId)
      return ok(moves.length)
    })
    if (!done.ok) return done
    if (done.value === 0) break
    await setImmediate()
  }
  return ok(back)
}

/** It can be done where it was: that is not over, and not off for another reason. */
function isFree({ dueAt, dueUntil, timeZone }: Move, off: ReadonlySet<number>, now: number): boolean {
  return dueUntil > now && !off.has(localDay(dueAt, timeZone))
}

function putBackOne(db: Archive, move: Move): boolean {
  if (move.became !== null) {
    if (move.stands) putBack(db, move)
    return move.stands
  }
  if (move.movedAt === null) return false
  resumeEnrolment(db, move.contactId, { at: move.movedAt, reason: 'span' })
  putBack(db, move)
  return true
}
