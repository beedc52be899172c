import { z } from 'zod'
import { manyContactsSchema } from './browse-bridge.ts'
import { beginningSchema } from './planning.ts'
import { cadenceIdSchema, importIdSchema } from '../ids.ts'
import { importFields } from '../import/import-fields.ts'
import { duplicateChoiceSchema, importStateSchema } from './import-state.ts'

/* The rows of the contract that bring contacts in and out: see bridge.ts. */

const nothing = z.strictObject({})
const done = z.null()
const onImport = z.strictObject({ importId: importIdSchema })
/** 50,000 rows are some ten megabytes. */
const mostImportBytes = 64 << 20

/** A file of a support bundle. */
const supportFileSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9.-]{1,40}$/),
  text: z.string().max(400_000),
})
const supportFilesSchema = z.strictObject({ files: z.array(supportFileSchema).max(10) })

/** desk → main. What comes of them is told as the fact `imports`. */
export const importRequests = {
  /** The view is looked at: how it stands, and told from here on. */
  'import.open': { input: nothing, output: importStateSchema },
  /** Read this file and guess its columns. Fails with `import-unreadable`. */
  'import.take': {
    input: z.strictObject({
      fileName: z.string().max(300),
      bytes: z.instanceof(Uint8Array).refine((file) => file.byteLength <= mostImportBytes),
    }),
    output: done,
  },
  /** What the columns are, and where numbers without a country code belong. */
  'import.map': {
    input: z.strictObject({
      fields: z.array(z.enum(importFields).nullable()).max(500),
      country: z.string().regex(/^([A-Z]{2})?$/),
    }),
    output: done,
  },
  /** Read all rows and look for duplicates; answers at once. */
  'import.check': { input: nothing, output: done },
  /** What becomes of a duplicate; `row` null: of all of them. */
  'import.choose': {
    input: z.strictObject({ row: z.int().nullable(), choice: duplicateChoiceSchema }),
    output: done,
  },
  /**
   * Write the contacts; answers at once. New ones are put on the cadence: they begin where there is room, or at once. `most`: only
   * so many of them, the first in the file, and the rest are on none; null: all.
   */
  'import.start': {
    input: z.strictObject({
      cadenceId: cadenceIdSchema.nullable(),
      tag: z.string().trim().max(40),
      beginning: beginningSchema.optional(),
      most: z.int().min(1).nullable().optional(),
    }),
    output: done,
  },
  /** Stop what is under way. An import that was being written is taken back. */
  'import.cancel': { input: nothing, output: done },
  /** Back to the columns. */
  'import.back': { input: nothing, output: done },
  /** Forget the file. */
  'import.leave': { input: nothing, output: done },
  /** Take a whole import back. Contacts with which something has been done stay. */
  'import.undo': { input: onImport, output: done },
  /** Write the rows that were set aside to a file that the rep names; null: they named none. */
  'import.saveSetAside': { input: onImport, output: z.strictObject({ path: z.string() }).nullable() },
  /** Write contacts, attempts or follow-ups as CSV, or everything as JSON; null: the rep named no file. */
  'archive.export': {
    input: z.strictObject({ what: z.enum(['contacts', 'attempts', 'follow-ups', 'everything']) }),
    output: z.strictObject({ path: z.string(), rows: z.int() }).nullable(),
  },
  /** What a support bundle would have in it, word for word: no names, numbers or passwords. Nothing is written. */
  'support.gather': { input: nothing, output: supportFilesSchema },
  /** Writes what was shown to a zip that the rep names; null: they named none. Fails with `file-unwritable`. */
  'support.save': { input: supportFilesSchema, output: z.strictObject({ path: z.string() }).nullable() },
  /** Writes these to a CSV file that the rep names; null: they named none. Fails as `archive.export` does. */
  'contacts.exportMany': {
    input: z.strictObject({ contactIds: manyContactsSchema }),
    output: z.strictObject({ path: z.string(), rows: z.int() }).nullable(),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
