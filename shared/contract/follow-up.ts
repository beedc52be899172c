import { z } from 'zod'
import { followUpIdSchema, recordingIdSchema } from '../ids.ts'

/** Something due at a time: what comes next for a contact, and why. */
export const followUpSchema = z.strictObject({
  followUpId: followUpIdSchema,
  kind: z.enum(['call', 'letter', 'email', 'meeting', 'task']),
  /** What the letter, email or task is called; empty for a call. */
  name: z.string(),
  /** A promise outranks everything and never expires. */
  promise: z.boolean(),
  /** They asked to be called then, or called themselves and nobody took it: next in rank to a promise. */
  asked: z.boolean(),
  /** The window in which it should happen, epoch milliseconds; it opens at dueAt. */
  dueAt: z.int(),
  dueUntil: z.int(),
  /** What to leave if a voicemail answers; null: hang up without a message. */
  recordingId: recordingIdSchema.nullable(),
  hidden: z.boolean(),
  /** Sentences made of facts: "Evening: 5 of 6 tries were mornings." At least one. */
  why: z.array(z.string()).min(1),
})
export type FollowUp = z.infer<typeof followUpSchema>
