import { IANAZone } from 'luxon'
import type { RequestInput, RequestOutput } from '../../shared/contract/bridge.ts'
import type { PlanningState } from '../../shared/contract/planning-bridge.ts'
import { feasibility } from '../../shared/cadence/feasibility.ts'
import { dialsPerDay, forecast, workingDaysAWeek } from '../../shared/cadence/forecast.ts'
import type { Feasibility, Forecast, Planning, PublicHoliday } from '../../shared/contract/planning.ts'
import { openReach } from '../../shared/cadence/reach.ts'
import { isoOf } from '../../shared/time/days-off.ts'
import { localDay } from '../../shared/time/local-time.ts'
import { workingHoursInWords } from '../../shared/time/working-hours-in-words.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { fadeBy } from '../archive/answer-sums.ts'
import { cadenceById, hasCadence } from '../archive/cadences.ts'
import { cadenceCounts } from '../archive/cadence-counts.ts'
import { guard, transact, type Archive } from '../archive/open.ts'
import {
  commonZone,
  dialsADay,
  isPlanningAsked,
  measuredDials,
  measuredHours,
  planningOf,
  regionsOfContacts,
  savePlanning,
  strikeHoliday,
} from '../archive/planning.ts'
import { perContactOf, workingDay } from './planner.ts'
import { comingHolidays, forgetHolidaySets } from './public-holidays.ts'

interface Clock {
  readonly now: number
  /** The computer's own. */
  readonly timeZone: string
}

/** The rep's zone: as they have said, else the computer's. */
function repsZone(db: Archive, own: string): string {
  return planningOf(db).workingHours?.timeZone ?? own
}

export function showPlanning(db: Archive, { now, timeZone }: Clock): Result<PlanningState> {
  return guard(() => {
    const planning = planningOf(db)
    const zone = repsZone(db, timeZone)
    const hours = measuredHours(db, now, zone)
    return {
      planning,
      asked: isPlanningAsked(db),
      measuredDials: measuredDials(db, now, zone),
      measuredHours: hours && { hours, inWords: workingHoursInWords(hours) },
      dialsADay: dialsADay(db, now, zone),
      ownTimeZone: timeZone,
      inWords: planning.workingHours ? workingHoursInWords(planning.workingHours) : 'any hour of the day',
    }
  })
}

/** Fails with `bad-request` for a zone that is none. */
export function keepPlanning(db: Archive, planning: Planning, clock: Clock): Result<PlanningState> {
  const zone = planning.workingHours?.timeZone
  if (zone !== undefined && !IANAZone.isValidZone(zone)) {
    return failed('bad-request', { reason: `${zone} is no time zone` })
  }
  const kept = transact(db, () => {
    savePlanning(db, planning)
    fadeBy(db, planning.halfLifeDays, clock.now)
    return ok()
  })
  return kept.ok ? showPlanning(db, clock) : kept
}

export function showHolidays(db: Archive, { now, timeZone }: Clock): Result<PublicHoliday[]> {
  return guard(() => comingHolidays(db, regionsOfContacts(db), isoOf(localDay(now, timeZone))))
}

export function strikeOut(db: Archive, strike: RequestInput<'holidays.strike'>, clock: Clock): Result<PublicHoliday[]> {
  const struck = guard(() => strikeHoliday(db, strike))
  forgetHolidaySets(db)
  return struck.ok ? showHolidays(db, clock) : struck
}

/** What so many more on a cadence would mean. Fails with `not-found`. */
export function forecastCadence(
  db: Archive,
  { cadenceId, count }: RequestInput<'cadence.forecast'>,
  { now, timeZone }: Clock,
): Result<Forecast> {
  if (!hasCadence(db, cadenceId)) return failed('not-found')
  return guard(() => {
    const zone = repsZone(db, timeZone)
    const today = localDay(now, zone)
    const isWorking = workingDay(db)
    const aWeek = workingDaysAWeek(isWorking, today)
    const { cadence } = cadenceById(db, cadenceId)
    const perContact = perContactOf(db, cadence, now)
    let [committed, waiting] = [0, 0]
    for (const counts of cadenceCounts(db)) {
      const rules = cadenceById(db, counts.cadenceId).cadence
      committed += counts.begun * dialsPerDay(rules.maxTries, rules.spanDays, aWeek)
      waiting += counts.running - counts.begun
    }
    const perDay = dialsPerDay(perContact, cadence.spanDays, aWeek)
    const dials = dialsADay(db, now, zone)
    return forecast({ count, dialsADay: dials, committed, waiting, perDay, perContact, today, isWorking })
  })
}

/** Can a cadence be kept in the rep's hours? Fails with `bad-request` for a zone that is none. */
export function showFeasibility(
  db: Archive,
  { cadence, timeZone }: RequestInput<'cadence.feasible'>,
  clock: Clock,
): Result<RequestOutput<'cadence.feasible'>> {
  if (timeZone !== '' && !IANAZone.isValidZone(timeZone)) {
    return failed('bad-request', { reason: `${timeZone} is no time zone` })
  }
  return guard((): Feasibility => {
    const hours = planningOf(db).workingHours
    const zone = timeZone || (commonZone(db) ?? repsZone(db, clock.timeZone))
    const reach = openReach({ timeZone: zone, region: '', hours })
    return feasibility(cadence, reach, localDay(clock.now, zone))
  })
}
