import { z } from 'zod'
import { outcomeSchema } from './attempt.ts'
import { previewSchema } from './cadence-preview.ts'
import { cadenceSchema } from './cadence-rules.ts'
import { daysOffRequests } from './days-off-bridge.ts'
import { planningRequests } from './planning-bridge.ts'
import { followUpSchema } from './follow-up.ts'
import {
  attemptIdSchema,
  cadenceIdSchema,
  callIdSchema,
  contactIdSchema,
  followUpIdSchema,
  noteIdSchema,
  promiseIdSchema,
  seriesIdSchema,
} from '../ids.ts'
import { insightsSchema } from './insights.ts'
import { outcomeEntrySchema, receivedEntrySchema, whenSchema } from './rep-outcome.ts'

/* The assistant's rows of the contract: see bridge.ts. What they change is told by queue.changed and card.changed. */

const nothing = z.strictObject({})
const done = z.null()
const onContact = z.strictObject({ contactId: contactIdSchema })
const onPromise = z.strictObject({ promiseId: promiseIdSchema })
const onCall = z.strictObject({ callId: callIdSchema })
const onAttempt = z.strictObject({ attemptId: attemptIdSchema })

/** What follows from an outcome, for a line on the desk. */
const planSchema = z.strictObject({
  /** What the attempt counts as now; null while its call is up: the outcome is kept and holds when it ends. */
  outcome: outcomeSchema.nullable(),
  next: followUpSchema.nullable(),
  /** Why the cadence has stopped just now; null when it has not. */
  stopped: z.string().nullable(),
})
export type PlanAnswer = z.infer<typeof planSchema>

/** A time as it was understood: "Thursday 26 November, 15:00 to 15:30 in Toronto". */
const understoodSchema = z.strictObject({ dueAt: z.int(), dueUntil: z.int(), inWords: z.string() })

const storedCadenceSchema = z.strictObject({
  cadence: cadenceSchema,
  /** Where its messages come from; null: it has none. */
  seriesId: seriesIdSchema.nullable(),
  /** Contacts it is running for. */
  running: z.int(),
})
export type StoredCadence = z.infer<typeof storedCadenceSchema>

/** What a cadence's messages can be taken from. */
const seriesOnOfferSchema = z.strictObject({
  seriesId: seriesIdSchema,
  name: z.string(),
  /** The names of its recordings, in their order. */
  recordings: z.array(z.string()),
})

export const cadenceRequests = {
  /**
   * What the rep says of a call, during it or after: it replaces what was known before, with everything that followed from
   * that. While the call is up it is kept as it is, and holds when the call ends. Fails with `not-found`,
   * `time-not-understood`, `number-unusable` (a direct number).
   */
  'outcome.say': { input: outcomeEntrySchema, output: planSchema },
  /** Takes the last outcome back: outcome, follow-up and enrolment are as they were. Notes stay. `nothing-to-undo`. */
  'outcome.undo': { input: onAttempt, output: planSchema },
  /** The same of a call that came in and was answered. Fails with `not-found`, `time-not-understood`. */
  'received.say': { input: receivedEntrySchema, output: planSchema },
  /** Takes back what was said of a call that came in. `nothing-to-undo`. */
  'received.unsay': { input: onCall, output: planSchema },
  /** Keeps what the rep types; with a `noteId` they go on with a note. Earlier texts are kept. */
  'note.write': {
    input: z.strictObject({
      contactId: contactIdSchema,
      attemptId: attemptIdSchema.nullable(),
      noteId: noteIdSchema.nullable(),
      text: z.string().max(4000),
    }),
    output: z.strictObject({ noteId: noteIdSchema }),
  },
  /** What a time would be understood as, on the contact's clock; nothing is written. `time-not-understood`. */
  'promise.understand': {
    input: z.strictObject({ contactId: contactIdSchema, when: whenSchema }),
    output: understoodSchema,
  },
  /** The rep has told the prospect so, in a call or after it. `time-not-understood`. */
  'promise.make': {
    input: z.strictObject({
      contactId: contactIdSchema,
      attemptId: attemptIdSchema.nullable(),
      kind: followUpSchema.shape.kind,
      words: z.string().trim().max(300),
      when: whenSchema,
    }),
    output: understoodSchema.extend({ promiseId: promiseIdSchema }),
  },
  /** It was kept, otherwise than by a call that Afterbeep saw. */
  'promise.keep': { input: onPromise, output: done },
  /** It need not be kept any more. */
  'promise.withdraw': { input: onPromise, output: done },
  /** The rep ended it by mistake: it is open again. `nothing-to-undo`. */
  'promise.reopen': { input: onPromise, output: done },
  /** A letter, an email or a task was done, or is let pass; the cadence goes on. */
  'followUp.finish': { input: z.strictObject({ followUpId: followUpIdSchema, done: z.boolean() }), output: done },
  /** Pauses all cadences: "pause all until Monday". Promises and callbacks go on. */
  'cadence.pauseAll': { input: z.strictObject({ until: whenSchema }), output: z.strictObject({ until: z.int() }) },
  'cadence.resumeAll': { input: nothing, output: done },
  /** `already-enrolled` while another cadence runs. */
  'cadence.enrol': { input: onContact.extend({ cadenceId: cadenceIdSchema }), output: planSchema },
  /** Ends what runs for this contact. Promises stay. */
  'cadence.stop': {
    input: onContact.extend({ reason: z.enum(['won', 'lost', 'said-no', 'wrong-number', 'rep']) }),
    output: done,
  },
  /** What was stopped goes on where it was. `already-enrolled` while one runs. */
  'cadence.goOn': { input: onContact, output: planSchema },
  /** Pauses it; null: until it is resumed. */
  'cadence.pause': { input: onContact.extend({ until: whenSchema.nullable() }), output: done },
  'cadence.resume': { input: onContact, output: done },
  /** Every cadence, and the series there are for them. */
  'cadence.list': {
    input: nothing,
    output: z.strictObject({
      cadences: z.array(storedCadenceSchema),
      series: z.array(seriesOnOfferSchema),
      /** Contacts that are typed in are put on it, and an import is offered it; null: on none. */
      defaultCadenceId: cadenceIdSchema.nullable(),
    }),
  },
  /** Adds a cadence, or changes the one with its id: what it has planned already stands. */
  'cadence.save': {
    input: z.strictObject({ cadence: cadenceSchema, seriesId: seriesIdSchema.nullable() }),
    output: done,
  },
  /** Contacts that are typed in from now on are put on this cadence, and an import is offered it; null: on none. `not-found`. */
  'cadence.makeDefault': { input: z.strictObject({ cadenceId: cadenceIdSchema.nullable() }), output: done },
  /** What it would do to an example contact who never answers, over 90 days from now; nothing is written. */
  'cadence.preview': {
    input: z.strictObject({
      cadence: cadenceSchema,
      seriesId: seriesIdSchema.nullable(),
      timeZone: z.string().max(60),
      tags: z.array(z.string()).max(20),
    }),
    output: previewSchema,
  },
  /** When the rep's calls are answered, and which side of a test is winning. */
  'insights.show': { input: nothing, output: insightsSchema },
  ...daysOffRequests,
  ...planningRequests,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
