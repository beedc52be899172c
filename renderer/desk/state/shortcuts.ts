import type { CallView } from '../../../shared/bridge.ts'
import { nextCallerId, toDial } from './to-dial.ts'
import type { Desk } from './desk-store.ts'
import type { Intents } from './intents.ts'
import { beingLeft, chosenRecording, messageKeys, nextContact, onStage, type Shown } from './on-stage.ts'

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
  listen: 'V',
  hear: 'H',
  playNow: 'P',
  takeBack: 'T',
  endMessage: 'X',
  otherMessage: 'R',
  studio: 'S',
  screener: 'Q',
} as const

/**
 * What a key does now, or null when it does nothing. Only what a button on the screen does too.
 * Keys that are held down, typed into a field or pressed with a modifier never get here.
 */
export function shortcut(desk: Desk, intents: Intents, key: string): (() => void) | null {
  if (!desk.facts || desk.lineOpen) return null
  // The log covers the call and the contact: no key works on what is not seen.
  if (desk.logOpen) return key === 'Escape' || key.toUpperCase() === 'G' ? () => intents.openLog(false) : null
  const stage = onStage(desk)
  const call = stage.kind === 'call' ? stage.call : null
  const { playNow, takeBack, end } = messageKeys(beingLeft(desk.facts))
  const onCall = (deed: (call: CallView) => void) => (call ? () => deed(call) : null)
  const { first, again, shown } = toDial(desk)
  const card = desk.facts.card

  switch (key.length === 1 ? key.toUpperCase() : key) {
    case 'Enter':
    case ' ':
    case 'C':
      return first && (() => intents.dial(first.contactId))
    case 'A':
      return again && (() => intents.dial(again.contactId))
    case 'I': {
      const wish = nextCallerId(desk)
      return first && wish && (() => intents.chooseCallerId(first.contactId, wish))
    }
    case 'W':
      return shown && (() => intents.dialShown(shown.contactId))
    case 'D':
      return desk.facts.recordings.length > 0 ? onCall(intents.drop) : null
    case 'M':
      return onCall(intents.mute)
    case 'Q':
      return call?.phase === 'talking' ? () => intents.screener(call) : null
    case 'Escape':
      return onCall(intents.hangUp) ?? (desk.facts.queuedDial && intents.dialNot)
    case 'N': {
      const next = nextContact(desk.facts, stage.kind === 'nobody' ? null : stage.contact.contactId)
      return next && (() => intents.show(next.contactId))
    }
    case 'L':
      return () => intents.openLine(true)
    case 'R':
      return 'contact' in stage && (stage.kind === 'call' || stage.kind === 'contact')
        ? otherRecording(desk, stage.contact, intents)
        : null
    case 'G':
      return () => intents.openLog(true)
    case 'V': {
      const recording = stage.kind === 'contact' ? chosenRecording(desk, stage.contact) : null
      return recording ? () => intents.listen(`/recordings/${recording.recordingId}.wav`) : null
    }
    case 'H': {
      const heard = card?.attempts.find((attempt) => attempt.heard)
      return heard ? () => intents.listen(`/heard/${heard.attemptId}.wav`) : null
    }
    case 'P':
      return playNow ? () => intents.drop(playNow) : null
    case 'T':
      return takeBack ? () => intents.takeBack(takeBack) : null
    case 'X':
      return end ? () => intents.hangUp(end) : null
    case 'ArrowDown':
      return neighbour(desk, 1, intents)
    case 'ArrowUp':
      return neighbour(desk, -1, intents)
    default:
      return null
  }
}

/** The one after the chosen recording, and after the last the first again. */
function otherRecording(desk: Desk, contact: Shown, intents: Intents): (() => void) | null {
  const recordings = desk.facts?.recordings ?? []
  const chosen = recordings.findIndex(({ recordingId }) => recordingId === chosenRecording(desk, contact)?.recordingId)
  const next = recordings[(chosen + 1) % recordings.length]
  return next && recordings.length > 1 ? () => intents.chooseRecording(contact.contactId, next.recordingId) : null
}

function neighbour(desk: Desk, step: 1 | -1, intents: Intents): (() => void) | null {
  const items = desk.facts?.queue.items ?? []
  const at = items.findIndex(({ contactId }) => contactId === (desk.picked ?? desk.facts?.card?.contactId))
  const to = items[at === -1 ? 0 : at + step]
  return to ? () => intents.show(to.contactId) : null
}
