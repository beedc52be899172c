import { z } from 'zod'
import { attemptIdSchema, contactIdSchema } from '../ids.ts'
import { outcomeSchema } from './attempt.ts'
import { ruleIdSchema } from './rule-answer.ts'

/** A call on which the number was asked to be hidden, one made against a warning, or one in which a message was left. */
const complianceKindSchema = z.enum(['hidden', 'override', 'drop'])
export type ComplianceKind = z.infer<typeof complianceKindSchema>

/** A rule that warned and was overridden. */
const overriddenRuleSchema = z.strictObject({ rule: ruleIdSchema, reason: z.string(), source: z.string() })
export type OverriddenRule = z.infer<typeof overriddenRuleSchema>

export const complianceEntrySchema = z.strictObject({
  /** null, as is the contact: the rep called their own mobile in a caller-id test. */
  attemptId: attemptIdSchema.nullable(),
  startedAt: z.int(),
  contactId: contactIdSchema.nullable(),
  name: z.string(),
  company: z.string().nullable(),
  number: z.string(),
  kinds: z.array(complianceKindSchema).min(1),
  /** What was asked for: `shown`, `hidden`, or the number that was shown instead. Nobody knows what the callee saw. */
  callerId: z.string(),
  askedBy: z.string(),
  overrideReason: z.string().nullable(),
  overriddenRules: z.array(overriddenRuleSchema),
  recordingName: z.string().nullable(),
  outcome: outcomeSchema.nullable(),
})
export type ComplianceEntry = z.infer<typeof complianceEntrySchema>

export const complianceFilterSchema = z.strictObject({
  /** Calls that began at or after, and before. */
  from: z.int().nullable(),
  until: z.int().nullable(),
  /** Any of these. */
  kinds: z.array(complianceKindSchema).min(1),
  contactId: contactIdSchema.nullable(),
})
export type ComplianceFilter = z.infer<typeof complianceFilterSchema>
