import { z } from 'zod'
import { cadenceIdSchema, contactIdSchema, importIdSchema } from '../ids.ts'
import { importFields } from '../import/import-fields.ts'

/** What becomes of a row whose person seems to be known. */
const duplicateChoices = ['skip', 'merge', 'add'] as const
export const duplicateChoiceSchema = z.enum(duplicateChoices)
export type DuplicateChoice = z.infer<typeof duplicateChoiceSchema>

const fieldSchema = z.enum(importFields).nullable()
const progressSchema = z.strictObject({ done: z.int(), of: z.int() })

/** As many problems, duplicates and people as the desk draws; the counts are over the whole file. */
export const mostShown = 200

const importCheckSchema = z.strictObject({
  /** Rows that will be contacts, duplicates among them; rows that are set aside; rows of which something is left out. */
  good: z.int(),
  bad: z.int(),
  warned: z.int(),
  duplicates: z.int(),
  /** People whom the file itself says not to call, or not on one of their numbers. */
  doNotCall: z.int(),
  /** How many duplicates are skipped, merged and added as it stands. */
  choices: z.record(duplicateChoiceSchema, z.int()),
  problems: z.array(z.strictObject({ row: z.int(), text: z.string(), reason: z.string(), bad: z.boolean() })),
  found: z.array(
    z.strictObject({
      row: z.int(),
      name: z.string(),
      company: z.string(),
      /** Whom it seems to be, and by what: "Jane Adams of Brightwater in the archive: same number". */
      reason: z.string(),
      /** In the archive; null: another row of the file. */
      contactId: contactIdSchema.nullable(),
      choice: duplicateChoiceSchema,
    }),
  ),
  people: z.array(
    z.strictObject({
      row: z.int(),
      name: z.string(),
      company: z.string(),
      numbers: z.array(z.string()),
      email: z.string(),
      timeZone: z.string(),
      tags: z.array(z.string()),
    }),
  ),
})
export type ImportCheck = z.infer<typeof importCheckSchema>

/** An import as it is listed afterwards. */
const pastImportSchema = z.strictObject({
  importId: importIdSchema,
  fileName: z.string(),
  startedAt: z.int(),
  added: z.int(),
  merged: z.int(),
  skipped: z.int(),
  bad: z.int(),
  /** After it was undone: contacts that stayed, since something had been done with them. Null: it was not undone. */
  kept: z.int().nullable(),
  hasSetAside: z.boolean(),
})
export type PastImport = z.infer<typeof pastImportSchema>

/**
 *   empty ──take──▶ columns ──check──▶ checking ──▶ checked ──start──▶ writing ──▶ done
 *     ▲               ▲  ▲                │ cancel     │ back             │ cancel   │ undo
 *     │               │  └────────────────┴────────────┘                  ▼          ▼
 *     └──── leave ────┴──────────────────────────────────────────────── undoing ──▶ empty
 */
export const importStateSchema = z.strictObject({
  step: z.enum(['empty', 'columns', 'checking', 'checked', 'writing', 'done', 'undoing']),
  file: z
    .strictObject({ name: z.string(), encoding: z.string(), delimiter: z.string(), rows: z.int(), skipped: z.int() })
    .nullable(),
  columns: z.array(z.strictObject({ heading: z.string(), field: fieldSchema, samples: z.array(z.string()) })),
  /** ISO 3166-1, of numbers written without their country; empty: there is none. */
  country: z.string(),
  /** What must still be said of the columns. */
  missing: z.string().nullable(),
  progress: progressSchema.nullable(),
  check: importCheckSchema.nullable(),
  /** Those that new contacts can be put on. */
  cadences: z.array(z.strictObject({ cadenceId: cadenceIdSchema, name: z.string() })),
  /** The one that is offered first; null: none. */
  defaultCadenceId: cadenceIdSchema.nullable(),
  /** The one that the list before was put on; null: there was none, or it was put on none. */
  lastCadenceId: cadenceIdSchema.nullable(),
  /** The import that was just made, or undone. */
  result: pastImportSchema.nullable(),
  /** The newest first. */
  past: z.array(pastImportSchema),
  /** The write of an export, while it runs. */
  exporting: progressSchema.nullable(),
})
export type ImportState = z.infer<typeof importStateSchema>
