import { z } from 'zod'
import { attemptIdSchema, callIdSchema, contactIdSchema, lineIdSchema, recordingIdSchema } from '../ids.ts'
import { callerIdRequestSchema } from './caller-id.ts'
import { troubleSchema } from './trouble.ts'

/*
 * A call, as a record of what has happened to it, and the moves that may happen next.
 *
 *   One that comes in (direction `in`):
 *
 *   incoming ──answered──▶ talking ──ended──▶ ended
 *      └── ended: declined or sent on by the rep, given up by the caller, or missed ──▲
 *
 *   One that is made (direction `out`):
 *
 *   dialling ──rang──▶ ringing ──answered──▶ talking ◀──────────── takenBack ──────────┐
 *      │    └──────────answered────────────────▲ │                                     │
 *      │                   │                     │ armed by ear, or takenOver          │
 *      │                   │       (armed may    ▼                                     │
 *      │                   │     come earlier)  waiting ──started──▶ playing ──played──▶ draining
 *      │                   │                     │ ▲                   │                │
 *      │                   │                     │ └────handedBack─────┤                │
 *      └───────────────────┴──────────────────── ended ◀───────────────┴────────────────┘
 *
 *   incoming  somebody calls: it rings here, and they hear that it does
 *   dialling  the INVITE has left, nothing came back but 100
 *   ringing   180 or 183 came back
 *   talking   answered; the microphone is in the call
 *   waiting   the drop is armed: the microphone is out, the message starts at the end of the beep
 *   playing   the recording is in the call
 *   draining  its last sample has been played and is still on its way; BYE follows
 *   ended     nothing more happens; outcomeOf(call) says what it came to
 *
 * A drop may be armed ahead, while it still rings: `drop` is set, and the rep stays in the call, which is talking when
 * answered, until a machine is certain: then it is takenOver, or started at once. When a person answers it is dropOff.
 * A line may free the rep at once all the same (`freedAt`). A drop that meets what does not fit is handedBack: it is
 * waiting again, for the rep to say who is there. Into a call that came in nothing is dropped: whoever calls wants to talk.
 *
 * Beside its phase an answered call may be on hold, and what the rep wants is apart from what the far end has agreed to:
 *
 *   talking ──holdAsked──▶ holding ──held──▶ on hold ──holdAsked──▶ resuming ──held──▶ talking
 *      ▲                      │ refused         ▲                      │ refused
 *      └──────────────────────┘ (stays muted)   └──────────────────────┘
 */
export const phaseSchema = z.enum([
  'incoming',
  'dialling',
  'ringing',
  'talking',
  'waiting',
  'playing',
  'draining',
  'ended',
])
export type Phase = z.infer<typeof phaseSchema>

const at = z.int().nonnegative()

export const beepSchema = z.strictObject({
  frequencyHz: z.number(),
  durationMs: z.number(),
  /** Epoch milliseconds of the last sample of the tone. */
  endedAt: at,
})
export type Beep = z.infer<typeof beepSchema>

/** Why a message started: at the end of a beep, in the silence after a greeting, or since the rep asked. */
export const startReasonSchema = z.enum(['beep', 'silence', 'pressed'])
export type StartReason = z.infer<typeof startReasonSchema>

/**
 * How a drop was armed. `ear`: the rep had heard the greeting. `ahead`: nothing could be known yet, since it rang, or
 * since less than two seconds of talk had been heard.
 */
export const armedBySchema = z.enum(['ear', 'ahead'])
export type ArmedBy = z.infer<typeof armedBySchema>

/** Why a call came back to a rep who had been free: what does not fit a voicemail. */
export const doubtSchema = z.enum(['nothing', 'person', 'ringing', 'menu', 'screener', 'music', 'speech'])
export type Doubt = z.infer<typeof doubtSchema>

/** Who is taken to have answered, by what, and how much talk had been heard by then. */
export const answerSchema = z.strictObject({
  who: z.enum(['nobody-yet', 'person', 'machine', 'ringing', 'menu', 'screener', 'music']),
  why: z.enum([
    'nothing',
    'undecided',
    'short-and-waits',
    'conversation',
    'beep',
    'long-announcement',
    'known-mailbox',
    'known-screener',
    'cadence',
    'announcement-again',
    'notes',
  ]),
  talkMs: z.number().nonnegative(),
})
export type Answer = z.infer<typeof answerSchema>

const dropSchema = z.strictObject({
  recordingId: recordingIdSchema,
  recordingName: z.string(),
  durationMs: z.number(),
  /** When the rep pressed. */
  pressedAt: at,
  /** Since when the rep needs not be in the call; null: they are, until a machine is certain. */
  freedAt: at.nullable(),
  /** It came back to the rep, who is asked who is there. */
  handBack: z.strictObject({ askedAt: at, doubt: doubtSchema }).nullable(),
  startedAt: at.nullable(),
  startReason: startReasonSchema.nullable(),
  /** How far the recording was played, and whether to its last sample. */
  playedMs: z.number().nonnegative(),
  whole: z.boolean(),
})
export type Drop = z.infer<typeof dropSchema>

/** The far end is being sent on to somebody else, as far as it tells (RFC 3515 2.4.4). */
const transferSchema = z.strictObject({
  /** As the rep knows them: a name, else the number. */
  to: z.string(),
  progress: z.enum(['asked', 'trying', 'ringing', 'done']),
})
export type Transfer = z.infer<typeof transferSchema>

/** Who or what ended a call. */
const enderSchema = z.enum(['rep', 'far-end', 'message-done', 'network', 'quit'])
export type Ender = z.infer<typeof enderSchema>

/** Somebody else than the caller is believed to be, as one side or the other says. */
export const otherwiseSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  /** Who says so: the caller, or a header that should be the server's and is not believed. */
  by: z.enum(['caller', 'asserted']),
})

/** Why a call may answer a try of somebody else: they have the same number, the same company, or nearly the same number. */
const kinshipSchema = z.enum(['number', 'company', 'block'])
export type Kinship = z.infer<typeof kinshipSchema>

/** Somebody who was tried lately, and whose callback this call may be although it shows another's number. */
export const possibleCallbackSchema = z.strictObject({
  contactId: contactIdSchema,
  name: z.string(),
  company: z.string().nullable(),
  /** The try that it would answer. */
  attemptId: attemptIdSchema,
  triedAt: z.int(),
  leftMessage: z.boolean(),
  by: kinshipSchema,
})
export type PossibleCallback = z.infer<typeof possibleCallbackSchema>

/** What is known of a call that somebody else made. */
const receivedSchema = z.strictObject({
  /** The name the caller's side gave; it proves nothing. */
  callerName: z.string(),
  /** What is said of them that does not fit; left out: nothing. */
  otherwise: otherwiseSchema.optional(),
  /** The last attempt that may have caused it; null: none did. */
  causedBy: attemptIdSchema.nullable(),
  /** Whose callback it may be although it shows another's number; left out: nobody's. */
  mayAnswer: z.array(possibleCallbackSchema).optional(),
  /** Where the rep sent it on to; null: nowhere. */
  forwardedTo: z.string().nullable(),
})
export type Received = z.infer<typeof receivedSchema>

export const callSchema = z.strictObject({
  callId: callIdSchema,
  direction: z.enum(['out', 'in']),
  /** The attempt that the call is; null: it came in, which is no attempt. */
  attemptId: attemptIdSchema.nullable(),
  contactId: contactIdSchema,
  lineId: lineIdSchema,
  /** Who is called, or who calls; empty: a caller who withholds their number. */
  number: z.string(),
  /** Null for one that was made. */
  received: receivedSchema.nullable(),
  /** What was asked to be shown, and how: "asked by *67"; empty where nothing had to be asked. */
  presented: z.strictObject({ asksFor: callerIdRequestSchema, askedBy: z.string() }),
  phase: phaseSchema,
  /** When the INVITE left, or came. */
  dialledAt: at,
  rangAt: at.nullable(),
  answeredAt: at.nullable(),
  endedAt: at.nullable(),
  endedBy: enderSchema.nullable(),
  /** The final SIP response when the call was not answered, e.g. 486. */
  sipStatus: z.int().nullable(),
  sipReason: z.string().nullable(),
  /** Why the call could not be made or went wrong, where that is known. */
  trouble: troubleSchema.nullable(),
  muted: z.boolean(),
  /** The rep wants them to wait: the microphone is closed and nothing of them is heard, whatever they agree to. */
  holding: z.boolean(),
  /** The far end has agreed to wait. */
  held: z.boolean(),
  heldAt: at.nullable(),
  transfer: transferSchema.nullable(),
  /** Who has taken the far end's place, as they call themselves; left out: nobody has. */
  onLineNow: z.strictObject({ number: z.string(), name: z.string() }).optional(),
  /** The other call of a three-way conference. */
  mergedWith: callIdSchema.nullable(),
  /** Keys that follow the answer and are not sent yet: `,` pauses for 2 s, `;` waits for the rep. Empty: none. */
  keys: z.string(),
  beep: beepSchema.nullable(),
  /** The greeting fell silent without a beep. */
  greetingEndedAt: at.nullable(),
  /** Somebody seems to have answered, no voicemail: a message starts in no silence any more. */
  personAnsweredAt: at.nullable(),
  /** Two seconds of talk have been heard: enough for a rep to know a greeting by. */
  speechHeardAt: at.nullable(),
  /** Who is taken to have answered; null: nothing has been heard yet. */
  answer: answerSchema.nullable(),
  /** How the drop was armed, also once it is off again; null: none ever was. */
  armedBy: armedBySchema.nullable(),
  /** A drop that was armed ahead is off, since a person has answered. */
  dropOffAt: at.nullable(),
  /** They have answered what the rep said. */
  conversationAt: at.nullable(),
  /** A screener is asking who calls and why: a message starts by itself no more. The announcement it was known by. */
  screener: z.strictObject({ askedAt: at, announcementId: callIdSchema }).nullable(),
  drop: dropSchema.nullable(),
})
export type Call = z.infer<typeof callSchema>
