import { z } from 'zod'
import { hideMethodSchema, mainNumberBySchema } from './caller-id.ts'
import { lineIdSchema } from '../ids.ts'
import { lineDefaults } from '../line/line-defaults.ts'
import { lineSettings } from './line-settings.ts'
import { troubleSchema } from './trouble.ts'

/** A SIP account, without its password: that rests in the secrets and never reaches a window. */
export const lineSchema = z.strictObject({
  lineId: lineIdSchema,
  kind: z.enum(['practice', 'sip']),
  name: z.string().min(1).max(60),
  /** wss:// anywhere, ws:// on loopback only. Empty for the practice line, which picks a free port at each start. */
  server: z.string().max(300),
  /** The part after @ in the address of record; empty: the server's host. */
  domain: z.string().max(253),
  user: z.string().min(1).max(120),
  /** Digest user when it differs from the SIP user; empty: the same. */
  authUser: z.string().max(120),
  /** Prepended to the rep's own name in From; no quotes, no line breaks. */
  callerName: z
    .string()
    .max(60)
    .regex(/^[^"\\\r\n]*$/),
  /** How this line asks for its number to be hidden. */
  hideMethod: hideMethodSchema.default(lineDefaults.hideMethod),
  /** Ask for it on every call, unless the rep says otherwise. */
  hideByDefault: z.boolean().default(lineDefaults.hideByDefault),
  /** The number that may be shown instead of the line's own, e.g. the switchboard's; empty: none. */
  mainNumber: z
    .string()
    .max(40)
    .regex(/^[+0-9 ()./-]*$/)
    .default(lineDefaults.mainNumber),
  mainNumberBy: mainNumberBySchema.default(lineDefaults.mainNumberBy),
  /** ISO 3166-1 alpha-2, for emergency numbers, and numbers written without their country; empty: not known. */
  region: z
    .string()
    .regex(/^([A-Z]{2})?$/)
    .default(lineDefaults.region),
  ...lineSettings,
  /**
   * In a hidden call, tell no address of the rep's own network: without a TURN server, most servers then send their
   * sound nowhere.
   */
  withholdsEveryAddress: z.boolean().default(lineDefaults.withholdsEveryAddress),
})
export type Line = z.infer<typeof lineSchema>

/**
 * Registration as it was last *accepted*, not as it is hoped for.
 *   off ─▶ connecting ─▶ registered ─▶ (lost) connecting …
 *              └───────▶ trouble, retried at `retryAt` where that can help
 */
export const lineStateSchema = z.strictObject({
  line: lineSchema.nullable(),
  state: z.enum(['off', 'connecting', 'registered', 'trouble']),
  /** When the registrar last accepted this line since it is in use; kept when the registration is lost. */
  acceptedAt: z.int().nullable(),
  /** When the accepted registration lapses; null: there is none now. */
  registeredUntil: z.int().nullable(),
  retryAt: z.int().nullable(),
  trouble: troubleSchema.nullable(),
})
export type LineState = z.infer<typeof lineStateSchema>
