import {
  LOOKS_KEPT,
  qualityWarning,
  withLook,
  type CallQuality,
  type LiveQuality,
  type QualitySummary,
} from '../../shared/call/call-quality.ts'
import type { CallId } from '../../shared/ids.ts'

/** How the live calls sound, and each of them in sum. */
export interface CallQualities {
  readonly live: Map<CallId, { readonly looks: readonly CallQuality[]; readonly summary: QualitySummary }>
}

export function openCallQualities(): CallQualities {
  return { live: new Map() }
}

export function addLook({ live }: CallQualities, callId: CallId, look: CallQuality): void {
  const known = live.get(callId)
  const looks = [...(known?.looks ?? []), look].slice(-LOOKS_KEPT)
  live.set(callId, { looks, summary: withLook(known?.summary ?? null, look) })
}

/** The call is over: what it came to; null where it was too short to tell. */
export function takeSummary({ live }: CallQualities, callId: CallId): QualitySummary | null {
  const summary = live.get(callId)?.summary ?? null
  live.delete(callId)
  return summary
}

export function liveQualities({ live }: CallQualities): LiveQuality[] {
  return [...live].map(([callId, { looks }]) => ({ callId, quality: looks.at(-1)!, warning: qualityWarning(looks) }))
}
