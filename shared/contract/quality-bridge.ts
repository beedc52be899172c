import { z } from 'zod'
import { callIdSchema } from '../ids.ts'

const share = z.number().min(0).max(1)
const figures = {
  mos: z.number(),
  lostShare: share,
  theirLostShare: share.nullable(),
  jitterMs: z.number().nonnegative(),
  roundTripMs: z.number().nonnegative().nullable(),
  codec: z.string().max(60),
  route: z.enum(['host', 'srflx', 'prflx', 'relay']),
}

/** A `CallQuality` of shared/call/call-quality.ts. */
export const callQualitySchema = z.strictObject({ at: z.int(), ...figures, silentMs: z.number().nonnegative() })

/** A `QualitySummary` of shared/call/call-quality.ts. */
export const qualitySummarySchema = z.strictObject({ ...figures, lowestMos: z.number(), looks: z.int() })

/** A `LiveQuality` of shared/call/call-quality.ts. */
export const liveQualitySchema = z.strictObject({
  callId: callIdSchema,
  quality: callQualitySchema,
  warning: z.string().nullable(),
})

export const qualitySoundEvents = {
  /** Once a second for each call with sound, early media included: how it has sounded since the last one. */
  'quality.measured': z.strictObject({ callId: callIdSchema, quality: callQualitySchema }),
} as const satisfies Record<string, z.ZodType>

export const qualityDeskEvents = {
  /** How the live calls sound. */
  'qualities.changed': z.array(liveQualitySchema),
} as const satisfies Record<string, z.ZodType>
