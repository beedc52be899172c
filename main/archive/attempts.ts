import { outcomeSchema, type Attempt } from '../../shared/contract/attempt.ts'
import type { Outcome } from '../../shared/call/outcome.ts'
import type { Try } from '../../shared/cadence/cadence.ts'
import type { Presentation } from '../../shared/contract/caller-id.ts'
import type { Answer, ArmedBy, Call } from '../../shared/contract/call.ts'
import type { OverriddenRule } from '../../shared/contract/compliance-log.ts'
import { tryBand } from '../../shared/cadence/learnt-rates.ts'
import { localMinutes } from '../../shared/time/local-time.ts'
import { slotAt, slotKey } from '../../shared/time/day-part.ts'
import type { AttemptId, CallId, ContactId, EnrolmentId, LineId, PhoneNumberId, RecordingId } from '../../shared/ids.ts'
import { countsAsTry, isReached } from '../../shared/call/outcome.ts'
import { qualityColumns, qualityIn, type QualityRow } from './call-quality.ts'
import { prepared, type Archive } from './open.ts'
import { markPursued } from './pursued.ts'

export interface NewAttempt {
  readonly attemptId: AttemptId
  readonly callId: CallId
  readonly contactId: ContactId
  readonly phoneNumberId: PhoneNumberId | null
  readonly number: string
  readonly lineId: LineId
  readonly startedAt: number
  /** What was asked for about the rep's number, and how. */
  readonly presented: Pick<Presentation, 'asksFor' | 'askedBy'>
  /** The warnings that the rep went on against; null: there were none. */
  readonly override: Override | null
}

/** Rules that warned, and why the rep went on. */
export interface Override {
  readonly reason: string
  readonly rules: readonly OverriddenRule[]
}

/** An attempt without an outcome: its call is under way, or was when Afterbeep went away. */
export interface OpenAttempt {
  readonly attemptId: AttemptId
  readonly callId: CallId
  readonly contactId: ContactId
  readonly startedAt: number
}

interface Row extends QualityRow {
  readonly attempt_id: AttemptId
  readonly call_id: CallId
  readonly number: string
  readonly started_at: number
  readonly answered_at: number | null
  readonly ended_at: number | null
  readonly outcome: Outcome | null
  readonly hidden: 0 | 1
  readonly recording_id: RecordingId | null
  readonly recording_name: string | null
  readonly recording_version: number | null
  readonly recording_ms: number | null
  readonly played_ms: number | null
  readonly armed_by: ArmedBy | null
  readonly answerer: Answer['who'] | null
  readonly answerer_why: Answer['why'] | null
  readonly answerer_talk_ms: number | null
}

/** The outcomes that tell nothing about the prospect, for `outcome NOT IN (…)`. */
export const uncountedInSql = outcomeSchema.options
  .filter((outcome) => !countsAsTry(outcome))
  .map((outcome) => `'${outcome}'`)
  .join(', ')

/** The outcomes in which the contact spoke, for `outcome IN (…)`. */
export const reachedInSql = outcomeSchema.options
  .filter(isReached)
  .map((outcome) => `'${outcome}'`)
  .join(', ')

/** A try, as `triesOf` in shared/cadence/tries.ts counts them: a message that was heard counts whatever came after. */
export const isTryInSql = `(outcome IS NOT NULL AND (outcome NOT IN (${uncountedInSql}) OR message_started_at IS NOT NULL))`

/** Written before the INVITE leaves, so that a crash anywhere leaves a trace. Belongs to the enrolment that runs. */
export function openAttempt(db: Archive, attempt: NewAttempt): void {
  const { presented, override, ...kept } = attempt
  db.transaction(() => {
    db.prepare(
      `INSERT INTO attempts (attempt_id, call_id, contact_id, phone_number_id, number, line_id, hidden, started_at,
         caller_id, asked_by, override_reason, overridden_rules, slot, hour, band, enrolment_id)
       VALUES (@attemptId, @callId, @contactId, @phoneNumberId, @number, @lineId, @hidden, @startedAt,
         @callerId, @askedBy, @overrideReason, @overriddenRules, @slot, @hour, @band, (SELECT enrolment_id FROM enrolments WHERE contact_id = @contactId AND stopped_at IS NULL))`,
    ).run({
      ...kept,
      hidden: presented.asksFor.kind === 'hidden' ? 1 : 0,
      callerId: presented.asksFor.kind === 'number' ? presented.asksFor.number : presented.asksFor.kind,
      askedBy: presented.askedBy,
      ...slotOf(db, attempt),
      overrideReason: override?.reason ?? null,
      overriddenRules: JSON.stringify(override?.rules ?? []),
    })
    markPursued(db, attempt.contactId, attempt.startedAt)
  })()
}

/** On the contact's clock, and the number of the try in its band (tryBand). */
function slotOf(
  db: Archive,
  { contactId, startedAt }: NewAttempt,
): { slot: string | null; hour: number | null; band: number } {
  const row = prepared<{ zone: string; made: number }>(
    db,
    `SELECT time_zone AS zone,
       (SELECT count(*) FROM attempts WHERE ${isTryInSql} AND enrolment_id =
         (SELECT enrolment_id FROM enrolments WHERE contact_id = @contactId AND stopped_at IS NULL)) AS made
     FROM contacts WHERE contact_id = @contactId`,
  ).get({ contactId })
  if (!row) return { slot: null, hour: null, band: 1 }
  const { zone, made } = row
  const hour = Math.floor(localMinutes(startedAt, zone) / 60)
  return { slot: slotKey(slotAt(startedAt, zone)), hour, band: tryBand(made + 1) }
}

/**
 * Writes what is known of the call so far into its open attempt; the same call twice changes nothing, and an
 * attempt that has an outcome is never touched again. A message that had started and was taken back stays in
 * the row: the prospect heard some of it.
 */
export function noteAttempt(db: Archive, call: Call): void {
  db.prepare(
    `UPDATE attempts SET rang_at = @rangAt, answered_at = @answeredAt, beep_hz = @beepHz, beep_ended_at = @beepEndedAt,
       greeting_ended_at = @greetingEndedAt, person_answered_at = @personAnsweredAt, conversation_at = @conversationAt,
       armed_by = @armedBy, answerer = @answerer, answerer_why = @answererWhy, answerer_talk_ms = @answererTalkMs,
       drop_off_at = @dropOffAt, handed_back_at = ifnull(@handedBackAt, handed_back_at), handed_back_for = ifnull(@handedBackFor, handed_back_for)
     WHERE attempt_id = @attemptId AND outcome IS NULL`,
  ).run({
    attemptId: call.attemptId,
    rangAt: call.rangAt,
    answeredAt: call.answeredAt,
    beepHz: call.beep?.frequencyHz ?? null,
    beepEndedAt: call.beep?.endedAt ?? null,
    greetingEndedAt: call.greetingEndedAt,
    personAnsweredAt: call.personAnsweredAt,
    conversationAt: call.conversationAt,
    armedBy: call.armedBy,
    answerer: call.answer?.who ?? null,
    answererWhy: call.answer?.why ?? null,
    answererTalkMs: call.answer?.talkMs ?? null,
    dropOffAt: call.dropOffAt,
    handedBackAt: call.drop?.handBack?.askedAt ?? null,
    handedBackFor: call.drop?.handBack?.doubt ?? null,
  })
  noteDrop(db, call)
}

function noteDrop(db: Archive, { attemptId, drop }: Call): void {
  db.prepare(
    `UPDATE attempts SET recording_id = @recordingId,
       recording_version = CASE WHEN recording_id = @recordingId THEN recording_version
         ELSE (SELECT version FROM recordings WHERE recording_id = @recordingId) END,
       pressed_at = @pressedAt,
       message_started_at = @startedAt, message_start_reason = @startReason, played_ms = @playedMs, whole = @whole
     WHERE attempt_id = @attemptId AND outcome IS NULL AND (@recordingId IS NOT NULL OR message_started_at IS NULL)`,
  ).run({
    attemptId,
    recordingId: drop?.recordingId ?? null,
    pressedAt: drop?.pressedAt ?? null,
    startedAt: drop?.startedAt ?? null,
    startReason: drop?.startReason ?? null,
    playedMs: drop?.playedMs ?? null,
    whole: drop && (drop.whole ? 1 : 0),
  })
}

/** Writes the last facts and the outcome. False when the attempt had its outcome already: nothing was changed. */
export function closeAttempt(db: Archive, call: Call, outcome: Outcome): boolean {
  return db.transaction(() => {
    noteAttempt(db, call)
    const { changes } = db
      .prepare(
        `UPDATE attempts SET ended_at = @endedAt, ended_by = @endedBy, sip_status = @sipStatus, sip_reason = @sipReason,
           trouble = @trouble, outcome = @outcome
         WHERE attempt_id = @attemptId AND outcome IS NULL`,
      )
      .run({
        attemptId: call.attemptId,
        endedAt: call.endedAt,
        endedBy: call.endedBy,
        sipStatus: call.sipStatus,
        sipReason: call.sipReason,
        trouble: call.trouble?.code ?? null,
        outcome,
      })
    return changes === 1
  })()
}

/** For an attempt whose call is gone: nobody knows when or how it ended. */
export function interruptAttempt(db: Archive, attemptId: AttemptId): void {
  db.prepare(`UPDATE attempts SET outcome = 'interrupted' WHERE attempt_id = @attemptId AND outcome IS NULL`).run({
    attemptId,
  })
}

/** Nobody saw it end, and the rep has said how it did: it lasted at least until the last that is known of it. */
export function endUnseen(db: Archive, attemptId: AttemptId): void {
  db.prepare(
    `UPDATE attempts SET ended_at = max(started_at, ifnull(rang_at, 0), ifnull(answered_at, 0), ifnull(beep_ended_at, 0),
       ifnull(greeting_ended_at, 0), ifnull(person_answered_at, 0), ifnull(conversation_at, 0), ifnull(message_started_at, 0))
     WHERE attempt_id = @attemptId AND ended_at IS NULL AND outcome IS NOT NULL`,
  ).run({ attemptId })
}

export function openAttempts(db: Archive): OpenAttempt[] {
  return db
    .prepare<[], OpenAttempt>(
      `SELECT attempt_id AS attemptId, call_id AS callId, contact_id AS contactId, started_at AS startedAt
       FROM attempts WHERE outcome IS NULL ORDER BY started_at`,
    )
    .all()
}

const attemptRows = `SELECT a.*, r.name AS recording_name, v.duration_ms AS recording_ms, ${qualityColumns}
  FROM attempts a
  LEFT JOIN call_quality q ON q.call_id = a.call_id
  LEFT JOIN recordings r ON r.recording_id = a.recording_id
  LEFT JOIN recording_versions v ON v.recording_id = a.recording_id AND v.version = a.recording_version`

/** Newest first. `heard`: can be listened to what the practice voicemail received in this call? */
export function attemptsOf(db: Archive, contactId: ContactId, heard: Heard = () => false): Attempt[] {
  return db
    .prepare<unknown[], Row>(`${attemptRows} WHERE a.contact_id = @contactId ORDER BY a.started_at DESC, a.rowid DESC`)
    .all({ contactId })
    .map((row) => attemptOf(row, heard))
}

export type Heard = (callId: CallId) => boolean

export function attemptById(db: Archive, attemptId: AttemptId, heard: Heard = () => false): Attempt | null {
  const row = db.prepare<unknown[], Row>(`${attemptRows} WHERE a.attempt_id = @attemptId`).get({ attemptId })
  return row ? attemptOf(row, heard) : null
}

/** The call of an attempt, by an id from anywhere; null when there is no such attempt. */
export function attemptCallId(db: Archive, attemptId: string): CallId | null {
  const row = db
    .prepare<unknown[], { call_id: CallId }>(`SELECT call_id FROM attempts WHERE attempt_id = @attemptId`)
    .get({ attemptId })
  return row?.call_id ?? null
}

/** The closed attempts of an enrolment, oldest first, as the cadence sees them. */
export function triedIn(db: Archive, enrolmentId: EnrolmentId): Try[] {
  return prepared<Try>(
    db,
    `SELECT started_at AS startedAt, outcome,
         CASE WHEN message_started_at IS NULL THEN NULL ELSE recording_id END AS recordingId
       FROM attempts WHERE enrolment_id = @enrolmentId AND outcome IS NOT NULL ORDER BY started_at, rowid`,
  ).all({ enrolmentId })
}

/** Does this attempt count, by the rule of `isTryInSql`? */
export function isTry(db: Archive, attemptId: AttemptId): boolean {
  return (
    prepared(db, `SELECT 1 FROM attempts WHERE attempt_id = @attemptId AND ${isTryInSql}`).get({ attemptId }) !==
    undefined
  )
}

/** Every recording of which this contact's voicemail received any. */
export function heardBy(db: Archive, contactId: ContactId): RecordingId[] {
  return prepared<{ id: RecordingId }>(
    db,
    `SELECT DISTINCT recording_id AS id FROM attempts
       WHERE contact_id = @contactId AND message_started_at IS NOT NULL AND recording_id IS NOT NULL`,
  )
    .all({ contactId })
    .map(({ id }) => id)
}

function attemptOf(row: Row, heard: Heard): Attempt {
  return {
    attemptId: row.attempt_id,
    number: row.number,
    startedAt: row.started_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    outcome: row.outcome,
    hidden: row.hidden === 1,
    recordingId: row.recording_id,
    recordingName: row.recording_name,
    recordingVersion: row.recording_version,
    recordingMs: row.recording_ms,
    playedMs: row.played_ms,
    armedBy: row.armed_by,
    answer:
      row.answerer && row.answerer_why
        ? { who: row.answerer, why: row.answerer_why, talkMs: row.answerer_talk_ms ?? 0 }
        : null,
    heard: heard(row.call_id),
    quality: qualityIn(row),
  }
}
