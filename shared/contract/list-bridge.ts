import { z } from 'zod'
import { doNotCallEntrySchema } from './do-not-call-entry.ts'
import { listImportInputSchema, nationalListsStateSchema } from './national-lists.ts'

/* The rows of the contract for do-not-call lists, the rep's own and national ones: see bridge.ts. */

const nothing = z.strictObject({})
const done = z.null()

/** So many entries of the own list are shown at once; who looks for another one types more of it. */
export const mostListed = 100

const ownListSchema = z.strictObject({
  entries: z.array(doNotCallEntrySchema).max(mostListed),
  /** How many there are in all. */
  count: z.int(),
})
export type OwnList = z.infer<typeof ownListSchema>

/** desk → main. What comes of the national ones is told as the fact `lists`. */
export const listRequests = {
  /** Who is on the rep's own list, newest first: those in whose name, number or reason this text is. */
  'ownList.show': { input: z.strictObject({ text: z.string().max(100) }), output: ownListSchema },
  /** Puts a number on it that may be nobody's here, however it is written. Fails with `number-unusable`. */
  'ownList.add': {
    input: z.strictObject({ number: z.string().trim().min(1).max(60), why: z.string().trim().max(200) }),
    output: done,
  },
  /** The lists are looked at. */
  'lists.open': { input: nothing, output: nationalListsStateSchema },
  /** Asks for a file and begins to import it. Fails with `list-import-running`; null also when no file is named. */
  'lists.import': { input: listImportInputSchema, output: done },
  /** The import under way is given up; the lists are as they were. */
  'lists.cancel': { input: nothing, output: done },
  /** Its numbers may be called again. Fails with `list-unreadable`. */
  'lists.remove': { input: z.strictObject({ listId: z.string().regex(/^[\w-]{1,64}$/) }), output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
