import { z } from 'zod'
import { callIdSchema, contactIdSchema } from '../ids.ts'
import { ringingCallSchema } from './received-call.ts'

/* Calls that come in, and several at once: their rows of the contract. See bridge.ts. */

const done = z.null()
const onCall = z.strictObject({ callId: callIdSchema })
/** As it was typed; empty where it may be. */
const number = z.string().trim().max(60)

/** How the line in use answers by itself. */
const answeringSchema = z.strictObject({
  /** Calls are answered without anybody's doing. */
  autoAnswer: z.boolean(),
  /** Where a call is sent on to; empty: nowhere yet. */
  forwardTo: number,
})
export type Answering = z.infer<typeof answeringSchema>

/** What the desk knows of calls that come in. */
export const incomingSchema = z.strictObject({
  /** Those that ring here, the longest first. */
  ringing: z.array(ringingCallSchema),
  doNotDisturb: z.boolean(),
  answering: answeringSchema,
})
export type Incoming = z.infer<typeof incomingSchema>

/** desk → main. */
export const incomingRequests = {
  /**
   * Answer a call that rings here. Whoever the rep talks to is put on hold first; messages being left go on. `move-refused`,
   * `media-failed`; `microphone-*` leave it ringing.
   */
  'call.answer': { input: onCall, output: done },
  /** The caller hears that nobody wants to talk, and the rep's other phones fall silent too. */
  'call.decline': { input: onCall, output: done },
  /** Send the caller on to another number, which the line remembers. Fails with `number-unusable`, `move-refused`. */
  'call.forward': { input: onCall.extend({ number: number.min(1) }), output: done },
  /**
   * Says whose call one that came in was: it is credited as their callback. `contactId` null takes that back, and says of a
   * call that was credited by its number that it answered nothing. Fails with `not-found`, `archive-*`.
   */
  'received.credit': { input: onCall.extend({ contactId: contactIdSchema.nullable() }), output: done },
  /** Callers are turned away at once, and kept as missed, until it is said again or Afterbeep is closed. */
  'doNotDisturb.set': { input: z.strictObject({ on: z.boolean() }), output: done },
  /** How the line in use answers by itself. */
  'answering.save': { input: answeringSchema, output: done },
  /** A prospect of the practice line calls the rep, in a moment. `practice-only` where that is not the line in use. */
  'practice.callMe': { input: z.strictObject({ contactId: contactIdSchema.nullable() }), output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** main → sound. */
export const incomingCommands = {
  /**
   * What is heard of calls that ring here: `ringing` on the ringer, `waiting`, a quiet beep now and then, in the ear of a
   * rep who is in a call; null: nothing. Volume 0 to 1.
   */
  'ring.set': {
    input: z.strictObject({ ring: z.enum(['ringing', 'waiting']).nullable(), volume: z.number().min(0).max(1) }),
    output: done,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
