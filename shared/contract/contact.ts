import { z } from 'zod'
import { contactAssistantSchema } from './assistant.ts'
import { attemptSchema } from './attempt.ts'
import { followUpSchema } from './follow-up.ts'
import { doNotCallEntrySchema } from './do-not-call-entry.ts'
import { contactIdSchema, phoneNumberIdSchema } from '../ids.ts'
import { receivedCallSchema } from './received-call.ts'
import { numberKinds } from '../number/number-kinds.ts'
import { consentSchema } from './consent.ts'

const phoneNumberSchema = z.strictObject({
  phoneNumberId: phoneNumberIdSchema,
  /** As dialled: E.164 where the number has one, else as written. */
  number: z.string(),
  /** As people write it. */
  shown: z.string(),
  /** `main` is a switchboard: many people's number. */
  kind: z.enum(numberKinds),
  /** Pressed once it is answered, as shared/number/keys-after-answer.ts says; empty: none. */
  keys: z.string(),
  /** What their name is in the dial-by-name directory of this number; empty: not known. */
  byName: z.string(),
})
export type PhoneNumber = z.infer<typeof phoneNumberSchema>

/** Everything the sidebar shows of one contact. */
export const contactCardSchema = z.strictObject({
  contactId: contactIdSchema,
  name: z.string(),
  title: z.string(),
  company: z.string().nullable(),
  /** IANA zone, e.g. America/Toronto. */
  timeZone: z.string(),
  place: z.string(),
  numbers: z.array(phoneNumberSchema),
  tags: z.array(z.string()),
  /** What a deal would be worth, in the rep's own currency: theirs, else their company's; null: nobody has said. */
  dealValue: z.number().nonnegative().nullable(),
  /** "I got your name from …"; empty: from nobody. */
  referrer: z.string(),
  /** ISO 3166-1 or -2 where the rep knows better than the numbers; empty: as the numbers tell. */
  region: z.string(),
  /** Why their time zone is only a guess, as a sentence; empty: it is none. */
  clockIsGuess: z.string(),
  /** Have they agreed to recorded messages? */
  consent: consentSchema,
  /** What keeps this person, one of their numbers or their company from being called. */
  doNotCall: z.array(doNotCallEntrySchema),
  cadence: z
    .strictObject({
      name: z.string(),
      /** Tries so far and how many the cadence allows. */
      tries: z.int(),
      maxTries: z.int(),
      /** "No message until 10 unanswered calls" and the like. */
      messageRule: z.string(),
      /** Why the cadence has stopped; null while it runs. */
      stopped: z.string().nullable(),
    })
    .nullable(),
  /** Newest first. */
  attempts: z.array(attemptSchema),
  /** Calls that came from them, newest first. */
  received: z.array(receivedCallSchema),
  next: followUpSchema.nullable(),
  assistant: contactAssistantSchema,
})
export type ContactCard = z.infer<typeof contactCardSchema>

/**
 * The order of the day: promises due or late, callbacks asked for, windows that are open (the soonest to close first),
 * letters, emails and tasks between the calls, windows that open later, contacts that nobody has called yet, and those for whom
 * nothing is planned: on no cadence, or fallen off one.
 */
const queueSectionSchema = z.enum(['promised', 'callback', 'now', 'between', 'later', 'new', 'none'])
export type QueueSection = z.infer<typeof queueSectionSchema>

/** One row of "who is next". */
const queueItemSchema = z.strictObject({
  contactId: contactIdSchema,
  name: z.string(),
  company: z.string().nullable(),
  kind: z.enum(['call', 'letter', 'email', 'meeting', 'task']),
  section: queueSectionSchema,
  promise: z.boolean(),
  dueAt: z.int(),
  dueUntil: z.int(),
  /** The number of this try, from 1. */
  tryNumber: z.int().positive(),
  why: z.string(),
  /** Every reason, `why` first. */
  reasons: z.array(z.string()),
  /** "Late by 3 days."; null while it is not. */
  late: z.string().nullable(),
  /** A promise that was tried in vain: the next go is not before then, and somebody else is called first. null: now. */
  notBefore: z.int().nullable(),
})
export type QueueItem = z.infer<typeof queueItemSchema>

/** How the day stands; practice contacts count like any other. */
export const queueSchema = z.strictObject({
  items: z.array(queueItemSchema),
  /** Over the whole archive, not just the rows above: section → how many. */
  counts: z.record(queueSectionSchema, z.int()),
  /** The cadences are paused for everybody until then; promises and callbacks are not. Null: they go on. */
  pausedUntil: z.int().nullable(),
  today: z.strictObject({
    tries: z.int(),
    reached: z.int(),
    /** Drops on voicemails, and those of them that were played to the last sample. */
    messagesTried: z.int(),
    messagesLeft: z.int(),
    /** What was due today and is done, and what is still due before midnight. */
    done: z.int(),
    left: z.int(),
  }),
})
export type Queue = z.infer<typeof queueSchema>
