import type { CallView, DeskState } from '../../../shared/contract/bridge.ts'
import { nextToCredit } from '../call/possible-callers.ts'
import { nextCallerId, toDial } from '../call/to-dial.ts'
import type { Desk } from './desk-store.ts'
import type { Intents } from './intents.ts'
import { isDigit, isTalkedIn, waitingBeside } from '../call/in-call-desk.ts'
import { hasDetail, outcomeOfKey } from '../outcome/assistant-desk.ts'
import { callForOutcome, outcomeToUndo } from '../outcome/outcome-entry.ts'
import { chosenRecording, otherRecording } from '../call/message-choice.ts'
import { beingLeft, messageKeys, nextContact, panelSubject, type Shown } from '../call/panel-subject.ts'

/** The keys as the buttons show them. */
export const keys = {
  dial: 'Enter',
  again: 'A',
  hide: 'I',
  shown: 'W',
  drop: 'D',
  hangUp: 'Esc',
  dialNot: 'Esc',
  mute: 'M',
  next: 'N',
  line: 'L',
  log: 'G',
  lists: 'O',
  listen: 'V',
  hear: 'H',
  playNow: 'P',
  takeBack: 'T',
  endMessage: 'X',
  otherMessage: 'R',
  studio: 'S',
  hold: 'K',
  keypad: 'J',
  transfer: 'U',
  merge: 'E',
  number: '/',
  answer: 'Y',
  decline: 'B',
  forward: 'F',
  whoCalled: '=',
  doNotDisturb: 'Z',
  screener: 'Q',
  sound: ',',
  promise: '.',
  offered: 'E',
  cadence: 'C',
  note: ';',
  undo: 'Backspace',
  session: '>',
  pause: '<',
} as const

/**
 * What a key does now, or null when it does nothing. Only what a button on the screen does too.
 * Keys that are held down, typed into a field or pressed with a modifier never get here.
 */
export function shortcut(desk: Desk, intents: Intents, key: string): (() => void) | null {
  if (!desk.facts || desk.lineOpen || desk.settingsOpen || desk.callerIdTestOpen || desk.sound.open) return null
  const ringing = ringingShortcut(desk, intents, key)
  if (ringing) return ringing
  if (desk.assistant.open) return null
  const { open } = desk.inCall
  if (open && !(open === 'keypad' && isDigit(key))) return null
  // The log and the lists cover the call and the contact: no key works on what is not seen.
  if (desk.logOpen) return coveringKey(key, keys.log, () => intents.openLog(false), intents)
  if (desk.listsOpen) return coveringKey(key, keys.lists, () => intents.openLists(false), intents)
  const subject = panelSubject(desk)
  const call = subject.kind === 'call' ? subject.call : null
  const { playNow, takeBack, end } = messageKeys(beingLeft(desk.facts))
  const onCall = (action: (call: CallView) => void) => (call ? () => action(call) : null)
  const { first, again, shown } = toDial(desk)
  if (call && isTalkedIn(call)) {
    // Digits say how the call will be kept, in one that came in as well; the keypad is for the telephone's own.
    const isForFarEnd = open === 'keypad' || !/[0-9]/.test(key)
    const action = inCallShortcut(desk.facts, call, intents, key, isForFarEnd)
    if (action) return action
  }
  const ofAssistant = assistantShortcut(desk, intents, key)
  if (ofAssistant) return ofAssistant
  const card = desk.facts.card

  switch (key.length === 1 ? key.toUpperCase() : key) {
    case 'Enter':
      return first && (() => intents.dial(first.contactId))
    case 'A':
      return again && (() => intents.dial(again.contactId))
    case 'I': {
      const callerId = nextCallerId(desk)
      return first && callerId && (() => intents.chooseCallerId(first.contactId, callerId))
    }
    case 'W':
      return shown && (() => intents.dialShown(shown.contactId))
    case 'D':
      return desk.facts.recordings.length > 0 && call?.direction === 'out' && !call.holding
        ? onCall(intents.drop)
        : null
    case 'M':
      return call?.holding ? null : onCall(intents.mute)
    case 'Q':
      return call?.phase === 'talking' && call.direction === 'out' && !call.holding
        ? () => intents.screener(call)
        : null
    case 'Escape':
      return onCall(intents.hangUp) ?? (desk.dialsOn ? intents.waitForMe : desk.facts.queuedDial && intents.dialNot)
    case 'N': {
      const next = nextContact(desk.facts, subject.kind === 'nobody' ? null : subject.contact.contactId)
      return next && (() => intents.show(next.contactId))
    }
    case 'L':
      return () => intents.openLine(true)
    case ',':
      return () => intents.openSound(true)
    case 'R':
      return 'contact' in subject && (subject.kind === 'call' || subject.kind === 'contact')
        ? otherMessage(desk, subject.contact, intents)
        : null
    case 'G':
      return () => intents.openLog(true)
    case 'O':
      return () => intents.openLists(true)
    case 'V': {
      const recording = subject.kind === 'contact' ? chosenRecording(desk, subject.contact) : null
      return recording ? () => intents.listen(`/recordings/${recording.recordingId}.wav`) : null
    }
    case 'H': {
      if (playNow?.drop?.handBack) return () => intents.replay(playNow)
      const heard = card?.attempts.find((attempt) => attempt.heard)
      return heard ? () => intents.listen(`/heard/${heard.attemptId}.wav`) : null
    }
    case 'P':
      return playNow ? () => intents.drop(playNow) : null
    case 'T':
      if (call?.drop && !takeBack?.drop?.handBack) return () => intents.takeBack(call)
      return takeBack ? () => intents.takeBack(takeBack) : null
    case 'X':
      return end ? () => intents.hangUp(end) : null
    case '=': {
      const next = call ? nextToCredit(call) : undefined
      return call && next !== undefined ? () => intents.credit(call.callId, next) : null
    }
    case '/':
    case '+':
      return !call || call.holding ? () => intents.openInCall('number') : null
    case 'ArrowDown':
      return neighbour(desk, 1, intents)
    case 'ArrowUp':
      return neighbour(desk, -1, intents)
    default:
      return null
  }
}

/** Keys for what is said of a call, noted and promised, and for the day. Digits are outcomes from the answer on. */
function assistantShortcut(desk: Desk, intents: Intents, key: string): (() => void) | null {
  const subject = panelSubject(desk)
  if (key === 'Backspace') {
    const { lastCadence, lastEnded, lastMade } = desk.assistant
    return lastCadence || lastEnded || lastMade || outcomeToUndo(desk.assistant, subject) ? () => intents.undo() : null
  }
  if (key.toUpperCase() === keys.session) return () => intents.turnSession()
  if (key.toUpperCase() === keys.pause) {
    const isPaused = desk.facts?.queue.pausedUntil != null
    return isPaused ? () => intents.resumeAll() : () => intents.openPause(true)
  }
  if (subject.kind === 'nobody') return null
  if (key.toUpperCase() === keys.cadence) return desk.facts?.card ? () => intents.openCadenceOf(true) : null
  // The key of two calls that become one: here the call has ended.
  const { offer } = desk.assistant
  const isOffered = subject.kind === 'ended' && offer !== null && offer.attemptId === subject.call.attemptId
  if (key.toUpperCase() === keys.offered && isOffered) return () => intents.promiseOffered()
  if (key === keys.promise) return () => intents.openPromise(true)
  if (key === keys.note) return () => intents.askNote()
  const toJudge = subject.kind === 'leaving' ? null : callForOutcome(subject)
  const outcome = toJudge && outcomeOfKey(toJudge.counted, desk.assistant, key)
  if (!toJudge || !outcome) return null
  // The key of an outcome that has been said already leads to what is typed beside it.
  return outcome === toJudge.counted.byRep && hasDetail(outcome)
    ? () => intents.askDetail()
    : () => intents.recordOutcome(toJudge.call, outcome)
}

export type CardDeed = 'kept' | 'withdraw' | 'done' | 'letPass'

/**
 * What is done on the contact's card: to the promise that is due first, and to the letter, email or task that is next. No
 * key of their own does it by itself: a slip would withdraw what was promised.
 */
export function cardDeed({ facts, picked }: Desk, intents: Intents, action: CardDeed): (() => void) | null {
  const card = facts?.card
  if (!card || (picked && picked !== card.contactId)) return null
  const [promise] = card.assistant.promises
  const { next, name } = card
  if (action === 'kept' || action === 'withdraw') {
    const was = action === 'kept' ? 'kept' : 'withdrawn'
    return promise ? () => intents.endPromise({ promiseId: promise.promiseId, name, was }) : null
  }
  const step = next && next.kind !== 'call' ? next : card.assistant.beside?.followUp
  return step ? () => intents.finish(step.followUpId, action === 'done') : null
}

/** Keys that work in a call that has been answered; with somebody waiting beside it they are about the two. */
function inCallShortcut(
  facts: DeskState,
  call: CallView,
  intents: Intents,
  key: string,
  isForFarEnd: boolean,
): (() => void) | null {
  const waiting = waitingBeside(facts, call)
  if (isDigit(key) && isForFarEnd) return call.holding ? null : () => intents.pressKeys(call, key)
  if (call.transfer) return null
  switch (key.toUpperCase()) {
    case 'K':
      if (call.mergedWith) return null
      return waiting && !call.holding ? () => intents.hold(waiting, false) : () => intents.hold(call, !call.holding)
    case 'J':
      return call.holding ? null : () => intents.openInCall('keypad')
    case 'U':
      if (call.mergedWith) return null
      return waiting ? () => intents.complete(waiting, call) : () => intents.openInCall('transfer')
    case 'E':
      if (call.mergedWith) return () => intents.split(call)
      return waiting ? () => intents.merge(call, waiting) : null
    default:
      return null
  }
}

function otherMessage(desk: Desk, contact: Shown, intents: Intents): (() => void) | null {
  const recordingId = otherRecording(desk, contact)
  return recordingId && (() => intents.chooseRecording(contact.contactId, recordingId))
}

/** What a key does to the call that has rung longest, whatever else is on the screen; and to those that are to come. */
export function ringingShortcut({ facts }: Desk, intents: Intents, key: string): (() => void) | null {
  const incoming = facts?.incoming
  const [first] = incoming?.ringing ?? []
  const letter = key.toUpperCase()
  if (incoming && letter === keys.doNotDisturb) return () => intents.disturb(incoming.doNotDisturb)
  if (!incoming || !first) return null
  const { callId } = first
  if (letter === keys.answer) return () => intents.answer(callId)
  if (letter === keys.decline) return () => intents.decline(callId)
  if (letter === keys.forward) return () => intents.forward(callId, incoming.answering.forwardTo || null)
  return null
}

/** On a view that covers the desk: its own key and Escape leave it, and the other view's key goes there. */
function coveringKey(key: string, own: string, leave: () => void, intents: Intents): (() => void) | null {
  const pressed = key.toUpperCase()
  if (key === 'Escape' || pressed === own) return leave
  if (pressed === keys.lists) return () => intents.openLists(true)
  return pressed === keys.log ? () => intents.openLog(true) : null
}

function neighbour(desk: Desk, step: 1 | -1, intents: Intents): (() => void) | null {
  const all = desk.facts?.queue.items ?? []
  // A letter beside a call that is shown as well is no other contact.
  const calls = new Set(all.filter(({ section }) => section !== 'between').map(({ contactId }) => contactId))
  const items = all.filter(({ section, contactId }) => section !== 'between' || !calls.has(contactId))
  const at = items.findIndex(({ contactId }) => contactId === (desk.picked ?? desk.facts?.card?.contactId))
  const to = items[at === -1 ? 0 : at + step]
  return to ? () => intents.show(to.contactId) : null
}
