import { z } from 'zod'
import { dayPartSchema } from './planning.ts'
import { followUpSchema } from './follow-up.ts'

/** One thing that a cadence would do to the example contact. */
const previewStepSchema = z.strictObject({
  kind: followUpSchema.shape.kind,
  /** Of the letter, email or task; empty for a call. */
  name: z.string(),
  /** Days after the start, on the contact's calendar, from 0. */
  day: z.int(),
  dueAt: z.int(),
  dueUntil: z.int(),
  /** The number of this call, or of this letter, email or task, from 1. */
  number: z.int(),
  /** "Thursday evening". */
  slot: z.string(),
  part: dayPartSchema,
  hidden: z.boolean(),
  /** The name of the message that would be left; null: none. */
  message: z.string().nullable(),
  why: z.array(z.string()),
})
export type PreviewStep = z.infer<typeof previewStepSchema>

/** What a cadence would do to a contact who never answers, over 90 days. */
export const previewSchema = z.strictObject({
  steps: z.array(previewStepSchema),
  /** Why it ends; null: it goes on after 90 days. */
  stopped: z.string().nullable(),
  days: z.int(),
})
export type Preview = z.infer<typeof previewSchema>
