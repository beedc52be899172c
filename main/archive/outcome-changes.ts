import type { Outcome } from '../../shared/call/outcome.ts'
import type { AttemptId, ContactId, EnrolmentId, FollowUpId, PromiseId } from '../../shared/ids.ts'
import { isNextInSql, isOpenInSql } from './follow-ups.ts'
import { prepared, type Archive } from './open.ts'

/** What an outcome may change of a contact's plans, as it was before. */
export interface Before {
  /** The open follow-up, and the newest there was. */
  readonly openFollowUp: FollowUpId | null
  readonly lastFollowUp: number
  /** What stood beside it; none in changes of old. */
  readonly besideFollowUp?: FollowUpId | null
  readonly enrolment: {
    readonly enrolmentId: EnrolmentId
    readonly stoppedAt: number | null
    readonly reason: string | null
    readonly why: string | null
    readonly stoppedBy: AttemptId | null
    readonly pausedAt: number | null
  } | null
  readonly promises: readonly {
    readonly promiseId: PromiseId
    readonly keptAt: number | null
    readonly keptBy: AttemptId | null
    readonly withdrawnAt: number | null
  }[]
  readonly asked: readonly {
    readonly askedId: string
    readonly doneAt: number | null
    readonly doneBy: AttemptId | null
    readonly withdrawnAt: number | null
  }[]
  readonly facts: readonly { readonly factId: string; readonly withdrawnAt: number | null }[]
  readonly doNotCall: readonly {
    readonly entryId: string
    readonly kind: string
    readonly subject: string
    readonly shown: string
    readonly addedAt: number
    readonly why: string
    readonly source: string
  }[]
  readonly numbers: readonly { readonly phoneNumberId: string; readonly place: number }[]
  /** Attempts of the contact: another one after it, and its plans are its own. */
  readonly attempts: number
  readonly callbacks: number
  /** Letters, emails and tasks that were done or let pass. */
  readonly finished: number
}

/** Everything of a contact that an outcome may change. */
export function plansOf(db: Archive, contactId: ContactId): Before {
  const all = <Row>(sql: string) => prepared<Row>(db, sql).all({ contactId })
  const one = <Row>(sql: string) => prepared<Row>(db, sql).get({ contactId })
  return {
    openFollowUp:
      one<{ id: FollowUpId }>(
        `SELECT follow_up_id AS id FROM follow_ups WHERE contact_id = @contactId AND ${isNextInSql}`,
      )?.id ?? null,
    besideFollowUp:
      one<{ id: FollowUpId }>(
        `SELECT follow_up_id AS id FROM follow_ups WHERE contact_id = @contactId AND beside = 1 AND ${isOpenInSql}`,
      )?.id ?? null,
    lastFollowUp:
      one<{ last: number | null }>(`SELECT max(rowid) AS last FROM follow_ups WHERE contact_id = @contactId`)!.last ??
      0,
    enrolment:
      one<
        NonNullable<Before['enrolment']>
      >(`SELECT enrolment_id AS enrolmentId, stopped_at AS stoppedAt, stop_reason AS reason, stop_why AS why, stopped_by AS stoppedBy, paused_at AS pausedAt
       FROM enrolments WHERE contact_id = @contactId ORDER BY started_at DESC, rowid DESC LIMIT 1`) ?? null,
    promises: all(
      `SELECT promise_id AS promiseId, kept_at AS keptAt, kept_by AS keptBy, withdrawn_at AS withdrawnAt FROM promises WHERE contact_id = @contactId`,
    ),
    asked: all(
      `SELECT asked_id AS askedId, done_at AS doneAt, done_by AS doneBy, withdrawn_at AS withdrawnAt FROM asked_calls WHERE contact_id = @contactId`,
    ),
    facts: all(
      `SELECT fact_id AS factId, withdrawn_at AS withdrawnAt FROM gatekeeper_facts WHERE contact_id = @contactId`,
    ),
    doNotCall: all(`SELECT entry_id AS entryId, kind, subject, shown, added_at AS addedAt, why, source FROM do_not_call
       WHERE kind = 'person' AND subject = @contactId
       UNION ALL SELECT d.entry_id, d.kind, d.subject, d.shown, d.added_at, d.why, d.source
       FROM phone_numbers n CROSS JOIN do_not_call d ON d.kind = 'number' AND d.subject = n.number WHERE n.contact_id = @contactId`),
    numbers: all(`SELECT phone_number_id AS phoneNumberId, place FROM phone_numbers WHERE contact_id = @contactId`),
    attempts: one<{ n: number }>(`SELECT count(*) AS n FROM attempts WHERE contact_id = @contactId`)!.n,
    finished: one<{ n: number }>(
      `SELECT count(*) AS n FROM follow_ups WHERE contact_id = @contactId AND kind <> 'call' AND done_at IS NOT NULL`,
    )!.n,
    callbacks: one<{ n: number }>(`SELECT count(*) AS n FROM callbacks WHERE contact_id = @contactId`)!.n,
  }
}

export interface OutcomeChange {
  readonly changeId: string
  readonly attemptId: AttemptId
  readonly at: number
  readonly was: Outcome
  readonly became: Outcome
  readonly before: Before
}

export function noteOutcomeChange(db: Archive, change: OutcomeChange): void {
  db.prepare(
    `INSERT INTO outcome_changes (change_id, attempt_id, at, was, became, before)
     VALUES (@changeId, @attemptId, @at, @was, @became, @before)`,
  ).run({ ...change, before: JSON.stringify(change.before) })
}

/** The last one that was not undone. */
export function lastOutcomeChange(db: Archive, attemptId: AttemptId): OutcomeChange | null {
  const row = prepared<Omit<OutcomeChange, 'before'> & { before: string }>(
    db,
    `SELECT change_id AS changeId, attempt_id AS attemptId, at, was, became, before FROM outcome_changes
     WHERE attempt_id = @attemptId AND undone_at IS NULL ORDER BY rowid DESC LIMIT 1`,
  ).get({ attemptId })
  return row ? { ...row, before: JSON.parse(row.before) as Before } : null
}

export function markUndone(db: Archive, changeId: string, at: number): void {
  db.prepare(`UPDATE outcome_changes SET undone_at = @at WHERE change_id = @changeId`).run({ changeId, at })
}

/**
 * Brings back what was before, row by row. What came after and is no outcome's doing (promises that were made since)
 * stays. Without `plans`, the follow-up is left to whoever decides it anew.
 */
export function restorePlans(
  db: Archive,
  contactId: ContactId,
  before: Before,
  { at, plans }: { at: number; plans: boolean },
): void {
  const now = plansOf(db, contactId)
  for (const promise of before.promises) {
    db.prepare(
      `UPDATE promises SET kept_at = @keptAt, kept_by = @keptBy, withdrawn_at = @withdrawnAt WHERE promise_id = @promiseId`,
    ).run(promise)
  }
  for (const asked of before.asked) {
    db.prepare(
      `UPDATE asked_calls SET done_at = @doneAt, done_by = @doneBy, withdrawn_at = @withdrawnAt WHERE asked_id = @askedId`,
    ).run(asked)
  }
  const newAsked = now.asked.filter(({ askedId }) => !before.asked.some((one) => one.askedId === askedId))
  for (const { askedId } of newAsked) db.prepare(`DELETE FROM asked_calls WHERE asked_id = @askedId`).run({ askedId })
  for (const fact of now.facts) {
    const then = before.facts.find(({ factId }) => factId === fact.factId)
    // What the rep typed stays in its row.
    db.prepare(`UPDATE gatekeeper_facts SET withdrawn_at = @withdrawnAt WHERE fact_id = @factId`).run({
      factId: fact.factId,
      withdrawnAt: then ? then.withdrawnAt : (fact.withdrawnAt ?? at),
    })
  }
  restoreNumbers(db, before, now)
  restoreDoNotCall(db, before, now)
  const { enrolment } = before
  if (enrolment && now.enrolment?.enrolmentId === enrolment.enrolmentId) {
    db.prepare(
      `UPDATE enrolments SET stopped_at = @stoppedAt, stop_reason = @reason, stop_why = @why, stopped_by = @stoppedBy
       WHERE enrolment_id = @enrolmentId`,
    ).run({
      enrolmentId: enrolment.enrolmentId,
      stoppedAt: enrolment.stoppedAt,
      reason: enrolment.reason,
      why: enrolment.why,
      stoppedBy: enrolment.stoppedBy,
    })
  }
  if (!plans) return
  db.prepare(`DELETE FROM follow_ups WHERE contact_id = @contactId AND rowid > @last`).run({
    contactId,
    last: before.lastFollowUp,
  })
  for (const id of [before.openFollowUp, before.besideFollowUp]) {
    if (!id) continue
    db.prepare(
      `UPDATE follow_ups SET done_at = NULL, done_by = NULL, cancelled_at = NULL, let_pass = 0
       WHERE follow_up_id = @id`,
    ).run({ id })
  }
}

/** A number that came with the outcome goes, unless it was dialled since. */
function restoreNumbers(db: Archive, before: Before, now: Before): void {
  for (const { phoneNumberId } of now.numbers) {
    if (before.numbers.some((one) => one.phoneNumberId === phoneNumberId)) continue
    db.prepare(
      `DELETE FROM phone_numbers WHERE phone_number_id = @phoneNumberId
       AND NOT EXISTS (SELECT 1 FROM attempts WHERE phone_number_id = @phoneNumberId)`,
    ).run({ phoneNumberId })
  }
}

function restoreDoNotCall(db: Archive, before: Before, now: Before): void {
  for (const { entryId } of now.doNotCall) {
    if (before.doNotCall.some((one) => one.entryId === entryId)) continue
    db.prepare(`DELETE FROM do_not_call WHERE entry_id = @entryId`).run({ entryId })
  }
  for (const entry of before.doNotCall) {
    db.prepare(
      `INSERT INTO do_not_call (entry_id, kind, subject, shown, added_at, why, source)
       VALUES (@entryId, @kind, @subject, @shown, @addedAt, @why, @source) ON CONFLICT DO NOTHING`,
    ).run(entry)
  }
}
