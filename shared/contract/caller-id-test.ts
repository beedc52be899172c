import { z } from 'zod'
import { hideMethodSchema } from './caller-id.ts'

/*
 * A caller-id test: the rep's own mobile is called twice, once with the number shown and once hidden, and the rep says what
 * it displayed. Nobody else can: SIP never tells the caller what the callee saw.
 */

/** What the mobile displayed. */
export const displayedSchema = z.enum(['own-number', 'no-number', 'other-number', 'did-not-ring'])
export type Displayed = z.infer<typeof displayedSchema>

/** The last test of a line, as long as its account and its way of hiding are what they were. */
const callerIdTestSchema = z.strictObject({
  hideMethod: hideMethodSchema,
  /** "asked by *67" */
  askedBy: z.string(),
  whenShown: displayedSchema,
  whenHidden: displayedSchema,
  triedAt: z.int(),
})
export type CallerIdTest = z.infer<typeof callerIdTestSchema>

/**
 * A test under way.
 *
 *   shown: calling ──over──▶ over          hidden: calling ──over──▶ over
 *             │               │                       │               │
 *             └──── ticked ───┴─▶ between ──line free─▶└──── ticked ───┴─▶ kept with the line
 */
const callerIdTestRunSchema = z.strictObject({
  /** The number that is called, as people write it. */
  number: z.string(),
  turn: z.enum(['shown', 'hidden']),
  phase: z.enum(['calling', 'over', 'between']),
  /** The phone has begun to ring. */
  rang: z.boolean(),
  /** "Your number is shown." or "Hidden number requested: asked by *67." */
  inWords: z.string(),
  /** Why the call could not be made or was not taken; empty: nothing is known. */
  reason: z.string(),
  /** What the mobile of the practice line displays; null for a mobile of flesh and blood. */
  display: z.string().nullable(),
})
export type CallerIdTestRun = z.infer<typeof callerIdTestRunSchema>

export const callerIdTestStateSchema = z.strictObject({
  run: callerIdTestRunSchema.nullable(),
  /** Of the line in use. */
  last: callerIdTestSchema.nullable(),
})
export type CallerIdTestState = z.infer<typeof callerIdTestStateSchema>
