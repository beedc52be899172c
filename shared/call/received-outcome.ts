import type { Call } from './call.ts'
import type { RepOutcome } from './rep-outcome.ts'
import type { ReceivedOutcome } from './received-call.ts'

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

/** What can be said of a call that came in: they are there, and no machine and no receptionist of theirs answered. */
export const receivedRepOutcomes = [
  'interested',
  'answered',
  'appointment',
  'won',
  'lost',
  'not-now',
  'not-interested',
  'do-not-call',
  'wrong-number',
] as const satisfies readonly RepOutcome[]
