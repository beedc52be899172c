import { z } from 'zod'
import { allOutcomes } from '../call/outcome.ts'
import { qualitySummarySchema } from './measured-quality.ts'
import { attemptIdSchema, recordingIdSchema } from '../ids.ts'
import { answerSchema, armedBySchema } from './call.ts'

export const outcomeSchema = z.enum(allOutcomes)

/** One try to reach a contact, as the desk and the cadence see it. */
export const attemptSchema = z.strictObject({
  attemptId: attemptIdSchema,
  number: z.string(),
  startedAt: z.int(),
  answeredAt: z.int().nullable(),
  endedAt: z.int().nullable(),
  /** null while the call is under way. */
  outcome: outcomeSchema.nullable(),
  hidden: z.boolean(),
  recordingId: recordingIdSchema.nullable(),
  recordingName: z.string().nullable(),
  /** Which take of it was dropped, and how long that one is. */
  recordingVersion: z.int().nullable(),
  recordingMs: z.number().nullable(),
  playedMs: z.number().nullable(),
  /** How its drop was armed; null: none was, or an older Afterbeep did not keep it. */
  armedBy: armedBySchema.nullable(),
  /** Who is taken to have answered, and why. */
  answer: answerSchema.nullable(),
  /** What the practice voicemail received can be listened to. */
  heard: z.boolean(),
  /** How it sounded; null: it was not answered, or too short to tell. */
  quality: qualitySummarySchema.nullable(),
})
export type Attempt = z.infer<typeof attemptSchema>
