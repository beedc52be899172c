import { z } from 'zod'
import { sentences, type TroubleCode } from '../trouble-sentences.ts'

export const troubleSchema = z.strictObject({
  code: z.enum(Object.keys(sentences) as [TroubleCode, ...TroubleCode[]]),
  /** What the sentence is about: server, user, reason, name, number. Never a password. */
  about: z.record(z.string(), z.string()),
})
export type Trouble = z.infer<typeof troubleSchema>
