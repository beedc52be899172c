import type { ContactId, ImportId, PhoneNumberId } from '../../shared/ids.ts'
import type { PastImport } from '../../shared/contract/import-state.ts'
import { gaps, type Gap } from './contact-words.ts'
import { prepared, type Archive } from './open.ts'
import { mergeSearch } from './search.ts'

interface Row {
  readonly import_id: ImportId
  readonly file_name: string
  readonly started_at: number
  readonly undone_at: number | null
  readonly added: number
  readonly merged: number
  readonly skipped: number
  readonly bad: number
  readonly kept: number
  readonly set_aside: string | null
}

export interface ImportCounts {
  readonly added: number
  readonly merged: number
  readonly skipped: number
  readonly bad: number
}

/** What an import has changed of a contact that was there before. */
export interface MergeChanges {
  /** Columns of `contacts` that were empty, and what they hold now. */
  readonly filled: Readonly<Partial<Record<Gap, string>>>
  readonly numbers: readonly PhoneNumberId[]
  readonly tags: readonly string[]
}

export function openImport(db: Archive, { importId, fileName, startedAt, setAside }: OpenedImport): void {
  db.prepare(
    `INSERT INTO imports (import_id, file_name, started_at, set_aside)
     VALUES (@importId, @fileName, @startedAt, @setAside)`,
  ).run({ importId, fileName, startedAt, setAside })
}

interface OpenedImport {
  readonly importId: ImportId
  readonly fileName: string
  readonly startedAt: number
  /** Where its bad rows are; null: there are none. */
  readonly setAside: string | null
}

export function finishImport(db: Archive, importId: ImportId, counts: ImportCounts & { finishedAt: number }): void {
  db.prepare(
    `UPDATE imports SET finished_at = @finishedAt, added = @added, merged = @merged, skipped = @skipped, bad = @bad
     WHERE import_id = @importId`,
  ).run({ ...counts, importId })
}

export function noteUndone(db: Archive, importId: ImportId, { at, kept }: { at: number; kept: number }): void {
  db.prepare(`UPDATE imports SET undone_at = @at, kept = @kept WHERE import_id = @importId`).run({ importId, at, kept })
}

/** Imports that were cut off, the oldest first. */
export function unfinishedImports(db: Archive): { importId: ImportId; fileName: string }[] {
  return db
    .prepare<[], { importId: ImportId; fileName: string }>(
      `SELECT import_id AS importId, file_name AS fileName FROM imports
       WHERE finished_at IS NULL AND undone_at IS NULL ORDER BY started_at`,
    )
    .all()
}

/** The newest first. */
export function pastImports(db: Archive, limit = 20): PastImport[] {
  return db
    .prepare<unknown[], Row>(
      `SELECT * FROM imports WHERE finished_at IS NOT NULL OR undone_at IS NOT NULL
       ORDER BY started_at DESC LIMIT @limit`,
    )
    .all({ limit })
    .map(pastImportOf)
}

export function importById(db: Archive, importId: ImportId): PastImport | null {
  const row = db.prepare<unknown[], Row>(`SELECT * FROM imports WHERE import_id = @importId`).get({ importId })
  return row ? pastImportOf(row) : null
}

/** Where the bad rows of an import are; null: there were none. */
export function setAsideOf(db: Archive, importId: ImportId): string | null {
  const row = db.prepare<unknown[], Row>(`SELECT * FROM imports WHERE import_id = @importId`).get({ importId })
  return row?.set_aside ?? null
}

function pastImportOf(row: Row): PastImport {
  return {
    importId: row.import_id,
    fileName: row.file_name,
    startedAt: row.started_at,
    added: row.added,
    merged: row.merged,
    skipped: row.skipped,
    bad: row.bad,
    kept: row.undone_at === null ? null : row.kept,
    hasSetAside: row.set_aside !== null,
  }
}

/** A contact came with this import. */
export function noteImported(db: Archive, contactId: ContactId, importId: ImportId): void {
  prepared(db, `UPDATE contacts SET import_id = @importId WHERE contact_id = @contactId`).run({ contactId, importId })
}

/** Adds to what the same import has changed of this contact before. */
export function noteMerge(db: Archive, importId: ImportId, contactId: ContactId, changes: MergeChanges): void {
  const key = { importId, contactId }
  const before = prepared<{ changes: string }>(
    db,
    `SELECT changes FROM import_merges WHERE import_id = @importId AND contact_id = @contactId`,
  ).get(key)
  const old = before ? (JSON.parse(before.changes) as MergeChanges) : { filled: {}, numbers: [], tags: [] }
  const all: MergeChanges = {
    filled: { ...old.filled, ...changes.filled },
    numbers: [...old.numbers, ...changes.numbers],
    tags: [...old.tags, ...changes.tags],
  }
  prepared(
    db,
    `INSERT INTO import_merges (import_id, contact_id, changes) VALUES (@importId, @contactId, @changes)
     ON CONFLICT (import_id, contact_id) DO UPDATE SET changes = @changes`,
  ).run({ ...key, changes: JSON.stringify(all) })
}

/** Takes back what the import has changed of some contacts that were there before it. Answers how many; 0: none is left. */
export function takeBackMerges(db: Archive, importId: ImportId, limit: number): number {
  const merges = db
    .prepare<unknown[], { contact_id: ContactId; changes: string }>(
      `SELECT contact_id, changes FROM import_merges WHERE import_id = @importId LIMIT @limit`,
    )
    .all({ importId, limit })
  db.transaction(() => {
    for (const { contact_id: contactId, changes } of merges) takeBackMerge(db, importId, contactId, JSON.parse(changes))
    mergeSearch(db)
  })()
  return merges.length
}

/** What the rep has changed since, and a number that was dialled, stays. */
function takeBackMerge(db: Archive, importId: ImportId, contactId: ContactId, changes: MergeChanges): void {
  for (const [column, value] of Object.entries(changes.filled)) {
    const empty = gaps[column as Gap]
    prepared(db, `UPDATE contacts SET ${column} = ${empty} WHERE contact_id = @contactId AND ${column} = @value`).run({
      contactId,
      value,
    })
  }
  for (const phoneNumberId of changes.numbers) {
    prepared(
      db,
      `DELETE FROM phone_numbers WHERE phone_number_id = @phoneNumberId AND NOT EXISTS (
         SELECT 1 FROM attempts WHERE phone_number_id = @phoneNumberId)`,
    ).run({ phoneNumberId })
  }
  for (const tag of changes.tags) {
    prepared(db, `DELETE FROM contact_tags WHERE contact_id = @contactId AND tag = @tag`).run({ contactId, tag })
  }
  prepared(db, `DELETE FROM import_merges WHERE import_id = @importId AND contact_id = @contactId`).run({
    importId,
    contactId,
  })
}

/** Nothing has been done with this contact since it came: no attempt, nothing done of its cadence, no change by hand. */
const isUntouchedInSql = `c.edited_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.contact_id = c.contact_id)
  AND NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.contact_id = c.contact_id AND (f.done_at IS NOT NULL OR f.promise = 1))
  AND NOT EXISTS (SELECT 1 FROM do_not_call d WHERE d.kind = 'person' AND d.subject = c.contact_id)`

/**
 * Removes some contacts of the import, and companies that nobody works at any more. `after` is where the batch before ended;
 * answers where this one did, null at the end, and how many stay.
 */
export function removeImported(
  db: Archive,
  importId: ImportId,
  { after, limit }: { after: string; limit: number },
): { last: string | null; removed: number; kept: number } {
  const batch = prepared<{ contact_id: ContactId; company_id: string | null; untouched: 0 | 1 }>(
    db,
    `SELECT c.contact_id, c.company_id, (${isUntouchedInSql}) AS untouched FROM contacts c
     WHERE c.import_id = @importId AND c.contact_id > @after ORDER BY c.contact_id LIMIT @limit`,
  ).all({ importId, after, limit })
  const gone = batch.filter(({ untouched }) => untouched === 1)
  db.transaction(() => {
    for (const { contact_id: contactId, company_id: companyId } of gone) {
      prepared(db, `DELETE FROM contact_drafts WHERE contact_id = @contactId`).run({ contactId })
      prepared(db, `DELETE FROM contacts WHERE contact_id = @contactId`).run({ contactId })
      prepared(
        db,
        `DELETE FROM companies WHERE company_id = @companyId
           AND NOT EXISTS (SELECT 1 FROM contacts WHERE company_id = @companyId)`,
      ).run({ companyId })
    }
    mergeSearch(db)
  })()
  return { last: batch.at(-1)?.contact_id ?? null, removed: gone.length, kept: batch.length - gone.length }
}
