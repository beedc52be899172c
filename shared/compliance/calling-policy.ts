import { z } from 'zod'
import { ruleIds, type RuleAnswer } from './rule-answer.ts'

/**
 * An organisation's policy, read from a JSON file and never written. It only tightens:
 *
 *   { "organisation": "Acme", "rules": { "calling-hours": "refuse", "hidden-number": "forbid" }, "mostCallsADay": 2,
 *     "staysUntilCertain": true, "mayDialOn": false }
 *
 * `refuse`: where the rule would warn, it refuses. `forbid`, for hidden numbers and recorded messages: never, anywhere.
 */
export const callingPolicySchema = z.strictObject({
  organisation: z.string().min(1).max(120),
  rules: z.partialRecord(z.enum(ruleIds), z.enum(['refuse', 'forbid'])).default({}),
  /** Calls to one person or number in 24 hours; more than Afterbeep's own limit is not taken. */
  mostCallsADay: z.int().min(1).max(3).optional(),
  /** Whatever a line says, the rep stays in a call whose drop was armed ahead, until a machine is certain. */
  staysUntilCertain: z.boolean().optional(),
  /** false: no session calls anybody by itself. */
  mayDialOn: z.boolean().optional(),
})
export type CallingPolicy = z.infer<typeof callingPolicySchema>

/** What stands in for a policy file that is there and cannot be read: somebody meant to forbid something. */
export const strictestPolicy: CallingPolicy = {
  organisation: 'a policy file that cannot be read',
  staysUntilCertain: true,
  mayDialOn: false,
  rules: Object.fromEntries(ruleIds.map((rule) => [rule, 'refuse' as const])),
}

/** What "forbid" forbids. */
export interface Forbiddable {
  readonly hidden: boolean
  readonly drop: boolean
}

/** The answer after the policy; a refusal that stood before stays as it was. */
export function tightened(policy: CallingPolicy | null, answer: RuleAnswer, asked: Forbiddable): RuleAnswer {
  const word = policy?.rules[answer.rule]
  if (!policy || !word || answer.verdict === 'refuse') return answer
  const by = `the policy of ${policy.organisation}`
  const isForbidden =
    word === 'forbid' &&
    ((answer.rule === 'hidden-number' && asked.hidden) || (answer.rule === 'recorded-message' && asked.drop))
  if (!isForbidden && answer.verdict !== 'warn') return answer
  const what = answer.rule === 'hidden-number' ? 'Hidden numbers' : 'Recorded messages'
  return {
    ...answer,
    verdict: 'refuse',
    reason: answer.verdict === 'warn' ? `${answer.reason} Refused by ${by}.` : `${what} are forbidden by ${by}.`,
    source: answer.verdict === 'warn' ? `${answer.source}; ${by}` : by,
    instead: answer.instead || (answer.rule === 'hidden-number' ? 'Show your number.' : 'Speak the message yourself.'),
    locked: true,
  }
}
