import type { Call } from '../../shared/contract/call.ts'
import type { CallId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { letWait, openSound, resume } from './hold-call.ts'
import type { AppContext } from '../app-context.ts'

/** Two calls become one conversation of three. Whoever waits is asked back first. `merge-impossible`, `resume-refused`. */
export async function mergeCalls(
  app: Pick<AppContext, 'calls' | 'exchange' | 'sound'>,
  { callIds }: { callIds: readonly [CallId, CallId] },
): Promise<Result<null>> {
  const { calls, sound } = app
  const [one, other] = callIds
  if (one === other || !callIds.every((callId) => isMergeable(calls.byId(callId)))) return failed('merge-impossible')
  for (const callId of callIds) {
    const resumed = calls.byId(callId)?.holding ? await resume(app, callId) : ok()
    if (!resumed.ok) return resumed
  }
  const merged = await sound.command('calls.merge', { callIds: [one, other] })
  if (merged.ok && marry(app, one, other)) {
    await openSound(app, one)
    await openSound(app, other)
    return ok()
  }
  // One of them may be over by now; whoever is left must not be alone with a call that is no conference.
  await sound.command('calls.split', { callIds: [one, other] })
  const left = calls.byId(other)
  if (left?.phase === 'talking' && calls.byId(one)?.phase === 'talking') await letWait(app, left)
  return merged.ok || merged.trouble.code === 'not-found' ? failed('merge-impossible') : merged
}

/** The rep talks in this call alone; the other one of the conference waits. */
export async function splitCalls(
  app: Pick<AppContext, 'calls' | 'exchange' | 'sound'>,
  { callId }: { callId: CallId },
): Promise<Result<null>> {
  const { calls, sound } = app
  const otherId = calls.byId(callId)?.mergedWith
  if (!otherId) return failed('move-refused')
  const split = await sound.command('calls.split', { callIds: [callId, otherId] })
  if (!split.ok) return split
  divorce(app, callId)
  const other = calls.byId(otherId)
  return other?.phase === 'talking' ? letWait(app, other) : ok()
}

/** The call is in no conference any more, nor is the other one. */
export function divorce({ calls }: Pick<AppContext, 'calls'>, callId: CallId): void {
  const otherId = calls.byId(callId)?.mergedWith
  if (!otherId) return
  calls.move(callId, { kind: 'merged', withCall: null })
  calls.move(otherId, { kind: 'merged', withCall: null })
}

function marry(app: Pick<AppContext, 'calls'>, one: CallId, other: CallId): boolean {
  const { calls } = app
  if (!calls.move(one, { kind: 'merged', withCall: other })) return false
  if (calls.move(other, { kind: 'merged', withCall: one })) return true
  calls.move(one, { kind: 'merged', withCall: null })
  return false
}

function isMergeable(call: Call | undefined): boolean {
  return call?.phase === 'talking' && !call.drop && !call.transfer && !call.mergedWith
}
