import { z } from 'zod'
import { ruleIds } from '../compliance/verdict.ts'

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
