import { z } from 'zod'
import { draftKeySchema, draftSchema, keptDraftSchema } from './drafts.ts'

/** The rows of the contract for what is typed and not saved yet: see bridge.ts. */
export const draftRequests = {
  /** Everything that was typed and not saved before this desk was loaded. */
  'draft.open': { input: z.strictObject({}), output: z.array(keptDraftSchema) },
  /** Keep what is being typed, also when Afterbeep is closed. */
  'draft.keep': { input: draftSchema, output: z.null() },
  /** It was saved or given up. */
  'draft.forget': { input: draftKeySchema, output: z.null() },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
