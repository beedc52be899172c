import type { CallId } from '../../shared/ids.ts'
import type { LearnedAnnouncement } from './announcement.ts'
import type { FarEndSoFar, Noticed } from './far-end-ear.ts'

/** Announcements that are listened for. */
export interface Known {
  readonly screeners: readonly LearnedAnnouncement<CallId>[]
  /** Of the number that is called. */
  readonly mailboxes: readonly LearnedAnnouncement<CallId>[]
}

/** room → audio thread. `learn`: tell what has been heard of the announcement. `replay`: what has been heard lately. */
export type ToHearing = 'answered' | 'close' | 'learn' | 'replay' | { readonly known: Known }

/** audio thread → room. Times are seconds since the answer, levels peaks since the last tick, 0 to 1. */
export type FromHearing =
  | { readonly kind: 'noticed'; readonly noticed: Noticed<CallId>; readonly soFar: FarEndSoFar }
  | { readonly kind: 'announcement'; readonly words: number[] }
  /** The last seconds of the far end, mono, at the context's rate. */
  | { readonly kind: 'replay'; readonly samples: Float32Array<ArrayBuffer> }
  | {
      readonly kind: 'tick'
      readonly farEnd: number
      readonly microphone: number
      /** What is known of the far end; null: nobody has answered. */
      readonly soFar: FarEndSoFar | null
      /** The render clock's time of the answer, s. */
      readonly answeredAt: number
    }

/** audio thread → room, last of all: the node may be taken out of the graph now. */
export interface HearingOver {
  readonly kind: 'closed'
}
