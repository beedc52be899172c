import type { CallView, DeskBridge, RequestInput, RequestName, RequestOutput } from '../../../shared/bridge.ts'
import type { ContactId, FollowUpId, PromiseId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { SaidOutcome, When } from '../../../shared/said-outcome.ts'
import type { Trouble } from '../../../shared/trouble.ts'
import {
  countedOf, emptyDetail, emptyPromise, gatekeeperSaid, picks, takenSuggestion, undoable, whenOf,
  type AssistantDesk, type Detail, type PromiseForm,
} from './assistant-desk.ts' // prettier-ignore
import type { DeskStore } from './desk-store.ts'
import { makeNoteIntents, type NoteIntents } from './note-intents.ts'
import { nextContact, onStage, type Shown } from './on-stage.ts'

/** What the rep can say of a call, promise, and want of the day. */
export interface AssistantIntents extends NoteIntents {
  /** Says how the call ended, with what is typed beside it. */
  sayOutcome(call: CallView, outcome: SaidOutcome): void
  /** Takes back what was said of the call that is shown, else what was said last. */
  undoOutcome(): void
  typeDetail(call: CallView, detail: Partial<Detail>): void
  /** The field beside the outcome takes the focus. */
  askDetail(): void
  openPromise(open: boolean): void
  typePromise(form: Partial<PromiseForm>): void
  /** The next, or the one before, of today, tomorrow, this week and next week. */
  turnPick(step: 1 | -1): void
  /** Makes the promise that is typed, as it was understood. */
  promise(): void
  keepPromise(promiseId: PromiseId): void
  withdrawPromise(promiseId: PromiseId): void
  finish(followUpId: FollowUpId, done: boolean): void
  openPause(open: boolean): void
  pauseAll(until: When): void
  /** Until when a pause would last, or why not. */
  understandPause(until: When): Promise<number | Trouble>
  resumeAll(): void
  resume(contactId: ContactId): void
  /** Begins to go from call to call with whoever is next, or ends that. */
  turnSession(): void
}

export interface Tools {
  readonly bridge: DeskBridge
  readonly store: DeskStore
  ask<K extends RequestName>(name: K, about: string, input: RequestInput<K>): Promise<Result<RequestOutput<K>> | null>
  show(contactId: ContactId): Promise<void>
}

export function makeAssistantIntents(tools: Tools): AssistantIntents & { goOn(): void } {
  const { bridge, store, ask, show } = tools
  const { getState: desk, setState } = store
  const assistant = () => desk().assistant
  const change = (changed: Partial<AssistantDesk>) =>
    setState((before) => ({ assistant: { ...before.assistant, ...changed } }))
  const notes = makeNoteIntents(tools)

  function say({ attemptId, name }: CallView, outcome: SaidOutcome) {
    if (!attemptId) return
    const detail = assistant().details[attemptId] ?? emptyDetail
    const until = detail.until.trim()
    change({ lastSaid: { attemptId, name, outcome } })
    void ask('outcome.say', `${attemptId} ${outcome} ${JSON.stringify(detail)}`, {
      attemptId,
      outcome,
      note: '',
      notNowUntil: outcome === 'not-now' && until ? { by: 'text', text: until } : null,
      gatekeeper: outcome === 'gatekeeper' ? gatekeeperSaid(detail) : null,
    })
  }

  async function undo() {
    const attemptId = undoable(assistant(), onStage(desk()))
    if (!attemptId) return
    if (assistant().lastSaid?.attemptId === attemptId) change({ lastSaid: null })
    await ask('outcome.undo', attemptId, { attemptId })
  }

  async function typeDetail({ attemptId, contactId }: CallView, typed: Partial<Detail>) {
    if (!attemptId) return
    const detail = { ...(assistant().details[attemptId] ?? emptyDetail), ...typed }
    change({ details: { ...assistant().details, [attemptId]: detail } })
    if (typed.until === undefined) return
    const read = await understand(contactId, { by: 'text', text: typed.until.trim() })
    const now = assistant().details[attemptId]
    // Asked as it is typed: an answer to something older is of no use.
    if (now?.until === typed.until) change({ details: { ...assistant().details, [attemptId]: { ...now, read } } })
  }

  async function understand(contactId: ContactId, when: When) {
    if (when.by === 'text' && !when.text) return null
    const answer = await bridge.request('promise.understand', { contactId, when })
    return answer.ok ? answer.value : answer.trouble
  }

  async function typePromise(typed: Partial<PromiseForm>) {
    const form = { ...assistant().promise, ...typed }
    const isAboutTime = typed.pick !== undefined || typed.written !== undefined
    change({ promise: isAboutTime ? { ...form, read: null } : form })
    const contact = shown()
    if (!isAboutTime || !contact) return
    const read = await understand(contact.contactId, whenOf(form))
    const { promise: now } = assistant()
    if (now.written !== form.written || now.pick !== form.pick) return
    // On a Friday evening nothing is left of this week.
    const isOver = read && 'code' in read && !form.written && form.pick === 'this-week'
    if (isOver) void typePromise({ pick: 'next-week' })
    else change({ promise: { ...now, read } })
  }

  function shown(): Shown | null {
    const stage = onStage(desk())
    return stage.kind === 'nobody' ? null : stage.contact
  }

  async function promise() {
    const stage = onStage(desk())
    const { promise: form } = assistant()
    if (stage.kind === 'nobody' || !form.read || 'code' in form.read) return
    const { contactId } = stage.contact
    const attemptId = 'call' in stage ? stage.call.attemptId : null
    const when = whenOf(form)
    const wish = { contactId, attemptId, kind: form.kind, words: form.words.trim(), when }
    const made = await ask('promise.make', contactId, wish)
    if (made?.ok) change({ open: null, promise: emptyPromise })
  }

  /** What goes without saying is said, and what is typed is kept, before the rep goes on to somebody. */
  function goOn() {
    notes.keepNotes()
    const stage = onStage(desk())
    if (stage.kind !== 'ended') return
    const taken = takenSuggestion(countedOf(stage.call, stage.contact))
    if (taken) say(stage.call, taken)
  }

  function turnSession() {
    const { facts } = desk()
    if (!facts) return
    if (assistant().session) return change({ session: null })
    const { tries, reached } = facts.queue.today
    change({ session: { since: facts.now, tries, reached } })
    const stage = onStage(desk())
    const first = stage.kind === 'call' ? null : nextContact(facts, null)
    if (first && first.contactId !== shown()?.contactId) void show(first.contactId)
  }

  return {
    ...notes,
    goOn,
    sayOutcome: say,
    undoOutcome: () => void undo(),
    typeDetail: (call, detail) => void typeDetail(call, detail),
    askDetail: () => change({ detailAsked: assistant().detailAsked + 1 }),
    openPromise(open) {
      change({ open: open ? 'promise' : null, promise: emptyPromise })
      setState({ refusal: null })
      if (open) void typePromise({ pick: emptyPromise.pick })
    },
    typePromise: (form) => void typePromise(form),
    turnPick(step) {
      const at = picks.findIndex(({ pick }) => pick === assistant().promise.pick)
      void typePromise({ pick: picks[(at + step + picks.length) % picks.length]!.pick, written: '' })
    },
    promise: () => void promise(),
    keepPromise: (promiseId) => void ask('promise.keep', promiseId, { promiseId }),
    withdrawPromise: (promiseId) => void ask('promise.withdraw', promiseId, { promiseId }),
    finish: (followUpId, done) => void ask('followUp.finish', followUpId, { followUpId, done }),
    openPause: (open) => {
      change({ open: open ? 'pause' : null })
      setState({ refusal: null })
    },
    pauseAll: (until) =>
      void ask('cadence.pauseAll', '', { until }).then((answer) => answer?.ok && change({ open: null })),
    async understandPause(until) {
      const answer = await bridge.request('cadence.understandPause', { until })
      return answer.ok ? answer.value.until : answer.trouble
    },
    resumeAll: () => void ask('cadence.resumeAll', '', {}),
    resume: (contactId) => void ask('cadence.resume', contactId, { contactId }),
    turnSession,
  }
}
