import { z } from 'zod'
import { outcomeSchema } from './attempt.ts'
import { whenSchema } from './rep-outcome.ts'
import { cadenceIdSchema, contactIdSchema, importIdSchema } from '../ids.ts'

/* The rows of the contract for the view of all contacts: see bridge.ts. */

/** Where they stand: on any cadence or this one, on none, or on one that has ended. */
const standingSchema = z.union([z.enum(['any', 'running', 'none', 'stopped', 'paused']), cadenceIdSchema])
export type Standing = z.infer<typeof standingSchema>

const browsedBySchema = z.enum(['name', 'company', 'place', 'cadence', 'tried', 'value', 'added'])
export type BrowsedBy = z.infer<typeof browsedBySchema>

/** Which contacts; empty text and null: all of them. */
const contactFilterSchema = z.strictObject({
  /** As the palette finds: words that begin names, companies, emails and notes, or digits of a number. */
  text: z.string().max(200),
  standing: standingSchema,
  tag: z.string().max(80).nullable(),
  /** The file they came from. */
  importId: importIdSchema.nullable(),
  place: z.string().max(200).nullable(),
  /** Of their last attempt; never: nobody has called them. */
  outcome: z.union([outcomeSchema, z.literal('never')]).nullable(),
  /** A deal known to be worth at least so much. */
  leastValue: z.number().min(0).nullable(),
})
export type ContactFilter = z.infer<typeof contactFilterSchema>

const browsedContactSchema = z.strictObject({
  contactId: contactIdSchema,
  name: z.string(),
  company: z.string().nullable(),
  place: z.string(),
  tags: z.string(),
  /** The cadence that runs, else the one that ran last; null: none ever did. */
  cadence: z.string().nullable(),
  /** Why it ended; null while it runs. */
  stopped: z.string().nullable(),
  paused: z.boolean(),
  triedAt: z.int().nullable(),
  outcome: outcomeSchema.nullable(),
  value: z.number().nullable(),
  forbidden: z.boolean(),
})
export type BrowsedContact = z.infer<typeof browsedContactSchema>

const choices = z.array(z.strictObject({ id: z.string(), name: z.string(), count: z.int() }))
/** Of one file or one change. */
export const manyContactsSchema = z.array(contactIdSchema).min(1).max(100_000)

/** What is done with the chosen ones; the second of each pair takes the first back. */
const changeOfManySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tag'), tag: z.string().trim().min(1).max(40) }),
  z.strictObject({ kind: z.literal('untag'), tag: z.string().trim().min(1).max(40) }),
  z.strictObject({ kind: z.literal('pause'), until: whenSchema }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('forbid') }),
  z.strictObject({ kind: z.literal('allow') }),
])
export type ChangeOfMany = z.infer<typeof changeOfManySchema>

export const browseRequests = {
  /** A page of the contacts that the filter leaves, in this order, and how many there are. */
  'contacts.browse': {
    input: contactFilterSchema.extend({
      by: browsedBySchema,
      down: z.boolean(),
      from: z.int().min(0),
      count: z.int().min(1).max(500),
    }),
    output: z.strictObject({ rows: z.array(browsedContactSchema), total: z.int() }),
  },
  /** All that the filter leaves, in this order: to choose them all. */
  'contacts.all': {
    input: contactFilterSchema.extend({ by: browsedBySchema, down: z.boolean() }),
    output: z.array(contactIdSchema),
  },
  /** What there is to filter by. */
  'contacts.choices': {
    input: z.strictObject({}),
    output: z.strictObject({ tags: choices, imports: choices, places: choices }),
  },
  /** Changes many together, a few at a time. Answers whom it changed. `time-not-understood`. */
  'contacts.changeMany': {
    input: z.strictObject({ contactIds: manyContactsSchema, change: changeOfManySchema }),
    output: z.strictObject({ changed: z.array(contactIdSchema) }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
