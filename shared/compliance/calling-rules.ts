import { attemptLimits, OWN_LIMIT, type RecentCalls } from '../cadence/attempt-limits.ts'
import { callingHours, callingHoursAnywhere } from './calling-hours.ts'
import { countryOf } from '../number/number-place.ts'
import type { CallingPolicy } from '../contract/calling-policy.ts'
import { tightened } from './apply-policy.ts'
import type { PhoneNumber } from '../contract/contact.ts'
import { doNotCall, type Listed } from './do-not-call.ts'
import { hiddenNumber } from './hidden-number.ts'
import { recordedMessage } from './recorded-message.ts'
import type { Consent } from '../contract/consent.ts'
import type { RuleAnswer } from '../contract/rule-answer.ts'

/** Everything the rules of the road are asked about. They are information, and no legal advice. */
export interface CallingFacts {
  readonly now: number
  /** E.164 where the number has one. */
  readonly number: string
  readonly kind: PhoneNumber['kind']
  /** The contact's own zone. */
  readonly timeZone: string
  /** Why nobody knows which of their country's clocks is theirs, as a sentence; empty: it is known. */
  readonly placeUnknown: string
  /** The public holiday that it is there; empty: none. */
  readonly holiday: string
  /** The contact's, ISO 3166-1 or 3166-2: `FR`, `US-FL`; empty: not known. */
  readonly calleeRegion: string
  /** The line's, ISO 3166-1; empty: not known. */
  readonly callerRegion: string
  /** Is the number asked to be hidden on this call? */
  readonly hidden: boolean
  /** The line's other number that can be shown; empty: none. */
  readonly mainNumber: string
  readonly emergency: boolean
  readonly listed: Listed
  readonly recent: RecentCalls
  readonly consent: Consent
  readonly policy: CallingPolicy | null
}

/** What every rule says to this call. Nothing stands before an emergency call. */
export function callRules(facts: CallingFacts): RuleAnswer[] {
  if (facts.emergency) return []
  const { policy, recent, calleeRegion: region, kind } = facts
  const most = Math.min(policy?.mostCallsADay ?? OWN_LIMIT, OWN_LIMIT)
  return [
    ...doNotCall(facts.listed),
    facts.placeUnknown
      ? callingHoursAnywhere(countryOf(region) || facts.callerRegion, facts.now, facts.placeUnknown)
      : callingHours(region, facts.timeZone, facts.now, facts.holiday),
    attemptLimits(recent, { region, kind, most }),
    ...hiddenNumber(facts.hidden, facts),
  ].map((answer) => tightened(policy, answer, { hidden: facts.hidden, drop: false }))
}

/** What the rules say to leaving a recording on this number. */
export function dropRules(facts: CallingFacts): RuleAnswer[] {
  if (facts.emergency) return []
  const answer = recordedMessage(facts.consent, { ...facts, region: facts.calleeRegion })
  return [tightened(facts.policy, answer, { hidden: facts.hidden, drop: true })]
}
