import { z } from 'zod'
import { dialFormatSchema } from './dial-format.ts'

/** The codecs of a line, best first. What is left out is not offered. */
const codecs = ['opus', 'g722', 'pcmu', 'pcma'] as const
export const codecSchema = z.enum(codecs)
export type Codec = z.infer<typeof codecSchema>

/** A STUN or TURN server. Its credential, if any, rests with the line's password. */
export const lineIceServerSchema = z.strictObject({
  /** stun:host:port, turn:host:port or turns:host:port, with ?transport=udp or tcp (RFC 7064, 7065). */
  urls: z.string().regex(/^(stuns?|turns?):[^\s]{1,200}$/),
  /** For TURN; empty: none. */
  user: z.string().max(200),
})

/**
 * The one certificate that a line trusts instead of the public authorities: the server's own, or that of the authority
 * that signed it. The rep has chosen it, after comparing its fingerprint.
 */
export const chosenCertificateSchema = z.strictObject({
  pem: z
    .string()
    .max(16_384)
    .regex(/^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n$/),
  /** Whom it names. */
  name: z.string().max(200),
  /** Its last day, as 2026-11-22. */
  until: z.string().max(20),
  /** SHA-256, as AB:CD:…, 32 octets. */
  fingerprint: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
})
export type ChosenCertificate = z.infer<typeof chosenCertificateSchema>

/** What most lines leave as it is. Spread into `lineSchema`. */
export const lineSettings = {
  iceServers: z
    .array(lineIceServerSchema)
    .max(6)
    .default(() => []),
  codecs: z
    .array(codecSchema)
    .min(1)
    .max(codecs.length)
    .refine((order) => new Set(order).size === order.length)
    .default(() => [...codecs]),
  /** How digits are sent: `auto` is RFC 4733 where the far end takes it, else INFO. */
  dtmf: z.enum(['auto', 'rfc4733', 'info']).default('auto'),
  /** What is asked for, in seconds; the registrar decides. */
  registerExpiryS: z.int().min(60).max(86_400).default(600),
  /** Is the far end's sound before it answers heard (RFC 3960)? Else our own ringing. */
  earlyMedia: z.boolean().default(true),
  /** Realms that may have the line's credentials beside the one it registers with. */
  moreRealms: z
    .array(z.string().min(1).max(120))
    .max(5)
    .default(() => []),
  /** A drop that is armed while it rings frees the rep at once, and comes back to them where nobody can tell who answered. */
  freesAtOnce: z.boolean().default(false),
  /** How the line wants its numbers. */
  dialFormat: dialFormatSchema.default(() => ({ own: 'plus' as const, foreign: 'plus' as const, outside: '' })),
  /** Never prove the password with MD5, whoever asks (RFC 8760). */
  refusesMd5: z.boolean().default(false),
  /**
   * The server strips P-Asserted-Identity that callers write themselves (RFC 3325 5), so that what stands there is its
   * own word.
   */
  trustsAssertedIdentity: z.boolean().default(false),
  /** Sound goes through the line's TURN servers only: the far end learns no address of this computer. */
  relayOnly: z.boolean().default(false),
  /** null: the public authorities and the system's. */
  authority: chosenCertificateSchema.nullable().default(null),
}
