import { z } from 'zod'

/* The desk's window, for the desk: see bridge.ts. */

export const windowRequests = {
  /**
   * A narrow window that stays above the others, for a CRM beside it, or the whole desk again where it was. The desk
   * sees by its own width which of them it is.
   */
  'window.setCompact': { input: z.strictObject({ compact: z.boolean() }), output: z.null() },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
