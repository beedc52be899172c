import { z } from 'zod'

/**
 * How a line wants numbers to be dialled. `plus` +4930123456, `digits` 4930123456, `exit` 004930123456 (011… in North America),
 * `trunk` 030123456, `national` 30123456; `outside`: what its PBX wants before every number that is not its own, as `9` or `9,`.
 */
export const dialFormatSchema = z.strictObject({
  own: z.enum(['plus', 'digits', 'exit', 'trunk', 'national']),
  foreign: z.enum(['plus', 'digits', 'exit']),
  outside: z.string().regex(/^([0-9*#]{1,4},?)?$/),
})
export type DialFormat = z.infer<typeof dialFormatSchema>
