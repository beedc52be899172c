import type { RuleAnswer, RuleId, Verdict } from '../contract/rule-answer.ts'

/** When the sources of shared/ were read. */
const READ_ON = '2026-11-22'

export function allowed(rule: RuleId, reason: string, source: string, readOn: string = READ_ON): RuleAnswer {
  return { rule, verdict: 'allowed', reason, source, readOn, instead: '', locked: false }
}

export function warned(
  rule: RuleId,
  about: Pick<RuleAnswer, 'reason' | 'source' | 'instead'> & { readOn?: string },
): RuleAnswer {
  return { rule, verdict: 'warn', readOn: READ_ON, ...about, locked: false }
}

/** The heaviest of them: one refusal refuses. */
export function verdictOf(answers: readonly RuleAnswer[]): Verdict {
  if (answers.some(({ verdict }) => verdict === 'refuse')) return 'refuse'
  return answers.some(({ verdict }) => verdict === 'warn') ? 'warn' : 'allowed'
}

export const ruleIds = [
  'do-not-call',
  'national-list',
  'calling-hours',
  'attempts',
  'hidden-number',
  'recorded-message',
] as const
