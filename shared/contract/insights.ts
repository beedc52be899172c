import { z } from 'zod'
import { answerRateSchema, slotRateSchema } from './assistant.ts'
import { cadenceIdSchema } from '../ids.ts'

/** One side of a split test. A contact is won over by speaking with the rep, in a call or by calling back. */
const testSideSchema = z.strictObject({
  side: z.string(),
  contacts: z.int(),
  tries: z.int(),
  /** Messages that were begun, and those of them that were played whole. */
  messagesTried: z.int(),
  messagesLeft: z.int(),
  callbacks: z.int(),
  reached: z.int(),
  /** The share of its contacts that were reached, as a Beta posterior over a flat prior. */
  rate: answerRateSchema,
  /** The chance that this side reaches more than every other, 0 to 1. */
  best: z.number(),
})
export type TestSide = z.infer<typeof testSideSchema>

export const insightsSchema = z.strictObject({
  /** How often calls were answered: over all, by part, and by weekday and part. */
  overall: answerRateSchema,
  parts: z.array(answerRateSchema),
  slots: z.array(slotRateSchema),
  /** Where the prior comes from. */
  priorInWords: z.string(),
  tests: z.array(
    z.strictObject({
      cadenceId: cadenceIdSchema,
      name: z.string(),
      sides: z.array(testSideSchema),
      /** "“message A” leads: 82 % sure. 43 more contacts …" */
      verdict: z.string(),
    }),
  ),
})
export type Insights = z.infer<typeof insightsSchema>
