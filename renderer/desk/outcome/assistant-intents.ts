import type { DeskBridge } from '../../../shared/contract/bridge.ts'
import type { ContactId, FollowUpId } from '../../../shared/ids.ts'
import type { When } from '../../../shared/contract/rep-outcome.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import {
  emptyPromise,
  picks,
  whenOf,
  type AssistantDesk,
  type EndedPromise,
  type PromiseForm,
} from './assistant-desk.ts'
import type { Ask } from '../frame/ask.ts'
import type { DeskStore } from '../frame/desk-store.ts'
import { makeEnrolmentIntents, type EnrolmentIntents } from '../cadence/enrolment-intents.ts'
import { makeNoteIntents, type NoteIntents } from './note-intents.ts'
import { makeOfferIntents, type OfferIntents } from './offer-intents.ts'
import { makeSayIntents, type SayIntents } from './outcome-intents.ts'
import { nextContact, panelSubject, type Shown } from '../call/panel-subject.ts'

/** What the rep can say of a call, promise, and want of the day. */
export interface AssistantIntents extends NoteIntents, SayIntents, EnrolmentIntents, OfferIntents {
  openPromise(open: boolean): void
  typePromise(form: Partial<PromiseForm>): void
  /** The next, or the one before, of today, tomorrow, this week and next week. */
  turnPick(step: 1 | -1): void
  /** Makes the promise that is typed, as it was understood. */
  promise(): void
  endPromise(ended: EndedPromise): void
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
  readonly ask: Ask
  show(contactId: ContactId): Promise<void>
}

export function makeAssistantIntents(tools: Tools): AssistantIntents & { goOn(): void } {
  const { bridge, store, ask, show } = tools
  const { getState: desk, setState } = store
  const assistant = () => desk().assistant
  const change = (changed: Partial<AssistantDesk>) =>
    setState((before) => ({ assistant: { ...before.assistant, ...changed } }))
  const notes = makeNoteIntents(tools)
  const { undoCadence, ...enrolments } = makeEnrolmentIntents(tools)
  const { undoMade, ...offers } = makeOfferIntents(tools)
  const { goOn: sayAndGoOn, ...says } = makeSayIntents(tools, understand, () => undoMade() || undoCadence())

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
    const subject = panelSubject(desk())
    return subject.kind === 'nobody' ? null : subject.contact
  }

  async function promise() {
    const subject = panelSubject(desk())
    const { promise: form } = assistant()
    if (subject.kind === 'nobody' || !form.read || 'code' in form.read) return
    const { contactId } = subject.contact
    const attemptId = 'call' in subject ? subject.call.attemptId : null
    // What is promised is what was shown: read again a minute later, "in 2 hours" would be another time.
    const { dueAt, dueUntil } = form.read
    const when = { by: 'window', dueAt, dueUntil } as const
    const input = { contactId, attemptId, kind: form.kind, words: form.words.trim(), when }
    const made = await ask('promise.make', contactId, input)
    if (made?.ok) change({ open: null, promise: emptyPromise, promiseTo: null })
  }

  /** What goes without saying is said, and what is typed is kept, before the rep goes on to somebody. */
  function goOn() {
    notes.keepNotes()
    sayAndGoOn()
  }

  async function endPromise(ended: EndedPromise) {
    const { promiseId, was } = ended
    const answer = await ask(was === 'kept' ? 'promise.keep' : 'promise.withdraw', promiseId, { promiseId })
    if (answer?.ok) change({ lastEnded: ended, lastCadence: null, lastMade: null })
  }

  function turnSession() {
    const { facts } = desk()
    if (!facts) return
    if (assistant().session) return change({ session: null })
    const { tries, reached } = facts.queue.today
    change({ session: { since: facts.now, tries, reached } })
    const subject = panelSubject(desk())
    const first = subject.kind === 'call' ? null : nextContact(facts, null)
    if (first && first.contactId !== shown()?.contactId) void show(first.contactId)
  }

  return {
    ...notes,
    ...says,
    ...enrolments,
    ...offers,
    goOn,
    openPromise(open) {
      const to = shown()?.contactId ?? null
      const form = assistant().promiseTo === to ? assistant().promise : emptyPromise
      change(open ? { open: 'promise', promise: form, promiseTo: to } : { open: null })
      setState({ refusal: null })
      if (open) void typePromise(form.written ? { written: form.written } : { pick: form.pick })
    },
    typePromise: (form) => void typePromise(form),
    turnPick(step) {
      const at = picks.findIndex(({ pick }) => pick === assistant().promise.pick)
      void typePromise({ pick: picks[(at + step + picks.length) % picks.length]!.pick, written: '' })
    },
    promise: () => void promise(),
    endPromise: (ended) => void endPromise(ended),
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
