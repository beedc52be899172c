import type { Call } from '../../shared/contract/call.ts'
import type { Traceable } from '../../shared/call/callback.ts'
import type { AttemptId, CallId, ContactId, LineId } from '../../shared/ids.ts'
import type { ReceivedCall, ReceivedOutcome } from '../../shared/contract/received-call.ts'
import { qualityColumns, qualityIn, type QualityRow } from './call-quality.ts'
import { prepared, type Archive } from './open.ts'

/** Written when it begins to ring, so that a crash anywhere leaves a trace. The same call twice changes nothing. */
export function openReceived(db: Archive, call: Call): void {
  prepared(
    db,
    `INSERT INTO received_calls (call_id, contact_id, number, caller_name, line_id, attempt_id, started_at)
     VALUES (@callId, @contactId, @number, @callerName, @lineId, @causedBy, @startedAt) ON CONFLICT DO NOTHING`,
  ).run({
    callId: call.callId,
    contactId: call.contactId,
    number: call.number,
    callerName: call.received?.callerName ?? '',
    lineId: call.lineId,
    causedBy: call.received?.causedBy ?? null,
    startedAt: call.dialledAt,
  })
}

export function noteReceived(db: Archive, { callId, answeredAt }: Call): void {
  prepared(db, `UPDATE received_calls SET answered_at = @answeredAt WHERE call_id = @callId AND outcome IS NULL`).run({
    callId,
    answeredAt,
  })
}

/** Writes the last facts and the outcome. False when it had its outcome already: nothing was changed. */
export function closeReceived(db: Archive, call: Call, outcome: ReceivedOutcome): boolean {
  const { changes } = prepared(
    db,
    `UPDATE received_calls SET answered_at = @answeredAt, ended_at = @endedAt, ended_by = @endedBy,
       forwarded_to = @forwardedTo, trouble = @trouble, outcome = @outcome
     WHERE call_id = @callId AND outcome IS NULL`,
  ).run({
    callId: call.callId,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    endedBy: call.endedBy,
    forwardedTo: call.received?.forwardedTo ?? null,
    trouble: call.trouble?.code ?? null,
    outcome,
  })
  return changes === 1
}

interface Interrupted {
  readonly callId: CallId
  readonly contactId: ContactId
  readonly startedAt: number
  readonly causedBy: AttemptId | null
  readonly outcome: 'answered' | 'missed'
}

/** Calls that Afterbeep did not survive: what rang was missed, what was talked in was answered. */
export function interruptReceived(db: Archive): Interrupted[] {
  return prepared<Interrupted>(
    db,
    `UPDATE received_calls SET outcome = iif(answered_at IS NULL, 'missed', 'answered') WHERE outcome IS NULL
     RETURNING call_id AS callId, contact_id AS contactId, started_at AS startedAt, attempt_id AS causedBy, outcome`,
  ).all()
}

/** Newest first. */
export function receivedFrom(db: Archive, contactId: ContactId): ReceivedCall[] {
  return prepared<Omit<ReceivedCall, 'quality'> & QualityRow>(
    db,
    `SELECT r.call_id AS callId, number, started_at AS startedAt, answered_at AS answeredAt, ended_at AS endedAt, outcome,
       forwarded_to AS forwardedTo, attempt_id AS causedBy, credited_from AS creditedFrom,
       (SELECT o.outcome FROM received_outcomes o WHERE o.call_id = r.call_id) AS said, ${qualityColumns}
     FROM received_calls r LEFT JOIN call_quality q ON q.call_id = r.call_id
     WHERE contact_id = @contactId ORDER BY started_at DESC, r.rowid DESC`,
  )
    .all({ contactId })
    .map((row) => {
      const { callId, number, startedAt, answeredAt, endedAt, outcome, forwardedTo, causedBy, creditedFrom, said } = row
      return {
        callId,
        number,
        startedAt,
        answeredAt,
        endedAt,
        outcome,
        forwardedTo,
        causedBy,
        creditedFrom,
        said,
        quality: qualityIn(row),
      }
    })
}

/** Who has this number, in any of the ways it may be written: of several, whoever was called last, else the first. */
export function contactCalling(db: Archive, numbers: readonly string[]): ContactId | null {
  const row = prepared<{ contactId: ContactId }>(
    db,
    `SELECT p.contact_id AS contactId FROM phone_numbers p
     WHERE p.number IN (SELECT value FROM json_each(@numbers))
     ORDER BY (SELECT max(started_at) FROM attempts a WHERE a.contact_id = p.contact_id) DESC NULLS LAST,
       (SELECT created_at FROM contacts c WHERE c.contact_id = p.contact_id), p.rowid LIMIT 1`,
  ).get({ numbers: JSON.stringify(numbers) })
  return row?.contactId ?? null
}

export type TraceableRow = Omit<Traceable, 'hidden' | 'leftMessage'> & {
  readonly hidden: 0 | 1
  readonly leftMessage: 0 | 1
}

/** The columns of a TraceableRow, of attempts as `alias`. */
export function attemptsWith(alias: string): string {
  return `${alias}.attempt_id AS attemptId, ${alias}.started_at AS startedAt, ${alias}.rang_at AS rangAt,
    ${alias}.answered_at AS answeredAt, ${alias}.hidden, ${alias}.message_started_at IS NOT NULL AS leftMessage`
}

export function traceable<Row extends TraceableRow>({ hidden, leftMessage, ...row }: Row) {
  return { ...row, hidden: hidden === 1, leftMessage: leftMessage === 1 }
}

/** The latest attempts to this number, however it is written. */
export function attemptsTo(db: Archive, numbers: readonly string[], since: number): Traceable[] {
  return prepared<TraceableRow>(
    db,
    `SELECT ${attemptsWith('a')} FROM attempts a
     WHERE number IN (SELECT value FROM json_each(@numbers)) AND started_at >= @since`,
  )
    .all({ numbers: JSON.stringify(numbers), since })
    .map(traceable)
}

/** The latest attempts to reach somebody, at whatever number. */
export function attemptsOf(db: Archive, contactId: ContactId, since: number): Traceable[] {
  return prepared<TraceableRow>(
    db,
    `SELECT ${attemptsWith('a')} FROM attempts a WHERE contact_id = @contactId AND started_at >= @since`,
  )
    .all({ contactId, since })
    .map(traceable)
}

/** A call that came in, as far as it matters whose it was. */
export interface CreditedCall {
  readonly contactId: ContactId
  readonly startedAt: number
  readonly outcome: ReceivedOutcome | null
  readonly number: string
  readonly causedBy: AttemptId | null
  /** The contact it was taken for before somebody said whose it was; null: nobody has. */
  readonly creditedFrom: ContactId | null
}

export function creditedCall(db: Archive, callId: CallId): CreditedCall | null {
  const row = prepared<CreditedCall>(
    db,
    `SELECT contact_id AS contactId, started_at AS startedAt, outcome, number, attempt_id AS causedBy,
       credited_from AS creditedFrom FROM received_calls WHERE call_id = @callId`,
  ).get({ callId })
  return row ?? null
}

/** Whose call it was, said by somebody; `creditedAt` null: it is what it was taken for again. */
export function creditCall(
  db: Archive,
  credit: {
    readonly callId: CallId
    readonly contactId: ContactId
    readonly causedBy: AttemptId | null
    readonly creditedAt: number | null
    readonly creditedFrom: ContactId | null
  },
): void {
  prepared(
    db,
    `UPDATE received_calls SET contact_id = @contactId, attempt_id = @causedBy, credited_at = @creditedAt,
       credited_from = @creditedFrom WHERE call_id = @callId`,
  ).run(credit)
}

/** How a line answers by itself. */
export interface Answering {
  readonly autoAnswer: boolean
  /** Empty: nowhere yet. */
  readonly forwardTo: string
}

export function answeringOf(db: Archive, lineId: LineId): Answering {
  const row = prepared<{ autoAnswer: 0 | 1; forwardTo: string }>(
    db,
    `SELECT auto_answer AS autoAnswer, forward_to AS forwardTo FROM answering WHERE line_id = @lineId`,
  ).get({ lineId })
  return { autoAnswer: row?.autoAnswer === 1, forwardTo: row?.forwardTo ?? '' }
}

export function saveAnswering(db: Archive, lineId: LineId, { autoAnswer, forwardTo }: Answering): void {
  prepared(
    db,
    `INSERT INTO answering (line_id, auto_answer, forward_to) VALUES (@lineId, @autoAnswer, @forwardTo)
     ON CONFLICT (line_id) DO UPDATE SET auto_answer = @autoAnswer, forward_to = @forwardTo`,
  ).run({ lineId, autoAnswer: autoAnswer ? 1 : 0, forwardTo })
}
