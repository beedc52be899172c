import Holidays from 'date-holidays'
import type { PublicHoliday } from '../../shared/contract/planning.ts'
import { dayOfIso } from '../../shared/time/days-off.ts'
import type { LocalDay } from '../../shared/time/local-time.ts'
import { struckHolidays, struckKey } from '../archive/planning.ts'
import type { Archive } from '../archive/open.ts'

/* Public holidays by region, of the library date-holidays: its data are on this computer, and nobody is asked. */

const years = new Map<string, readonly { day: string; name: string }[]>()

/** The public holidays of a region in a year of its calendar, the first day first; none for a region that is not known. */
function holidaysIn(region: string, year: number): readonly { readonly day: string; readonly name: string }[] {
  const key = `${region} ${year}`
  let found = years.get(key)
  if (!found) years.set(key, (found = readHolidays(region, year)))
  return found
}

function readHolidays(region: string, year: number): { day: string; name: string }[] {
  if (region === '') return []
  const [country = '', state = ''] = region.split('-')
  const found = (new Holidays(country, state).getHolidays(year, 'en') || []).filter(({ type }) => type === 'public')
  const byDay = new Map<string, string>()
  for (const { date, name } of found) {
    const day = date.slice(0, 10)
    if (!byDay.has(day)) byDay.set(day, name)
  }
  return [...byDay].map(([day, name]) => ({ day, name })).toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

/** Of all these regions, from a day on for a year. */
export function comingHolidays(db: Archive, regions: readonly string[], from: string): PublicHoliday[] {
  const struck = struckHolidays(db)
  const year = Number(from.slice(0, 4))
  const until = `${year + 1}${from.slice(4)}`
  return regions
    .flatMap((region) =>
      [...holidaysIn(region, year), ...holidaysIn(region, year + 1)]
        .filter(({ day }) => day >= from && day < until)
        .map(({ day, name }) => ({ region, day, name, struck: struck.has(struckKey(region, day)) })),
    )
    .toSorted((a, b) => (a.day === b.day ? (a.region < b.region ? -1 : 1) : a.day < b.day ? -1 : 1))
}

const sets = new WeakMap<Archive, Map<string, ReadonlySet<LocalDay>>>()

/** As the engine counts days: of the year of a day and the two after it, without those that were struck out. */
export function holidaySet(db: Archive, region: string, day: LocalDay): ReadonlySet<LocalDay> {
  let known = sets.get(db)
  if (!known) sets.set(db, (known = new Map()))
  const year = new Date(day * 86_400_000).getUTCFullYear()
  const key = `${region} ${year}`
  let found = known.get(key)
  if (!found) {
    const struck = struckHolidays(db)
    const days = [0, 1, 2].flatMap((later) => holidaysIn(region, year + later))
    found = new Set(days.filter((one) => !struck.has(struckKey(region, one.day))).map((one) => dayOfIso(one.day)))
    known.set(key, found)
  }
  return found
}

/** One was struck out, or is a holiday after all. */
export function forgetHolidaySets(db: Archive): void {
  sets.delete(db)
}

/** The name of the public holiday that a day is in a region; empty: none. */
export function holidayOn(region: string, day: LocalDay): string {
  const iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
  return holidaysIn(region, Number(iso.slice(0, 4))).find((one) => one.day === iso)?.name ?? ''
}
