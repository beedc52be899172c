import type { Call, Received } from '../contract/call.ts'
import type { AttemptId } from '../ids.ts'

/** What a call is from its first moment on. */
export type DialledFacts = Pick<Call, 'callId' | 'contactId' | 'lineId' | 'number' | 'presented' | 'dialledAt'> & {
  readonly attemptId: AttemptId
}

/** A call that was made: it is an attempt. */
export type DialledCall = Call & { readonly attemptId: AttemptId }

export function isDialled(call: Call): call is DialledCall {
  return call.attemptId !== null
}

/** A call that is dialled now: nothing has come back yet. */
export function dialCall(facts: DialledFacts): DialledCall {
  return { ...unanswered, ...facts, direction: 'out', received: null, phase: 'dialling' }
}

export type ReceivedFacts = Pick<Call, 'callId' | 'contactId' | 'lineId' | 'number'> &
  Pick<Received, 'callerName' | 'causedBy' | 'otherwise' | 'mayAnswer'> & { readonly at: number }

/** A call that comes in now, and rings. */
export function receiveCall({ callerName, otherwise, causedBy, mayAnswer, at: now, ...facts }: ReceivedFacts): Call {
  return {
    ...unanswered,
    ...facts,
    direction: 'in',
    attemptId: null,
    received: {
      callerName,
      ...(otherwise && { otherwise }),
      ...(mayAnswer && { mayAnswer }),
      causedBy,
      forwardedTo: null,
    },
    presented: { asksFor: { kind: 'shown' }, askedBy: '' },
    phase: 'incoming',
    dialledAt: now,
    rangAt: now,
  }
}

const unanswered = {
  rangAt: null,
  answeredAt: null,
  endedAt: null,
  endedBy: null,
  sipStatus: null,
  sipReason: null,
  trouble: null,
  muted: false,
  holding: false,
  held: false,
  heldAt: null,
  transfer: null,
  mergedWith: null,
  keys: '',
  beep: null,
  greetingEndedAt: null,
  personAnsweredAt: null,
  conversationAt: null,
  screener: null,
  speechHeardAt: null,
  answer: null,
  armedBy: null,
  dropOffAt: null,
  drop: null,
} as const
