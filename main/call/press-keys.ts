import type { Call } from '../../shared/contract/call.ts'
import { keysToSend } from '../../shared/number/keys-after-answer.ts'
import { failed, type Result } from '../../shared/result.ts'
import type { AppContext } from '../app-context.ts'

/** Those up to the next `;`: from there on the rep says when. */
export async function pressKeys(
  { calls, desk, exchange }: Pick<AppContext, 'calls' | 'desk' | 'exchange'>,
  { callId, keys }: Call,
): Promise<void> {
  const { now, left } = keysToSend(keys)
  if (now === '') return
  calls.move(callId, { kind: 'keysSent', left })
  const pressed = await exchange.sendDigits(callId, now)
  if (!pressed.ok && pressed.trouble.code === 'digits-refused') desk.notice(pressed.trouble)
}

/** One key for the rep: what comes behind the `;` that they were waiting at. `move-refused`: nothing waits. */
export async function pressWaitingKeys(
  app: Pick<AppContext, 'calls' | 'exchange'>,
  callId: Call['callId'],
): Promise<Result<null>> {
  const call = app.calls.byId(callId)
  if (!call?.answeredAt || !call.keys.startsWith(';')) return failed('move-refused')
  const { now, left } = keysToSend(call.keys.replace(/^;+/, ''))
  if (!app.calls.move(callId, { kind: 'keysSent', left })) return failed('move-refused')
  return app.exchange.sendDigits(callId, now)
}
