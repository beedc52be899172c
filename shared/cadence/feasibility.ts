import type { Cadence } from '../contract/cadence-rules.ts'
import type { Feasibility } from '../contract/planning.ts'
import { partsNeverMet, type Reach } from './reach.ts'
import { VARIETY } from './variety.ts'
import { dayHours, type DayPart } from '../time/day-hours.ts'
import { dayPartInWords, slotKey, slotsOf } from '../time/day-part.ts'
import type { LocalDay } from '../time/local-time.ts'

/** A weekday and part comes back after this many days: the weeks that are longer than the days of the rule of variety. */
const COMES_BACK_AFTER = 7 * Math.ceil((VARIETY.days + 1) / 7)

/** Can a cadence be kept in the hours in which somebody can be reached from this day on, and what would help? */
export function feasibility(cadence: Cadence, reach: Reach, day: LocalDay): Feasibility {
  const { maxTries, parts, name } = cadence
  const wanted = slotsOf(parts).map(slotKey)
  const met = reach.slots(day)
  const times = wanted.filter((slot) => met.has(slot)).length
  const tries = triesIn(cadence, times)
  const kept = times >= Math.min(VARIETY.different, wanted.length) && tries >= maxTries
  const about = { times, timesWanted: wanted.length, tries, triesWanted: maxTries, kept }
  const missing = partsNeverMet(reach, day, parts)
  if (times === 0) {
    const sentence = `${name} finds no time at which your hours, its parts of the day and their calling hours meet.`
    const hint = missing[0] ? ` ${fromWhen(missing[0])} would help.` : ''
    return { ...about, inWords: `${sentence}${hint}` }
  }
  const varies = (slots: number) => Math.min(maxTries, slots)
  const helps = missing
    .map((part) => ({ part, more: varies(times + slotsOf([part]).length) - varies(times) }))
    .toSorted((a, b) => b.more - a.more)
  const best = helps[0]
  const would =
    best && best.more > 0 ? `${fromWhen(best.part)} would let ${best.more} more of ${maxTries} tries vary.` : ''
  if (kept) return { ...about, inWords: would }
  const few = `In your hours ${name} has ${times === 1 ? 'one time' : `${times} different times`} of the week`
  const lack = tries < maxTries ? `: room for ${tries} of its ${maxTries} tries.` : ': too few to vary.'
  return { ...about, inWords: would ? `${few}${lack} ${would}` : `${few}${lack}` }
}

/** Tries that fit into the cadence's days, when no time of the week comes back sooner than the rule of variety lets it. */
function triesIn({ maxTries, spanDays, sameDay, gapDays }: Cadence, times: number): number {
  const byTimes = times * Math.ceil(spanDays / COMES_BACK_AFTER)
  const byGap = Math.ceil(spanDays / gapDays.least) * (sameDay?.tries ?? 1)
  return Math.min(maxTries, byTimes, byGap)
}

/** "Evenings from 17:00", "Weekends from 10:00". */
function fromWhen(part: DayPart): string {
  const { many } = dayPartInWords(part)
  const { opens } = dayHours[part]
  const name = many.charAt(0).toUpperCase() + many.slice(1)
  return `${name} from ${Math.floor(opens / 60)}:${String(opens % 60).padStart(2, '0')}`
}
