import { z } from 'zod'
import { callerIdRequestSchema } from './caller-id.ts'
import { ruleAnswerSchema, verdictSchema } from './rule-answer.ts'

const asked = z.strictObject({
  /** The heaviest of the answers. `warn` asks for a reason; on the practice line, which calls nobody, it asks for none. */
  verdict: verdictSchema,
  answers: z.array(ruleAnswerSchema),
})

/** What would happen if this number were dialled now. Information, and no legal advice. */
export const callCheckSchema = z.strictObject({
  number: z.string(),
  /** What the cadence and the line would have: the caller ID that a call begins with. */
  suggested: callerIdRequestSchema,
  /** The caller ID that this check is about. */
  callerId: callerIdRequestSchema,
  /** What is dialled, code and all; empty where nothing can be. */
  target: z.string(),
  /** "Hidden number requested: asked by *67." */
  inWords: z.string(),
  /** Why the line cannot do it, and what to do instead; null where it can. */
  impossible: z.strictObject({ reason: z.string(), instead: z.string() }).nullable(),
  emergency: z.boolean(),
  call: asked,
  /** What the rules say to leaving a recording there. */
  drop: asked,
  /** A warning asks for a reason. */
  needsReason: z.boolean(),
})
export type CallCheck = z.infer<typeof callCheckSchema>
