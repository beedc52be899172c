import { z } from 'zod'

/** Minutes after midnight; `until` is the first minute that is no more part of it. */
const spanSchema = z
  .strictObject({ from: z.int().min(0).max(1440), until: z.int().min(0).max(1440) })
  .refine(({ from, until }) => from < until, 'it ends before it begins')

/** When the rep calls: the hours of each weekday, on the rep's own clock. */
export const workingHoursSchema = z.strictObject({
  /** IANA zone of the rep. */
  timeZone: z.string().min(1).max(60),
  /** Monday first. Spans in their order; none: a day on which the rep does not call. */
  days: z.array(z.array(spanSchema).max(6)).length(7),
})
export type WorkingHours = z.infer<typeof workingHoursSchema>
