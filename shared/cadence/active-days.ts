import type { CadenceFacts } from './cadence.ts'
import { triesOf } from './tries.ts'
import { localDay, type LocalDay } from '../time/local-time.ts'

/** A time in which a cadence rested: it was paused, the rep was away, or the prospect had asked for later. Epoch milliseconds. */
export interface Inactive {
  readonly from: number
  readonly until: number
}

/**
 * How many days a cadence has been at work at a moment: the days on the contact's calendar since its first call, without those
 * that were off or in which it rested. 0 before the first call.
 */
export function activeDays(
  facts: Pick<CadenceFacts, 'attempts' | 'timeZone' | 'daysOff' | 'inactive' | 'now' | 'notBefore'>,
  at: number,
): number {
  const first = triesOf(facts.attempts).find(({ received }) => !received)
  if (!first) return 0
  const { timeZone, now, notBefore } = facts
  const [begins, ends] = [localDay(first.startedAt, timeZone), localDay(at, timeZone)]
  if (ends <= begins) return 0
  const rests =
    notBefore !== null && notBefore > now ? [...facts.inactive, { from: now, until: notBefore }] : facts.inactive
  const spans = rests
    .map(({ from, until }) => ({
      first: Math.max(begins + 1, localDay(from, timeZone) + 1),
      last: Math.min(ends, localDay(until, timeZone)),
    }))
    .filter((span) => span.first <= span.last)
    .sort((a, b) => a.first - b.first)
  let [rested, through] = [0, begins]
  const isIn = (day: LocalDay) => spans.some((span) => span.first <= day && day <= span.last)
  for (const span of spans) {
    rested += Math.max(0, span.last - Math.max(through, span.first - 1))
    through = Math.max(through, span.last)
  }
  for (const day of facts.daysOff) if (day > begins && day <= ends && !isIn(day)) rested++
  return ends - begins - rested
}
