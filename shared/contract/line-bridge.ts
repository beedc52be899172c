import { z } from 'zod'
import { callIdSchema, lineIdSchema } from '../ids.ts'
import { lineIceServerSchema } from './line-settings.ts'
import { lineSchema } from './line.ts'
import { lineDiagnosisSchema } from './line-diagnosis.ts'

/*
 * The lines of the contract in bridge.ts that are about keeping and testing lines. `line.use` and `line.usePractice`,
 * which the whole app knows, are in bridge.ts itself. No password ever goes towards a window.
 */

const done = z.null()
const onLine = z.strictObject({ lineId: lineIdSchema })
const secret = z.string().max(200)

/**
 * How this computer can keep a password: `safe` in the system's keyring, `weak` where there is none but a file can
 * be written that anybody who can read the rep's files can open, `none` where not even that is possible.
 */
const passwordStorageSchema = z.enum(['safe', 'weak', 'none'])
export type PasswordStorage = z.infer<typeof passwordStorageSchema>

/** What goes with a line that is saved and may not be shown again: each null keeps what is kept. */
export const lineSecrets = {
  password: secret.nullable(),
  /** Of the TURN servers, in the order of `line.iceServers`. */
  iceCredentials: z.array(secret.nullable()).max(6).optional(),
  /** The rep agrees to the weak storage; else, without a keyring, the secrets are asked for at each start. */
  weakly: z.boolean().optional(),
}

/** A line as it stands in the list. */
const lineEntrySchema = z.strictObject({
  line: lineSchema,
  inUse: z.boolean(),
  /** Where its password is: `typed` is gone when Afterbeep closes; `waiting` until the system's keyring has answered. */
  password: z.enum(['keyring', 'weakly', 'typed', 'missing', 'waiting']),
  /** For each of its STUN and TURN servers: is a credential kept? */
  iceCredentials: z.array(z.boolean()),
})
export type LineEntry = z.infer<typeof lineEntrySchema>

/** Calls that nobody heard of, one row for each caller and reason, the latest first. */
const refusedCallsSchema = z.strictObject({
  lineId: lineIdSchema,
  /** As far as it could be read; '' where it could not. */
  number: z.string(),
  name: z.string(),
  /** `unreadable`, `unwanted`: what it asks for is not done here; `too-often` by this caller, `too-many` by all of them. */
  why: z.enum(['unreadable', 'unwanted', 'too-often', 'too-many']),
  /** What the sender was told. */
  status: z.int(),
  reason: z.string(),
  times: z.int(),
  lastAt: z.int(),
})
export type RefusedCalls = z.infer<typeof refusedCallsSchema>

/** Every line there is, and what is known about keeping and testing them. */
export const linesSchema = z.strictObject({
  entries: z.array(lineEntrySchema),
  /** Null until somebody is about to type a password: asking makes some keyrings ask the rep. */
  keeping: passwordStorageSchema.nullable(),
  /** The test under way, or the last one since Afterbeep was started. */
  test: lineDiagnosisSchema.nullable(),
  /** Calls that were turned away unheard since Afterbeep was started. */
  refused: z.array(refusedCallsSchema),
})
export type Lines = z.infer<typeof linesSchema>

/** desk → main. */
export const lineRequests = {
  /** Save a line, new or known, as `line.use` does, but go on using the one that is in use. */
  'line.save': { input: z.strictObject({ line: lineSchema, ...lineSecrets }), output: done },
  /** Make calls on this line from now on. A call under way goes on where it is. */
  'line.choose': { input: onLine, output: done },
  /** Take a line off the list. One with attempts is put away, not deleted; the one in use gives way to the practice line. */
  'line.remove': { input: onLine, output: done },
  /** The password of a line that is asked for at each start, for as long as Afterbeep runs. */
  'line.signIn': { input: onLine.extend({ password: secret.min(1) }), output: done },
  /** Walk through everything this line needs; answers when the walk has begun, and tells each step as it happens. */
  'line.test': {
    input: z.strictObject({
      line: lineSchema,
      password: lineSecrets.password,
      iceCredentials: lineSecrets.iceCredentials,
      /** A number that plays back what it hears; empty: sound is not tested. */
      echoNumber: z.string().max(60),
    }),
    output: done,
  },
  /** A password is about to be typed: find out how this computer can keep it, and tell as the fact `lines`. */
  'line.askStorage': { input: z.strictObject({}), output: done },
  /** The walk ends where it is. */
  'line.testStop': { input: z.strictObject({}), output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** main → sound. */
export const lineCommands = {
  /** RTP packets of a call so far, and the codec of what is sent. Fails with `not-found`. */
  'peer.count': {
    input: z.strictObject({ callId: callIdSchema }),
    output: z.strictObject({ sent: z.int(), received: z.int(), codec: z.string() }),
  },
  /**
   * Which kinds of candidates there are with these servers, within 5 s; no call, no microphone. `said` is what servers
   * said that refused, by RFC 8489 error code.
   */
  'ice.gather': {
    input: z.strictObject({
      iceServers: z.array(
        lineIceServerSchema
          .pick({ urls: true })
          .extend({ username: z.string().optional(), credential: z.string().optional() }),
      ),
    }),
    output: z.strictObject({
      host: z.int(),
      srflx: z.int(),
      relay: z.int(),
      said: z.array(z.strictObject({ url: z.string(), code: z.int(), text: z.string() })),
    }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
