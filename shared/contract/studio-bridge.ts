import { z } from 'zod'
import { cadenceIdSchema, recordingIdSchema, seriesIdSchema, takeIdSchema } from '../ids.ts'
import { mostBytes } from '../studio/studio-limits.ts'
import { checklistSchema, preparedTakeSchema, studioStateSchema } from './studio.ts'

/* The studio's rows of the contract: see bridge.ts. */

const nothing = z.strictObject({})
const done = z.null()
const onTake = z.strictObject({ takeId: takeIdSchema })
const onRecording = z.strictObject({ recordingId: recordingIdSchema })
const bytes = z.instanceof(Uint8Array).refine((file) => file.byteLength <= mostBytes)
const onSeries = z.strictObject({ seriesId: seriesIdSchema })
const name = z.string().trim().min(1).max(80)
const words = { name, script: z.string().max(4000) }
const cut = { fromMs: z.number().nonnegative(), toMs: z.number().positive() }

/** desk → main. What comes of them is told as the fact `studio`. */
export const studioRequests = {
  /** The studio is looked at: everything there is, and told from here on. */
  'studio.open': { input: nothing, output: studioStateSchema },
  /**
   * Record a new recording, or another take of one. A take that was not saved is put aside. Answers once the microphone
   * is open; fails with `microphone-*`, and with `call-in-progress` while the rep is in a call.
   */
  'studio.startTake': {
    input: z.strictObject({ recordingId: recordingIdSchema.nullable(), noiseSuppression: z.boolean() }),
    output: done,
  },
  /** Stop recording and prepare what was said. Fails with `recording-silent`. */
  'studio.finishTake': { input: onTake, output: done },
  /** Take a file in place of the microphone. Fails with `recording-broken`, `recording-too-long`, `recording-silent`. */
  'studio.import': {
    input: z.strictObject({
      recordingId: recordingIdSchema.nullable(),
      fileName: z.string().max(300),
      bytes,
    }),
    output: done,
  },
  /** Keep another part of the take. Fails with `recording-silent`. */
  'studio.trim': { input: onTake.extend(cut), output: done },
  /** A take that is ready is put aside; one that is not is forgotten. */
  'studio.discardTake': { input: onTake, output: done },
  /** A take that was put aside is the take again. Fails with `not-found` when it is there no more. */
  'studio.bringBackTake': { input: onTake, output: done },
  /** Make the take a recording, or the next version of the one it was recorded for. */
  'recording.save': { input: onTake.extend(words).extend({ checklist: checklistSchema }), output: onRecording },
  /** Another name or script; the sound stays. */
  'recording.describe': { input: onRecording.extend(words), output: done },
  /** What of a message that works the rep has ticked off. */
  'recording.tick': { input: onRecording.extend({ checklist: checklistSchema }), output: done },
  /** It says “I’ll follow up this week”: whoever is left it is promised a call this week. */
  'recording.markPromise': { input: onRecording.extend({ promisesFollowUp: z.boolean() }), output: done },
  /** Put it away: it is dropped no more. One that nobody has heard is removed for good. */
  'recording.retire': { input: onRecording, output: done },
  /** Use one again that was put away. */
  'recording.bringBack': { input: onRecording, output: done },
  /** An empty one, at the end. */
  'series.create': { input: z.strictObject({ name }), output: onSeries },
  'series.rename': { input: onSeries.extend({ name }), output: done },
  /**
   * Put it away: the cadences that use it leave no message until it is brought back. One that no cadence has ever used is
   * removed; its recordings stay.
   */
  'series.retire': { input: onSeries, output: done },
  'series.bringBack': { input: onSeries, output: done },
  /** The cadence takes its messages from this series from now on; null: it leaves none. */
  'cadence.useSeries': {
    input: z.strictObject({ cadenceId: cadenceIdSchema, seriesId: seriesIdSchema.nullable() }),
    output: done,
  },
  /** These recordings, in this order. */
  'series.arrange': {
    input: z.strictObject({ seriesId: seriesIdSchema, recordingIds: z.array(recordingIdSchema).max(200) }),
    output: done,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** main → desk. */
export const studioDeskEvents = {
  /** Ten times a second while a take is recorded: peak since the last one, 0 to 1. */
  'studio.level': onTake.extend({ peak: z.number(), recordedMs: z.number() }),
} as const satisfies Record<string, z.ZodType>

/** main → sound. A take is known by its id until it is forgotten or another one begins. */
export const studioCommands = {
  /** Open the microphone, without echo cancellation and gain control, and record. Fails with `microphone-*`. */
  'take.record': { input: onTake.extend({ noiseSuppression: z.boolean() }), output: done },
  /** Close the microphone and prepare the take. Fails with `recording-silent`. */
  'take.finish': { input: onTake, output: preparedTakeSchema },
  /** Decode a file and prepare it. Fails with `recording-broken`, `recording-too-long`, `recording-silent`. */
  'take.import': { input: onTake.extend({ bytes }), output: preparedTakeSchema },
  /** Prepare another part of the take. Fails with `recording-silent`. */
  'take.trim': { input: onTake.extend(cut), output: preparedTakeSchema },
  'take.forget': { input: onTake, output: done },
  /** There is a new version of it: what was decoded is not to be played again. */
  'message.renew': { input: onRecording, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** sound → main. */
export const studioSoundEvents = {
  'take.level': studioDeskEvents['studio.level'],
  /** It is as long as a take may be, or the microphone has gone: it should be finished. */
  'take.ended': onTake.extend({ why: z.enum(['too-long', 'microphone-gone']) }),
} as const satisfies Record<string, z.ZodType>
