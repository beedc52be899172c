import { z } from 'zod'
import { listWishSchema, nationalListsStateSchema } from './national-lists.ts'

/* The rows of the contract for national do-not-call lists: see bridge.ts. */

const nothing = z.strictObject({})
const done = z.null()

/** desk → main. What comes of them is told by `lists.changed`. */
export const listRequests = {
  /** The lists are looked at. */
  'lists.open': { input: nothing, output: nationalListsStateSchema },
  /** Asks for a file and begins to import it. Fails with `list-import-running`; null also when no file is named. */
  'lists.import': { input: listWishSchema, output: done },
  /** The import under way is given up; the lists are as they were. */
  'lists.cancel': { input: nothing, output: done },
  /** Its numbers may be called again. Fails with `list-unreadable`. */
  'lists.remove': { input: z.strictObject({ listId: z.string().regex(/^[\w-]{1,64}$/) }), output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** main → desk. */
export const listDeskEvents = {
  /** At most four times a second while one is imported. */
  'lists.changed': nationalListsStateSchema,
} as const satisfies Record<string, z.ZodType>
