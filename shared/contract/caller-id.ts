import { z } from 'zod'

/**
 * Digits, * and #, and where the number goes behind them if not as it is dialled: `{digits}` without its +,
 * `{national}` as it is dialled inside the line's own region (0151…, 00 1 212…). `*67`, `*67{digits}`, `141{national}`.
 */
const prefix = z.string().regex(/^[0-9*#]{1,10}(\{digits\}|\{national\})?$/)

/** How a line asks for the number to be hidden. There is no one method: each line obeys its own, if any. */
export const hideMethodSchema = z.discriminatedUnion('kind', [
  /** Not possible on this line. */
  z.strictObject({ kind: z.literal('none') }),
  /** A code before the number. */
  z.strictObject({ kind: z.literal('prefix'), prefix }),
  /** `Privacy: id` (RFC 3323, 3325) with the real From: for lines that know the caller by From. */
  z.strictObject({ kind: z.literal('privacy-header') }),
  /** An anonymous From, the real one in P-Preferred-Identity (RFC 3325 9.2) for the line's own server, and `Privacy: id`. */
  z.strictObject({ kind: z.literal('anonymous-from') }),
  /** A code before the number, and `Privacy: id` with the real From. */
  z.strictObject({ kind: z.literal('prefix-and-headers'), prefix }),
])
export type HideMethod = z.infer<typeof hideMethodSchema>

/**
 * How the line's main number is shown instead of its own: by From alone, or by From and P-Preferred-Identity (RFC 3325
 * 9.2), which some providers read before From (Telnyx).
 */
export const mainNumberBySchema = z.enum(['from', 'from-and-identity'])
export type MainNumberBy = z.infer<typeof mainNumberBySchema>

/** What the rep wants the callee to be shown. No more than a request: SIP never tells what the callee saw. */
export const callerIdRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shown') }),
  z.strictObject({ kind: z.literal('hidden') }),
  /** The line's main number instead of its own. */
  z.strictObject({ kind: z.literal('number'), number: z.string().min(1).max(40) }),
])
export type CallerIdRequest = z.infer<typeof callerIdRequestSchema>

/** What is dialled and sent for a request; shape and rules are in shared/line/presentation.ts. */
const presentationSchema = z.strictObject({
  /** What to dial: the number, behind a code where the line wants one. */
  target: z.string(),
  /** Who stands in From: the line itself, nobody, or another number of the line's domain. */
  from: z.union([z.literal('own'), z.literal('anonymous'), z.strictObject({ number: z.string() })]),
  /** Whole header lines, for the INVITE. */
  headers: z.array(z.string()),
  /** What this call asks for; differs from the request for emergency numbers and where a code was typed before the number. */
  asksFor: callerIdRequestSchema,
  /** "asked by *67"; empty where nothing is asked. */
  askedBy: z.string(),
  emergency: z.boolean(),
})
export type Presentation = z.infer<typeof presentationSchema>
