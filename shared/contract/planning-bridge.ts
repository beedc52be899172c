import { z } from 'zod'
import { feasibilitySchema, forecastSchema, planningSchema, publicHolidaySchema, beginningSchema } from './planning.ts'
import { workingHoursSchema } from './working-hours.ts'
import { cadenceSchema } from './cadence-rules.ts'
import { cadenceIdSchema, contactIdSchema } from '../ids.ts'

/* The rows of the contract for what a day holds, the rep's hours and public holidays: see bridge.ts. */

const planningStateSchema = z.strictObject({
  planning: planningSchema,
  /** The rep has said something of it. */
  asked: z.boolean(),
  /** The median of the dials of the last twenty days with any, from the second week on; null: not yet. */
  measuredDials: z.int().nullable(),
  /** The hours in which the rep has dialled, from the second week on: what may be offered for their hours; null: not yet. */
  measuredHours: z.strictObject({ hours: workingHoursSchema, inWords: z.string() }).nullable(),
  /** What a day holds by both. */
  dialsADay: z.int(),
  /** Where the computer is: what is offered for the rep's zone. */
  ownTimeZone: z.string(),
  /** The hours in words: "Mon to Fri 9:00 to 17:00". */
  inWords: z.string(),
})
export type PlanningState = z.infer<typeof planningStateSchema>

export const planningRequests = {
  /** When the rep calls, and what a day holds. */
  'planning.open': { input: z.strictObject({}), output: planningStateSchema },
  /** Changes it: what lies outside the new hours is planned anew. `bad-request` for a zone that is none. */
  'planning.save': { input: z.strictObject({ planning: planningSchema }), output: planningStateSchema },
  /** Of the regions of contacts, the next year's, the first day first. */
  'holidays.open': { input: z.strictObject({}), output: z.array(publicHolidaySchema) },
  /** The rep calls on this day all the same, or does not after all. */
  'holidays.strike': {
    input: publicHolidaySchema.pick({ region: true, day: true, struck: true }),
    output: z.array(publicHolidaySchema),
  },
  /** What so many more on this cadence would mean, before they are put on it. */
  'cadence.forecast': {
    input: z.strictObject({ cadenceId: cadenceIdSchema, count: z.int().min(1).max(10_000_000) }),
    output: forecastSchema,
  },
  /** Can this cadence, saved or not, be kept in the rep's hours? For a contact in `timeZone`; empty: where most contacts are. */
  'cadence.feasible': {
    input: z.strictObject({ cadence: cadenceSchema, timeZone: z.string().max(60) }),
    output: feasibilitySchema,
  },
  /**
   * Puts all of these on a cadence who are on none, in the order given: they begin where there is room, or at once. Whoever is on
   * one already stays there and is counted.
   */
  'cadence.enrolMany': {
    input: z.strictObject({
      contactIds: z.array(contactIdSchema).min(1).max(100_000),
      cadenceId: cadenceIdSchema,
      beginning: beginningSchema,
    }),
    output: z.strictObject({ enrolled: z.array(contactIdSchema), already: z.int() }),
  },
  /** Takes back an enrolment of many, as far as none of them was called since. Answers how many are on no cadence again. */
  'cadence.unenrolMany': {
    input: z.strictObject({ contactIds: z.array(contactIdSchema).min(1).max(100_000), cadenceId: cadenceIdSchema }),
    output: z.strictObject({ undone: z.int() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
