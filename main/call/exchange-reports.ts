import type { CallMove } from '../../shared/call/call-move.ts'
import type { CallId } from '../../shared/ids.ts'
import { followCallerIdTest, settleCallerIdTest } from '../line/caller-id-test/caller-id-test.ts'
import type { AppContext } from '../app-context.ts'
import { dialQueued } from './dial-queued.ts'
import { asLineMeantIt } from './dial-queue.ts'

/** The exchange reports what happened on the wire: to the caller-id test where the call is one of its own, else to the call. */
export function callMoved(
  app: Pick<AppContext, 'archive' | 'callerIdTester' | 'calls' | 'desk' | 'exchange'>,
  callId: CallId,
  move: CallMove,
): void {
  if (!followCallerIdTest(app, callId, move)) app.calls.move(callId, asLineMeantIt(app, callId, move))
}

/** Nothing of the call is on the wire any more: whoever waited for the line may call now. */
export function callSettled(app: AppContext, callId: CallId): void {
  settleCallerIdTest(app, callId)
  dialQueued(app)
}
