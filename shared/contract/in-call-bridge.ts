import { z } from 'zod'
import { callIdSchema, contactIdSchema, phoneNumberIdSchema } from '../ids.ts'

/* What one can do in a call, and the number that is dialled by hand: their rows of the contract. See bridge.ts. */

const nothing = z.strictObject({})
const done = z.null()
const onCall = z.strictObject({ callId: callIdSchema })
/** As it was pasted or typed. */
const written = z.string().trim().min(1).max(300)

/** What a number that somebody wrote would be dialled as. */
const readNumberSchema = z.strictObject({
  /** As it is dialled: E.164 where it has one, digits, or a SIP address. */
  number: z.string(),
  /** As people write it. */
  shown: z.string(),
  /** What is dialled on the line in use, in the form that it wants. */
  target: z.string(),
  /** Sent after the answer; `,` is a pause of 2 s, `;` waits for the rep. Empty: none. */
  keys: z.string(),
  /** Whose number it is. */
  name: z.string().nullable(),
  /** Other numbers that stand in the text, to be taken instead. */
  others: z.array(z.strictObject({ number: z.string(), shown: z.string() })),
  /** What of the text is no part of it; empty: nothing. */
  leftOut: z.string(),
  emergency: z.boolean(),
  /** It is none of the plan's, and few digits: an extension, a service code, a SIP address. */
  asTyped: z.boolean(),
})
export type ReadNumber = z.infer<typeof readNumberSchema>

/** Somebody that a call can be sent on to. */
const transferTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), number: written, name: z.string().max(200).nullable() }),
  /** Another call of the rep's: whoever is there has been asked. */
  z.strictObject({ kind: z.literal('call'), callId: callIdSchema }),
])
export type TransferTarget = z.infer<typeof transferTargetSchema>

/** desk → main. */
export const inCallRequests = {
  /**
   * Lets them wait, or talks on. Muted and unheard at once; `held` once the far end has agreed, else `hold-refused` and
   * the microphone stays closed. Whoever is talked to instead is put on hold first. `resume-refused`, `move-refused`.
   */
  'call.hold': { input: onCall.extend({ held: z.boolean() }), output: done },
  /** Keys of the telephone into an answered call; `,` is a pause of 2 s. Fails with `digits-refused`, `move-refused`. */
  'call.sendDigits': { input: onCall.extend({ digits: z.string().regex(/^[0-9#*,]{1,64}$/) }), output: done },
  /** Keys of the number that waited for the rep. Fails with `move-refused` where none do. */
  'call.pressWaiting': { input: onCall, output: done },
  /**
   * Sends them on to somebody else, and hangs up once they talk. Answers then: `transfer-refused` and the calls go on where
   * that fails. What becomes of it meanwhile is in the call.
   */
  'call.transfer': { input: onCall.extend({ to: transferTargetSchema }), output: done },
  /** Everybody in these two calls hears everybody. Fails with `merge-impossible`. */
  'call.merge': { input: z.strictObject({ callIds: z.tuple([callIdSchema, callIdSchema]) }), output: done },
  /** The rep talks in this call alone, and the other one is put on hold. */
  'call.split': { input: onCall, output: done },
  /** What this would be dialled as, and whose it is. Fails with `number-refused`, whose `digits` can be dialled all the same. */
  'number.read': { input: z.strictObject({ written }), output: readNumberSchema },
  /** The number that was dialled last; null: none. */
  'number.last': { input: nothing, output: readNumberSchema.nullable() },
  /** Whose number this is; one that nobody has becomes a contact of its own, on no cadence. Fails with `number-refused`. */
  'number.contact': {
    /** `anyway`: its digits as they are, although no plan has such a number. */
    input: z.strictObject({ written, anyway: z.boolean().optional() }),
    output: z.strictObject({
      contactId: contactIdSchema,
      phoneNumberId: phoneNumberIdSchema,
      keys: z.string(),
    }),
  },
  /** People by a part of their name, company or number, to send a call on to. */
  'number.find': {
    input: z.strictObject({ part: z.string().trim().min(1).max(100) }),
    output: z.array(
      z.strictObject({
        contactId: contactIdSchema,
        name: z.string(),
        company: z.string().nullable(),
        number: z.string(),
        shown: z.string(),
      }),
    ),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** main → desk. */
export const inCallDeskEvents = {
  /** The system handed over a number, by a tel: link: it is shown, never dialled by itself. */
  'number.given': z.strictObject({ written: z.string().max(300) }),
} as const satisfies Record<string, z.ZodType>

const both = z.strictObject({ callIds: z.tuple([callIdSchema, callIdSchema]) })

/** main → sound. */
export const inCallCommands = {
  /** Each far end hears the other beside the rep. Fails with `not-found`, and `move-refused` while a message is in one. */
  'calls.merge': { input: both, output: done },
  /** Each hears the rep alone again. */
  'calls.split': { input: both, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
