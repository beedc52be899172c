import type { CallingPolicy } from '../contract/calling-policy.ts'
import type { RuleAnswer } from '../contract/rule-answer.ts'
import { ruleIds } from './verdict.ts'

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
