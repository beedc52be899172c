/*
 * The world of `npm run bench -- assistant`: prospects as they are, which the engine cannot see.
 *
 * Reach. A person has an open hour now and then, and people differ in when. Each has a level of their own, Gamma
 * distributed (shape 1.5) around a mean: a few pick up often, most hardly ever. On top of it every hour of the week has a
 * factor of the person's: habits. Habits are drawn for each part of the day (log-normal, sigma 0.9: who is in meetings in
 * the morning is so every morning), for each hour of it (0.6: the meeting at ten), for each weekday (0.4) and for each
 * hour of the week (0.5). Two thirds are
 * office people, one in six keeps shop hours and is best reached early or in the evening, one in six is mostly out.
 * Averaged over everybody the parts are flat from nine to five, lower early and in the evening, as the largest public
 * study found (a dialer's own log of 11 million calls), and 7.2 % of the calls made then are answered: the largest count of
 * cold calls there is (Gong and 30MPC, 300 million, 2024) has 7.18 % where no voicemail was left.
 *
 * What follows from a call: 70 % of the unanswered ones reach a voicemail; one message in fifty is called back (the
 * published figures are 1 to 5 %), half of those calls are missed; of the people who answer 30 % are promised something,
 * 15 % say not now, 25 % say no, 5 % ask not to be called, 2 % are the wrong number; of the unanswered calls 4 % reach a
 * receptionist, who in half of the cases knows when the person is in, and is right.
 */
import { dayParts, dayHours, type DayPart } from '../../../shared/time/day-hours.ts'
import { slotsOf } from '../../../shared/time/day-part.ts'

/** A seeded generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Prospect {
  readonly timeZone: string
  /** By `hourKey`: the chance that a call in that hour of the week is answered by them. */
  readonly answers: ReadonlyMap<string, number>
  readonly prequalified: boolean
}

const zones = ['America/Toronto', 'America/Chicago', 'America/Los_Angeles', 'Europe/Berlin', 'Europe/London', 'Australia/Sydney'] // prettier-ignore
const MEAN = 0.0718
const everySlot = slotsOf(dayParts)

/** Weekday (1 Monday … 7 Sunday), part and hour: lunch begins and ends within an hour, at 13:30. */
export function hourKey(weekday: number, part: DayPart, hour: number): string {
  return `${weekday} ${part} ${hour}`
}

/** Averages over everybody, against nine to five. */
const partLevels: Record<DayPart, number> = { early: 0.8, morning: 1, lunch: 1, afternoon: 1, evening: 0.75, weekend: 0.5 } // prettier-ignore
const shopHours: Record<DayPart, number> = { early: 2, morning: 0.5, lunch: 0.6, afternoon: 0.5, evening: 2.2, weekend: 1 } // prettier-ignore
const mostlyOut: Record<DayPart, number> = { early: 1.2, morning: 0.5, lunch: 1.2, afternoon: 0.5, evening: 1.2, weekend: 1 } // prettier-ignore

export function prospect(random: () => number): Prospect {
  const kind = random()
  const levels = kind < 2 / 3 ? null : kind < 5 / 6 ? shopHours : mostlyOut
  const level = gamma15(random)
  const byPart = new Map(dayParts.map((part) => [part, logNormal(0.9, random)]))
  const byHour = Array.from({ length: 24 }, () => logNormal(0.6, random))
  const byDay = [1, 2, 3, 4, 5, 6, 7].map(() => logNormal(0.4, random))
  const answers = new Map<string, number>()
  for (const slot of everySlot) {
    const { weekday, part } = slot
    const { opens, closes } = dayHours[part]
    for (let hour = Math.floor(opens / 60); hour * 60 < closes; hour++) {
      const habit = byPart.get(part)! * byHour[hour]! * byDay[weekday - 1]! * logNormal(0.5, random)
      const chance = MEAN * level * partLevels[part] * (levels?.[part] ?? 1) * habit
      answers.set(hourKey(weekday, part, hour), Math.min(0.9, chance))
    }
  }
  return { timeZone: zones[Math.floor(random() * zones.length)]!, answers, prequalified: random() < 0.4 }
}

/** Mean 1. */
function logNormal(sigma: number, random: () => number): number {
  return Math.exp(sigma * normal(random) - (sigma * sigma) / 2)
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Gamma of shape 1.5 and mean 1: an exponential and half a chi-square, over 1.5. */
function gamma15(random: () => number): number {
  const half = normal(random)
  return (-Math.log(1 - random()) + (half * half) / 2) / 1.5
}
