import { activeDays } from './active-days.ts'
import { counted, pausedReason, type CadenceFacts, type Next, type Try } from './cadence.ts'
import type { StepBetween } from '../contract/cadence-rules.ts'
import { triesMade, triesOf } from './tries.ts'
import { isReached, isUnanswered } from '../call/outcome.ts'
import { localDay, momentOn, weekdayOf } from '../time/local-time.ts'

/* Letters, emails and tasks between the calls. They stand beside the next call, and no call waits for one. */

/** A step between calls, as `stepsDone` counts it. */
export function stepKey({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind} ${name}`
}

const WORKING_DAYS_LOOKED_AT = 800

export type BetweenFacts = Pick<
  CadenceFacts,
  'cadence' | 'timeZone' | 'attempts' | 'stepsDone' | 'daysOff' | 'notBefore' | 'inactive' | 'dealValue' | 'now'
>

/**
 * The first letter, email or task that is due; from nine on the next working day until five, two days later. null: none, for a
 * cadence that has none, a contact who has spoken, a small deal, and beyond the days of the cadence.
 */
export function nextBetween(facts: BetweenFacts): Next | null {
  const { cadence, timeZone, now, stepsDone, daysOff, notBefore } = facts
  const tries = triesOf(facts.attempts)
  const last = tries.at(-1)
  if (cadence.between.length === 0 || !last || isReached(last.outcome) || isSmall(facts)) return null
  if (triesMade(tries) >= cadence.maxTries) return null
  const unanswered = unansweredOf(tries)
  const due = cadence.between.find((step) => owed(step, unanswered, stepsDone) > 0)
  if (!due) return null
  const today = localDay(now, timeZone)
  let day = notBefore === null ? today + 1 : Math.max(today + 1, localDay(notBefore, timeZone))
  for (let tried = 0; tried < WORKING_DAYS_LOOKED_AT && (weekdayOf(day) >= 6 || daysOff.has(day)); tried++) day++
  const dueAt = Math.max(momentOn(day, 9 * 60, timeZone), notBefore ?? 0)
  if (activeDays(facts, dueAt) >= cadence.spanDays) return null
  const times = due.every === 1 ? 'each' : `every ${due.every}`
  return {
    kind: due.kind,
    name: due.name,
    promise: false,
    asked: false,
    dueAt,
    dueUntil: momentOn(day + 2, 17 * 60, timeZone),
    recordingId: null,
    hidden: cadence.hidden,
    why: [
      `${due.name} ${(stepsDone.get(stepKey(due)) ?? 0) + 1} between calls: ${counted(unanswered, 'call')} went unanswered.`,
      `${cadence.name} has ${/^[aeiou]/.test(due.kind) ? 'an' : 'a'} ${due.kind} after ${times} of them.`,
      ...pausedReason(facts),
    ],
  }
}

/** How many of the kind of an open one have come due and are not done: 1 while it is due, 2 and more when the next one is too. */
export function stepsOwed(
  { cadence, attempts, stepsDone }: Pick<CadenceFacts, 'cadence' | 'attempts' | 'stepsDone'>,
  open: { readonly kind: string; readonly name: string },
): number {
  const step = cadence.between.find((one) => stepKey(one) === stepKey(open))
  return step ? owed(step, unansweredOf(triesOf(attempts)), stepsDone) : 0
}

/** How many of a step have come due and are not done. */
function owed(step: StepBetween, unanswered: number, stepsDone: CadenceFacts['stepsDone']): number {
  return Math.floor(unanswered / step.every) - (stepsDone.get(stepKey(step)) ?? 0)
}

function unansweredOf(tries: readonly Try[]): number {
  return tries.filter(({ outcome }) => isUnanswered(outcome)).length
}

/** A deal known to be worth less than the cadence minds: no messages, no letters, the next number. */
function isSmall({ cadence, dealValue }: Pick<CadenceFacts, 'cadence' | 'dealValue'>): boolean {
  return cadence.leastValue !== null && dealValue !== null && dealValue < cadence.leastValue
}
