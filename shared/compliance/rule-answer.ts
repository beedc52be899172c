import { z } from 'zod'

export const ruleIds = [
  'do-not-call',
  'national-list',
  'calling-hours',
  'attempts',
  'hidden-number',
  'recorded-message',
] as const
export const ruleIdSchema = z.enum(ruleIds)
export type RuleId = z.infer<typeof ruleIdSchema>

export const verdictSchema = z.enum(['allowed', 'warn', 'refuse'])
export type Verdict = z.infer<typeof verdictSchema>

/** What a rule says to a call or a drop. Information for the rep, and no legal advice. */
export const ruleAnswerSchema = z.strictObject({
  rule: ruleIdSchema,
  verdict: verdictSchema,
  /** One or two sentences. */
  reason: z.string(),
  /** The text the rule was read in, with its address where it has one, or who asks for it. */
  source: z.string(),
  /** When the source was read: 2026-11-22; empty where the source is the rep's own. */
  readOn: z.string(),
  /** What to do instead; empty where nothing is in the way. */
  instead: z.string(),
  /** The organisation's policy made it so: the rep cannot go on. */
  locked: z.boolean(),
})
export type RuleAnswer = z.infer<typeof ruleAnswerSchema>

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
