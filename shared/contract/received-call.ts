import { z } from 'zod'
import { attemptIdSchema, callIdSchema, contactIdSchema } from '../ids.ts'
import { promiseSchema } from './assistant.ts'
import { otherwiseSchema, possibleCallbackSchema } from './call.ts'
import { attemptSchema } from './attempt.ts'
import { qualitySummarySchema } from './measured-quality.ts'
import { repOutcomeSchema } from './rep-outcome.ts'
import { followUpSchema } from './follow-up.ts'

/** How a call that came in ended. `refused`: the rep did not want to be disturbed, and nothing rang. */
const receivedOutcomeSchema = z.enum(['answered', 'missed', 'declined', 'forwarded', 'refused'])
export type ReceivedOutcome = z.infer<typeof receivedOutcomeSchema>

/** One call that came in, as it is kept. */
export const receivedCallSchema = z.strictObject({
  callId: callIdSchema,
  /** Empty: withheld. */
  number: z.string(),
  startedAt: z.int(),
  answeredAt: z.int().nullable(),
  endedAt: z.int().nullable(),
  /** null while it rings or is talked in. */
  outcome: receivedOutcomeSchema.nullable(),
  forwardedTo: z.string().nullable(),
  /** The attempt that caused it: then it is a callback. */
  causedBy: attemptIdSchema.nullable(),
  /** The contact it was taken for by its number, before somebody said whose it was; null: nobody has said so. */
  creditedFrom: contactIdSchema.nullable(),
  /** What the rep said of it; null: nothing. While it is up it holds as soon as it has ended. */
  said: repOutcomeSchema.nullable(),
  /** How it sounded, where it was long enough to tell. */
  quality: qualitySummarySchema.nullable(),
})
export type ReceivedCall = z.infer<typeof receivedCallSchema>

/** A call that rings here: everything there is to know before it is answered. */
export const ringingCallSchema = z.strictObject({
  callId: callIdSchema,
  contactId: contactIdSchema,
  name: z.string(),
  company: z.string().nullable(),
  /** As people write it; null: withheld. */
  number: z.string().nullable(),
  /** What the caller's side says of their name, where it is another one than the contact's. */
  callerName: z.string().nullable(),
  /** What is said of who calls that does not fit what is believed; null: nothing. */
  otherwise: otherwiseSchema.nullable(),
  /** IANA zone, and where that is. */
  timeZone: z.string(),
  place: z.string(),
  /** Nobody in the archive had this number. */
  stranger: z.boolean(),
  startedAt: z.int(),
  line: z.string(),
  /** The last try to reach them. */
  lastAttempt: attemptSchema.nullable(),
  /** What the rep told them and has not kept, the first due first; null: nothing. */
  promised: promiseSchema.nullable(),
  /** Whose callback it may be although it shows another's number; left out: nobody's. */
  mayAnswer: z.array(possibleCallbackSchema).optional(),
  /** What is due for them, a promise before all. */
  next: followUpSchema.nullable(),
  /** Who keeps this from being called; they may call all the same. */
  doNotCall: z.boolean(),
})
export type RingingCall = z.infer<typeof ringingCallSchema>
