import { z } from 'zod'
import { ruleIds } from '../compliance/verdict.ts'

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
