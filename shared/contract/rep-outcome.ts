import { z } from 'zod'
import { receivedRepOutcomes, repOutcomes } from '../call/outcome.ts'
import { attemptIdSchema, callIdSchema } from '../ids.ts'

/** When something was promised or asked for: one key, a window that was picked, or the rep's words ("thu 3pm"). */
export const whenSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('key'), key: z.enum(['today', 'tomorrow', 'this-week', 'next-week']) }),
  z
    .strictObject({ by: z.literal('window'), dueAt: z.int(), dueUntil: z.int() })
    .refine(({ dueAt, dueUntil }) => dueAt < dueUntil, 'the window closes before it opens'),
  z.strictObject({ by: z.literal('text'), text: z.string().trim().min(1).max(120) }),
])
export type When = z.infer<typeof whenSchema>

/** On these weekdays (1 Monday … 7 Sunday), from and until so many minutes after midnight on the contact's clock. */
export const weekWindowSchema = z
  .strictObject({
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    from: z.int().min(0).max(1440),
    until: z.int().min(0).max(1440),
  })
  .refine(({ from, until }) => from < until, 'the window closes before it opens')
export type WeekWindow = z.infer<typeof weekWindowSchema>

/** What the receptionist told: these become windows and numbers that the cadence uses. */
const gatekeeperEntrySchema = z.strictObject({
  said: z.string().max(1000),
  personIn: z.array(weekWindowSchema).max(14),
  /** The day they are back, as the rep wrote it; none: they are not away. */
  backOn: z.string().max(120).optional(),
  /** As the rep wrote it; empty: none was given. */
  directNumber: z.string().max(40),
})
export type GatekeeperEntry = z.infer<typeof gatekeeperEntrySchema>

export const repOutcomeSchema = z.enum(repOutcomes)

/** What the rep says of a call, during it or after. */
export const outcomeEntrySchema = z.strictObject({
  attemptId: attemptIdSchema,
  outcome: repOutcomeSchema,
  /** Free text beside it, kept as a note; empty: none. */
  note: z.string().max(4000),
  /** For `not-now`; null: in thirty days. */
  notNowUntil: whenSchema.nullable(),
  /** For `appointment`: when they meet, which is promised then; none: it was not said. */
  appointmentAt: whenSchema.optional(),
  /** For `gatekeeper`. */
  gatekeeper: gatekeeperEntrySchema.nullable(),
})
export type OutcomeEntry = z.infer<typeof outcomeEntrySchema>

/** What the rep says of a call that came in, during it or after. */
export const receivedEntrySchema = outcomeEntrySchema
  .omit({ attemptId: true, gatekeeper: true })
  .extend({ callId: callIdSchema, outcome: z.enum(receivedRepOutcomes) })
export type ReceivedEntry = z.infer<typeof receivedEntrySchema>
