import type { Call } from '../contract/call.ts'
import type { ReceivedOutcome } from '../contract/received-call.ts'

const words: Record<ReceivedOutcome, string> = {
  answered: 'They called',
  missed: 'Missed call',
  declined: 'Call declined',
  forwarded: 'Call forwarded',
  refused: 'Missed: do not disturb',
}

export function receivedInWords(outcome: ReceivedOutcome): string {
  return words[outcome]
}

/** What an ended call came to that somebody else made: the same sum for every way it can end. */
export function receivedOutcomeOf(call: Call): Exclude<ReceivedOutcome, 'refused'> {
  if (call.answeredAt !== null) return 'answered'
  if (call.received?.forwardedTo != null) return 'forwarded'
  return call.endedBy === 'rep' ? 'declined' : 'missed'
}
