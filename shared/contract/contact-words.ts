import { z } from 'zod'
import { phoneNumberIdSchema } from '../ids.ts'
import { numberKinds } from '../number/number-kinds.ts'

/** A contact as a form writes it. */
export const contactWordsSchema = z.strictObject({
  name: z.string().max(200),
  company: z.string().max(200),
  title: z.string().max(200),
  email: z.string().max(200),
  numbers: z
    .array(
      z.strictObject({
        /** null: a new one. */
        phoneNumberId: phoneNumberIdSchema.nullable(),
        /** With an extension or keys behind it, as people write them. */
        written: z.string().max(120),
        kind: z.enum(numberKinds),
        /** The digits of their name in the dial-by-name directory; left out: none. */
        byName: z
          .string()
          .max(20)
          .regex(/^[\d*#\s-]*$/)
          .optional(),
        /** Kept although no plan has such a number. */
        anyway: z.boolean().optional(),
      }),
    )
    .max(20),
  /** Separated by commas. */
  tags: z.string().max(1000),
  /** IANA zone; empty: as the first number tells. */
  timeZone: z.string().max(60),
  /** ISO 3166-1 or -2; empty: as the numbers tell. */
  region: z.string().max(6),
  about: z.string().max(4000),
  /** What a deal would be worth, as it is typed: "25000", "5k"; empty: nobody knows. */
  dealValue: z.string().max(40),
  /** Who gave the rep this name; empty: nobody. */
  referrer: z.string().max(200),
})
export type ContactWords = z.infer<typeof contactWordsSchema>
