/*
 * Does the assistant keep its word, and does it reach more people? `npm run bench -- assistant [contacts] [seed]`:
 * simulated prospects (world.ts) on each of the five presets over 90 days, every decision judged by rules that were
 * written down a second time (judge.ts).
 *
 * `reach_vs_fixedHour`: the share of prospects who answer at least one of the engine's calls, against as many calls to the
 * same people on weekdays at 10:00 of their time. Both are expectations: the chances of the calls are multiplied, not
 * drawn. The engine knows no prospect's habits. The first fifth of the contacts is called on the prior alone; their tallies
 * are what the rep's own calls told for the rest.
 *
 * `reach_vs_random`: the same against a part and an hour of each day that are drawn.
 *
 * Bars: no violation, every promise kept, at most 200 µs a decision, a reach ratio of at least 1.3.
 */
import { dayHours, type DayPart } from '../../../shared/time/day-hours.ts'
import { slotAt, slotKey } from '../../../shared/time/day-part.ts'
import { presets } from '../../../shared/cadence/cadence-presets.ts'
import { round } from '../figures.ts'
import { noRates } from '../../../shared/cadence/learnt-rates.ts'
import { chanceAt, growingRates, pursue, unansweredCalls, type Counts } from './pursue.ts'
import { hourKey, prospect, seeded, type Prospect } from './world.ts'

/** Monday, 5 October 2026: its 90 days hold the end of summer time in Europe and America, and its start in Australia. */
const START = Date.UTC(2026, 9, 5, 7)
const DAY = 86_400_000

interface Reach {
  contacts: number
  engine: number
  fixedHour: number
  /** At a time of the week drawn at random, on the same days. */
  random: number
  calls: number
  slots: number
}

export async function bench(args: readonly string[]): Promise<void> {
  const contacts = Number(args[0] ?? 10_000)
  const seed = Number(args[1] ?? 1)
  const counts: Counts = { decisions: 0, spent: 0n, violations: new Map(), promisesMade: 0, promisesKept: 0 }
  const all: Reach = { contacts: 0, engine: 0, fixedHour: 0, random: 0, calls: 0, slots: 0 }
  for (const cadence of presets) {
    const random = seeded(seed)
    const { rates: learnt, tally } = growingRates()
    const reach: Reach = { contacts: 0, engine: 0, fixedHour: 0, random: 0, calls: 0, slots: 0 }
    for (let index = 0; index < contacts; index++) {
      const learning = index < contacts / 5
      const startedAt = START + Math.floor(random() * 14 * DAY)
      const person = prospect(random)
      const rates = learning ? () => noRates : learnt
      const pursuit = { cadence, prospect: person, startedAt, rates, random, counts }
      const times = unansweredCalls(pursuit)
      pursue(pursuit, learning ? tally : () => {})
      const slots = times.map((at) => slotKey(slotAt(at, person.timeZone)))
      reach.contacts++
      reach.engine += reached(times.map((at) => chanceAt(person, at)))
      reach.fixedHour += reached(times.map((at) => chanceAtTen(person, at)))
      reach.random += reached(times.map((at) => chanceAtRandom(person, at, cadence.parts, random)))
      reach.calls += times.length
      reach.slots += new Set(slots).size
    }
    console.log(
      `${cadence.name}: ${round(reach.calls / contacts, 1)} calls in ${round(reach.slots / contacts, 1)} slots; reached ${round((100 * reach.engine) / contacts, 1)} %, at a fixed hour ${round((100 * reach.fixedHour) / contacts, 1)} %, ratio ${round(reach.engine / reach.fixedHour, 2)}`,
    )
    for (const key of Object.keys(all) as (keyof Reach)[]) all[key] += reach[key]
  }
  for (const [what, times] of counts.violations) console.log(`violated ${times} times: ${what}`)
  const violations = [...counts.violations.values()].reduce((sum, times) => sum + times, 0)
  console.log(
    JSON.stringify({
      bench: 'assistant',
      decisions: counts.decisions,
      violations,
      us_per_decision: round(Number(counts.spent) / 1000 / counts.decisions, 1),
      promisesKept: round(counts.promisesKept / counts.promisesMade, 4),
      slotsUsed_mean: round(all.slots / all.contacts, 2),
      reach_vs_fixedHour: round(all.engine / all.fixedHour, 3),
      reach_vs_random: round(all.engine / all.random, 3),
    }),
  )
}

/** The chance that at least one of the calls is answered. */
function reached(chances: readonly number[]): number {
  return 1 - chances.reduce((none, chance) => none * (1 - chance), 1)
}

/** The same call at ten on its day; what fell on a weekend is made on Monday. */
function chanceAtTen({ answers, timeZone }: Prospect, at: number): number {
  const { weekday } = slotAt(at, timeZone)
  return answers.get(hourKey(weekday >= 6 ? 1 : weekday, 'morning', 10))!
}

/** A call on its day, in one of the cadence's parts and at an hour of it that are drawn. */
function chanceAtRandom(person: Prospect, at: number, parts: readonly DayPart[], random: () => number): number {
  const { weekday } = slotAt(at, person.timeZone)
  const open = parts.filter((part) => weekday >= 6 === (part === 'weekend'))
  const part = open[Math.floor(random() * open.length)]!
  const { opens, closes } = dayHours[part]
  const hour = Math.floor((opens + random() * (closes - opens)) / 60)
  return person.answers.get(hourKey(weekday, part, hour))!
}
