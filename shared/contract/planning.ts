import { z } from 'zod'
import { dayParts } from '../time/day-hours.ts'
import { workingHoursSchema } from './working-hours.ts'

/** What the rep has said of their week: asked once, in the first hour, and theirs to change. */
export const planningSchema = z.strictObject({
  /** null: not asked yet, so that any hour of the parts of the day may be planned. */
  workingHours: workingHoursSchema.nullable(),
  /** How many dials a day holds; null: as measured, and 60 until there is anything to measure. */
  dialsADay: z.int().min(1).max(1000).nullable(),
  /** How often somebody to whom a call was promised is tried on one day. */
  promiseGoesADay: z.int().min(1).max(4),
  /** After so many days a call counts half of a new one where the hours of answers are learnt. */
  halfLifeDays: z.int().min(14).max(3650),
  /** Within one part of the day, whoever is worth most comes first. */
  valueFirst: z.boolean(),
})
export type Planning = z.infer<typeof planningSchema>

/** How a new enrolment begins: where there is room, or now whatever the days hold. */
export const beginningSchema = z.enum(['spread', 'at-once'])
export type Beginning = z.infer<typeof beginningSchema>

/** Can this many more be carried, and until when would they begin? */
export const forecastSchema = z.strictObject({
  /** How many were asked about. */
  count: z.int(),
  dialsADay: z.int(),
  /** How many of them can begin and be carried through without anybody waiting. */
  carries: z.int(),
  /** The day on which the last of them would begin, when they are spread; null: within a year none of the days has room. */
  beginsUntil: z.iso.date().nullable(),
  /** They all fit as they are. */
  fits: z.boolean(),
  /** "60 a day carry about 350 of these; 1,000 would begin until 14 March." */
  inWords: z.string(),
})
export type Forecast = z.infer<typeof forecastSchema>

/** Can a cadence be kept in the rep's hours, and if not, what would help? */
export const feasibilitySchema = z.strictObject({
  /** Different weekdays-and-parts of the cadence that the hours can meet, of how many it uses. */
  times: z.int(),
  timesWanted: z.int(),
  /** Tries that fit into its days, of how many it allows. */
  tries: z.int(),
  triesWanted: z.int(),
  /** All tries fit, and six of the first ten differ. */
  kept: z.boolean(),
  /** "Evenings from 17:00 would let 6 of 20 tries vary." Empty: nothing is wanting. */
  inWords: z.string(),
})
export type Feasibility = z.infer<typeof feasibilitySchema>

/** A public holiday where somebody is who is called. */
export const publicHolidaySchema = z.strictObject({
  /** ISO 3166-1 or -2. */
  region: z.string(),
  /** 2026-12-25 */
  day: z.iso.date(),
  name: z.string(),
  /** The rep calls on it all the same. */
  struck: z.boolean(),
})
export type PublicHoliday = z.infer<typeof publicHolidaySchema>

export const dayPartSchema = z.enum(dayParts)
