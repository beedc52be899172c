import { z } from 'zod'
import { callIdSchema } from '../ids.ts'

/*
 * The call screeners' rows of the contract: see bridge.ts. A screener answers in the prospect's stead, says the same
 * announcement every time ("record your name and the reason for your call"), and hears what the rep says. It is no
 * voicemail: no message starts by itself into it.
 */

const done = z.null()
const onCall = z.strictObject({ callId: callIdSchema })

/** How an announcement sounds: a word for each 25 ms of it, 0 for a pause; at most six seconds. */
export const announcementWordsSchema = z.array(z.int().min(0).max(0xffff_ffff)).min(60).max(240)

/** An announcement that was marked once. It has the id of the call it was marked in. */
export const announcementSchema = z.strictObject({ announcementId: callIdSchema, words: announcementWordsSchema })
export type Announcement = z.infer<typeof announcementSchema>

/** As many of one number's mailboxes as are listened for: it may be forwarded to several. */
export const mostMailboxes = 6

/** As many as are listened for at once. */
export const mostAnnouncements = 40

/** desk → main. */
export const screenerRequests = {
  /** The rep hears a screener asking: nothing starts by itself on this call, and its announcement is kept. */
  'screener.mark': { input: onCall, output: done },
  /** The prospect has come to the phone: the call is one like any other again. */
  'screener.pickedUp': { input: onCall, output: done },
  /** It was no screener: the call is one like any other, and what was taken for an announcement is forgotten. */
  'screener.mistaken': { input: onCall, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** main → sound. */
export const screenerCommands = {
  /** These announcements are listened for, in every call from its answer on. */
  'screener.know': {
    input: z.strictObject({ announcements: z.array(announcementSchema).max(mostAnnouncements) }),
    output: done,
  },
  /** A screener is asking: an armed message waits for a press. `learn`: tell what its announcement sounds like. */
  'screener.asks': { input: onCall.extend({ learn: z.boolean() }), output: done },
  /** No screener is asking any more, or none ever was. */
  'screener.over': { input: onCall, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** sound → main. */
export const screenerSoundEvents = {
  /** A known announcement was heard. */
  'screener.asking': z.strictObject({ callId: callIdSchema, at: z.int(), announcementId: callIdSchema }),
  /** What the announcement of this call sounds like; a second time when more of it has been heard. */
  'screener.learned': z.strictObject({ callId: callIdSchema, words: announcementWordsSchema }),
} as const satisfies Record<string, z.ZodType>
