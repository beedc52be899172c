import { z } from 'zod'
import { recordingIdSchema } from '../ids.ts'

/** Our audio, ready to be dropped. The file is 48 kHz 16-bit mono WAV. */
export const recordingSchema = z.strictObject({
  recordingId: recordingIdSchema,
  name: z.string(),
  durationMs: z.number().positive(),
  /** What is said in it, for the rep's eyes. */
  script: z.string(),
  /** It says “I’ll follow up this week”: leaving it promises a call. Left out: it does not. */
  promisesFollowUp: z.boolean().optional(),
})
export type Recording = z.infer<typeof recordingSchema>

/** resources/recordings/recordings.json: what comes with Afterbeep, in the order of its series. */
export const starterRecordingsSchema = z.array(recordingSchema.extend({ file: z.string().regex(/^[\w-]+\.wav$/) }))
