import { planningSchema, type Planning } from '../../shared/contract/planning.ts'
import { USUAL_DIALS, usualPlanning } from '../../shared/cadence/usual-planning.ts'
import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay } from '../../shared/time/local-time.ts'
import type { WorkingHours } from '../../shared/contract/working-hours.ts'
import { placeOf } from '../../shared/number/number-place.ts'
import { uncountedInSql } from './attempts.ts'
import { prepared, type Archive } from './open.ts'

const known = new WeakMap<Archive, { rules: string | null; planning: Planning }>()

/** What the rep has said of their week; the usual where they have said nothing. The same object as long as nothing changes. */
export function planningOf(db: Archive): Planning {
  const row = prepared<{ rules: string }>(db, `SELECT rules FROM planning WHERE one = 1`).get({})
  const rules = row?.rules ?? null
  let kept = known.get(db)
  if (!kept || kept.rules !== rules) {
    kept = { rules, planning: rules === null ? usualPlanning : planningSchema.parse(JSON.parse(rules)) }
    known.set(db, kept)
  }
  return kept.planning
}

export function isPlanningAsked(db: Archive): boolean {
  return prepared(db, `SELECT 1 FROM planning WHERE one = 1`).get({}) !== undefined
}

export function savePlanning(db: Archive, planning: Planning): void {
  prepared(
    db,
    `INSERT INTO planning (one, rules) VALUES (1, @rules) ON CONFLICT (one) DO UPDATE SET rules = @rules`,
  ).run({ rules: JSON.stringify(planning) })
}

const DAY_MS = 86_400_000
/** Days with dials before what was done says more than what was said. */
const LEAST_DAYS = 5
const DAYS_MEASURED = 20
/** Twenty days with dials lie within so many. */
const DAYS_LOOKED_AT = 60
/** Of the dials of a weekday so many at each end are exceptions: one in so many. */
const EXCEPTIONS = 50
/** Within fewer days than these a weekday without dials may have been a day off. */
const DAYS_SAYING_NEVER = 21

/** What the rep's own dials say of their week, on the days of their calendar. */
interface Measured {
  /** The median of a day. */
  readonly dials: number
  /** From the hour of the first dial of a weekday to that of the last; a weekday without any has none, as soon as that says anything. */
  readonly hours: WorkingHours
}

const measured = new WeakMap<Archive, { key: string; found: Measured | null }>()

/**
 * Measured on the last twenty days with any dial, before today, where the rep is; null before the second week. Looked up once a
 * day, so that it is the same object as long as the day lasts.
 */
function measuredWeek(db: Archive, now: number, timeZone: string): Measured | null {
  const today = localDay(now, timeZone)
  const key = `${today} ${timeZone}`
  const before = measured.get(db)
  if (before?.key === key) return before.found
  const midnight = momentOn(today, 0, timeZone)
  const first = prepared<{ at: number | null }>(db, `SELECT min(started_at) AS at FROM attempts`).get({})!.at
  const isEarly = first === null || now - first < 7 * DAY_MS
  const found = isEarly ? null : weekOf(dialsSince(db, midnight - DAYS_LOOKED_AT * DAY_MS, midnight), timeZone)
  measured.set(db, { key, found })
  return found
}

function dialsSince(db: Archive, since: number, until: number): number[] {
  return prepared<{ at: number }>(
    db,
    `SELECT started_at AS at FROM attempts
     WHERE started_at >= @since AND started_at < @until AND outcome IS NOT NULL AND outcome NOT IN (${uncountedInSql})
     ORDER BY started_at DESC`,
  )
    .all({ since, until })
    .map(({ at }) => at)
}

/** Of the moments of dials, the newest first. */
function weekOf(dials: readonly number[], timeZone: string): Measured | null {
  const perDay = new Map<LocalDay, number[]>()
  for (const at of dials) {
    const day = localDay(at, timeZone)
    const same = perDay.get(day)
    if (!same && perDay.size === DAYS_MEASURED) break
    if (same) same.push(at)
    else perDay.set(day, [at])
  }
  if (perDay.size < LEAST_DAYS) return null
  const counts = [...perDay.values()].map(({ length }) => length).toSorted((a, b) => a - b)
  const perWeekday = [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const minutes = [...perDay]
      .flatMap(([day, all]) => (weekdayOf(day) === weekday ? all.map((at) => localMinutes(at, timeZone)) : []))
      .toSorted((a, b) => a - b)
    if (minutes.length === 0) return []
    const but = Math.floor(minutes.length / EXCEPTIONS)
    const from = Math.floor(minutes[but]! / 60) * 60
    return [{ from, until: Math.min(24 * 60, (Math.floor(minutes[minutes.length - 1 - but]! / 60) + 1) * 60) }]
  })
  const all = [...perDay.keys()]
  const saysNever = Math.max(...all) - Math.min(...all) >= DAYS_SAYING_NEVER
  const spans = perWeekday.flat()
  const widest = [{ from: Math.min(...spans.map(({ from }) => from)), until: Math.max(...spans.map(({ until }) => until)) }] // prettier-ignore
  const days = perWeekday.map((hours, at) => (hours.length === 0 && at < 5 && !saysNever ? widest : hours))
  return { dials: counts[Math.floor(counts.length / 2)]!, hours: { timeZone, days } }
}

/** How many dials a day held; null before the second week. */
export function measuredDials(db: Archive, now: number, timeZone: string): number | null {
  return measuredWeek(db, now, timeZone)?.dials ?? null
}

/** The hours in which the rep has dialled; null before the second week. */
export function measuredHours(db: Archive, now: number, timeZone: string): WorkingHours | null {
  return measuredWeek(db, now, timeZone)?.hours ?? null
}

/** What a day holds: as the rep has said, else as it was measured, else the usual. */
export function dialsADay(db: Archive, now: number, timeZone: string): number {
  return planningOf(db).dialsADay ?? measuredDials(db, now, timeZone) ?? USUAL_DIALS
}

/** By `struckKey`. */
export function struckHolidays(db: Archive): ReadonlySet<string> {
  const rows = prepared<{ region: string; day: string }>(db, `SELECT region, day FROM struck_holidays`).all({})
  return new Set(rows.map(({ region, day }) => struckKey(region, day)))
}

export function struckKey(region: string, day: string): string {
  return `${region} ${day}`
}

export function strikeHoliday(
  db: Archive,
  { region, day, struck }: { region: string; day: string; struck: boolean },
): void {
  prepared(
    db,
    struck
      ? `INSERT INTO struck_holidays (region, day) VALUES (@region, @day) ON CONFLICT DO NOTHING`
      : `DELETE FROM struck_holidays WHERE region = @region AND day = @day`,
  ).run({ region, day })
}

/**
 * Where contacts are, as far as it was said or their numbers tell: ISO 3166-1 or -2. Numbers are skipped through by their first
 * five signs, so that it takes as long as there are area codes.
 */
export function regionsOfContacts(db: Archive): string[] {
  const said = prepared<{ region: string }>(db, `SELECT DISTINCT region FROM contacts WHERE region <> ''`).all({})
  const regions = new Set(said.map(({ region }) => region))
  const after = prepared<{ number: string | null }>(
    db,
    `SELECT min(number) AS number FROM phone_numbers WHERE number > @after`,
  )
  for (let number = after.get({ after: '+' })!.number; number?.startsWith('+');) {
    const { region } = placeOf(number)
    if (region) regions.add(region)
    number = after.get({ after: `${number.slice(0, 5)}~` })!.number
  }
  return [...regions].sort()
}

/** The region of a contact: as the rep knows it, else as their first number tells; '' where neither does. */
export function contactRegion(db: Archive, contactId: string): string {
  const row = prepared<{ region: string; number: string | null }>(
    db,
    `SELECT c.region, (SELECT number FROM phone_numbers p WHERE p.contact_id = c.contact_id ORDER BY place LIMIT 1) AS number
     FROM contacts c WHERE c.contact_id = @contactId`,
  ).get({ contactId })
  return row?.region || (row?.number ? placeOf(row.number).region : '')
}

/** The zone in which most contacts are. null: there are none. */
export function commonZone(db: Archive): string | null {
  // Of the newest, since counting them all takes as long as there are.
  const row = prepared<{ zone: string }>(
    db,
    `SELECT time_zone AS zone FROM (SELECT time_zone FROM contacts ORDER BY rowid DESC LIMIT 1000)
     GROUP BY time_zone ORDER BY count(*) DESC LIMIT 1`,
  ).get({})
  return row?.zone ?? null
}
