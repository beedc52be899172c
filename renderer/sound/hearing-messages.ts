import type { CallId } from '../../shared/ids.ts'
import type { LearnedAnnouncement } from './announcement.ts'
import type { Heard } from './beep-detector.ts'
import type { Turn } from './turn-taking.ts'

/** room → audio thread. `learn`: tell what has been heard of the announcement. */
export type ToHearing = 'answered' | 'close' | 'learn' | { readonly known: readonly LearnedAnnouncement<CallId>[] }

/** audio thread → room. Times are seconds of the render clock, levels peaks since the last tick, 0 to 1. */
export type FromHearing =
  | { readonly kind: 'heard'; readonly heard: Heard; readonly at: number; readonly noticedAt: number }
  /** A known announcement. */
  | { readonly kind: 'screener'; readonly announcementId: CallId; readonly at: number }
  | { readonly kind: 'announcement'; readonly words: number[] }
  /** Somebody has answered, or talks with the rep. */
  | { readonly kind: 'turn'; readonly turn: Turn; readonly at: number }
  | {
      readonly kind: 'tick'
      readonly farEnd: number
      readonly microphone: number
      /** Since when the far end has been quiet; null while it is not, and before it ever was heard. */
      readonly silentSince: number | null
    }

/** audio thread → room, last of all: the node may be taken out of the graph now. */
export interface HearingOver {
  readonly kind: 'closed'
}
