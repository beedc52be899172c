import { z } from 'zod'
import { qualitySummarySchema } from './measured-quality.ts'
import { attemptIdSchema, recordingIdSchema } from '../ids.ts'
import { answerSchema, armedBySchema } from './call.ts'

/** How an attempt ended. `interrupted`: Afterbeep itself went away in the middle of it. */
export const outcomeSchema = z.enum([
  'answered',
  'voicemail-dropped',
  'voicemail-cut-off',
  'voicemail-stopped',
  'voicemail-nothing-left',
  'call-screener',
  'no-answer',
  'busy',
  'declined',
  'cancelled',
  'failed',
  'interrupted',
  // The rep's own words: what no call can know of itself (shared/call/rep-outcome.ts).
  'interested',
  'appointment',
  'won',
  'lost',
  'not-now',
  'not-interested',
  'do-not-call',
  'gatekeeper',
  'wrong-number',
  'dial-tree',
])
export type Outcome = z.infer<typeof outcomeSchema>

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
