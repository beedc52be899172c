import type { AttemptId, ContactId } from '../shared/ids.ts'
import { ok, type Result } from '../shared/result.ts'
import { answerAskedCalls, askForCall } from './archive/asked-calls.ts'
import { addCallback, likelyCause } from './archive/callbacks.ts'
import { guard } from './archive/open.ts'
import { keepDuePromises } from './archive/promises.ts'
import type { House } from './house.ts'
import { planNext } from './plan-next.ts'

/** A call of theirs to a rep who has tried them. */
export interface CalledBack {
  readonly contactId: ContactId
  readonly at: number
  /** Did the two speak? Else the call was missed or went to the rep's voicemail. */
  readonly spoke: boolean
  /** The attempt that it answers, where the caller of this knows; null: the likeliest of the last days is taken. */
  readonly attemptId: AttemptId | null
}

/** A message was found to be answered months later; after that nobody can say what was. */
const CAUSE_DAYS = 90
/** A missed callback is due at once, and late after two hours. */
const CALL_BACK_WITHIN_MS = 2 * 3_600_000

/**
 * They called: the call is kept with the attempt that caused it, and moves the cadence. Where the two spoke, promises and
 * callbacks that were due are kept and the next call waits as after any talk; else calling back is next, before the
 * cadence. One transaction. Answers the attempt it is attributed to.
 */
export function calledBack(house: House, call: CalledBack): Result<{ causedBy: AttemptId | null }> {
  const { archive: db, newId, random } = house
  const { contactId, at, spoke } = call
  const kept = guard(() =>
    db
      .transaction(() => {
        const causedBy = call.attemptId ?? likelyCause(db, contactId, { at, days: CAUSE_DAYS })
        addCallback(db, { callbackId: newId(), contactId, at, spoke, causedBy })
        if (spoke) {
          keepDuePromises(db, contactId, { at, by: null })
          answerAskedCalls(db, contactId, { at: at + 1, by: null, spoke })
        } else {
          const window = { dueAt: at, dueUntil: at + CALL_BACK_WITHIN_MS }
          askForCall(db, { askedId: newId(), contactId, askedIn: null, askedAt: at, ...window, why: 'They called, and nobody took it: call back.' }) // prettier-ignore
        }
        planNext(db, contactId, { kind: 'changed', kept: spoke }, { now: house.now(), random, newId })
        return causedBy
      })
      .immediate(),
  )
  if (!kept.ok) return kept
  house.desk.archiveChanged()
  return ok({ causedBy: kept.value })
}
