import type { CallView, DeskState } from '../../../shared/contract/bridge.ts'
import { callOnDesk, isBeingLeft } from '../../../shared/call/call-on-desk.ts'
import type { Outcome } from '../../../shared/call/outcome.ts'
import type { ContactCard, QueueItem } from '../../../shared/contract/contact.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { outcomeOf } from '../../../shared/call/outcome.ts'
import { receivedOutcomeOf } from '../../../shared/call/received-outcome.ts'
import type { Desk } from '../frame/desk-store.ts'

/** A contact as far as the desk knows them: by name at once, by their card when main has sent it. */
export interface Shown {
  readonly contactId: ContactId
  readonly name: string
  readonly company: string | null
  readonly card: ContactCard | null
}

/**
 * What is in the middle of the desk. A call the rep is in outranks everything; else it is the contact they
 * look at: while a message is left for them, after their call has ended, or before it is made.
 */
export type PanelSubject =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'contact'; readonly contact: Shown }
  | { readonly kind: 'call'; readonly contact: Shown; readonly call: CallView }
  | { readonly kind: 'leaving'; readonly contact: Shown; readonly call: CallView }
  | { readonly kind: 'ended'; readonly contact: Shown; readonly call: CallView }

export function panelSubject(desk: Pick<Desk, 'facts' | 'picked' | 'readCallId'>): PanelSubject {
  const { facts } = desk
  if (!facts) return { kind: 'nobody' }
  const live = callOnDesk(facts.calls)
  if (live) return { kind: 'call', call: live, contact: calledContact(facts, live) }
  const contact = shownContact(facts, desk.picked)
  if (!contact) return { kind: 'nobody' }
  const theirs = facts.calls.filter((call) => call.contactId === contact.contactId)
  const leaving = theirs.find(isBeingLeft)
  if (leaving) return { kind: 'leaving', call: leaving, contact }
  const ended = theirs.findLast((call) => call.phase === 'ended' && call.callId !== desk.readCallId)
  return ended ? { kind: 'ended', call: ended, contact } : { kind: 'contact', contact }
}

function calledContact(facts: DeskState, { contactId, name, company }: CallView): Shown {
  return { contactId, name, company, card: facts.card?.contactId === contactId ? facts.card : null }
}

function shownContact(facts: DeskState, picked: ContactId | null): Shown | null {
  const { card, queue } = facts
  if (picked && picked !== card?.contactId) {
    const row = queue.items.find((item) => item.contactId === picked)
    if (row) return { contactId: picked, name: row.name, company: row.company, card: null }
  }
  return card && { contactId: card.contactId, name: card.name, company: card.company, card }
}

/** Messages still being left, the oldest first. */
export function beingLeft(facts: DeskState): CallView[] {
  return facts.calls.filter(isBeingLeft).sort((a, b) => a.drop!.pressedAt - b.drop!.pressedAt)
}

/**
 * The messages that the drops bar's keys work on: for each action the oldest one it is possible for. A call that a person has
 * answered is the first to be taken back, and the last that a message is played into.
 */
export function messageKeys(
  messages: readonly CallView[],
): Record<'playNow' | 'takeBack' | 'end', CallView | undefined> {
  // A question outranks everything: whoever is there hears nothing while it stands.
  const asked = messages.find(({ drop }) => drop?.handBack)
  if (asked) return { playNow: asked, takeBack: asked, end: asked }
  const waiting = messages.filter(({ phase }) => phase === 'waiting')
  return {
    playNow: waiting.find((call) => !isPersonWaiting(call)) ?? waiting[0],
    takeBack: waiting.find(isPersonWaiting) ?? messages.find(({ phase }) => phase !== 'draining'),
    end: messages[0],
  }
}

/** Somebody, or a screener, is on the line, hears nothing, and will hang up soon. */
export function isPersonWaiting({ phase, drop, personAnsweredAt, beep, screener }: CallView): boolean {
  return phase === 'waiting' && (drop?.handBack != null || screener !== null || (personAnsweredAt !== null && !beep))
}

/** On no cadence nobody says when to call again: whoever was called by hand is not the next one again on the same day. */
const UNTOUCHED_MS = 12 * 3_600_000

/**
 * Who the rep calls next: due promises first, then callbacks asked for, what is due, new contacts, and those on no cadence; never
 * somebody with a live call.
 */
export function nextContact({ calls, now, queue }: DeskState, except: ContactId | null): QueueItem | null {
  const live = calls.filter((call) => call.phase !== 'ended' && call.phase !== 'incoming').map((call) => call.contactId)
  const callable = queue.items.filter(
    ({ kind, contactId }) => kind === 'call' && contactId !== except && !live.includes(contactId),
  )
  return (
    callable.find(({ section, dueAt }) => section === 'promised' && dueAt <= now) ??
    callable.find(({ section }) => section === 'callback') ??
    callable.find(({ section }) => section === 'now') ??
    callable.find(({ section }) => section === 'new') ??
    callable.find(({ section, dueAt }) => section === 'none' && now - dueAt > UNTOUCHED_MS) ??
    null
  )
}

/**
 * The call was not made, or was cut off here, and nobody's phone has rung for it: the next thing to do is the same call
 * again. A call that the rep gave up is none of these: the next key would ring the same person once more, and so on.
 * `outcome` is what the rep says of it, or goes without saying; null: only the call is known.
 */
export function isToBeRepeated(call: CallView, outcome: Outcome | null): boolean {
  if (call.direction === 'in') return receivedOutcomeOf(call) === 'missed'
  const counted = outcome ?? outcomeOf(call)
  return counted === 'failed' || counted === 'interrupted'
}
