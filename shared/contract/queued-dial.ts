import { z } from 'zod'
import { contactIdSchema } from '../ids.ts'

/** A call that is made by itself as soon as the line, which takes one at a time, is free. */
export const queuedDialSchema = z.strictObject({ contactId: contactIdSchema, name: z.string() })
export type QueuedDial = z.infer<typeof queuedDialSchema>
