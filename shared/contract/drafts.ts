import { z } from 'zod'
import { cadenceSchema, stepBetweenSchema } from './cadence-rules.ts'
import { dayPartSchema } from './planning.ts'
import { ruleIdSchema } from './rule-answer.ts'
import { cadenceIdSchema, contactIdSchema, recordingIdSchema, seriesIdSchema } from '../ids.ts'

/* What is typed and not saved yet: kept in the archive, so that neither a restart nor a crash loses it. */

/** A number as it is typed. */
const number = z.string().max(20)
const every = { every: number }
const { stopsOn, leastValue, detours, message } = cadenceSchema.shape

/** A cadence as its editor has it: numbers are text until they are whole. */
const cadenceWordsSchema = z.strictObject({
  cadenceId: cadenceIdSchema,
  name: z.string().max(60),
  belief: z.string().max(4000),
  maxTries: number,
  spanDays: number,
  least: number,
  most: number,
  answeredGapDays: number,
  sameDay: z.boolean(),
  sameDayTries: number,
  sameDayHours: number,
  parts: z.array(dayPartSchema).readonly(),
  hidden: z.boolean(),
  message: z.enum(message.options.map(({ shape }) => shape.when.value)),
  tries: number,
  times: number,
  /** `place` of its message in the series, from 1; empty: none. */
  sides: z
    .array(z.strictObject({ side: z.string().max(200), weight: number, place: number }))
    .max(50)
    .readonly(),
  seriesId: seriesIdSchema.nullable(),
  messageGapDays: number,
  between: z
    .array(stepBetweenSchema.extend({ ...every, name: z.string().max(80) }))
    .max(50)
    .readonly(),
  detours: z
    .array(z.strictObject({ ...detours.element.shape, ...every, parts: z.array(dayPartSchema) }))
    .max(50)
    .readonly(),
  scripts: z
    .array(z.strictObject({ from: number, text: z.string().max(4000) }))
    .max(50)
    .readonly(),
  stopsOn,
  leastValue,
})

/** Name and script of a recording. */
const recordingWordsSchema = z.strictObject({ name: z.string().max(80), script: z.string().max(4000) })

/** Why the rep goes on against these rules' warnings, for whoever it is about. */
const reasonWordsSchema = z.strictObject({
  text: z.string().min(1).max(300),
  rules: z.array(ruleIdSchema).readonly(),
})
export type ReasonWords = z.infer<typeof reasonWordsSchema>

/** Each by what it is about. `new` is a recording that is not there yet. */
export const draftSchema = z.discriminatedUnion('room', [
  z.strictObject({ room: z.literal('cadence'), about: cadenceIdSchema, words: cadenceWordsSchema }),
  z.strictObject({
    room: z.literal('recording'),
    about: z.union([z.literal('new'), recordingIdSchema]),
    words: recordingWordsSchema,
  }),
  // Remembered for a contact, or for everybody on a cadence.
  z.strictObject({
    room: z.literal('reason'),
    about: z.union([contactIdSchema, cadenceIdSchema]),
    words: reasonWordsSchema,
  }),
])
export type Draft = z.infer<typeof draftSchema>

/** A draft as it was kept, and when it was typed last. */
export const keptDraftSchema = z.strictObject({ draft: draftSchema, typedAt: z.int() })
export type KeptDraft = z.infer<typeof keptDraftSchema>

/** Which draft. */
export const draftKeySchema = z.strictObject({
  room: z.enum(['cadence', 'recording', 'reason']),
  about: z.string().min(1).max(64),
})
export type DraftKey = z.infer<typeof draftKeySchema>
