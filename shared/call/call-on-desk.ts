import type { Call } from '../contract/call.ts'

/** A call whose message is being left needs the rep no longer: it sits in the drops bar, not on the desk. One that was armed ahead does. */
export function isBeingLeft(call: Call): boolean {
  return call.drop !== null && call.drop.freedAt !== null && call.phase !== 'ended'
}

/** The calls that the rep is in, those on hold included, in the order they began. One that only rings here is not. */
export function callsOnDesk<C extends Call>(calls: readonly C[]): C[] {
  return calls.filter((call) => call.phase !== 'ended' && call.phase !== 'incoming' && !isBeingLeft(call))
}

/**
 * The call in the middle of the desk, if any: the one that the rep talks in, else the newest that waits. Others are on
 * hold, or merged with it, since another one is dialled or answered only once those before it wait.
 */
export function callOnDesk<C extends Call>(calls: readonly C[]): C | undefined {
  const onDesk = callsOnDesk(calls)
  return onDesk.find((call) => !call.holding && !call.held) ?? onDesk.at(-1)
}

/** Nothing of the rep goes out: they want it so, or whoever is there waits. */
export function isMicrophoneClosed({ muted, holding, held }: Pick<Call, 'muted' | 'holding' | 'held'>): boolean {
  return muted || holding || held
}

/** The calls that ring here, the one that has rung longest first. */
export function ringingHere<C extends Call>(calls: readonly C[]): C[] {
  return calls.filter(({ phase }) => phase === 'incoming')
}
