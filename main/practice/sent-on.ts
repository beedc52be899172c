import { prospectAt } from './prospects.ts'

/** The last word says so (RFC 3515 2.4.5). */
export type TellSentOn = (statusLine: string, last: boolean) => void

/** A transfer in practice rings no longer than this: everybody waits for it. */
const MOST_RINGING_MS = 3_000

/**
 * What becomes of somebody who is sent on: they call one of the other prospects, or take the place of a call the rep has
 * with one (RFC 3891). Only what the rep is told of it is played: the two would talk without the rep. Answers what stops it.
 */
export function sendOn(referTo: string, tell: TellSentOn): () => void {
  tell('SIP/2.0 100 Trying', false)
  if (/[?&]replaces=/i.test(referTo)) {
    tell('SIP/2.0 200 OK', true)
    return () => {}
  }
  const behaviour = prospectAt(/sips?:([^@;>]+)@/i.exec(referTo)?.[1] ?? '')?.behaviour
  if (!behaviour || behaviour.kind === 'busy') {
    tell(behaviour ? 'SIP/2.0 486 Busy Here' : 'SIP/2.0 404 Not Found', true)
    return () => {}
  }
  tell('SIP/2.0 180 Ringing', false)
  const status = behaviour.kind === 'rings-out' ? 'SIP/2.0 480 Temporarily Unavailable' : 'SIP/2.0 200 OK'
  const ringing = setTimeout(() => tell(status, true), Math.min(behaviour.ringMs, MOST_RINGING_MS))
  return () => clearTimeout(ringing)
}
