import type { Call } from './call.ts'

/** A call whose message is being left needs the rep no longer: it sits in the strip, not on the desk. */
export function isBeingLeft(call: Call): boolean {
  return call.drop !== null && call.phase !== 'ended'
}

/** The call that the rep is in, if any: at most one, since dialling is refused while there is one. */
export function callOnDesk<C extends Call>(calls: readonly C[]): C | undefined {
  return calls.find((call) => call.phase !== 'ended' && !isBeingLeft(call))
}
