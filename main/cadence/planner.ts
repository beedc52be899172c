import type { Cadence } from '../../shared/contract/cadence-rules.ts'
import { dialsPerDay, PLANNED_SHARE, workingDaysAWeek } from '../../shared/cadence/forecast.ts'
import { LEAST_WINDOW_MS, openReach, type Reach, type Window } from '../../shared/cadence/reach.ts'
import { localDay, momentOn, weekdayOf, type LocalDay } from '../../shared/time/local-time.ts'
import type { WorkingHours } from '../../shared/contract/working-hours.ts'
import { workingSpans } from '../../shared/time/working-spans.ts'
import { cadenceById } from '../archive/cadences.ts'
import { cadenceCounts, triesOfEnded } from '../archive/cadence-counts.ts'
import { daysOffSet } from '../archive/days-off.ts'
import { dialledBetween, plannedBetween } from '../archive/hour-loads.ts'
import type { Archive } from '../archive/open.ts'
import { dialsADay, measuredHours, planningOf } from '../archive/planning.ts'
import { holidaySet } from './public-holidays.ts'

/* What the days hold: the rep's hours, days off and holidays, and how much is planned for them already. */

/** A call takes so long, with what is looked at before it and written after: so many fit into an hour. */
const DIAL_MS = 4 * 60_000

const anyHours = {}
const reaches = new WeakMap<object, Map<string, Reach>>()

/** When somebody in this zone and region can be called. The same object as long as the rep's hours are the same. */
export function reachFor(db: Archive, timeZone: string, region: string): Reach {
  const hours: WorkingHours | null = planningOf(db).workingHours
  let known = reaches.get(hours ?? anyHours)
  if (!known) reaches.set(hours ?? anyHours, (known = new Map()))
  const key = `${timeZone} ${region}`
  let reach = known.get(key)
  if (!reach) known.set(key, (reach = openReach({ timeZone, region, hours })))
  return reach
}

/** Days on which no cadence calls somebody of this region: days off, and public holidays that were not struck out. */
export function closedDays(db: Archive, region: string, day: LocalDay): ReadonlySet<LocalDay> {
  const own = daysOffSet(db)
  const holidays = holidaySet(db, region, day)
  return own.size === 0 ? holidays : new Set([...own, ...holidays])
}

/** The rep's zone: as they have said, else the computer's. */
export function zoneOfRep(db: Archive): string {
  return planningOf(db).workingHours?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** A day of the rep's, epoch milliseconds. */
export function dayOfRep(at: number, timeZone: string): { readonly from: number; readonly until: number } {
  const day = localDay(at, timeZone)
  return { from: momentOn(day, 0, timeZone), until: momentOn(day + 1, 0, timeZone) }
}

/**
 * How full a window is: its day by the dials that a day holds, with what was dialled today, and its hours by how many calls fit
 * into them.
 */
export function fullnessFor(db: Archive, now: number): (window: Window) => number {
  const timeZone = zoneOfRep(db)
  const dials = dialsADay(db, now, timeZone) * PLANNED_SHARE
  const today = dayOfRep(now, timeZone)
  const perDay = new Map<number, number>()
  const planned = (from: number, until: number) => {
    const { calls, begins } = plannedBetween(db, from, until)
    return calls + begins
  }
  return ({ dueAt, dueUntil }) => {
    const day = dayOfRep(dueAt, timeZone)
    let ofDay = perDay.get(day.from)
    if (ofDay === undefined) {
      const made = day.from === today.from ? dialledBetween(db, today.from, today.until) : 0
      // Windows of today that opened before now are still open, or late.
      perDay.set(day.from, (ofDay = (planned(day.from, day.until) + made) / dials))
    }
    const fits = Math.max(1, (dueUntil - dueAt) / DIAL_MS)
    return Math.max(ofDay, planned(dueAt, dueUntil) / fits)
  }
}

/** In a window of which the rep's own dials have never met half an hour a call is likely missed again. */
const LIKELY_MISSED = 0.3

/** How surely the rep will call in a window, by when they have dialled so far: windows that were missed teach. 0 to 1. */
export function keptFor(db: Archive, now: number): (window: Window) => number {
  const hours = measuredHours(db, now, zoneOfRep(db))
  if (!hours) return () => 1
  return ({ dueAt, dueUntil }) => {
    const met = workingSpans(hours, dueAt, dueUntil).reduce((sum, { from, until }) => sum + until - from, 0)
    return met >= LEAST_WINDOW_MS ? 1 : LIKELY_MISSED
  }
}

/** Does the rep call on a day of their calendar? Monday to Friday, as long as they have not said. */
export function workingDay(db: Archive): (day: LocalDay) => boolean {
  const { workingHours } = planningOf(db)
  const off = daysOffSet(db)
  return (day) => {
    if (off.has(day)) return false
    return workingHours ? workingHours.days[weekdayOf(day) - 1]!.length > 0 : weekdayOf(day) <= 5
  }
}

const MINUTE_MS = 60_000
const ended = new WeakMap<Archive, Map<string, { minute: number; tries: number }>>()

/** How many dials one contact takes until this cadence is over. Looked up once a minute. */
export function perContactOf(db: Archive, { cadenceId, maxTries }: Cadence, now: number): number {
  let known = ended.get(db)
  if (!known) ended.set(db, (known = new Map()))
  const minute = Math.floor(now / MINUTE_MS)
  const before = known.get(cadenceId)
  if (before?.minute === minute) return before.tries
  const tries = triesOfEnded(db, cadenceId, maxTries)
  known.set(cadenceId, { minute, tries })
  return tries
}

/** The dials that whoever has begun takes of a working day, and how many wait to begin. */
export interface Commitment {
  readonly committed: number
  readonly waiting: number
  /** Dials of a working day that one of those takes, on average, once it has begun. */
  readonly waitingRate: number
  /** So many dials of a day are planned; the rest is for promises and callbacks. */
  readonly limit: number
  readonly aWeek: number
}

export function commitment(db: Archive, now: number): Commitment {
  const timeZone = zoneOfRep(db)
  const aWeek = workingDaysAWeek(workingDay(db), localDay(now, timeZone))
  let [committed, waiting, wanted] = [0, 0, 0]
  for (const { cadenceId, running, begun } of cadenceCounts(db)) {
    const { maxTries, spanDays } = cadenceById(db, cadenceId).cadence
    const rate = dialsPerDay(maxTries, spanDays, aWeek)
    committed += begun * rate
    waiting += running - begun
    wanted += (running - begun) * rate
  }
  return {
    committed,
    waiting,
    waitingRate: waiting === 0 ? 0 : wanted / waiting,
    limit: dialsADay(db, now, timeZone) * PLANNED_SHARE,
    aWeek,
  }
}

const FARTHEST_DAYS = 3 * 366

/**
 * From when on a contact that is put on a cadence may begin: null where there is room for its whole rhythm beside whoever is on
 * one and whoever waits; else about when so many of those will be through.
 */
export function mayBeginFrom(db: Archive, cadence: Cadence, now: number): number | null {
  const { committed, waiting, limit, aWeek } = commitment(db, now)
  const rate = dialsPerDay(cadence.maxTries, cadence.spanDays, aWeek)
  const over = committed + waiting * rate - limit
  if (over <= 0) return null
  const timeZone = zoneOfRep(db)
  const isWorking = workingDay(db)
  let left = Math.ceil(over / rate / (limit / perContactOf(db, cadence, now)))
  const today = localDay(now, timeZone)
  for (let day = today + 1; day < today + FARTHEST_DAYS; day++) {
    if (isWorking(day) && --left <= 0) return momentOn(day, 0, timeZone)
  }
  return momentOn(today + FARTHEST_DAYS, 0, timeZone)
}
