import type { Call } from '../contract/call.ts'

interface OutcomeFacts {
  readonly inWords: string
  /** What a cadence makes of it. `no-try`: it tells nothing about the prospect. `stranger`: somebody else has the number. */
  readonly counts: 'reached' | 'unanswered' | 'stranger' | 'no-try'
  /**
   * May the rep say it: of any call, only of one that they made, or never, since the call itself knows? Whoever calls is
   * there, so that no machine and no receptionist of theirs answered.
   */
  readonly said: 'of-any' | 'of-made' | 'never'
}

/** How an attempt may end. `interrupted`: Afterbeep itself went away in the middle of it. */
const outcomes = {
  answered: { inWords: 'Answered', counts: 'reached', said: 'of-any' },
  'voicemail-dropped': { inWords: 'Message left', counts: 'unanswered', said: 'of-made' },
  'voicemail-cut-off': { inWords: 'Message cut off', counts: 'unanswered', said: 'of-made' },
  'voicemail-stopped': { inWords: 'Message stopped', counts: 'unanswered', said: 'never' },
  'voicemail-nothing-left': { inWords: 'Voicemail, nothing left', counts: 'unanswered', said: 'of-made' },
  'no-answer': { inWords: 'No answer', counts: 'unanswered', said: 'of-made' },
  busy: { inWords: 'Busy', counts: 'unanswered', said: 'of-made' },
  declined: { inWords: 'Declined', counts: 'unanswered', said: 'never' },
  cancelled: { inWords: 'Cancelled', counts: 'no-try', said: 'never' },
  failed: { inWords: 'Failed', counts: 'no-try', said: 'of-made' },
  interrupted: { inWords: 'Interrupted', counts: 'no-try', said: 'never' },
  interested: { inWords: 'Interested', counts: 'reached', said: 'of-any' },
  appointment: { inWords: 'Appointment', counts: 'reached', said: 'of-any' },
  won: { inWords: 'Won', counts: 'reached', said: 'of-any' },
  lost: { inWords: 'Lost', counts: 'reached', said: 'of-any' },
  'not-now': { inWords: 'Not now', counts: 'reached', said: 'of-any' },
  'not-interested': { inWords: 'Not interested', counts: 'reached', said: 'of-any' },
  'do-not-call': { inWords: 'Asked not to be called', counts: 'reached', said: 'of-any' },
  gatekeeper: { inWords: 'Gatekeeper', counts: 'unanswered', said: 'of-made' },
  'wrong-number': { inWords: 'Wrong number', counts: 'stranger', said: 'of-any' },
  'dial-tree': { inWords: 'Phone menu', counts: 'unanswered', said: 'of-made' },
  'call-screener': { inWords: 'Screening assistant', counts: 'unanswered', said: 'of-made' },
} as const satisfies Record<string, OutcomeFacts>

type Outcomes = typeof outcomes
export type Outcome = keyof Outcomes
type Said<By extends OutcomeFacts['said']> = { [O in Outcome]: Outcomes[O]['said'] extends By ? O : never }[Outcome]

/** An outcome that a rep may say, one key each; the others are the call's own. */
export type RepOutcome = Said<'of-any' | 'of-made'>
/** One that a rep may say of a call that came in. */
export type ReceivedRepOutcome = Said<'of-any'>

export const allOutcomes = Object.keys(outcomes) as [Outcome, ...Outcome[]]
export const repOutcomes = allOutcomes.filter((outcome) => outcomes[outcome].said !== 'never') as [
  RepOutcome,
  ...RepOutcome[],
]
export const receivedRepOutcomes = allOutcomes.filter((outcome) => outcomes[outcome].said === 'of-any') as [
  ReceivedRepOutcome,
  ...ReceivedRepOutcome[],
]

export function outcomeInWords(outcome: Outcome): string {
  return outcomes[outcome].inWords
}

/** Did a person or their machine hear the phone? Cancelled, failed and interrupted tries tell nothing about the prospect. */
export function countsAsTry(outcome: Outcome): boolean {
  return outcomes[outcome].counts !== 'no-try'
}

/** Did the contact themselves speak? A gatekeeper, a screener or a stranger is somebody else. */
export function isReached(outcome: Outcome): boolean {
  return outcomes[outcome].counts === 'reached'
}

/** Tried in earnest and the contact did not speak: what *Last resort* counts before it leaves its one message. */
export function isUnanswered(outcome: Outcome): boolean {
  return outcomes[outcome].counts === 'unanswered'
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
