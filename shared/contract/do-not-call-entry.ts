import { z } from 'zod'

/** Who must not be called: a person whatever their number, a number whoever answers, a company and all its people. */
export const doNotCallKindSchema = z.enum(['person', 'number', 'company'])

export const doNotCallEntrySchema = z.strictObject({
  entryId: z.string(),
  kind: doNotCallKindSchema,
  /** Name of the person or the company, or the number in E.164. */
  subject: z.string(),
  addedAt: z.int(),
  /** In the rep's words, e.g. "asked on the phone". */
  why: z.string(),
  source: z.enum(['rep', 'outcome', 'import']),
})
export type DoNotCallEntry = z.infer<typeof doNotCallEntrySchema>
