import { z } from 'zod'

/** Has the contact agreed to recorded messages? */
export const consentSchema = z.enum(['unknown', 'yes', 'no'])
export type Consent = z.infer<typeof consentSchema>
