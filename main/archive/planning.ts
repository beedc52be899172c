import { planningSchema, USUAL_DIALS, usualPlanning, type Planning } from '../../shared/cadence/planning.ts'
import { localDay } from '../../shared/time/local-time.ts'
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
const measured = new WeakMap<Archive, { day: number; dials: number | null }>()

/**
 * How many dials a day held: the median of the last twenty days with any, before today; null before the second week. Looked up
 * once a day.
 */
export function measuredDials(db: Archive, now: number, timeZone: string): number | null {
  const today = localDay(now, timeZone)
  const before = measured.get(db)
  if (before?.day === today) return before.dials
  const midnight = now - (now % DAY_MS)
  const rows = prepared<{ dials: number }>(
    db,
    `SELECT count(*) AS dials FROM attempts
     WHERE started_at >= @since AND started_at < @midnight AND outcome IS NOT NULL AND outcome NOT IN (${uncountedInSql})
     GROUP BY started_at / ${DAY_MS} ORDER BY started_at / ${DAY_MS} DESC LIMIT ${DAYS_MEASURED}`,
  ).all({ since: midnight - 60 * DAY_MS, midnight })
  const first = prepared<{ at: number | null }>(db, `SELECT min(started_at) AS at FROM attempts`).get({})!.at
  const isEarly = rows.length < LEAST_DAYS || first === null || now - first < 7 * DAY_MS
  const dials = isEarly ? null : rows.map((row) => row.dials).toSorted((a, b) => a - b)[Math.floor(rows.length / 2)]!
  measured.set(db, { day: today, dials })
  return dials
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
