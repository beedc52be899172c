import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallCheck } from '../../../shared/contract/call-check.ts'
import type { CallerIdRequest } from '../../../shared/contract/caller-id.ts'
import type { FactName, DeskState, RequestInput, RequestName, RequestOutput } from '../../../shared/contract/bridge.ts'
import type { CallId, ContactId, PhoneNumberId, RecordingId } from '../../../shared/ids.ts'
import type { OwnList } from '../../../shared/contract/list-bridge.ts'
import type { NationalListsState } from '../../../shared/contract/national-lists.ts'
import type { RuleAnswer } from '../../../shared/contract/rule-answer.ts'
import type { ReasonWords } from '../../../shared/contract/drafts.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import type { TypedLine } from '../line/typed-line.ts'
import { emptyAssistant, type AssistantDesk } from '../outcome/assistant-desk.ts'
import { nothingOpen, type InCallDesk } from '../call/in-call-desk.ts'
import { soundAway, type SoundDesk } from '../audio/sound-desk.ts'

/**
 * An intent on its way to main. A button shows it as pressed until the facts have moved: until main has
 * answered and, where an event must follow, until that event has come. The facts themselves are never guessed.
 */
interface Press {
  readonly name: RequestName
  /** The id of what it is about: pressing one call's button does not press another's. */
  readonly about: string
  readonly answered: boolean
  readonly moved: boolean
}

interface Refusal {
  readonly name: RequestName
  readonly about: string
  readonly trouble: Trouble
}

/** What main has said, and beside it the little that is the desk's own: what is picked, pressed and open. */
export interface Desk {
  /** null until main has answered the first question. */
  readonly facts: DeskState | null
  /** A contact the rep has chosen and main has not shown yet. */
  readonly picked: ContactId | null
  /** Whom the rep has chosen by hand since the last call: Enter calls them. */
  readonly chosenToCall: ContactId | null
  readonly presses: readonly Press[]
  /** The last request that main refused; gone with the next thing the rep does. */
  readonly refusal: Refusal | null
  /** The recordings chosen for the next or present call; without a choice it is the follow-up's, else the first. */
  readonly chosen: Readonly<Partial<Record<ContactId, RecordingId>>>
  /** What the call the rep is in would leave, while they look at somebody else and its contact's card is away. */
  readonly kept: {
    readonly contactId: ContactId
    readonly recordingId: RecordingId
    readonly whyNone: string | null
  } | null
  /** The number chosen for the shown contact; null: their first. */
  readonly phoneNumberId: PhoneNumberId | null
  /** What the rep wants shown on the next call to a contact; without it cadence and line decide. */
  readonly callerIds: Readonly<Partial<Record<ContactId, CallerIdRequest>>>
  /** In a session: whom the desk calls in two seconds by itself, after which call. */
  readonly dialsOn: { readonly afterCallId: CallId; readonly contactId: ContactId } | null
  /** After this call it waits for the rep. */
  readonly waitsAfter: CallId | null
  /** What main said of the call that the big button would make. */
  readonly checked: Checked | null
  /** Why the rep goes on against a warning, as far as it is typed: of a contact's next call, or of a call's drop. */
  readonly reason: { readonly about: string; readonly text: string }
  /** Whose number is an emergency number: the next press means it. */
  readonly emergencyAsked: ContactId | null
  /** What waits for a reason: the call to a contact, or a call's drop. */
  readonly reasonAsked: ReasonAsked | null
  /** Reasons that are remembered, by the contact or the cadence that they are about. */
  readonly reasons: Readonly<Partial<Record<string, ReasonWords>>>
  /** An ended call whose result the rep has seen and left: coming back shows the contact, not the old result. */
  readonly readCallId: CallId | null
  readonly lineOpen: boolean
  /** What is typed of a line and not saved, by the line, `new` for one that is not there yet. Passwords too: never kept elsewhere. */
  readonly lineTyped: Readonly<Partial<Record<string, TypedLine>>>
  readonly settingsOpen: boolean
  /** The call whose caller is to be sent on to a number that is being typed. */
  readonly forwarding: CallId | null
  /** The rep's own mobile is called, or about to be. */
  readonly callerIdTestOpen: boolean
  /** The compliance log: whether it is open, what it shows, and how much of it there is; null until main has answered. */
  readonly logOpen: boolean
  readonly logFilter: LogFilter
  readonly log: RequestOutput<'complianceLog.show'> | null
  /** The file that it was written to last; null: none since the filter changed. */
  readonly logExported: RequestOutput<'complianceLog.export'>
  /** The national do-not-call lists: whether they are looked at, and what main said of them. */
  readonly listsOpen: boolean
  readonly lists: NationalListsState | null
  /** Of the rep's own list, what it is looked through for, and who was found; null until main has answered. */
  readonly ownText: string
  readonly ownList: OwnList | null
  /** The sound that is being previewed, by its path, e.g. /recordings/ID.wav. */
  readonly listening: string | null
  readonly inCall: InCallDesk
  readonly sound: SoundDesk
  readonly assistant: AssistantDesk
}

export interface ReasonAsked {
  readonly what: 'call' | 'drop'
  /** A contact's id, or a call's. */
  readonly about: string
  readonly contactId: ContactId
  readonly answers: readonly RuleAnswer[]
}

/** An answer to `call.check`, and the input it was given to. */
export interface Checked {
  readonly input: CheckInput
  readonly check: CallCheck
}
export type CheckInput = RequestInput<'call.check'>
export type LogFilter = RequestInput<'complianceLog.show'>

export type DeskStore = StoreApi<Desk>

export const closedDesk: Desk = {
  facts: null,
  picked: null,
  chosenToCall: null,
  presses: [],
  refusal: null,
  chosen: {},
  kept: null,
  phoneNumberId: null,
  callerIds: {},
  dialsOn: null,
  waitsAfter: null,
  checked: null,
  reason: { about: '', text: '' },
  emergencyAsked: null,
  reasonAsked: null,
  reasons: {},
  readCallId: null,
  lineOpen: false,
  lineTyped: {},
  settingsOpen: false,
  forwarding: null,
  callerIdTestOpen: false,
  logOpen: false,
  logFilter: { from: null, until: null, kinds: ['hidden', 'override', 'drop'], contactId: null },
  log: null,
  logExported: null,
  listsOpen: false,
  lists: null,
  ownText: '',
  ownList: null,
  listening: null,
  inCall: nothingOpen,
  sound: soundAway,
  assistant: emptyAssistant,
}

export function openDeskStore(): DeskStore {
  return createStore<Desk>(() => closedDesk)
}

/** The fact that must have changed before a request counts as done; the rest are done when they are answered. */
const settledBy: Partial<Record<RequestName, FactName>> = {
  'call.dial': 'calls',
  'call.hangUp': 'calls',
  'call.mute': 'calls',
  'call.drop': 'calls',
  'call.takeBack': 'calls',
  'call.answer': 'calls',
  'call.decline': 'calls',
  'call.forward': 'calls',
  'received.credit': 'calls',
  'doNotDisturb.set': 'incoming',
}

export function pressed(desk: Desk, name: RequestName, about: string): Desk {
  const press: Press = { name, about, answered: false, moved: settledBy[name] === undefined }
  return { ...desk, refusal: null, presses: [...desk.presses, press] }
}

/** Main has answered: with a trouble the press is over, else it is over when the facts have moved too. */
export function answered(desk: Desk, name: RequestName, about: string, trouble: Trouble | null): Desk {
  const presses = desk.presses.flatMap((press) => {
    if (press.name !== name || press.about !== about) return [press]
    return trouble || press.moved ? [] : [{ ...press, answered: true }]
  })
  return { ...desk, presses, refusal: trouble ? { name, about, trouble } : desk.refusal }
}

export function moved(desk: Desk, fact: FactName): Desk {
  if (!desk.presses.some((press) => settledBy[press.name] === fact)) return desk
  const presses = desk.presses.flatMap((press) => {
    if (settledBy[press.name] !== fact) return [press]
    return press.answered ? [] : [{ ...press, moved: true }]
  })
  return { ...desk, presses }
}

export function isPressed(desk: Desk, name: RequestName, about: string): boolean {
  return desk.presses.some((press) => press.name === name && press.about === about)
}

/** Another contact is on the desk: a number chosen for the one before does not carry over. */
export function withCard(desk: Desk, card: DeskState['card']): Desk {
  if (!desk.facts) return desk
  const same = card?.contactId === desk.facts.card?.contactId
  return {
    ...desk,
    facts: { ...desk.facts, card },
    picked: desk.picked === card?.contactId ? null : desk.picked,
    phoneNumberId: same ? desk.phoneNumberId : null,
  }
}
