import type { DeskEvent } from '../../../shared/contract/bridge.ts'
import type { CallId } from '../../../shared/ids.ts'

export interface Level {
  readonly microphone: number
  readonly farEnd: number
}

/**
 * The sound of each call, newest last. It is kept beside the store: ten times a second it paints a canvas,
 * and nothing of React need wake for that.
 */
export interface Levels {
  heard(event: DeskEvent<'levels.changed'>): void
  of(callId: CallId): readonly Level[]
  /** Returns the function that stops listening. */
  onHeard(listener: () => void): () => void
}

/** Twenty seconds at ten a second: more than the widest meter shows. Calls that are over give way to new ones. */
const [kept, keptCalls] = [200, 8]

export function openLevels(): Levels {
  const histories = new Map<CallId, readonly Level[]>()
  const listeners = new Set<() => void>()
  return {
    heard(event) {
      for (const { callId, microphone, farEnd } of event) {
        const history = histories.get(callId) ?? []
        histories.set(callId, [...history, { microphone, farEnd }].slice(-kept))
      }
      const [oldest] = histories.keys()
      if (histories.size > keptCalls && oldest) histories.delete(oldest)
      for (const listener of listeners) listener()
    },
    of: (callId) => histories.get(callId) ?? [],
    onHeard(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
