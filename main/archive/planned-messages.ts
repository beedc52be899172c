import { triesOf } from '../../shared/cadence/tries.ts'
import { nextMessage } from '../../shared/cadence/cadence-message.ts'
import type { ContactId, FollowUpId, RecordingId } from '../../shared/ids.ts'
import { messageFacts } from './cadence-facts.ts'
import type { Archive } from './open.ts'

interface Row {
  readonly followUpId: FollowUpId
  readonly contactId: ContactId
  readonly dueAt: number
  readonly recordingId: RecordingId | null
  readonly why: string
}

/** The place of the sentence about the message among those of a call that a cadence plans (shared/cadence/cadence.ts). */
const messagePlace = 1

/**
 * The recordings or their order have changed: every planned call names again what it would leave, and why. Windows
 * stay as they are.
 */
export function renewPlannedMessages(db: Archive): void {
  const planned = db
    .prepare<[], Row>(
      `SELECT f.follow_up_id AS followUpId, f.contact_id AS contactId, f.due_at AS dueAt,
         f.recording_id AS recordingId, f.why
       FROM enrolments e
       CROSS JOIN follow_ups f ON f.contact_id = e.contact_id AND f.done_at IS NULL AND f.cancelled_at IS NULL
       WHERE e.stopped_at IS NULL AND f.promise = 0 AND f.asked = 0 AND f.kind = 'call' AND f.enrolment_id IS NOT NULL`,
    )
    .all()
  const renew = db.prepare(
    `UPDATE follow_ups SET recording_id = @recordingId, why = @why WHERE follow_up_id = @followUpId`,
  )
  for (const { followUpId, contactId, dueAt, recordingId, why } of planned) {
    const facts = messageFacts(db, contactId)
    if (!facts) continue
    const choice = nextMessage(facts, triesOf(facts.attempts), dueAt)
    const reasons = (JSON.parse(why) as string[]).with(messagePlace, choice.why)
    if (choice.recordingId === recordingId && JSON.stringify(reasons) === why) continue
    renew.run({ followUpId, recordingId: choice.recordingId, why: JSON.stringify(reasons) })
  }
}
