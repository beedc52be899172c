import { dayParts, type DayPart } from '../time/day-hours.ts'
import { slotsOf, slotKey } from '../time/day-part.ts'
import type { Tallies } from './answer-rates.ts'

/*
 * When the rep's calls are answered, learnt from the calls themselves.
 *
 * A call's chance is taken for a product: how a so-manyth try is answered on average (whoever is easily reached is reached
 * early, so that late tries meet those who are not) times what the weekday and part add to it, times what the hour adds within
 * its part. What a slot has answered is therefore held against what calls of the same numbers answer anywhere, not against all
 * calls: else the times at which late tries are made would look bad in a world where every hour is the same. Calls fade with
 * their age.
 */

/** Calls in one slot, at one hour, of one number of the try. Faded, so that they are no whole numbers. */
export interface AnswerCell {
  /** By `slotKey`. */
  readonly slot: string
  /** From 0 to 23 on the contact's clock. */
  readonly hour: number
  /** By `tryBand`. */
  readonly band: number
  readonly tries: number
  readonly answered: number
}

/** Answers, and how many were to be expected if this were a time like any other. */
interface Evidence {
  readonly answered: number
  readonly expected: number
}

export interface Rates {
  /** Whole calls, for sentences. */
  readonly tallies: Tallies
  readonly parts: Readonly<Record<DayPart, Evidence>>
  /** By `slotKey`. */
  readonly slots: ReadonlyMap<string, Evidence>
  /** By `hourKey`; expected beside what the slots answer. */
  readonly hours: ReadonlyMap<string, Evidence>
  /** How alike the times are, as far as the calls tell. */
  readonly alike: Alike
}

/** As firmly as so many expected answers would say is it believed that parts answer as they do anywhere, and slots as their part. */
interface Alike {
  readonly parts: number
  readonly slots: number
}

/** The share of cold calls that were answered where no voicemail was left: 300 million of them (Gong and 30MPC, 2024). */
export const ANSWERED_SHARE = 0.0718
/**
 * What the parts add before the rep's first call: 11 million calls (PhoneBurner) were answered alike at every hour from nine to
 * five, and a fifth less often at eight; of evenings and weekends nothing is published, and they are taken a little lower.
 */
export const partPriors: Readonly<Record<DayPart, number>> = {
  early: 0.81,
  morning: 1,
  lunch: 1,
  afternoon: 1,
  evening: 0.8,
  weekend: 0.8,
}
/** As firmly as so many expected answers would say: the share of all calls, an hour. */
const BAND_TRIES = 40
const HOUR_ANSWERS = 2
/** The same of a part and of a slot, before the calls tell how alike the times are, and at the most. */
const usuallyAlike: Alike = { parts: 1.5, slots: 1 }
const MOST_ALIKE = 6
/** How firmly that usual is believed: as so many times, each with one answer to be expected, would say. */
const ALIKE_TIMES = 20
/** The shares and what is added to them depend on each other: after so many rounds neither moves. */
const ROUNDS = 4

/** Tries are told apart up to the tenth: 1, 2, 3, 4 to 5, 6 to 9, and later ones. */
export function tryBand(number: number): number {
  if (number <= 3) return Math.max(1, number)
  if (number <= 5) return 4
  return number <= 9 ? 6 : 10
}

function hourKey(part: DayPart, hour: number): string {
  return `${part} ${hour}`
}

const none: Evidence = { answered: 0, expected: 0 }
const partOfSlot = new Map(dayParts.flatMap((part) => slotsOf([part]).map((slot) => [slotKey(slot), part])))

export const noRates: Rates = {
  tallies: new Map(),
  parts: { early: none, morning: none, lunch: none, afternoon: none, evening: none, weekend: none },
  slots: new Map(),
  hours: new Map(),
  alike: usuallyAlike,
}

/** What these calls tell. */
export function learntRates(tallies: Tallies, cells: readonly AnswerCell[]): Rates {
  if (cells.length === 0) return { ...noRates, tallies }
  const bands = new Map<number, number>()
  // First how the numbers of the tries are answered, as if all times were alike.
  let evidence: Pick<Rates, 'parts' | 'slots'> = { parts: noRates.parts, slots: new Map() }
  for (let round = 0; round < ROUNDS; round++) {
    const model = { ...evidence, alike: alikeIn(evidence) }
    const adds = new Map([...evidence.slots.keys()].map((slot) => [slot, slotMean(model, slot, partOfSlot.get(slot)!)]))
    const byBand = new Map<number, { answered: number; weighed: number }>()
    for (const { slot, band, tries, answered } of cells) {
      const sum = byBand.get(band) ?? { answered: 0, weighed: 0 }
      sum.answered += answered
      sum.weighed += tries * (adds.get(slot) ?? 1)
      byBand.set(band, sum)
    }
    for (const [band, { answered, weighed }] of byBand) {
      bands.set(band, (BAND_TRIES * ANSWERED_SHARE + answered) / (BAND_TRIES + weighed))
    }
    evidence = evidenceOf(cells, ({ band }) => bands.get(band)!)
  }
  const alike = alikeIn(evidence)
  const model = { ...evidence, alike }
  const hours = new Map<string, { answered: number; expected: number }>()
  for (const { slot, hour, band, tries, answered } of cells) {
    const part = partOfSlot.get(slot)
    if (!part) continue
    const sum = entry(hours, hourKey(part, hour))
    sum.answered += answered
    sum.expected += tries * bands.get(band)! * slotMean(model, slot, part)
  }
  return { ...evidence, tallies, hours, alike }
}

function evidenceOf(
  cells: readonly AnswerCell[],
  shareOf: (cell: AnswerCell) => number,
): Pick<Rates, 'parts' | 'slots'> {
  const slots = new Map<string, { answered: number; expected: number }>()
  const parts = new Map<string, { answered: number; expected: number }>()
  for (const cell of cells) {
    const part = partOfSlot.get(cell.slot)
    if (!part) continue
    for (const sum of [entry(slots, cell.slot), entry(parts, part)]) {
      sum.answered += cell.answered
      sum.expected += cell.tries * shareOf(cell)
    }
  }
  return { slots, parts: { ...noRates.parts, ...(Object.fromEntries(parts) as Partial<Rates['parts']>) } }
}

function entry(sums: Map<string, { answered: number; expected: number }>, key: string) {
  let sum = sums.get(key)
  if (!sum) sums.set(key, (sum = { answered: 0, expected: 0 }))
  return sum
}

/**
 * How alike the times are: what they answer strays from what was to be expected by chance, and by as much more as they differ. In
 * a world where they do not, the luck of a few calls is not taken for a good time, and the tries of a contact vary.
 */
function alikeIn({ parts, slots }: Pick<Rates, 'parts' | 'slots'>): Alike {
  const all = dayParts.reduce((sum, part) => sum + parts[part].expected, 0)
  const ofParts = dayParts.map((part) => ({ ...parts[part], usual: partPriors[part], among: all }))
  const alike = { parts: alikeAs(ofParts, usuallyAlike.parts), slots: usuallyAlike.slots }
  const ofSlots = [...slots].map(([slot, evidence]) => {
    const part = partOfSlot.get(slot)!
    return { ...evidence, usual: partMean({ parts, alike }, part), among: parts[part].expected }
  })
  return { ...alike, slots: alikeAs(ofSlots, usuallyAlike.slots) }
}

interface OneTime extends Evidence {
  /** What it is expected to add. */
  readonly usual: number
  /** What was expected of all the times among which it is one: by as much as it makes them up, it strays less from them. */
  readonly among: number
}

/** One over the variance of what the times add, by the method of moments: Poisson's own is taken off. */
function alikeAs(times: readonly OneTime[], usually: number): number {
  let [strays, weighs] = [ALIKE_TIMES / usually, ALIKE_TIMES]
  for (const { answered, expected, usual, among } of times) {
    const mean = expected * usual
    const apart = among > 0 ? 1 - expected / among : 0
    strays += (answered - mean) ** 2 - mean * apart
    weighs += mean * mean * apart
  }
  return Math.min(MOST_ALIKE, Math.max(usually, weighs / Math.max(strays, 1e-9)))
}

/** How many times as often as a call anywhere a call in this part is answered, as expected now. */
function partMean({ parts, alike }: Pick<Rates, 'parts' | 'alike'>, part: DayPart): number {
  const { answered, expected } = parts[part]
  return (alike.parts * partPriors[part] + answered) / (alike.parts + expected)
}

export function slotMean(rates: Pick<Rates, 'parts' | 'slots' | 'alike'>, slot: string, part: DayPart): number {
  const { shape, rate } = slotBelief(rates, slot, part)
  return shape / rate
}

/** What is believed of a slot: a Gamma distribution around its part's mean. */
function slotBelief(rates: Pick<Rates, 'parts' | 'slots' | 'alike'>, slot: string, part: DayPart) {
  const { answered, expected } = rates.slots.get(slot) ?? none
  return { shape: rates.alike.slots + answered, rate: rates.alike.slots / partMean(rates, part) + expected }
}

/** One draw from what is believed of a slot (Thompson sampling): what is known little of is tried now and then. */
export function drawSlot(rates: Rates, slot: string, part: DayPart, random: () => number): number {
  const { shape, rate } = slotBelief(rates, slot, part)
  return drawGamma(shape, random) / rate
}

/** What an hour adds within its part, as expected now. */
export function hourMean({ hours }: Rates, part: DayPart, hour: number): number {
  const { answered, expected } = hours.get(hourKey(part, hour)) ?? none
  return (HOUR_ANSWERS + answered) / (HOUR_ANSWERS + expected)
}

/** So many answers in an hour are no chance any more. */
const SURE_ANSWERS = 4
const MUCH_BETTER = 1.8

/**
 * The run of hours of a part, between these, at which far more is answered than at the others; null: none is known to be. Hours
 * from 0 to 23, both included.
 */
export function bestHours(
  rates: Rates,
  part: DayPart,
  first: number,
  last: number,
): { from: number; until: number } | null {
  let best = first
  for (let hour = first + 1; hour <= last; hour++) {
    if (hourMean(rates, part, hour) > hourMean(rates, part, best)) best = hour
  }
  const top = hourMean(rates, part, best)
  if ((rates.hours.get(hourKey(part, best))?.answered ?? 0) < SURE_ANSWERS) return null
  let [from, until] = [best, best]
  while (from > first && hourMean(rates, part, from - 1) > top / MUCH_BETTER) from--
  while (until < last && hourMean(rates, part, until + 1) > top / MUCH_BETTER) until++
  return from === first && until === last ? null : { from, until }
}

/** Marsaglia and Tsang, 2000; for shapes of one and more. */
function drawGamma(shape: number, random: () => number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  // A chance that always says the same would never be accepted.
  for (let tried = 0; tried < 16; tried++) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + c * normal) ** 3
    if (v <= 0) continue
    if (Math.log(1 - random()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v
  }
  return shape
}
