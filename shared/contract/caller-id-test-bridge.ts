import { z } from 'zod'
import { displayedSchema } from './caller-id-test.ts'

/* The caller-id test's rows of the contract: see bridge.ts. */

const nothing = z.strictObject({})
const done = z.null()

/** desk → main. What comes of them is told as the fact `hideTrial`. */
export const callerIdTestRequests = {
  /**
   * Call the rep's own mobile with the number shown; the hidden call follows the tick. No attempt is kept;
   * the hidden call is in the compliance log. Fails with `line-*`, `number-unusable`, `call-in-progress`, `trial-of-contact`, `call-refused`.
   */
  'hideTrial.start': { input: z.strictObject({ number: z.string().trim().min(1).max(40) }), output: done },
  /** What the mobile displayed in the call that was made last. A call that is still up ends with it. */
  'hideTrial.tick': { input: z.strictObject({ displayed: displayedSchema }), output: done },
  /** The rep has had enough: nothing of it is kept. */
  'hideTrial.stop': { input: nothing, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
