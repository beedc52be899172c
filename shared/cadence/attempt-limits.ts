import type { PhoneNumber } from '../contract/contact.ts'
import { regionInWords } from '../number/number-place.ts'
import { callsADay } from '../compliance/state-hours.ts'
import type { RuleAnswer } from '../contract/rule-answer.ts'
import { allowed, warned } from '../compliance/verdict.ts'

/** Calls made in the 24 hours before this one; those that never left do not count. */
export interface RecentCalls {
  readonly toContact: number
  readonly toNumber: number
}

/** The fourth call in 24 hours is the first that is asked about. */
export const OWN_LIMIT = 3
const OWN_ADVICE = 'Afterbeep’s own advice'

/** How often was this person called, and how often this number? A switchboard has many persons behind it. */
export function attemptLimits(
  { toContact, toNumber }: RecentCalls,
  { region, kind, most = OWN_LIMIT }: { region: string; kind: PhoneNumber['kind']; most?: number },
): RuleAnswer {
  const calls = kind === 'main' ? toContact : Math.max(toContact, toNumber)
  const made = calls === 1 ? '1 call' : `${calls} calls`
  const whom = kind !== 'main' && toNumber > toContact ? 'this number' : 'this person'
  const reason = `${made} to ${whom} in the last 24 hours.`
  const state = callsADay[region]
  if (state && calls >= state.most) {
    return warned('attempts', {
      reason: `${reason} ${regionInWords(region)} allows ${state.most}.`,
      source: state.source,
      instead: 'Call tomorrow.',
    })
  }
  if (calls < most) return allowed('attempts', reason, OWN_ADVICE, '')
  return warned('attempts', {
    reason: `${reason} One more may feel like stalking.`,
    source: OWN_ADVICE,
    readOn: '',
    instead: 'Call tomorrow, at another time of the day.',
  })
}
