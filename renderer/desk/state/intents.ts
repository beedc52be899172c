import type { CallView, DeskBridge, RequestInput, RequestName, RequestOutput } from '../../../shared/bridge.ts'
import type { ContactId, RecordingId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import { answered, isPressed, pressed, withCard, type DeskStore } from './desk-store.ts'
import { chosenRecording, onStage } from './on-stage.ts'

/** Everything the rep can want from this desk. A view calls these and knows no bridge. */
export interface Intents {
  show(contactId: ContactId): void
  /** Calls a contact, on the number chosen for them if they are the one that is shown. */
  dial(contactId: ContactId): void
  /** The call that waits for the line is not made. */
  dialNot(): void
  hangUp(call: CallView): void
  mute(call: CallView): void
  /** Drops the chosen recording; on a drop that waits already, plays its own at once. */
  drop(call: CallView): void
  takeBack(call: CallView): void
  /** Uses a line and, when that was done, closes its dialog; so does `practise`. */
  saveLine(wish: RequestInput<'line.use'>): void
  practise(): void
  dismissNotice(): void
  dismissRefusal(): void
  openLine(open: boolean): void
  chooseRecording(contactId: ContactId, recordingId: RecordingId): void
  chooseNumber(phoneNumberId: RequestInput<'call.dial'>['phoneNumberId']): void
  /** Starts the preview of a sound, or stops it when it is the one that plays. */
  listen(path: string | null): void
  /** The sound that was to be previewed cannot be played. */
  cannotListen(name: string): void
}

export function makeIntents(bridge: DeskBridge, store: DeskStore): Intents {
  const { getState: desk, setState } = store

  /** A second press of the same button while the first is on its way says nothing new. */
  async function ask<K extends RequestName>(
    name: K,
    about: string,
    input: RequestInput<K>,
  ): Promise<Result<RequestOutput<K>> | null> {
    if (isPressed(desk(), name, about)) return null
    setState((before) => pressed(before, name, about))
    const answer = await bridge.request(name, input)
    setState((before) => answered(before, name, about, answer.ok ? null : answer.trouble))
    return answer
  }

  function choose(contactId: ContactId, recordingId: RecordingId | undefined) {
    setState(({ chosen: { [contactId]: _, ...others } }) => ({
      chosen: recordingId ? { ...others, [contactId]: recordingId } : others,
    }))
  }

  async function show(contactId: ContactId) {
    const stage = onStage(desk())
    if (stage.kind === 'ended' && stage.contact.contactId !== contactId) setState({ readCallId: stage.call.callId })
    // The call keeps its recording while the rep looks at somebody else, and its card with the follow-up is away.
    const kept = stage.kind === 'call' && stage.contact.card ? chosenRecording(desk(), stage.contact) : null
    if (kept && stage.kind === 'call') choose(stage.contact.contactId, kept.recordingId)
    setState({ picked: contactId, listening: null })
    const answer = await ask('contact.show', contactId, { contactId })
    // The rep may have gone on to the next contact in the meantime.
    if (!answer || desk().picked !== contactId) return
    setState((before) => (answer.ok ? withCard(before, answer.value) : { ...before, picked: null }))
  }

  function dial(contactId: ContactId) {
    const { facts, phoneNumberId, picked } = desk()
    const shown = facts?.card?.contactId === contactId && (picked ?? contactId) === contactId
    setState({ listening: null })
    if (!shown) void show(contactId)
    void ask('call.dial', '', { contactId, phoneNumberId: shown ? phoneNumberId : null })
  }

  function drop(call: CallView) {
    const { facts } = desk()
    const card = facts?.card?.contactId === call.contactId ? facts.card : null
    const recordingId =
      call.drop?.recordingId ?? chosenRecording(desk(), { contactId: call.contactId, card })?.recordingId
    if (!recordingId) return
    // The choice was for this call; the next one goes by its own follow-up again.
    choose(call.contactId, undefined)
    void ask('call.drop', call.callId, { callId: call.callId, recordingId })
  }

  async function useLine<K extends 'line.use' | 'line.usePractice'>(name: K, wish: RequestInput<K>) {
    const answer = await ask(name, '', wish)
    // Without a keyring the line is in use all the same: what is to be said about it is a notice on the desk.
    if (answer?.ok || answer?.trouble.code === 'secret-storage-missing') setState({ lineOpen: false })
  }

  return {
    show: (contactId) => void show(contactId),
    dial,
    dialNot: () => void ask('call.dialNot', '', {}),
    drop,
    hangUp: ({ callId }) => void ask('call.hangUp', callId, { callId }),
    mute: ({ callId, muted }) => void ask('call.mute', callId, { callId, muted: !muted }),
    takeBack: ({ callId }) => void ask('call.takeBack', callId, { callId }),
    saveLine: (wish) => void useLine('line.use', wish),
    practise: () => void useLine('line.usePractice', {}),
    dismissNotice: () => void ask('notice.dismiss', '', {}),
    dismissRefusal: () => setState({ refusal: null }),
    openLine: (lineOpen) => setState({ lineOpen, refusal: null }),
    chooseRecording: choose,
    chooseNumber: (phoneNumberId) => setState({ phoneNumberId }),
    listen: (path) => setState((before) => ({ listening: before.listening === path ? null : path })),
    cannotListen: (name) =>
      setState({
        listening: null,
        refusal: { name: 'desk.open', about: '', trouble: { code: 'recording-unreadable', about: { name } } },
      }),
  }
}
