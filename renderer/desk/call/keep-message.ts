import { callOnDesk } from '../../../shared/call/call-on-desk.ts'
import type { DeskStore } from '../frame/desk-store.ts'
import { chosenRecording, whyNoMessage } from './message-choice.ts'

/**
 * Keeps what a call would leave as it was when the call began: the rep looks at somebody else, and the contact's card is
 * away; or promises something, and the promise takes the place of the step that forbade a message.
 */
export function keepMessage(store: DeskStore): void {
  let callId: string | null = null
  store.subscribe(({ facts }) => {
    const call = facts && callOnDesk(facts.calls)
    if (!facts || !call || call.callId === callId || facts.card?.contactId !== call.contactId) return
    callId = call.callId
    const whom = { contactId: call.contactId, card: facts.card }
    const desk = { ...store.getState(), kept: null }
    const recording = chosenRecording(desk, whom)
    const whyNone = whyNoMessage(desk, whom, call)
    store.setState({ kept: recording && { contactId: call.contactId, recordingId: recording.recordingId, whyNone } })
  })
}
