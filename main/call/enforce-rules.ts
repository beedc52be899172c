import type { CallCheck } from '../../shared/call/call-check.ts'
import { failed, type Result } from '../../shared/result.ts'
import type { RuleAnswer } from '../../shared/compliance/rule-answer.ts'
import type { Override } from '../archive/attempts.ts'

/** `call-refused`, or `call-warned` where a reason is asked for and none is given; null: nothing is in the way. */
export function blockedCall(
  { call, needsReason }: CallCheck,
  overrideReason: string | undefined,
): Result<never> | null {
  if (call.verdict === 'refuse') return failed('call-refused', aboutOf(call.answers, 'refuse'))
  return needsReason && !reasonIn(overrideReason) ? failed('call-warned', aboutOf(call.answers, 'warn')) : null
}

/** The same for a recording: `drop-refused`, `drop-warned`. */
export function blockedDrop(
  { verdict, answers }: CallCheck['drop'],
  { needsReason, overrideReason }: { needsReason: boolean; overrideReason: string | undefined },
): Result<never> | null {
  if (verdict === 'refuse') return failed('drop-refused', aboutOf(answers, 'refuse'))
  const isHeld = verdict === 'warn' && needsReason && !reasonIn(overrideReason)
  return isHeld ? failed('drop-warned', aboutOf(answers, 'warn')) : null
}

/** What is kept with the attempt of a rep who goes on against warnings, and says why. */
export function overrideOf(answers: readonly RuleAnswer[], overrideReason: string | undefined): Override | null {
  const reason = reasonIn(overrideReason)
  const rules = answers
    .filter(({ verdict }) => verdict === 'warn')
    .map((answer) => ({ rule: answer.rule, reason: answer.reason, source: answer.source }))
  return reason && rules.length > 0 ? { reason, rules } : null
}

function reasonIn(overrideReason: string | undefined): string {
  return overrideReason?.trim() ?? ''
}

function aboutOf(answers: readonly RuleAnswer[], verdict: RuleAnswer['verdict']) {
  const those = answers.filter((answer) => answer.verdict === verdict)
  const joined = (of: (answer: RuleAnswer) => string) => [...new Set(those.map(of))].filter(Boolean).join(' ')
  return {
    // It stands in the middle of a sentence.
    reason: joined(({ reason }) => reason).replace(/\.$/, ''),
    source: those.map(({ source }) => source).join('; '),
    instead: joined(({ instead }) => instead),
  }
}
