import { z } from 'zod'
import { daysOffIdSchema } from '../ids.ts'
import { whenSchema } from './rep-outcome.ts'

/* The rows of the contract for holidays and vacations: see bridge.ts. */

const isoDay = z.iso.date()
/** On the calendar, the first and the last included: 2026-12-24 to 2027-01-02. */
const span = { first: isoDay, last: isoDay }

const daysOffSchema = z.strictObject({
  daysOffId: daysOffIdSchema,
  ...span,
  name: z.string(),
  /** Follow-ups that it has moved. */
  moved: z.int(),
})
export type DaysOff = z.infer<typeof daysOffSchema>

/** What became of the follow-ups that fell on days off. */
const shiftSchema = z.strictObject({
  /** How many are on which day now, the first day first. */
  to: z.array(z.strictObject({ day: isoDay, count: z.int() })),
  /** Cadences that were over before a day was left. */
  stopped: z.int(),
})
export type Shift = z.infer<typeof shiftSchema>

/** Days off as they were understood while they are typed, and what falls into them. */
const understoodDaysSchema = z.strictObject({
  ...span,
  /** Follow-ups that would move. */
  moving: z.int(),
  /** Promises, and calls that were asked for: these stay. */
  staying: z.int(),
  /** No follow-up of a cadence is moved to a day before this one. */
  next: isoDay,
})
export type UnderstoodDays = z.infer<typeof understoodDaysSchema>

const daysOffList = z.array(daysOffSchema)

export const daysOffRequests = {
  /** Every holiday and vacation, the first day first. */
  'daysOff.open': { input: z.strictObject({}), output: daysOffList },
  /** What these words would be understood as, on the rep's calendar; nothing is written. `days-not-understood`. */
  'daysOff.understand': {
    input: z.strictObject({ text: z.string().trim().min(1).max(120) }),
    output: understoodDaysSchema,
  },
  /**
   * No cadence calls anybody on these days: what falls on them moves on, spread over the days that follow. Promises and what
   * was asked for stay. `days-not-understood`.
   */
  'daysOff.add': {
    input: z.strictObject({ ...span, name: z.string().trim().min(1).max(80) }),
    output: z.strictObject({ daysOffId: daysOffIdSchema, shift: shiftSchema, all: daysOffList }),
  },
  /** They are days like any other: what they moved, and nothing has happened to since, is back where it was. */
  'daysOff.remove': {
    input: z.strictObject({ daysOffId: daysOffIdSchema }),
    output: z.strictObject({ back: z.int(), all: daysOffList }),
  },
  /** Until when a pause of all would last, on the rep's clock; nothing is written. `time-not-understood`. */
  'cadence.understandPause': {
    input: z.strictObject({ until: whenSchema }),
    output: z.strictObject({ until: z.int() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
