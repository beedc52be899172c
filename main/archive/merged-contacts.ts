import type { ContactId } from '../../shared/ids.ts'
import { fillGaps } from './contact-words.ts'
import { isNextInSql, isOpenInSql } from './follow-ups.ts'
import type { Archive } from './open.ts'

type Rows = readonly Record<string, unknown>[]

/** Everything two contacts are, as it stands, so that a merge of them can be undone. */
export interface ContactsAsTheyStand {
  readonly keptId: ContactId
  readonly otherId: ContactId
  readonly contacts: Rows
  /** Of every table that belongs to contacts. */
  readonly rows: Readonly<Record<string, Rows>>
  readonly attempts: Rows
}

interface Filling {
  readonly title: string
  readonly email: string
  readonly about: string
  readonly referrer: string
}

/** Tables whose rows go with their contact, whoever has added them. Attempts do not: they are kept for ever. */
function belongings(db: Archive): string[] {
  return db
    .prepare<[], { name: string }>(
      `SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table' AND f."table" = 'contacts' AND f."from" = 'contact_id' AND m.name <> 'attempts'
       ORDER BY m.name`,
    )
    .all()
    .map(({ name }) => name)
}

export function contactsAsTheyStand(db: Archive, keptId: ContactId, otherId: ContactId): ContactsAsTheyStand {
  const rowsOf = (table: string) =>
    db
      .prepare<unknown[], Record<string, unknown>>(
        `SELECT * FROM ${table} WHERE contact_id IN (@keptId, @otherId) ORDER BY 1, 2`,
      )
      .all({ keptId, otherId })
  const rows = Object.fromEntries(belongings(db).map((table) => [table, rowsOf(table)]))
  return { keptId, otherId, contacts: rowsOf('contacts'), rows, attempts: rowsOf('attempts') }
}

/**
 * Makes one contact of two, for use inside a transaction. What the kept one says stands, its gaps are filled; numbers and tags
 * are united, attempts are its own. Of two open follow-ups a promise stays, else the kept one's; of two running enrolments the
 * kept one's.
 */
export function mergeContacts(db: Archive, keptId: ContactId, otherId: ContactId, at: number): void {
  const both = { keptId, otherId }
  const other = db
    .prepare<unknown[], Filling & { company_id: string | null; deal_value: string | null; pursued_at: number }>(
      `SELECT title, email, about, referrer, company_id, CAST(deal_value AS TEXT) AS deal_value, pursued_at FROM contacts WHERE contact_id = @otherId`,
    )
    .get({ otherId })
  if (!other) throw new Error(`there is no contact ${otherId}`)
  const { company_id, deal_value } = other
  const filled = fillGaps(db, keptId, { ...other, company_id: company_id ?? '', deal_value: deal_value ?? '' })
  if (!filled.about && other.about) {
    db.prepare(
      `UPDATE contacts SET about = substr(about || char(10) || @about, 1, 4000) WHERE contact_id = @keptId`,
    ).run({ keptId, about: other.about })
  }
  db.prepare(
    `UPDATE contacts SET edited_at = @at, pursued_at = coalesce(min(pursued_at, @pursued), pursued_at, @pursued)
     WHERE contact_id = @keptId`,
  ).run({ keptId, at, pursued: other.pursued_at })
  db.prepare(
    `INSERT INTO contact_tags (contact_id, tag) SELECT @keptId, tag FROM contact_tags WHERE contact_id = @otherId
     ON CONFLICT DO NOTHING`,
  ).run(both)
  mergeNumbers(db, both)
  mergePlans(db, both, at)
  db.prepare(`UPDATE attempts SET contact_id = @keptId WHERE contact_id = @otherId`).run(both)
  for (const table of belongings(db)) {
    db.prepare(`UPDATE OR IGNORE ${table} SET contact_id = @keptId WHERE contact_id = @otherId`).run(both)
  }
  // The entry of the other one outlives the contact, and is theirs again when the merge is undone.
  db.prepare(
    `INSERT INTO do_not_call (entry_id, kind, subject, shown, added_at, why, source)
       SELECT 'merged-' || entry_id, kind, @keptId, shown, added_at, why, source FROM do_not_call
       WHERE kind = 'person' AND subject = @otherId ON CONFLICT (kind, subject) DO NOTHING`,
  ).run(both)
  db.prepare(`DELETE FROM contacts WHERE contact_id = @otherId`).run({ otherId })
}

interface Both {
  readonly keptId: ContactId
  readonly otherId: ContactId
}

/** A number that both have is the kept one's; what was dialled on the other's is noted as dialled on that. */
function mergeNumbers(db: Archive, both: Both): void {
  db.prepare(
    `UPDATE attempts SET phone_number_id = (
       SELECT k.phone_number_id FROM phone_numbers o JOIN phone_numbers k ON k.number = o.number
       WHERE o.phone_number_id = attempts.phone_number_id AND k.contact_id = @keptId)
     WHERE contact_id = @otherId AND phone_number_id IN (
       SELECT o.phone_number_id FROM phone_numbers o JOIN phone_numbers k ON k.number = o.number
       WHERE o.contact_id = @otherId AND k.contact_id = @keptId)`,
  ).run(both)
  db.prepare(
    `UPDATE phone_numbers SET contact_id = @keptId,
       place = place + (SELECT coalesce(max(place) + 1, 0) FROM phone_numbers WHERE contact_id = @keptId)
     WHERE contact_id = @otherId
       AND number NOT IN (SELECT number FROM phone_numbers WHERE contact_id = @keptId)`,
  ).run(both)
}

function mergePlans(db: Archive, both: Both, at: number): void {
  const openOf = (contactId: ContactId) =>
    db
      .prepare<unknown[], { promise: 0 | 1; due_at: number }>(
        `SELECT promise, due_at FROM follow_ups WHERE contact_id = @contactId AND ${isNextInSql}`,
      )
      .get({ contactId })
  const [kept, other] = [openOf(both.keptId), openOf(both.otherId)]
  const otherStays = other && (!kept || other.promise > kept.promise)
  const cancelled = otherStays ? both.keptId : both.otherId
  if (kept && other) {
    db.prepare(`UPDATE follow_ups SET cancelled_at = @at WHERE contact_id = @cancelled AND ${isNextInSql}`).run({
      cancelled,
      at,
    })
  }
  // Of two letters the one of the contact that stays does.
  db.prepare(
    `UPDATE follow_ups SET cancelled_at = @at WHERE contact_id = @otherId AND beside = 1 AND ${isOpenInSql}
     AND EXISTS (SELECT 1 FROM follow_ups k WHERE k.contact_id = @keptId AND k.beside = 1 AND k.done_at IS NULL AND k.cancelled_at IS NULL)`,
  ).run({ ...both, at })
  const running = db
    .prepare<unknown[], { contact_id: ContactId }>(
      `SELECT contact_id FROM enrolments WHERE contact_id IN (@keptId, @otherId) AND stopped_at IS NULL`,
    )
    .all(both)
  if (running.length > 1) {
    db.prepare(
      `UPDATE enrolments SET stopped_at = @at, stop_reason = 'merged', stop_why = 'Merged with another contact.'
       WHERE contact_id = @otherId AND stopped_at IS NULL`,
    ).run({ otherId: both.otherId, at })
  }
  db.prepare(`UPDATE enrolments SET contact_id = @keptId WHERE contact_id = @otherId`).run(both)
  db.prepare(`UPDATE follow_ups SET contact_id = @keptId WHERE contact_id = @otherId`).run(both)
}

/** Puts two contacts back as they stood, for use inside a transaction. */
export function putBack(db: Archive, { keptId, otherId, contacts, rows, attempts }: ContactsAsTheyStand): void {
  db.pragma('defer_foreign_keys = 1')
  const both = { keptId, otherId }
  for (const table of Object.keys(rows)) {
    db.prepare(`DELETE FROM ${table} WHERE contact_id IN (@keptId, @otherId)`).run(both)
  }
  db.prepare(`DELETE FROM contacts WHERE contact_id IN (@keptId, @otherId)`).run(both)
  for (const [table, all] of [['contacts', contacts] as const, ...Object.entries(rows)]) {
    for (const row of all) {
      const columns = Object.keys(row)
      db.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
      ).run(row)
    }
  }
  // Attempts were cut off from the numbers and enrolments that were deleted: they are put right last.
  const putRight = db.prepare(
    `UPDATE attempts SET contact_id = @contact_id, phone_number_id = @phone_number_id, enrolment_id = @enrolment_id
     WHERE attempt_id = @attempt_id`,
  )
  for (const { attempt_id, contact_id, phone_number_id, enrolment_id } of attempts) {
    putRight.run({ attempt_id, contact_id, phone_number_id, enrolment_id })
  }
  db.prepare(
    `DELETE FROM do_not_call WHERE entry_id IN (
       SELECT 'merged-' || entry_id FROM do_not_call WHERE kind = 'person' AND subject = @otherId)`,
  ).run({ otherId })
}
