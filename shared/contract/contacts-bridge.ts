import { z } from 'zod'
import { browseRequests } from './browse-bridge.ts'
import { contactWordsSchema } from './contact-words.ts'
import { companyIdSchema, contactIdSchema } from '../ids.ts'

/* The rows of the contract that find, write and merge contacts: see bridge.ts. */

const done = z.null()
const onContact = z.strictObject({ contactId: contactIdSchema })

/** One contact that was found, and what of it fits: a number or an address that is not its name. */
const foundContactSchema = z.strictObject({
  contactId: contactIdSchema,
  name: z.string(),
  company: z.string().nullable(),
  detail: z.string(),
})
export type FoundContact = z.infer<typeof foundContactSchema>

/** The people of a company. */
const companyViewSchema = z.strictObject({
  companyId: companyIdSchema,
  name: z.string(),
  /** What a deal with them would be worth, for everybody there of whom nothing else is said; null: nobody has said. */
  dealValue: z.number().nonnegative().nullable(),
  people: z.array(
    z.strictObject({
      contactId: contactIdSchema,
      name: z.string(),
      title: z.string(),
      number: z.string().nullable(),
      attempts: z.int(),
      last: z.strictObject({ at: z.int(), outcome: z.string().nullable() }).nullable(),
      next: z.strictObject({ kind: z.string(), dueAt: z.int(), promise: z.boolean(), why: z.string() }).nullable(),
      cadence: z.string().nullable(),
    }),
  ),
})
export type CompanyView = z.infer<typeof companyViewSchema>

/** What was typed of a contact and not saved, and when. */
const draftOfContact = z.strictObject({ words: contactWordsSchema, typedAt: z.int() })

/** desk → main. */
export const contactRequests = {
  ...browseRequests,
  /** Contacts whose name, company, email, notes or numbers (digits in any format) fit what was typed, the best first. */
  'contacts.search': {
    input: z.strictObject({ text: z.string().max(200) }),
    output: z.strictObject({
      found: z.array(foundContactSchema),
      /** What was typed is a number to dial: as people write it. */
      dial: z.string().nullable(),
    }),
  },
  /** The contact with this number, made when there is none. Fails with `number-unusable`. */
  'contact.forNumber': { input: z.strictObject({ written: z.string().max(60) }), output: onContact },
  /** A contact as a form shows it (null: a new one), and what was typed there and not saved; null: nothing. */
  'contact.words': {
    input: z.strictObject({ contactId: contactIdSchema.nullable() }),
    output: z.strictObject({ words: contactWordsSchema, draft: draftOfContact.nullable() }),
  },
  /** Keep what is being typed, also when Afterbeep is closed; null: it was saved or given up. */
  'contact.keepDraft': {
    input: z.strictObject({ contactId: contactIdSchema.nullable(), words: contactWordsSchema.nullable() }),
    output: done,
  },
  /** Write a contact; null: add one. Its draft goes. Fails with `number-unusable`, `contact-unusable`. */
  'contact.write': {
    input: z.strictObject({ contactId: contactIdSchema.nullable(), words: contactWordsSchema }),
    output: onContact,
  },
  /**
   * Make one contact of two: the kept one's words stay and its gaps are filled; numbers, tags, attempts and follow-ups of both
   * are its own from now on.
   */
  'contact.merge': {
    input: z.strictObject({ keptId: contactIdSchema, otherId: contactIdSchema }),
    output: done,
  },
  /** Undo the last merge of this session. Fails with `merge-too-late`. */
  'contact.undoMerge': { input: z.strictObject({}), output: onContact },
  /** The company of a contact and its people. Fails with `company-none`. */
  'company.show': { input: onContact, output: companyViewSchema },
  /** What a deal with a company would be worth; null: nobody has said. Fails with `company-none`. */
  'company.value': {
    input: z.strictObject({ companyId: companyIdSchema, dealValue: z.number().min(0).max(1e9).nullable() }),
    output: done,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** The merge that can be undone. */
export const lastMergeSchema = z.strictObject({ keptName: z.string(), otherName: z.string() })
