import { z } from 'zod'
import { sentences } from './trouble-sentences.ts'

export type TroubleCode = keyof typeof sentences

export const troubleSchema = z.strictObject({
  code: z.enum(Object.keys(sentences) as [TroubleCode, ...TroubleCode[]]),
  /** What the sentence is about: server, user, reason, name, number. Never a password. */
  about: z.record(z.string(), z.string()),
})
export type Trouble = z.infer<typeof troubleSchema>

// The sentences live in a file without zod, so that a window can say them and carry no parser.
export { sentenceFor } from './trouble-sentences.ts'
