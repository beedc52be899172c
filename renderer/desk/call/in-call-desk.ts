import type { CallView, DeskState, RequestOutput } from '../../../shared/contract/bridge.ts'
import { callOnDesk, callsOnDesk } from '../../../shared/call/call-on-desk.ts'
import type { CallId, ContactId } from '../../../shared/ids.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'

/** What is open over the call or the contact. */
export type Opened = 'keypad' | 'transfer' | 'number'
type FoundNumber = RequestOutput<'number.find'>[number]

/** The desk's own part of what one can do in a call: what is open and typed there. */
export interface InCallDesk {
  readonly open: Opened | null
  /** The keys pressed in a call, for as long as it is on the desk; they are told to nobody else. */
  readonly pressedKeys: { readonly callId: CallId | null; readonly keys: string }
  /** In the field for a number, of whichever is open. */
  readonly written: string
  /** What main makes of it; null: it has not said yet, or nothing is written. */
  readonly read: RequestOutput<'number.read'> | Trouble | null
  readonly found: readonly FoundNumber[]
  /** Which of those offered would be sent on to. */
  readonly chosen: number
  /** The number dialled last; null: none, or it has not been asked for. */
  readonly last: RequestOutput<'number.last'>
  /** Contacts whose next call was typed as a number, and the keys that were typed behind it. */
  readonly byHand: Readonly<Partial<Record<ContactId, { readonly keys: string }>>>
}

export const nothingOpen: InCallDesk = {
  open: null,
  pressedKeys: { callId: null, keys: '' },
  written: '',
  read: null,
  found: [],
  chosen: 0,
  last: null,
  byHand: {},
}

/** Somebody that the call could be sent on to. */
export interface Offered {
  readonly name: string | null
  readonly company: string | null
  readonly number: string
  readonly shown: string
}

/** The number that is typed, where it is one, and whoever is found by it. */
export function offeredTo({ read, found }: InCallDesk): Offered[] {
  const typed = read && 'number' in read ? read : null
  const others = found.filter(({ number }) => number !== typed?.number)
  return typed ? [{ name: typed.name, company: null, number: typed.number, shown: typed.shown }, ...others] : others
}

/** Other calls that the rep is in beside the one in the middle: on hold, or merged with it. */
export function besides(facts: DeskState, call: CallView): CallView[] {
  return callsOnDesk(facts.calls).filter(({ callId }) => callId !== call.callId)
}

/** The call that is talked on, sent on or merged by one key beside the present one. */
export function waitingBeside(facts: DeskState, call: CallView): CallView | null {
  return besides(facts, call).find((other) => other.holding && !other.transfer) ?? null
}

/** What is open over a call goes with it, and with its turn in the middle. */
export function closedWith(inCall: InCallDesk, before: readonly CallView[], after: readonly CallView[]): InCallDesk {
  if (inCall.open !== 'keypad' && inCall.open !== 'transfer') return inCall
  const call = callOnDesk(after)
  const stays = call?.callId === callOnDesk(before)?.callId && call !== undefined && isTalkedIn(call) && !call.transfer
  return stays && !(inCall.open === 'keypad' && call.holding) ? inCall : { ...inCall, open: null }
}

export function isTalkedIn({ phase, drop }: CallView): boolean {
  return phase === 'talking' && !drop
}

/** Is this a key of the telephone? */
export function isDigit(key: string): boolean {
  return /^[0-9*#]$/.test(key)
}
