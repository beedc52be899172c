import type { CallSound } from './call-sound.ts'
import { epochOf } from './render-clock.ts'

/** Epoch milliseconds of a moment in seconds since the answer. */
export function epochOfHeard({ answeredAt, context }: CallSound, seconds: number): number {
  return epochOf(context, answeredAt + seconds)
}
