import { z } from 'zod'
import { outcomeSchema } from './attempt.ts'
import { followUpSchema } from './follow-up.ts'
import { dayPartSchema } from './planning.ts'
import { attemptIdSchema, cadenceIdSchema, noteIdSchema, promiseIdSchema, recordingIdSchema } from '../ids.ts'
import { weekWindowSchema } from './rep-outcome.ts'

/* What the assistant knows of one contact, for the sidebar and the contact's page. */

const noteSchema = z.strictObject({
  noteId: noteIdSchema,
  /** The call it was written in or after; null: in none. */
  attemptId: attemptIdSchema.nullable(),
  text: z.string(),
  writtenAt: z.int(),
})
export type Note = z.infer<typeof noteSchema>

export const promiseSchema = z.strictObject({
  promiseId: promiseIdSchema,
  kind: z.enum(['call', 'letter', 'email', 'meeting', 'task']),
  /** What was promised, in the rep's words; may be empty. */
  words: z.string(),
  dueAt: z.int(),
  dueUntil: z.int(),
  madeAt: z.int(),
  /** "Late by 3 days."; null while it is not. */
  late: z.string().nullable(),
  /** Calls since it was due that nobody answered, how many of them today on their clock, and when the next one is; null: none. */
  goes: z.strictObject({ made: z.int(), today: z.int(), nextAt: z.int().nullable() }).nullable(),
})
export type Promised = z.infer<typeof promiseSchema>

const gatekeeperFactSchema = z.strictObject({
  factId: z.string(),
  at: z.int(),
  said: z.string(),
  personIn: z.array(weekWindowSchema),
  directNumber: z.string(),
  /** "In on Tuesday and Thursday, 16:00 to 17:30"; empty where nothing was said of when. */
  inWords: z.string(),
  /** "Doubted: 3 tries at these times were in vain."; null while it is believed, or something newer was said. */
  doubted: z.string().nullable(),
})
export type GatekeeperFact = z.infer<typeof gatekeeperFactSchema>

/** How often the rep's calls are answered in a slot or a part: the numbers behind "evenings answered you 3 times in 21". */
export const answerRateSchema = z.strictObject({
  /** "Thursday evening", "evenings". */
  inWords: z.string(),
  tries: z.int(),
  answered: z.int(),
  /** Beta posterior: its mean, and the bounds that hold nine times in ten. 0 to 1. */
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  /** What was believed before the first try: so many imagined tries, and the share of them that were answered. */
  prior: z.strictObject({ mean: z.number(), tries: z.number() }),
})
export type AnswerRate = z.infer<typeof answerRateSchema>

export const slotRateSchema = answerRateSchema.extend({ weekday: z.int().min(1).max(7), part: dayPartSchema })
export type SlotRate = z.infer<typeof slotRateSchema>

export const contactAssistantSchema = z.strictObject({
  /** The newest three, newest first. */
  notes: z.array(noteSchema),
  /** How many there are. */
  noteCount: z.int(),
  /** Open ones, the first due first. */
  promises: z.array(promiseSchema),
  /** The call that they asked for, or that the receptionist named: "Not now, they said on Tuesday 24 November: call then." */
  asked: z.strictObject({ why: z.string(), dueAt: z.int(), dueUntil: z.int() }).nullable(),
  /** What receptionists said, newest first. */
  gatekeeper: z.array(gatekeeperFactSchema),
  /** One outcome for the last call, from what it did; null when the rep has said one or there is no call. */
  suggested: z.strictObject({ attemptId: attemptIdSchema, outcome: outcomeSchema, why: z.string() }).nullable(),
  /** What the rep said last of the last call; `undo` brings `before` back. Null: nothing to undo. */
  said: z
    .strictObject({ attemptId: attemptIdSchema, outcome: outcomeSchema, before: outcomeSchema.nullable() })
    .nullable(),
  /** What this step asks for. Null: nothing is next. */
  step: z
    .strictObject({
      kind: z.enum(['call', 'letter', 'email', 'meeting', 'task']),
      /** "Call 8", or the name of the letter, email or task. */
      name: z.string(),
      /** The script or the talking points; may be empty. */
      script: z.string(),
      /** The message to leave if a voicemail answers; null: none. */
      message: z
        .strictObject({
          recordingId: recordingIdSchema,
          name: z.string(),
          script: z.string(),
          /** Leaving it promises a call this week. */
          promisesFollowUp: z.boolean(),
        })
        .nullable(),
    })
    .nullable(),
  /** A letter, an email or a task beside the next call, due or not; `followUp.finish` ends it. Its script may be empty. null: none. */
  beside: z.strictObject({ followUp: followUpSchema, script: z.string() }).nullable(),
  /** They spoke in this call, and were promised nothing: a promise may be offered. null: nothing to offer. */
  mayPromise: z.strictObject({ attemptId: attemptIdSchema }).nullable(),
  /** The cadence is paused; `until` null: until it is resumed. */
  paused: z.strictObject({ until: z.int().nullable(), everybody: z.boolean(), inWords: z.string() }).nullable(),
  /** The three best times to reach them, best first, as the engine sees them now. */
  bestTimes: z.array(slotRateSchema),
  enrolment: z.strictObject({ cadenceId: cadenceIdSchema, startedAt: z.int(), side: z.string().nullable() }).nullable(),
})
export type ContactAssistant = z.infer<typeof contactAssistantSchema>
