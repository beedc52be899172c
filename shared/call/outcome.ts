import type { Outcome } from './attempt.ts'
import type { Call } from './call.ts'

const words: Record<Outcome, string> = {
  answered: 'Answered',
  'voicemail-dropped': 'Message left',
  'voicemail-cut-off': 'Message cut off',
  'voicemail-stopped': 'Message stopped',
  'voicemail-nothing-left': 'Voicemail, nothing left',
  'no-answer': 'No answer',
  busy: 'Busy',
  declined: 'Declined',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Interrupted',
  interested: 'Interested',
  appointment: 'Appointment',
  won: 'Won',
  lost: 'Lost',
  'not-now': 'Not now',
  'not-interested': 'Not interested',
  'do-not-call': 'Asked not to be called',
  gatekeeper: 'Gatekeeper',
  'wrong-number': 'Wrong number',
  'dial-tree': 'Phone menu',
  'call-screener': 'Screening assistant',
}

/** Every one, for where there is to choose from; `outcomeSchema` would bring its library along. */
export const allOutcomes = Object.keys(words) as readonly Outcome[]

export function outcomeInWords(outcome: Outcome): string {
  return words[outcome]
}

/** Did a person or their machine hear the phone? Cancelled, failed and interrupted tries tell nothing about the prospect. */
export function countsAsTry(outcome: Outcome): boolean {
  return outcome !== 'cancelled' && outcome !== 'failed' && outcome !== 'interrupted'
}

const reached: readonly Outcome[] = [
  'answered',
  'interested',
  'appointment',
  'won',
  'lost',
  'not-now',
  'not-interested',
  'do-not-call',
]

/** Did the contact themselves speak? A gatekeeper, a screener or a stranger is somebody else. */
export function isReached(outcome: Outcome): boolean {
  return reached.includes(outcome)
}

/** Tried in earnest and the contact did not speak: what *Last resort* counts before it leaves its one message. */
export function isUnanswered(outcome: Outcome): boolean {
  return countsAsTry(outcome) && !isReached(outcome) && outcome !== 'wrong-number'
}

type EndedCall = Pick<
  Call,
  | 'drop'
  | 'answeredAt'
  | 'personAnsweredAt'
  | 'beep'
  | 'endedBy'
  | 'endedAt'
  | 'rangAt'
  | 'screener'
  | 'sipStatus'
  | 'trouble'
> &
  // The trial of hiding has no ears.
  Partial<Pick<Call, 'greetingEndedAt' | 'conversationAt'>>

/** A beep, or a greeting that ended and after which nobody answered the rep: that is no talk. */
function isMachineAlone({ beep, greetingEndedAt, personAnsweredAt, conversationAt }: EndedCall): boolean {
  if (beep) return true
  return greetingEndedAt != null && personAnsweredAt === null && (conversationAt ?? null) === null
}

/**
 * What an ended call came to: the same sum for every way a call can end.
 * SIP statuses: 486 and 600 busy; 408, 480 no answer; 487 after our CANCEL; 603 declined (RFC 3261 21).
 */
export function outcomeOf(call: EndedCall): Outcome {
  // It asked, and nobody came to the phone; what the rep played into it by hand is summed up as any message is.
  if (call.screener && call.drop?.startedAt == null) return 'call-screener'
  if (call.drop && call.answeredAt !== null) {
    if (call.drop.whole) return 'voicemail-dropped'
    // A person answered the phone and got nothing but silence, unless there was a beep after all.
    if (call.drop.startedAt === null)
      return call.personAnsweredAt !== null && !call.beep ? 'answered' : 'voicemail-nothing-left'
    return call.endedBy === 'rep' || call.endedBy === 'quit' ? 'voicemail-stopped' : 'voicemail-cut-off'
  }
  if (call.answeredAt !== null) return isMachineAlone(call) ? 'voicemail-nothing-left' : 'answered'
  // It was the line that was busy, not the prospect.
  if (call.trouble?.code === 'line-one-call') return 'failed'
  if (call.sipStatus === 486 || call.sipStatus === 600) return 'busy'
  if (call.sipStatus === 408 || call.sipStatus === 480) return 'no-answer'
  if (call.sipStatus === 603) return 'declined'
  // The rep stopped the ringing. After twenty seconds that is how most unanswered calls end.
  if (call.endedBy === 'rep' || call.endedBy === 'quit') {
    return call.rangAt !== null && (call.endedAt ?? 0) - call.rangAt >= 20_000 ? 'no-answer' : 'cancelled'
  }
  return 'failed'
}
