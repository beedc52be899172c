import type { FollowUp } from '../../shared/contract/follow-up.ts'
import type { ContactId } from '../../shared/ids.ts'
import { isOpenInSql } from './follow-ups.ts'
import { prepared, type Archive } from './open.ts'

/** Something that is due, and that the rep was not reminded of yet. */
export interface DueReminder {
  /** The promise's id, or the follow-up's. */
  readonly about: string
  readonly contactId: ContactId
  readonly name: string
  readonly company: string | null
  readonly promise: boolean
  readonly kind: FollowUp['kind']
  /** What was promised, in the rep's words; may be empty. */
  readonly words: string
  readonly dueAt: number
  readonly dueUntil: number
}

type Row = Omit<DueReminder, 'promise'>

const whom = `c.contact_id AS contactId, c.name, co.name AS company`
const joined = `JOIN contacts c ON c.contact_id = d.contact_id LEFT JOIN companies co ON co.company_id = c.company_id`
const unshown = (about: string) => `NOT EXISTS (SELECT 1 FROM reminders r WHERE r.about = ${about})`

/** Promises, then calls that were asked for, the oldest first. */
export function dueReminders(db: Archive, { now, limit }: { now: number; limit: number }): DueReminder[] {
  const promises = prepared<Row>(
    db,
    `SELECT d.promise_id AS about, ${whom}, d.kind, d.words, d.due_at AS dueAt, d.due_until AS dueUntil
     FROM promises d ${joined}
     WHERE d.due_at <= @now AND d.kept_at IS NULL AND d.withdrawn_at IS NULL AND ${unshown('d.promise_id')}
     ORDER BY d.due_at LIMIT @limit`,
  ).all({ now, limit })
  const asked = prepared<Row>(
    db,
    `SELECT d.follow_up_id AS about, ${whom}, d.kind, '' AS words, d.due_at AS dueAt, d.due_until AS dueUntil
     FROM follow_ups d ${joined}
     WHERE d.asked = 1 AND d.due_at <= @now AND ${isOpenInSql} AND ${unshown('d.follow_up_id')}
     ORDER BY d.due_at LIMIT @limit`,
  ).all({ now, limit })
  return [...promises.map((row) => ({ ...row, promise: true })), ...asked.map((row) => ({ ...row, promise: false }))]
}

export function noteReminded(db: Archive, about: readonly string[], shownAt: number): void {
  const note = prepared(
    db,
    `INSERT INTO reminders (about, shown_at) VALUES (@about, @shownAt) ON CONFLICT (about) DO NOTHING`,
  )
  db.transaction(() => {
    for (const one of about) note.run({ about: one, shownAt })
  })()
}
