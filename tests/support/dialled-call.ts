import { dialCall, type DialledCall } from '../../shared/call/new-call.ts'
import type { AttemptId, CallId, ContactId, LineId } from '../../shared/ids.ts'

/** A call that has just been dialled, nothing having come back yet. */
export function dialledCall(callId: string, known: Partial<DialledCall> = {}): DialledCall {
  const call = dialCall({
    callId: callId as CallId,
    attemptId: `attempt-${callId}` as AttemptId,
    contactId: 'jane' as ContactId,
    lineId: 'practice' as LineId,
    number: '+14165550101',
    presented: { asksFor: { kind: 'shown' }, askedBy: '' },
    dialledAt: 1,
  })
  return { ...call, ...known }
}
