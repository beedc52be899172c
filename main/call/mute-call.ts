import { isMicrophoneClosed } from '../../shared/call/call-on-desk.ts'
import { moveCall } from '../../shared/call/call-move.ts'
import type { CallId } from '../../shared/ids.ts'
import { failed, type Result } from '../../shared/result.ts'
import type { AppContext } from '../app-context.ts'

/**
 * Closes or opens the microphone of one call, and in a conference of both. The sound room is asked first: "muted" is never
 * shown while it is not. In a call on hold the microphone stays closed; what was chosen holds from when it is talked on.
 */
export async function muteCall(
  app: Pick<AppContext, 'calls' | 'sound'>,
  { callId, muted }: { callId: CallId; muted: boolean },
): Promise<Result<null>> {
  const other = app.calls.byId(callId)?.mergedWith
  const done = await muteOne(app, { callId, muted })
  return done.ok && other ? muteOne(app, { callId: other, muted }) : done
}

async function muteOne(
  { calls, sound }: Pick<AppContext, 'calls' | 'sound'>,
  { callId, muted }: { callId: CallId; muted: boolean },
): Promise<Result<null>> {
  const call = calls.byId(callId)
  if (!call) return failed('not-found')
  // While a message is being left the microphone is out already: a mute would show only once the call is taken back.
  if (!moveCall(call, { kind: 'muted', muted })) return failed('move-refused')
  const done = await sound.command('microphone.mute', { callId, muted: isMicrophoneClosed({ ...call, muted }) })
  if (!done.ok) return done
  return calls.move(callId, { kind: 'muted', muted }) ? done : failed('move-refused')
}
