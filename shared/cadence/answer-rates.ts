import type { AnswerRate, SlotRate } from '../contract/assistant.ts'
import { ANSWERED_SHARE, partPriors } from './learnt-rates.ts'
import { betaQuantile } from '../insights/beta.ts'
import { dayParts, type DayPart } from '../time/day-hours.ts'
import { dayPartInWords, slotInWords, slotKey, slotsOf, type Slot } from '../time/day-part.ts'

/** How often the rep tried a slot, over all contacts, and how often the contact spoke. */
export interface Tally {
  readonly tries: number
  readonly answered: number
}
/** By `slotKey`. */
export type Tallies = ReadonlyMap<string, Tally>

/** As firmly is it believed what a part answers before the rep's first try there as so many tries would say. */
const PRIOR_TRIES = 40
const priorOf = (part: DayPart) => ANSWERED_SHARE * partPriors[part]
/** A slot is believed to be as its part is, as firmly as so many tries would say. */
const PART_TRIES = 20

export const priorInWords =
  'Before your own calls: 7 % are answered, as of 300 million cold calls (Gong and 30MPC, 2024), and alike at every hour from 9 to 17, as 11 million calls were (PhoneBurner); a fifth less early, in evenings and at weekends. Weighs as much as 40 tries.'

const none: Tally = { tries: 0, answered: 0 }

/** The share of calls that a part answers, as expected now. */
export function partMean(tallies: Tallies, part: DayPart): number {
  const { tries, answered } = tallyOf(tallies, part)
  return (PRIOR_TRIES * priorOf(part) + answered) / (PRIOR_TRIES + tries)
}

/** The tries of a part on all its days. */
function tallyOf(tallies: Tallies, part: DayPart): Tally {
  let [tries, answered] = [0, 0]
  for (const slot of slotsOfPart[part]) {
    const tally = tallies.get(slot)
    if (!tally) continue
    tries += tally.tries
    answered += tally.answered
  }
  return { tries, answered }
}

const slotsOfPart = Object.fromEntries(dayParts.map((part) => [part, slotsOf([part]).map(slotKey)])) as Record<
  DayPart,
  string[]
>

export function overallRate(tallies: Tallies): AnswerRate {
  let [tries, answered] = [0, 0]
  for (const tally of tallies.values()) {
    tries += tally.tries
    answered += tally.answered
  }
  return answerRate('all calls', { tries, answered }, { mean: ANSWERED_SHARE, tries: PRIOR_TRIES })
}

export function partRates(tallies: Tallies): AnswerRate[] {
  return dayParts.map((part) =>
    answerRate(dayPartInWords(part).many, tallyOf(tallies, part), { mean: priorOf(part), tries: PRIOR_TRIES }),
  )
}

function slotRate(tallies: Tallies, slot: Slot): SlotRate {
  const prior = { mean: partMean(tallies, slot.part), tries: PART_TRIES }
  return { ...answerRate(slotInWords(slot), tallies.get(slotKey(slot)) ?? none, prior), ...slot }
}

export function slotRates(tallies: Tallies): SlotRate[] {
  return slotsOf(dayParts).map((slot) => slotRate(tallies, slot))
}

/** What is known of a share: so many of so many, over what was believed before. The bounds hold nine times in ten. */
export function answerRate(inWords: string, { tries, answered }: Tally, prior: AnswerRate['prior']): AnswerRate {
  const a = prior.mean * prior.tries + answered
  const b = (1 - prior.mean) * prior.tries + tries - answered
  return {
    inWords,
    tries,
    answered,
    mean: a / (a + b),
    low: betaQuantile(0.05, a, b),
    high: betaQuantile(0.95, a, b),
    prior,
  }
}

/** "evenings answered you 3 times in 21"; null where nothing was tried. */
export function ratesInWords(tallies: Tallies, part: DayPart): string | null {
  const { tries, answered } = tallyOf(tallies, part)
  if (tries === 0) return null
  const { many } = dayPartInWords(part)
  if (answered === 0) return `${many} have not answered you in ${tries} ${tries === 1 ? 'try' : 'tries'}`
  return `${many} answered you ${answered === 1 ? 'once' : `${answered} times`} in ${tries}`
}
