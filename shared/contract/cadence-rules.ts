import { z } from 'zod'
import { dayPartSchema } from './planning.ts'
import { cadenceIdSchema } from '../ids.ts'

/** Whether a voicemail gets a message. Every policy leaves a recording at most once to a contact. */
const messagePolicySchema = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('never') }),
  z.strictObject({ when: z.literal('every-unanswered') }),
  /** None until so many calls went unanswered, then at most so many. */
  z.strictObject({ when: z.literal('after-unanswered'), tries: z.int().positive(), times: z.int().positive() }),
  /** As every-unanswered, for contacts tagged prequalified and not off a lead card. */
  z.strictObject({ when: z.literal('prequalified') }),
  /** Drawn once for each contact; a side leaves the one message at its place in the series (from 0), or none. */
  z.strictObject({
    when: z.literal('split'),
    sides: z
      .array(
        z.strictObject({ side: z.string().min(1), weight: z.number().positive(), place: z.int().min(0).nullable() }),
      )
      .min(2),
  }),
])

export const stepBetweenSchema = z.strictObject({
  kind: z.enum(['letter', 'email', 'task']),
  every: z.int().positive(),
  name: z.string().min(1).max(80),
  /** The text of it, or what to think of. */
  script: z.string().max(4000),
})
export type StepBetween = z.infer<typeof stepBetweenSchema>

/** The rules of pursuit, as data. */
export const cadenceSchema = z.strictObject({
  cadenceId: cadenceIdSchema,
  name: z.string().min(1).max(60),
  /** The position it takes, in a sentence or two. */
  belief: z.string(),
  maxTries: z.int().positive(),
  spanDays: z.int().positive(),
  hidden: z.boolean(),
  message: messagePolicySchema,
  /** At least so many days between two messages, however often is called. */
  messageGapDays: z.int().min(0),
  /** Local days between two tries. `most` gives way when only a later day offers an untried slot. */
  gapDays: z
    .strictObject({ least: z.int().min(1), most: z.int().min(1) })
    .refine(({ least, most }) => least <= most, 'the least gap is longer than the most'),
  /** Two or more tries on one day, at different times; null: one a day. */
  sameDay: z.strictObject({ tries: z.int().min(2), hoursApart: z.number().positive() }).nullable(),
  /** The parts of the day that are rotated through. */
  parts: z.array(dayPartSchema).min(1),
  /** Letters, emails and tasks between the calls: each after every so many that went unanswered. */
  between: z.array(stepBetweenSchema).max(12),
  /** What to say in a call: the script of a try is the last one whose `from` (1: the first try) it has come to. */
  scripts: z.array(z.strictObject({ from: z.int().positive(), text: z.string().max(4000) })).max(20),
  /** After somebody answered and nothing was promised: days until the follow-up. */
  answeredGapDays: z.int().positive(),
  /** Ways round a phone that nobody answers, suggested on every so-manyth try. */
  detours: z.array(
    z.strictObject({
      by: z.enum(['directory', 'receptionist']),
      every: z.int().positive(),
      parts: z.array(dayPartSchema).min(1),
    }),
  ),
  /** `pitched`: they were interested, which ends no preset. Asking not to be called always ends it. */
  stopsOn: z.array(
    z.enum(['pitched', 'appointment', 'said-no', 'asked-not-to-be-called', 'wrong-number', 'won', 'lost']),
  ),
  /** A deal known to be worth less is not worth messages and letters: dial the next number. null: it minds no value. */
  leastValue: z.number().min(0).nullable().default(null),
})
export type Cadence = z.infer<typeof cadenceSchema>
