import { z } from 'zod'
import { cadenceIdSchema, recordingIdSchema, seriesIdSchema, takeIdSchema } from '../ids.ts'
import { recordingSchema } from './recording.ts'
import { checklist } from '../studio/studio-words.ts'
import { troubleSchema } from './trouble.ts'

/*
 * A take, from the microphone or a file to the recording it becomes. There is at most one at a time.
 *
 *   (none) ──start──▶ recording ──finish──▶ preparing ──▶ ready ──save──▶ (none): a version of a recording
 *      └──────────────import───────────────────▲            │ ▲
 *                                              └────trim────┘ │
 *                       start, import and discard are possible from every state but preparing
 *
 * A ready take that is discarded, or that another one takes the place of once that is ready itself, is put aside: the last
 * ten are on the disk and can be brought back.
 */

/** What of a take may need another one. In the order of shared/studio/studio-words.ts. */
export const recordingWarningSchema = z.enum([
  'clipped',
  'limited',
  'quiet',
  'long',
  'short',
  'one-channel',
  'truncated',
])
export type RecordingWarning = z.infer<typeof recordingWarningSchema>

/** Highest magnitude in equal parts of a sound, 0 to 255. */
const peaksSchema = z.array(z.int().min(0).max(255)).max(2000)

const measurementsSchema = z.strictObject({
  durationMs: z.number().positive(),
  /** Integrated, by BS.1770-4; null: shorter than can be measured. */
  loudnessLufs: z.number().nullable(),
  truePeakDb: z.number(),
  /** How much louder than the take it was made. */
  gainDb: z.number(),
  /** The most that the limiter took away. */
  limiterDb: z.number().nonnegative(),
  /** Samples of the take, not of the recording, that were at full scale. */
  clippedSamples: z.int().nonnegative(),
})
export type Measurements = z.infer<typeof measurementsSchema>

/** The sound room's answer: a take made ready, and the whole of what it was made from. */
export const preparedTakeSchema = z.strictObject({
  /** A WAVE file: 48 kHz, 16-bit, mono. */
  wav: z.instanceof(Uint8Array),
  peaks: peaksSchema,
  measurements: measurementsSchema,
  warnings: z.array(recordingWarningSchema),
  /** The whole take, and what of it was kept. */
  source: z.strictObject({
    durationMs: z.number().positive(),
    peaks: peaksSchema,
    fromMs: z.number().nonnegative(),
    toMs: z.number().positive(),
  }),
})
export type PreparedTake = z.infer<typeof preparedTakeSchema>

const takeSchema = z.strictObject({
  takeId: takeIdSchema,
  /** What it will be a new version of; null: a new recording. */
  recordingId: recordingIdSchema.nullable(),
  phase: z.enum(['recording', 'preparing', 'ready']),
  /** null: the microphone. */
  fileName: z.string().nullable(),
  /** What it has become, when it is ready; stays while it is trimmed again. */
  sound: preparedTakeSchema
    .omit({ wav: true })
    .extend({
      /** The address of its sound, another one after each trim. */
      path: z.string(),
    })
    .nullable(),
})
export type Take = z.infer<typeof takeSchema>

/** A take on the disk; `revision` names the file of its sound. */
export const keptTakeSchema = z.strictObject({ take: takeSchema, revision: z.int(), madeAt: z.int() })
export type KeptTake = z.infer<typeof keptTakeSchema>

/** What the rep has ticked off of a message that works; each once. */
export const checklistSchema = z.array(z.enum(checklist.map(({ key }) => key))).max(checklist.length)

/** A recording as the studio shows it. */
const studioRecordingSchema = recordingSchema.extend({
  version: z.int().positive(),
  /** null: not known yet. */
  loudnessLufs: z.number().nullable(),
  peaks: peaksSchema,
  warnings: z.array(recordingWarningSchema),
  /** Messages begun with it, of any version. */
  timesPlayed: z.int().nonnegative(),
  /** Nobody has heard any of it: when it is put away it is gone. */
  removable: z.boolean(),
  checklist: checklistSchema,
  /** It says “I’ll follow up this week”: leaving it promises a call. */
  promisesFollowUp: z.boolean(),
  archivedAt: z.int().nullable(),
})
export type StudioRecording = z.infer<typeof studioRecordingSchema>

const studioSeriesSchema = z.strictObject({
  seriesId: seriesIdSchema,
  name: z.string(),
  /** In their order, without those put away. */
  recordingIds: z.array(recordingIdSchema),
  /** No cadence has ever used it: when it is put away it is gone. */
  removable: z.boolean(),
  archivedAt: z.int().nullable(),
})
export type StudioSeries = z.infer<typeof studioSeriesSchema>

export const studioStateSchema = z.strictObject({
  /** Those put away too, and so with the series. */
  recordings: z.array(studioRecordingSchema),
  series: z.array(studioSeriesSchema),
  /** Every cadence, and the series that it takes its messages from. */
  cadences: z.array(
    z.strictObject({ cadenceId: cadenceIdSchema, name: z.string(), seriesId: seriesIdSchema.nullable() }),
  ),
  take: takeSchema.nullable(),
  /** Takes that another one put aside, that were discarded, or that were not saved before Afterbeep was closed. The newest first. */
  unsaved: z.array(
    z.strictObject({
      takeId: takeIdSchema,
      recordingId: recordingIdSchema.nullable(),
      fileName: z.string().nullable(),
      madeAt: z.int(),
      durationMs: z.number(),
    }),
  ),
  /** Why the last take came to nothing when nobody had asked, e.g. the headset was pulled out. */
  trouble: troubleSchema.nullable(),
})
export type StudioState = z.infer<typeof studioStateSchema>
