import { z } from 'zod'
import { attemptIdSchema, recordingIdSchema } from './ids.ts'

/** How an attempt ended. `interrupted`: Afterbeep itself went away in the middle of it. */
export const outcomeSchema = z.enum([
  'answered',
  'voicemail-dropped',
  'voicemail-cut-off',
  'voicemail-stopped',
  'voicemail-nothing-left',
  'no-answer',
  'busy',
  'declined',
  'cancelled',
  'failed',
  'interrupted',
])
export type Outcome = z.infer<typeof outcomeSchema>

const words: Record<Outcome, string> = {
  answered: 'Answered',
  'voicemail-dropped': 'Message left',
  'voicemail-cut-off': 'Message cut off',
  'voicemail-stopped': 'Message stopped',
  'voicemail-nothing-left': 'Voicemail, nothing left',
  'no-answer': 'No answer',
  busy: 'Busy',
  declined: 'Declined',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Interrupted',
}

export function outcomeInWords(outcome: Outcome): string {
  return words[outcome]
}

/** Did a person or their machine hear the phone? Cancelled, failed and interrupted tries tell nothing about the prospect. */
export function countsAsTry(outcome: Outcome): boolean {
  return outcome !== 'cancelled' && outcome !== 'failed' && outcome !== 'interrupted'
}

/** Tried in earnest and nobody spoke: what *Last resort* counts before it leaves its one message. */
export function isUnanswered(outcome: Outcome): boolean {
  return countsAsTry(outcome) && outcome !== 'answered'
}

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
  playedMs: z.number().nullable(),
  /** What the practice voicemail received can be listened to. */
  heard: z.boolean(),
})
export type Attempt = z.infer<typeof attemptSchema>
