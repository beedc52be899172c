import type { SoundEvent } from '../../shared/contract/bridge.ts'
import type { CallId } from '../../shared/ids.ts'

type CallLevels = SoundEvent<'levels.changed'>[number]

/** Gathers the peaks of all calls, so that one message carries them all ten times a second. */
export interface Levels {
  readonly calls: Set<CallId>
  readonly pending: Map<CallId, CallLevels>
  readonly tell: (levels: CallLevels[]) => void
}

export function createLevels(tell: Levels['tell']): Levels {
  return { calls: new Set(), pending: new Map(), tell }
}

/** This call reports from now on. */
export function expectLevels(levels: Levels, callId: CallId): void {
  levels.calls.add(callId)
}

/** Every call reports in the same render quantum; the last one to arrive sends them off. */
export function reportLevels(levels: Levels, reported: CallLevels): void {
  // A call that reports twice has overtaken one that is silent: do not wait for that one.
  if (levels.pending.has(reported.callId)) flush(levels)
  levels.pending.set(reported.callId, reported)
  if (levels.pending.size >= levels.calls.size) flush(levels)
}

export function forgetLevels(levels: Levels, callId: CallId): void {
  levels.calls.delete(callId)
  levels.pending.delete(callId)
}

function flush(levels: Levels): void {
  levels.tell([...levels.pending.values()])
  levels.pending.clear()
}
