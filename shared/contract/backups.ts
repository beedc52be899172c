import { z } from 'zod'

/* Backups of the archive: see bridge.ts. */

export const backupSchema = z.strictObject({
  /** Its file, within the folder of backups. */
  name: z.string().regex(/^afterbeep-[\dTZ-]{8,30}\.sqlite$/),
  madeAt: z.int(),
  contacts: z.int(),
  attempts: z.int(),
  /** When the last call in it began; null: there is none. */
  lastCallAt: z.int().nullable(),
})
export type Backup = z.infer<typeof backupSchema>

const backupsSchema = z.strictObject({
  /** Where they are, for people who look after files. */
  folder: z.string(),
  /** The newest first. */
  backups: z.array(backupSchema),
})
export type Backups = z.infer<typeof backupsSchema>

const nothing = z.strictObject({})

/** desk → main. */
export const backupRequests = {
  'backups.list': { input: nothing, output: backupsSchema },
  /** Makes one now. Fails with `backup-failed`, and with `call-in-progress`. */
  'backups.make': { input: nothing, output: backupsSchema },
  /**
   * Ends Afterbeep and starts it again with this backup in the archive's place; what was there until now is backed up first.
   * Fails with `not-found`, `backup-failed`, `call-in-progress`.
   */
  'backups.restore': { input: backupSchema.pick({ name: true }), output: z.null() },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
