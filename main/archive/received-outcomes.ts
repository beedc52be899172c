import type { CallId, ContactId } from '../../shared/ids.ts'
import { receivedEntrySchema, type ReceivedEntry } from '../../shared/contract/rep-outcome.ts'
import type { Before } from './outcome-changes.ts'
import { prepared, type Archive } from './open.ts'
import type { AttemptedNumber } from './outcomes.ts'

/** A call that came in and was answered, as far as something can be said of it. */
export interface AnsweredCall extends AttemptedNumber {
  readonly isUp: boolean
}

/** null: there is no such call, or nobody answered it. */
export function answeredCall(db: Archive, callId: CallId): AnsweredCall | null {
  const row = prepared<AttemptedNumber & { readonly outcome: string | null }>(
    db,
    `SELECT r.contact_id AS contactId, r.number, n.kind, l.region, r.outcome
     FROM received_calls r JOIN lines l ON l.line_id = r.line_id
       LEFT JOIN phone_numbers n ON n.contact_id = r.contact_id AND n.number = r.number
     WHERE r.call_id = @callId AND r.answered_at IS NOT NULL LIMIT 1`,
  ).get({ callId })
  if (!row) return null
  const { outcome, ...call } = row
  return { ...call, isUp: outcome === null }
}

/** What the rep said of a call that came in. */
export interface ReceivedSaying {
  readonly contactId: ContactId
  readonly entry: ReceivedEntry
  readonly saidAt: number
  /** The contact's plans before it held; null: it waits for the end of the call. */
  readonly before: Before | null
}

export function saidOfReceived(db: Archive, callId: CallId): ReceivedSaying | null {
  const row = prepared<{ contactId: ContactId; entry: string; saidAt: number; before: string | null }>(
    db,
    `SELECT contact_id AS contactId, entry, said_at AS saidAt, before FROM received_outcomes WHERE call_id = @callId`,
  ).get({ callId })
  if (!row) return null
  const { entry, before, ...rest } = row
  return {
    ...rest,
    entry: receivedEntrySchema.parse(JSON.parse(entry)),
    before: before === null ? null : (JSON.parse(before) as Before),
  }
}

/** What was said before is replaced. */
export function keepReceivedOutcome(db: Archive, { contactId, entry, saidAt, before }: ReceivedSaying): void {
  const { callId, outcome } = entry
  prepared(
    db,
    `INSERT INTO received_outcomes (call_id, contact_id, outcome, said_at, entry, before)
     VALUES (@callId, @contactId, @outcome, @saidAt, @entry, @before)
     ON CONFLICT (call_id) DO UPDATE SET contact_id = @contactId, outcome = @outcome, said_at = @saidAt,
       entry = @entry, before = @before`,
  ).run({
    callId,
    contactId,
    outcome,
    saidAt,
    entry: JSON.stringify(entry),
    before: before && JSON.stringify(before),
  })
}

export function forgetReceivedOutcome(db: Archive, callId: CallId): void {
  prepared(db, `DELETE FROM received_outcomes WHERE call_id = @callId`).run({ callId })
}
