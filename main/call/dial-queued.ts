import { callOnDesk } from '../../shared/call/call-on-desk.ts'
import { dialContact } from './dial-contact.ts'
import { isInUse } from '../line/line-taken.ts'
import { cancelQueuedDial } from './dial-queue.ts'
import { isCallerIdTestUp } from '../line/caller-id-test/caller-id-test.ts'
import type { AppContext } from '../app-context.ts'

/** A call on the line is over, its BYE answered: whoever waits is called, unless the line or the rep is not free. */
export function dialQueued(app: AppContext): void {
  const { calls, desk, dialQueue } = app
  const { waiting } = dialQueue
  if (!waiting || isInUse(calls.all(), waiting.lineId) || callOnDesk(calls.all()) || isCallerIdTestUp(app)) return
  const { lineId, refusedWith, ...request } = waiting
  cancelQueuedDial(app)
  const dialled = dialContact(app, request)
  if (!dialled.ok) return desk.notice(dialled.trouble)
  const { callId } = dialled.value
  if (callId && refusedWith !== null) dialQueue.proof = { callId, lineId, refusedWith }
}
