import type { Outcome } from './outcome.ts'
import type { Call } from '../contract/call.ts'
import { outcomeOf } from './outcome.ts'

/** What a call did, as far as it tells how it ended. */
export type EndedCallFacts = Pick<
  Call,
  | 'rangAt'
  | 'answeredAt'
  | 'endedAt'
  | 'endedBy'
  | 'sipStatus'
  | 'beep'
  | 'greetingEndedAt'
  | 'personAnsweredAt'
  | 'conversationAt'
  | 'screener'
  | 'drop'
  | 'trouble'
> & { readonly numberKind: 'direct' | 'mobile' | 'main' | 'other' | null }

export interface Suggestion {
  readonly outcome: Outcome
  readonly why: string
}

/** The network says that there is no such number: RFC 3261 21.4.5, 21.4.11, 21.4.21, 21.6.3. */
const noSuchNumber = [404, 410, 484, 604]
/** Reception puts through or does not; a talk with the person takes longer. */
const RECEPTION_MS = 60_000

/** One outcome for an ended call, from what it did, and the fact that speaks for it. The rep may say another. */
export function suggestedOutcome(call: EndedCallFacts): Suggestion {
  const outcome = outcomeOf(call)
  if (call.answeredAt === null) return unanswered(call, outcome)
  const talkedAfter =
    call.drop?.startedAt != null && call.conversationAt !== null && call.conversationAt > call.drop.startedAt
  if (call.drop && !call.drop.whole && talkedAfter) {
    return { outcome: 'answered', why: 'They talked with you once the message was stopped.' }
  }
  if (call.drop) return { outcome, why: dropWhy(outcome) }
  if (call.beep) return { outcome: 'voicemail-nothing-left', why: 'A beep was heard, and no message was left.' }
  const seconds = Math.round(((call.endedAt ?? call.answeredAt) - call.answeredAt) / 1000)
  if (call.greetingEndedAt !== null && call.personAnsweredAt === null && call.conversationAt === null) {
    return { outcome: 'voicemail-nothing-left', why: 'A greeting was heard, and nobody answered the rep.' }
  }
  if (call.numberKind === 'main' && seconds * 1000 < RECEPTION_MS) {
    return { outcome: 'gatekeeper', why: `A main number, and the talk took ${seconds} s.` }
  }
  if (call.conversationAt !== null) return { outcome: 'answered', why: `They talked with you for ${seconds} s.` }
  return { outcome: 'answered', why: `The call was answered and lasted ${seconds} s.` }
}

function unanswered(call: EndedCallFacts, outcome: Outcome): Suggestion {
  const { sipStatus, rangAt, endedAt } = call
  if (sipStatus !== null && noSuchNumber.includes(sipStatus)) {
    return { outcome: 'wrong-number', why: 'There is no such number.' }
  }
  if (outcome === 'busy') return { outcome, why: 'The line was busy.' }
  if (outcome === 'declined') return { outcome, why: 'They declined the call.' }
  if (outcome === 'no-answer' && rangAt !== null && endedAt !== null) {
    return { outcome, why: `It rang for ${Math.round((endedAt - rangAt) / 1000)} s.` }
  }
  if (outcome === 'no-answer') return { outcome, why: 'Nobody took the call.' }
  if (outcome === 'cancelled') return { outcome, why: 'You hung up before it had rung for long.' }
  return { outcome, why: sipStatus === null ? 'The call did not come about.' : 'The call failed.' }
}

function dropWhy(outcome: Outcome): string {
  if (outcome === 'voicemail-dropped') return 'The message was played to its end.'
  if (outcome === 'voicemail-cut-off') return 'The far end hung up during the message.'
  if (outcome === 'voicemail-stopped') return 'The message was stopped before its end.'
  if (outcome === 'answered') return 'A person took the call.'
  return 'The message never began.'
}
