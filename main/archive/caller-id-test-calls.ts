import type { Outcome } from '../../shared/call/outcome.ts'
import type { CallId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** A caller-id test's call with the number hidden. */
export interface CallerIdTestCall {
  readonly callId: CallId
  readonly number: string
  /** "asked by *67" */
  readonly askedBy: string
  readonly startedAt: number
}

/** Written before the INVITE leaves, as an attempt is. */
export function openCallerIdTestCall(db: Archive, call: CallerIdTestCall): void {
  prepared(
    db,
    `INSERT INTO trial_calls (call_id, number, asked_by, started_at) VALUES (@callId, @number, @askedBy, @startedAt)`,
  ).run(call)
}

/** Changes nothing where it has its outcome already. */
export function closeCallerIdTestCall(db: Archive, callId: CallId, outcome: Outcome): void {
  prepared(db, `UPDATE trial_calls SET outcome = @outcome WHERE call_id = @callId AND outcome IS NULL`).run({
    callId,
    outcome,
  })
}

/** At start-up: what is open belongs to calls that Afterbeep did not survive. */
export function interruptCallerIdTestCalls(db: Archive): void {
  prepared(db, `UPDATE trial_calls SET outcome = 'interrupted' WHERE outcome IS NULL`).run()
}
