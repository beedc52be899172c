import type { CallView, DeskBridge, RequestInput } from '../../../shared/contract/bridge.ts'
import type { CallerIdRequest } from '../../../shared/contract/caller-id.ts'
import type { Displayed } from '../../../shared/contract/caller-id-test.ts'
import type { CadenceId, CallId, ContactId, RecordingId } from '../../../shared/ids.ts'
import type { ListImportInput } from '../../../shared/contract/national-lists.ts'
import type { DeskSettings } from '../../../shared/contract/settings-bridge.ts'
import type { SidebarPart } from '../../../shared/contract/window-bridge.ts'
import { currentCheck, checkInput, isRefused, reasonFor, toDial } from '../call/to-dial.ts'
import { makeAssistantIntents, type AssistantIntents } from '../outcome/assistant-intents.ts'
import { makeAsk } from './ask.ts'
import { isCompact } from './compact.ts'
import { answered, isPressed, pressed, withCard, type DeskStore, type LogFilter } from './desk-store.ts'
import { makeInCallIntents, type InCallIntents } from '../call/in-call-intents.ts'
import { makeBackupIntents, type BackupIntents } from '../backup/backup-intents.ts'
import { makeLineIntents, type LineIntents } from '../line/line-intents.ts'
import { chosenRecording } from '../call/message-choice.ts'
import { makeSoundIntents, type SoundIntents } from '../audio/sound-intents.ts'
import { panelSubject } from '../call/panel-subject.ts'

/** Everything the rep can want from this desk. A view calls these and knows no bridge. */
export interface Intents extends LineIntents, InCallIntents, SoundIntents, AssistantIntents, BackupIntents {
  show(contactId: ContactId): void
  /** Whoever is shown, after their call as before it: Enter calls them. */
  chooseToCall(contactId: ContactId): void
  /** Calls a contact, on the number chosen for them if they are the one that is shown. */
  dial(contactId: ContactId): void
  /** A session does not go on by itself after this call. */
  waitForMe(): void
  /** The call that waits for the line is not made. */
  dialNot(): void
  /** Calls again with the number shown, after a hidden one was not taken. */
  dialShown(contactId: ContactId): void
  /** What the next call to this contact asks to be shown. */
  chooseCallerId(contactId: ContactId, callerId: CallerIdRequest): void
  /** Why the rep goes on against a warning, as it is typed; `about` is a contact's or a call's id. */
  typeReason(about: string, text: string): void
  /** The call or the drop that waited for a reason is not made. */
  askNoReason(): void
  /** Goes on with this reason, and remembers it for a contact or everybody on a cadence; null: for this time only. */
  giveReason(text: string, remember: ContactId | CadenceId | null): void
  forgetReason(about: ContactId | CadenceId): void
  hangUp(call: CallView): void
  mute(call: CallView): void
  /** Drops the chosen recording; on a drop that waits already, plays its own at once. */
  drop(call: CallView): void
  takeBack(call: CallView): void
  /** The rep is asked who is there: what was heard lately. */
  replay(call: CallView): void
  /** Answers a call that rings here. */
  answer(callId: CallId): void
  decline(callId: CallId): void
  /** Sends the caller on to this number; null: the rep wants to type it. */
  forward(callId: CallId, number: string | null): void
  /** Says whose call it was that came in; null takes that back. */
  credit(callId: CallId, contactId: ContactId | null): void
  forwardNot(): void
  disturb(on: boolean): void
  /** The narrow desk above other windows, or the whole one again. */
  setCompact(compact: boolean): void
  toggleCompact(): void
  openSettings(open: boolean): void
  /** How the rep wants the desk from now on. */
  chooseSettings(chosen: Partial<DeskSettings>): void
  /** Ends Afterbeep; where a call is up it asks first. */
  quit(): void
  /** The computer's clock is right, whatever was thought of it. */
  trustClock(): void
  /** Folds this part of the sidebar, or opens it. */
  fold(part: SidebarPart): void
  keepAnswering(answering: RequestInput<'answering.save'>): void
  /** A prospect of the practice line calls, and the line's dialog is out of the way. */
  callMe(): void
  /** Opens or closes the caller-id test; one that is under way is stopped with it. */
  openCallerIdTest(open: boolean): void
  /** Calls the rep's own mobile, twice. */
  startCallerIdTest(number: string): void
  tickCallerIdTest(displayed: Displayed): void
  /** A screener is asking; or, when one was, the prospect has come to the phone. */
  screener(call: CallView): void
  /** What was taken for a screener is none. */
  noScreener(call: CallView): void
  forbid(input: RequestInput<'doNotCall.add'>): void
  /** They said in this call that they do not want another. */
  forbidAsked(call: CallView): void
  /** Takes an entry off the do-not-call list again. */
  undoForbid(entryId: string): void
  correct(input: RequestInput<'contact.correct'>): Promise<boolean>
  /** Opens or closes the compliance log. */
  openLog(open: boolean): void
  /** Reads the log as this filter lets it through. */
  readLog(filter: LogFilter): void
  exportLog(filter: LogFilter): void
  /** Looks through the rep's own do-not-call list. */
  readOwnList(text: string): void
  /** Puts a number on it; false: it could not be. */
  addToOwnList(input: RequestInput<'ownList.add'>): Promise<boolean>
  /** Opens or closes the do-not-call lists. */
  openLists(open: boolean): void
  /** Asks for a file and imports it. */
  importList(input: ListImportInput): void
  cancelListImport(): void
  removeList(listId: string): void
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

  const ask = makeAsk(bridge, {
    isDown: (name, about) => isPressed(desk(), name, about),
    down: (name, about) => setState((before) => pressed(before, name, about)),
    up: (name, about, trouble) => setState((before) => answered(before, name, about, trouble)),
  })

  function choose(contactId: ContactId, recordingId: RecordingId | undefined) {
    setState(({ chosen: { [contactId]: _, ...others } }) => ({
      chosen: recordingId ? { ...others, [contactId]: recordingId } : others,
    }))
  }

  const { goOn, ...assistantIntents } = makeAssistantIntents({ bridge, store, ask, show })

  async function show(contactId: ContactId) {
    const subject = panelSubject(desk())
    if (subject.kind !== 'nobody' && subject.contact.contactId !== contactId) goOn()
    if (subject.kind === 'ended' && subject.contact.contactId !== contactId)
      setState({ readCallId: subject.call.callId })
    setState({ picked: contactId, listening: null, logOpen: false, listsOpen: false })
    const answer = await ask('contact.show', contactId, { contactId })
    // The rep may have gone on to the next contact in the meantime.
    if (!answer || desk().picked !== contactId) return
    setState((before) => (answer.ok ? withCard(before, answer.value) : { ...before, picked: null }))
  }

  async function dial(contactId: ContactId) {
    const { facts, phoneNumberId, picked, emergencyAsked } = desk()
    const shown = facts?.card?.contactId === contactId && (picked ?? contactId) === contactId
    const isFirst = toDial(desk()).first?.contactId === contactId
    const known = isFirst ? currentCheck(desk()) : null
    if (known && isRefused(desk())) return
    const overrideReason = reasonFor(desk(), contactId, contactId, known?.call.answers ?? [])
    if (known?.needsReason && !overrideReason) {
      setState({ reasonAsked: { what: 'call', about: contactId, contactId, answers: known.call.answers } })
      return
    }
    goOn()
    setState({ listening: null, chosenToCall: null })
    const input = checkInput(desk(), contactId, shown ? phoneNumberId : null)
    // The call asks for what the desk has said it would; where it has said nothing yet, main is asked first.
    const callerId = known?.callerId ?? (await suggested(input))
    const { readCallId, inCall } = desk()
    const byHand = inCall.byHand[contactId]
    const subject = panelSubject(desk())
    if (!shown) void show(contactId)
    const answer = await ask('call.dial', '', {
      ...input,
      ...(callerId && { callerId }),
      ...(overrideReason && { overrideReason }),
      ...(byHand?.keys && { keys: byHand.keys }),
      ...((byHand || emergencyAsked === contactId) && { sure: true }),
    })
    if (!answer) return
    setState({ emergencyAsked: !answer.ok && answer.trouble.code === 'emergency-unconfirmed' ? contactId : null })
    if (answer.ok) return void setState(forgotten(contactId))
    // The contact takes the place of the call before, with what stands against this one.
    const isAboutRules = answer.trouble.code === 'call-warned' || answer.trouble.code === 'call-refused'
    if (isAboutRules) setState({ readCallId: subject.kind === 'ended' ? subject.call.callId : readCallId })
  }

  async function suggested(input: RequestInput<'call.check'>): Promise<CallerIdRequest | undefined> {
    const answer = await bridge.request('call.check', input)
    return answer.ok ? answer.value.callerId : input.callerId
  }

  /** A caller ID, a reason and keys that were typed are for one call. */
  function forgotten(contactId: ContactId) {
    const { callerIds, reason, inCall } = desk()
    const { [contactId]: _, ...others } = callerIds
    const { [contactId]: __, ...byHand } = inCall.byHand
    return {
      callerIds: others,
      reason: reason.about === contactId ? { about: '', text: '' } : reason,
      inCall: { ...inCall, byHand },
    }
  }

  function drop(call: CallView) {
    const { facts } = desk()
    const card = facts?.card?.contactId === call.contactId ? facts.card : null
    const recordingId =
      call.drop?.recordingId ?? chosenRecording(desk(), { contactId: call.contactId, card })?.recordingId
    if (!recordingId) return
    const { callId, contactId } = call
    const { answers, needsReason } = call.dropCheck
    const overrideReason = reasonFor(desk(), callId, contactId, answers)
    if (!call.drop && call.dropCheck.verdict === 'refuse') return
    if (!call.drop && needsReason && !overrideReason) {
      setState({ reasonAsked: { what: 'drop', about: callId, contactId, answers } })
      return
    }
    // The choice was for this call; the next one goes by its own follow-up again.
    choose(call.contactId, undefined)
    void ask('call.drop', call.callId, {
      callId: call.callId,
      recordingId,
      ...(overrideReason && { overrideReason }),
    })
  }

  async function readLog(logFilter: LogFilter) {
    setState({ logFilter, logExported: null })
    // Not asked like a press: the answer to a filter that has changed since is of no use.
    const answer = await bridge.request('complianceLog.show', logFilter)
    if (desk().logFilter !== logFilter) return
    if (answer.ok) setState({ log: answer.value })
    else setState((before) => answered(before, 'complianceLog.show', '', answer.trouble))
  }

  async function exportLog(filter: LogFilter) {
    const answer = await ask('complianceLog.export', '', filter)
    if (answer?.ok) setState({ logExported: answer.value })
  }

  async function callMe() {
    const contactId = desk().facts?.card?.contactId ?? null
    const answer = await ask('practice.callMe', '', { contactId })
    if (answer?.ok) setState({ lineOpen: false })
  }

  async function fold(part: SidebarPart) {
    const before = desk().facts?.folded ?? []
    const folded = before.includes(part) ? before.filter((each) => each !== part) : [...before, part]
    // It is not worth a wait: what main refuses is only not remembered.
    setState(({ facts }) => ({ facts: facts && { ...facts, folded } }))
    await ask('sidebar.fold', part, { folded })
  }

  async function chooseSettings(chosen: Partial<DeskSettings>) {
    const known = desk().facts?.settings
    if (!known) return
    const settings = { ...known, ...chosen }
    // A box is ticked at once; main tells what it is now all the same.
    setState(({ facts }) => ({ facts: facts && { ...facts, settings } }))
    const { dialOnForbiddenBy: _, ...own } = settings
    await bridge.request('settings.choose', own)
  }

  async function openLists(listsOpen: boolean) {
    setState({ listsOpen, logOpen: false, refusal: null })
    const answer = listsOpen ? await ask('lists.open', '', {}) : null
    if (answer?.ok) setState({ lists: answer.value })
    if (listsOpen) await readOwnList('')
  }

  async function readOwnList(ownText: string) {
    setState({ ownText })
    // Not asked like a press: the answer to a text that has changed since is of no use.
    const answer = await bridge.request('ownList.show', { text: ownText })
    if (desk().ownText !== ownText) return
    if (answer.ok) setState({ ownList: answer.value })
    else setState((before) => answered(before, 'ownList.show', '', answer.trouble))
  }

  async function addToOwnList(input: RequestInput<'ownList.add'>): Promise<boolean> {
    const answer = await ask('ownList.add', '', input)
    if (answer?.ok) await readOwnList('')
    return answer?.ok ?? false
  }

  async function undoForbid(entryId: string) {
    await ask('doNotCall.undo', entryId, { entryId })
    if (desk().listsOpen) await readOwnList(desk().ownText)
  }

  return {
    ...makeSoundIntents(bridge, store),
    ...makeInCallIntents({ bridge, store, ask, show, dial }),
    ...assistantIntents,
    chooseToCall: (contactId) => setState({ chosenToCall: contactId }),
    show(contactId) {
      setState({ chosenToCall: contactId })
      void show(contactId)
    },
    waitForMe: () =>
      setState(({ dialsOn, waitsAfter }) => ({ dialsOn: null, waitsAfter: dialsOn?.afterCallId ?? waitsAfter })),
    dialNot: () => void ask('call.dialNot', '', {}),
    dial: (contactId) => void dial(contactId),
    dialShown(contactId) {
      setState(({ callerIds }) => ({ callerIds: { ...callerIds, [contactId]: { kind: 'shown' } } }))
      void dial(contactId)
    },
    chooseCallerId: (contactId, callerId) =>
      setState(({ callerIds }) => ({ callerIds: { ...callerIds, [contactId]: callerId }, refusal: null })),
    typeReason: (about, text) => setState({ reason: { about, text } }),
    askNoReason: () => setState({ reasonAsked: null }),
    giveReason(text, remember) {
      const asked = desk().reasonAsked
      const words = text.trim()
      if (!asked || !words) return
      const rules = asked.answers.filter(({ verdict }) => verdict === 'warn').map(({ rule }) => rule)
      if (remember) {
        const kept = { text: words, rules }
        setState(({ reasons }) => ({ reasons: { ...reasons, [remember]: kept } }))
        void bridge.request('draft.keep', { room: 'reason', about: remember, words: kept })
      }
      setState({ reason: { about: asked.about, text: words }, reasonAsked: null })
      const call = desk().facts?.calls.find(({ callId }) => callId === asked.about)
      if (asked.what === 'call') void dial(asked.contactId)
      else if (call) drop(call)
    },
    forgetReason(about) {
      setState(({ reasons: { [about]: _, ...others } }) => ({ reasons: others }))
      void bridge.request('draft.forget', { room: 'reason', about })
    },
    drop,
    hangUp: ({ callId }) => void ask('call.hangUp', callId, { callId }),
    mute: ({ callId, muted }) => void ask('call.mute', callId, { callId, muted: !muted }),
    replay: ({ callId }) => void ask('call.replay', callId, { callId }),
    takeBack: ({ callId }) => void ask('call.takeBack', callId, { callId }),
    openCallerIdTest(callerIdTestOpen) {
      if (!callerIdTestOpen && desk().facts?.hideTrial.run) void ask('hideTrial.stop', '', {})
      setState({ callerIdTestOpen, refusal: null, ...(callerIdTestOpen && { lineOpen: false }) })
    },
    startCallerIdTest: (number) => void ask('hideTrial.start', '', { number }),
    tickCallerIdTest: (displayed) => void ask('hideTrial.tick', '', { displayed }),
    screener: ({ callId, screener }) => void ask(screener ? 'screener.pickedUp' : 'screener.mark', callId, { callId }),
    noScreener: ({ callId }) => void ask('screener.mistaken', callId, { callId }),
    forbid: (input) => void ask('doNotCall.add', input.contactId, input),
    forbidAsked: ({ callId }) => void ask('doNotCall.asked', callId, { callId }),
    undoForbid: (entryId) => void undoForbid(entryId),
    readOwnList: (text) => void readOwnList(text),
    addToOwnList,
    correct: async (input) => (await ask('contact.correct', input.contactId, input))?.ok ?? false,
    openLog(logOpen) {
      setState({ logOpen, listsOpen: false, logExported: null, refusal: null })
      if (logOpen) void readLog(desk().logFilter)
    },
    openLists: (listsOpen) => void openLists(listsOpen),
    importList: (input) => void ask('lists.import', '', input),
    cancelListImport: () => void ask('lists.cancel', '', {}),
    removeList: (listId) => void ask('lists.remove', listId, { listId }),
    readLog: (filter) => void readLog(filter),
    exportLog: (filter) => void exportLog(filter),
    ...makeBackupIntents(ask),
    ...makeLineIntents(ask, store, () => setState({ lineOpen: false })),
    answer: (callId) => void ask('call.answer', callId, { callId }),
    decline: (callId) => void ask('call.decline', callId, { callId }),
    forward(callId, number) {
      setState({ forwarding: number === null ? callId : null })
      if (number !== null) void ask('call.forward', callId, { callId, number })
    },
    credit: (callId, contactId) => void ask('received.credit', callId, { callId, contactId }),
    forwardNot: () => setState({ forwarding: null }),
    disturb: (on) => void ask('doNotDisturb.set', '', { on: !on }),
    setCompact: (compact) => void ask('window.setCompact', '', { compact }),
    openSettings: (settingsOpen) => setState({ settingsOpen }),
    chooseSettings: (chosen) => void chooseSettings(chosen),
    quit: () => void ask('window.quit', '', {}),
    trustClock: () => void ask('clock.trust', '', {}),
    fold: (part) => void fold(part),
    toggleCompact: () => void ask('window.setCompact', '', { compact: !isCompact() }),
    keepAnswering: (answering) => void ask('answering.save', '', answering),
    callMe: () => void callMe(),
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
