import { z } from 'zod'

/* The desk's window, for the desk: see bridge.ts. */

/** The parts of the sidebar, in their order. */
const sidebarParts = [
  'promise',
  'asked',
  'gatekeeper',
  'notes',
  'next',
  'tries',
  'script',
  'attempts',
  'about',
] as const
export const sidebarPartSchema = z.enum(sidebarParts)
export type SidebarPart = z.infer<typeof sidebarPartSchema>

export const windowRequests = {
  /**
   * A narrow window that stays above the others, for a CRM beside it, or the whole desk again where it was. The desk
   * sees by its own width which of them it is.
   */
  'window.setCompact': { input: z.strictObject({ compact: z.boolean() }), output: z.null() },
  /** Ends Afterbeep; where a call is up the rep is asked first. */
  /** The computer's clock is right, whatever was thought of it. */
  'clock.trust': { input: z.strictObject({}), output: z.null() },
  'window.quit': { input: z.strictObject({}), output: z.null() },
  /** These parts of the sidebar are folded from now on, for everybody who is shown there, also after a restart. */
  'sidebar.fold': {
    input: z.strictObject({ folded: z.array(sidebarPartSchema).max(sidebarParts.length) }),
    output: z.null(),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
