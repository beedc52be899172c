import { moveCall } from '../shared/call.ts'
import type { CallId } from '../shared/ids.ts'
import { failed, type Result } from '../shared/result.ts'
import type { House } from './house.ts'

/** Closes or opens the microphone of one call. The sound room is asked first: "muted" is never shown while it is not. */
export async function muteCall(
  { calls, sound }: House,
  { callId, muted }: { callId: CallId; muted: boolean },
): Promise<Result<null>> {
  const call = calls.byId(callId)
  if (!call) return failed('not-found')
  // While a message is being left the microphone is out already: a mute would show only once the call is taken back.
  if (!moveCall(call, { kind: 'muted', muted })) return failed('move-refused')
  const done = await sound.command('microphone.mute', { callId, muted: muted || call.holding })
  if (!done.ok) return done
  return calls.move(callId, { kind: 'muted', muted }) ? done : failed('move-refused')
}
