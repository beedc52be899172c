import { z } from 'zod'
import { troubleSchema } from './trouble.ts'

/** Day, month and year as a date field writes them; empty: not known. */
const dayField = z.string().regex(/^(\d{4}-\d\d-\d\d)?$/)
// It has to fit into the head of the list's file, whatever it is written in.
const listName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}]*$/u)

/** What an import is told of the list. One of the same name is replaced, once the new one is whole. */
export const listImportInputSchema = z.strictObject({
  name: listName,
  /** ISO 3166-1 of numbers that are written without their country; empty: such numbers are set aside. */
  region: z.string().regex(/^([A-Z]{2})?$/),
  /** Of which day the list is, as its publisher says. */
  asOf: dayField,
})
export type ListImportInput = z.infer<typeof listImportInputSchema>

/** A national do-not-call list that is in use. */
const nationalListSchema = z.strictObject({
  listId: z.string(),
  name: z.string(),
  region: z.string(),
  asOf: dayField,
  importedAt: z.int(),
  count: z.int(),
  /** False: every call is warned of until it is imported again or removed. */
  isReadable: z.boolean(),
})
export type NationalListView = z.infer<typeof nationalListSchema>

/** An import under way. */
const listImportSchema = z.strictObject({
  name: z.string(),
  fileName: z.string(),
  bytesRead: z.number(),
  bytes: z.number(),
  numbers: z.int(),
  bad: z.int(),
  perSecond: z.int(),
})
export type ListImportView = z.infer<typeof listImportSchema>

/** A row of which no number could be made, and why. `row` is its place in the file, from 1. */
const badRowSchema = z.strictObject({ row: z.int(), text: z.string(), reason: z.string() })
export type BadRow = z.infer<typeof badRowSchema>

/** How the last import ended. */
const listOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('imported'),
    name: z.string(),
    numbers: z.int(),
    duplicates: z.int(),
    bad: z.int(),
    /** The first of them. */
    badRows: z.array(badRowSchema),
    /** The file with the bad rows, up to 10,000 of them; null: there are none. */
    setAside: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('failed'), trouble: troubleSchema }),
])
export type ListOutcome = z.infer<typeof listOutcomeSchema>

export const nationalListsStateSchema = z.strictObject({
  lists: z.array(nationalListSchema),
  importing: listImportSchema.nullable(),
  outcome: listOutcomeSchema.nullable(),
  /** The line's country, else this computer's: most likely the next list's too. ISO 3166-1, or ''. */
  region: z.string(),
})
export type NationalListsState = z.infer<typeof nationalListsStateSchema>
