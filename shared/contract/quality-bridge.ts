import { z } from 'zod'
import { callQualitySchema } from './measured-quality.ts'
import { callIdSchema } from '../ids.ts'

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
