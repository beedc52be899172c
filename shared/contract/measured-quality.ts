import { z } from 'zod'

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
