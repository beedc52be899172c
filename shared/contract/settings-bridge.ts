import { z } from 'zod'

/* How the rep wants the desk, for this computer: see bridge.ts. */

/** One letter (as a capital), digit or sign, as its key types it. */
const capSchema = z.string().refine((cap) => [...cap].length === 1 && cap === cap.toUpperCase() && cap.trim() !== '')

export const deskSettingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  /** Letters, digits and signs do something by themselves, without Ctrl (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  /** The rep's own keys, by the one that it is without them: { "D": "8" }. */
  ownKeys: z.record(capSchema, capSchema),
  /** A session calls who is next by itself. */
  dialsOn: z.boolean(),
})
export type DeskSettings = z.infer<typeof deskSettingsSchema>

export const usualSettings: DeskSettings = { theme: 'system', singleKeys: true, ownKeys: {}, dialsOn: true }

/** As the desk is told them: with what is not the rep's to choose. */
export const settingsStateSchema = deskSettingsSchema.extend({
  /** Whose policy lets no session dial on by itself; null: nobody's. */
  dialOnForbiddenBy: z.string().nullable(),
})
export type SettingsState = z.infer<typeof settingsStateSchema>

export const settingsRequests = {
  /** So it is from now on, also after a restart. */
  'settings.choose': { input: deskSettingsSchema, output: z.null() },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
