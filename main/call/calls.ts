import type { Call } from '../../shared/contract/call.ts'
import { moveCall, type CallMove } from '../../shared/call/call-move.ts'
import type { AttemptId, CallId, ContactId } from '../../shared/ids.ts'

/** Where each move of a call is written and told, in this order: the archive first, then everybody else. */
export interface CallsPorts {
  /** Writes what is known of the call; an ended call is closed with its outcome and its next follow-up. */
  record(call: Call): void
  /** Who is called, for a trouble that names them: the exchange knows no names. */
  nameOf(contactId: ContactId): string
  /** Told after the archive knows. */
  moved(call: Call, move: CallMove): void
}

/** The live calls, and the last two that ended: one without a message, and one with. Nothing else in main holds the state of a call. */
export interface Calls {
  all(): readonly Call[]
  byId(callId: CallId): Call | undefined
  /** Takes a call that is already open in the archive. */
  begin(call: Call): void
  /** The call after the move, or null when the call machine refuses it. */
  move(callId: CallId, move: CallMove): Call | null
  /** The call that came in is this contact's, and answers this try of theirs. */
  credited(callId: CallId, credit: { readonly contactId: ContactId; readonly causedBy: AttemptId | null }): void
  /** One contact has become part of another: their calls are that one's. */
  merged(from: ContactId, into: ContactId): void
}

const passing: readonly CallMove['kind'][] = [
  'keysSent',
  'muted',
  'holdAsked',
  'held',
  'transferAsked',
  'transferMoved',
  'replaced',
  'merged',
]

/** These moves come many times a second or change nothing that is kept: they are told, not written. */
function isKept(move: CallMove): boolean {
  return !(passing.includes(move.kind) || (move.kind === 'played' && !move.whole))
}

function named(move: CallMove, name: () => string): CallMove {
  if (move.kind !== 'ended' || move.trouble?.code !== 'anonymity-refused') return move
  return { ...move, trouble: { ...move.trouble, about: { ...move.trouble.about, name: name() } } }
}

export function openCalls(ports: CallsPorts): Calls {
  let calls: readonly Call[] = []

  const put = (call: Call) => {
    const others = calls.filter((other) => other.callId !== call.callId)
    // A message that is over by itself does not take away the call that the rep is just judging.
    const isReplaced = (other: Call) => other.phase === 'ended' && (other.drop === null) === (call.drop === null)
    const stay = call.phase === 'ended' ? others.filter((other) => !isReplaced(other)) : others
    calls = [...stay, call].sort((a, b) => a.dialledAt - b.dialledAt)
  }

  return {
    all: () => calls,
    byId: (callId) => calls.find((call) => call.callId === callId),
    begin(call) {
      // What the last call came to stays to be read while another one only rings.
      if (call.direction === 'out') calls = calls.filter((other) => other.phase !== 'ended')
      put(call)
    },
    move(callId, made) {
      const before = calls.find((call) => call.callId === callId)
      const move = before && named(made, () => ports.nameOf(before.contactId))
      const after = before && move && moveCall(before, move)
      if (!after) return null
      // The drop goes from the call; how far it was played stays in the archive.
      if (move.kind === 'takenBack' && before.phase === 'playing') ports.record(before)
      if (isKept(move)) ports.record(after)
      put(after)
      ports.moved(after, move)
      return after
    },
    credited(callId, { contactId, causedBy }) {
      calls = calls.map((call) =>
        call.callId === callId && call.received
          ? { ...call, contactId, received: { ...call.received, causedBy } }
          : call,
      )
    },
    merged(from, into) {
      calls = calls.map((call) => (call.contactId === from ? { ...call, contactId: into } : call))
    },
  }
}
