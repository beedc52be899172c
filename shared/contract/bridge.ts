/*
 * The whole contract between the rooms: what may cross a process, and in which direction.
 *
 *   desk ──requests──▶ main ──commands──▶ sound
 *   desk ◀──events──── main ◀───events─── sound
 *
 * Requests are intents of the product, never table CRUD; events carry state, whole, never a diff.
 * Both directions are parsed with these schemas. Times are epoch milliseconds and end in `At`,
 * durations end in `Ms`.
 */
import { z } from 'zod'
import { callSchema } from './call.ts'
import { backupRequests } from './backups.ts'
import { cadenceRequests } from './cadence-bridge.ts'
import { callCheckSchema } from './call-check.ts'
import { callerIdRequestSchema } from './caller-id.ts'
import { contactRequests, lastMergeSchema } from './contacts-bridge.ts'
import { complianceEntrySchema, complianceFilterSchema } from './compliance-log.ts'
import { contactCardSchema, queueSchema } from './contact.ts'
import { draftRequests } from './draft-bridge.ts'
import { doNotCallKindSchema } from './do-not-call-entry.ts'
import { callerIdTestRequests } from './caller-id-test-bridge.ts'
import { callerIdTestStateSchema } from './caller-id-test.ts'
import { callIdSchema, contactIdSchema, phoneNumberIdSchema, recordingIdSchema } from '../ids.ts'
import { inCallCommands, inCallDeskEvents, inCallRequests } from './in-call-bridge.ts'
import { incomingCommands, incomingRequests, incomingSchema } from './incoming-bridge.ts'
import { importRequests } from './import-bridge.ts'
import { importStateSchema } from './import-state.ts'
import { lineSchema, lineStateSchema } from './line.ts'
import { lineCommands, lineRequests, lineSecrets, linesSchema } from './line-bridge.ts'
import { queuedDialSchema } from './queued-dial.ts'
import { consentSchema } from './consent.ts'
import { liveQualitySchema, qualitySoundEvents } from './quality-bridge.ts'
import { listRequests } from './list-bridge.ts'
import { nationalListsStateSchema } from './national-lists.ts'
import { recordingSchema } from './recording.ts'
import type { Result } from '../result.ts'
import { ruleAnswerSchema, verdictSchema } from './rule-answer.ts'
import { screenerCommands, screenerRequests, screenerSoundEvents } from './screener-bridge.ts'
import { deviceCommands, deviceSoundEvents, soundDeskEvents, soundRequests, soundStateSchema } from './sound-bridge.ts'
import { studioCommands, studioDeskEvents, studioRequests, studioSoundEvents } from './studio-bridge.ts'
import { studioStateSchema } from './studio.ts'
import { troubleSchema } from './trouble.ts'
import { settingsRequests, settingsStateSchema } from './settings-bridge.ts'
import { sidebarPartSchema, windowRequests } from './window-bridge.ts'
import { callCommands, callSoundEvents } from './call-sound-bridge.ts'

const nothing = z.strictObject({})
const done = z.null()
const onCall = z.strictObject({ callId: callIdSchema })
const onNumber = z.strictObject({ contactId: contactIdSchema, phoneNumberId: phoneNumberIdSchema.nullable() })
/** Why the rep goes on against a warning; kept with the attempt. */
const reason = z.string().min(1).max(300)

/** A call with what the desk needs to name it. */
const callViewSchema = callSchema.extend({
  name: z.string(),
  company: z.string().nullable(),
  /** A drop that is armed before anything could be heard frees the rep at once. */
  freesAtOnce: z.boolean(),
  /** What the rules say to leaving a recording on this call, and whether that asks for a reason. */
  dropCheck: z.strictObject({ verdict: verdictSchema, answers: z.array(ruleAnswerSchema), needsReason: z.boolean() }),
})
export type CallView = z.infer<typeof callViewSchema>

/** The facts of the desk, each told whole: its row here, and its source in main (`DeskSources`), are all that a fact takes. */
const deskFacts = {
  /** Once a second while the desk is visible: the desk has no clock of its own. */
  now: z.int(),
  /** The registration, and the line in use. */
  line: lineStateSchema,
  /** Every line, and how the diagnosis under way stands. */
  lines: linesSchema,
  /** Live calls, and those that ended last: one without a message, and one with. */
  calls: z.array(callViewSchema),
  /** How the live calls sound. */
  qualities: z.array(liveQualitySchema),
  queue: queueSchema,
  /** The contact in the sidebar. */
  card: contactCardSchema.nullable(),
  recordings: z.array(recordingSchema),
  /** Whoever is called as soon as the line, which takes one call at a time, is free. */
  queuedDial: queuedDialSchema.nullable(),
  /** Calls that come in. */
  incoming: incomingSchema,
  /** Whether the line's way of hiding its number was tried, and how the test under way stands. */
  hideTrial: callerIdTestStateSchema,
  /** Microphone, speaker and ringer. */
  sound: soundStateSchema,
  /** How the rep wants the desk. */
  settings: settingsStateSchema,
  /** The parts of the sidebar that are folded. */
  folded: z.array(sidebarPartSchema),
  /** A trouble that belongs to no call and no line, e.g. a full disk. */
  notice: troubleSchema.nullable(),
}

/** Everything on the desk, for a desk that has just been opened or reloaded. */
const deskStateSchema = z.strictObject(deskFacts)
export type DeskState = z.infer<typeof deskStateSchema>
export const deskFactNames = Object.keys(deskFacts) as readonly (keyof DeskState)[]

/** Facts of what the rep opens on the desk: the request that opens it answers them first. */
const openedFacts = {
  /** `studio.open` */
  studio: studioStateSchema,
  /** `import.open` */
  imports: importStateSchema,
  /** `lists.open` */
  lists: nationalListsStateSchema,
  /** The last merge of two contacts, which can be undone; null: none. */
  merge: lastMergeSchema.nullable(),
}

const facts = { ...deskFacts, ...openedFacts }
export type FactName = keyof typeof facts
/** What a fact is. */
export type Fact<K extends FactName> = z.infer<(typeof facts)[K]>
/** Some fact, as it is now. */
export type FactNow<K extends FactName = FactName> = { [N in K]: { readonly key: N; readonly value: Fact<N> } }[K]

const factNowSchema = z.discriminatedUnion(
  'key',
  Object.entries(facts).map(([key, value]) => z.strictObject({ key: z.literal(key), value })) as never,
) as z.ZodType<FactNow>

/** desk → main. Every answer is a `Result`; `output` is the shape of its value. */
export const requests = {
  /** The desk has been loaded and wants everything there is. */
  'desk.open': { input: nothing, output: deskStateSchema },
  /** Show this contact in the sidebar. */
  'contact.show': { input: z.strictObject({ contactId: contactIdSchema }), output: contactCardSchema },
  /**
   * Call a contact, on their first number unless one is named, with the rep's number shown unless the input says otherwise.
   * Answers once the attempt is in the archive, without a `callId` when the call is queued, since the line takes one at a
   * time. `call-refused` by a rule; `call-warned` until a reason is given.
   */
  'call.dial': {
    input: onNumber.extend({
      callerId: callerIdRequestSchema.optional(),
      overrideReason: reason.optional(),
      /** Keys to be sent once they have answered, `;` waits for the rep; left out: the number's own. */
      keys: z
        .string()
        .regex(/^[0-9#*,;]{0,64}$/)
        .optional(),
      /** The rep has been asked whether they mean an emergency number, or has typed it. */
      sure: z.boolean().optional(),
    }),
    output: z.strictObject({ callId: callIdSchema.nullable() }),
  },
  /** What would happen if this call were dialled now: what the rules say, what is dialled, and how it is hidden. */
  'call.check': { input: onNumber.extend({ callerId: callerIdRequestSchema.optional() }), output: callCheckSchema },
  /** Whoever is queued is not called. */
  'call.dialNot': { input: nothing, output: done },
  /** End a call in whatever state it is. */
  'call.hangUp': { input: onCall, output: done },
  /** Close or open the microphone of one call. */
  'call.mute': { input: z.strictObject({ callId: callIdSchema, muted: z.boolean() }), output: done },
  /**
   * Drop a voicemail. Pressed once a greeting was heard it frees the rep at once; pressed before, it stands by while the rep
   * stays in the call. A second press plays at once, and says to a question that it is a voicemail.
   */
  'call.drop': {
    input: onCall.extend({ recordingId: recordingIdSchema, overrideReason: reason.optional() }),
    output: done,
  },
  /** The rep is asked who is there: play them what was heard of the far end in the last seconds. */
  'call.replay': { input: onCall, output: done },
  /** Take an armed or playing drop back: the message stops and the microphone is live again. */
  'call.takeBack': { input: onCall, output: done },
  /** Use this line from now on. `password: null` keeps the one that is stored. */
  'line.use': { input: z.strictObject({ line: lineSchema, ...lineSecrets }), output: done },
  /** Go back to the built-in practice line, with its own user and password. */
  'line.usePractice': { input: nothing, output: done },
  /** Nobody there is to be called any more: a person, a number of theirs, or everybody at their company. */
  'doNotCall.add': {
    input: z.strictObject({
      contactId: contactIdSchema,
      kind: doNotCallKindSchema,
      /** Which number, for kind `number`; null: their first. */
      phoneNumberId: phoneNumberIdSchema.nullable(),
    }),
    output: done,
  },
  /** They asked in this call, which is over, not to be called again: the person goes on the list, and their number. */
  'doNotCall.asked': { input: onCall, output: done },
  /** The entry was a mistake: it goes, and what was planned before it stands again. */
  'doNotCall.undo': { input: z.strictObject({ entryId: z.string() }), output: done },
  /** What the rep knows better than the number does. */
  'contact.correct': {
    input: z.strictObject({
      contactId: contactIdSchema,
      consent: consentSchema,
      region: z.string().regex(/^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$/),
      timeZone: z.string().max(60),
    }),
    output: done,
  },
  /** The newest hidden calls, overrides and drops that the filter lets through. */
  'complianceLog.show': {
    input: complianceFilterSchema,
    output: z.strictObject({ entries: z.array(complianceEntrySchema), more: z.boolean() }),
  },
  /** Writes all of them to a CSV file that the rep names; null: they named none. */
  'complianceLog.export': {
    input: complianceFilterSchema,
    output: z.strictObject({ path: z.string(), rows: z.int() }).nullable(),
  },
  /** The rep has read the notice. */
  'notice.dismiss': { input: nothing, output: done },
  ...lineRequests,
  ...inCallRequests,
  ...incomingRequests,
  ...callerIdTestRequests,
  ...listRequests,
  ...screenerRequests,
  ...cadenceRequests,
  ...soundRequests,
  ...studioRequests,
  ...importRequests,
  ...contactRequests,
  ...windowRequests,
  ...settingsRequests,
  ...draftRequests,
  ...backupRequests,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** main → desk. */
export const deskEvents = {
  /** A fact has changed: told whole. */
  'state.changed': factNowSchema,
  /** Ten times a second for each call with sound: peak since the last one, 0 to 1. */
  'levels.changed': z.array(z.strictObject({ callId: callIdSchema, microphone: z.number(), farEnd: z.number() })),
  ...inCallDeskEvents,
  ...soundDeskEvents,
  ...studioDeskEvents,
} as const satisfies Record<string, z.ZodType>

/** main → sound. Answered with a `Result`, like requests. */
export const commands = {
  ...callCommands,
  ...lineCommands,
  ...inCallCommands,
  ...incomingCommands,
  ...screenerCommands,
  ...deviceCommands,
  ...studioCommands,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** sound → main. */
export const soundEvents = {
  /** The room is loaded and takes commands. Sent again by a room that was restarted. */
  'sound.ready': nothing,
  ...callSoundEvents,
  'levels.changed': deskEvents['levels.changed'],
  ...qualitySoundEvents,
  ...screenerSoundEvents,
  ...deviceSoundEvents,
  ...studioSoundEvents,
} as const satisfies Record<string, z.ZodType>

type Named = Record<string, { input: z.ZodType; output: z.ZodType }>
type InputOf<T extends Named, K extends keyof T> = z.infer<T[K]['input']>
type OutputOf<T extends Named, K extends keyof T> = z.infer<T[K]['output']>

export type RequestName = keyof typeof requests
export type RequestInput<K extends RequestName> = InputOf<typeof requests, K>
export type RequestOutput<K extends RequestName> = OutputOf<typeof requests, K>
export type CommandName = keyof typeof commands
export type CommandInput<K extends CommandName> = InputOf<typeof commands, K>
export type CommandOutput<K extends CommandName> = OutputOf<typeof commands, K>
export type DeskEventName = keyof typeof deskEvents
export type DeskEvent<K extends DeskEventName> = z.infer<(typeof deskEvents)[K]>
export type SoundEventName = keyof typeof soundEvents
export type SoundEvent<K extends SoundEventName> = z.infer<(typeof soundEvents)[K]>

/** How main answers each request of the desk. */
export type Handlers = {
  [K in RequestName]: (input: RequestInput<K>) => Result<RequestOutput<K>> | Promise<Result<RequestOutput<K>>>
}

/** Who hears each event of the sound room in main. */
export type SoundListeners = { readonly [K in SoundEventName]: (event: SoundEvent<K>) => void }

/** What the preload puts on the desk's window as `afterbeep`. */
export interface DeskBridge {
  request<K extends RequestName>(name: K, input: RequestInput<K>): Promise<Result<RequestOutput<K>>>
  /** Returns the function that stops listening. */
  on<K extends DeskEventName>(name: K, listener: (state: DeskEvent<K>) => void): () => void
}

/** What the preload puts on the sound room's window as `afterbeep`. */
export interface SoundBridge {
  tell<K extends SoundEventName>(name: K, event: SoundEvent<K>): void
  /** One handler for each command; set once, before `sound.ready` is told. */
  handle(handlers: { [K in CommandName]: (input: CommandInput<K>) => Promise<Result<CommandOutput<K>>> }): void
}
