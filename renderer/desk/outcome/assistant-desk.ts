import type { CallView, DeskState, RequestOutput } from '../../../shared/contract/bridge.ts'
import type { ContactAssistant } from '../../../shared/contract/assistant.ts'
import type { Outcome } from '../../../shared/call/outcome.ts'
import type { AttemptId, CallId, ContactId, NoteId, PromiseId } from '../../../shared/ids.ts'
import { receivedRepOutcomes } from '../../../shared/call/outcome.ts'
import type { When } from '../../../shared/contract/rep-outcome.ts'
import type { RepOutcome } from '../../../shared/call/outcome.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import type { CadenceDone, CadenceOnOffer } from '../cadence/enrolment-intents.ts'
import type { Shown } from '../call/panel-subject.ts'

export type Understood = RequestOutput<'promise.understand'>
export type PromisePick = Extract<When, { by: 'key' }>['key']
export type FollowUpKind = 'call' | 'email' | 'letter' | 'meeting' | 'task'

/** A note as it is typed; `saved` is what the archive has of it. */
export interface Draft {
  readonly contactId: ContactId
  readonly attemptId: AttemptId | null
  readonly noteId: NoteId | null
  readonly text: string
  readonly saved: string
}

/** What is typed of a promise, and what it is understood as. */
export interface PromiseForm {
  /** What counts while nothing is written. */
  readonly pick: PromisePick
  readonly written: string
  readonly words: string
  readonly kind: FollowUpKind
  readonly read: Understood | Trouble | null
}

/** Of which call something is said: of one that was made by its attempt, of one that came in by itself. */
export type SaidOf =
  { readonly direction: 'out'; readonly id: AttemptId } | { readonly direction: 'in'; readonly id: CallId }

/** What is typed beside an outcome. */
export interface Detail {
  /** For "not now" and for an appointment. */
  readonly until: string
  readonly read: Understood | Trouble | null
  /** For the gatekeeper. */
  readonly said: string
  readonly personIn: string
  readonly directNumber: string
  /** The outcome was said with it. */
  readonly kept: boolean
}

/** A promise that was ended by hand, as long as nothing else was said since. */
export interface EndedPromise {
  readonly promiseId: PromiseId
  readonly name: string
  readonly was: 'kept' | 'withdrawn'
}

/** A promise that was made by one key, as long as nothing else was said since. */
interface MadePromise {
  readonly promiseId: PromiseId
  readonly name: string
  readonly inWords: string
}

/** What the rep is offered to promise after a talk without one: a call this week, or next week where nothing is left of this. */
interface PromiseOffer {
  readonly attemptId: AttemptId
  readonly contactId: ContactId
  readonly name: string
  readonly week: 'this week' | 'next week'
  readonly read: Understood
}

/** A run from call to call. */
export interface Session {
  readonly since: number
  /** How the day stood when it began. */
  readonly tries: number
  readonly reached: number
}

/** The desk's own part of what is said, noted and promised. */
export interface AssistantDesk {
  readonly open: 'promise' | 'pause' | 'cadence' | null
  /** What a contact can be put on; null until main has answered. */
  readonly cadences: readonly CadenceOnOffer[] | null
  readonly lastCadence: CadenceDone | null
  readonly promise: PromiseForm
  /** To whom the promise is that is typed: closed and opened again, it is as it was. */
  readonly promiseTo: ContactId | null
  /** By `noteKey`. */
  readonly drafts: Readonly<Record<string, Draft>>
  /** By the `id` of what they are said of. */
  readonly details: Readonly<Record<string, Detail>>
  /** What the rep said last, of whomever. */
  readonly lastOutcome: { readonly of: SaidOf; readonly name: string; readonly outcome: RepOutcome } | null
  readonly lastEnded: EndedPromise | null
  readonly lastMade: MadePromise | null
  readonly offer: PromiseOffer | null
  /** How often the note, or the detail of an outcome, was asked for: each time its field takes the focus. */
  readonly noteAsked: number
  readonly detailAsked: number
  readonly session: Session | null
}

export const emptyPromise: PromiseForm = { pick: 'this-week', written: '', words: '', kind: 'call', read: null }
export const emptyDetail: Detail = { until: '', read: null, said: '', personIn: '', directNumber: '', kept: true }

export const emptyAssistant: AssistantDesk = {
  open: null,
  cadences: null,
  lastCadence: null,
  promise: emptyPromise,
  promiseTo: null,
  drafts: {},
  details: {},
  lastOutcome: null,
  lastEnded: null,
  lastMade: null,
  offer: null,
  noteAsked: 0,
  detailAsked: 0,
  session: null,
}

export const picks: readonly { readonly pick: PromisePick; readonly title: string }[] = [
  { pick: 'today', title: 'Today' },
  { pick: 'tomorrow', title: 'Tomorrow' },
  { pick: 'this-week', title: 'This week' },
  { pick: 'next-week', title: 'Next week' },
]

/** The outcomes by their keys: a key that is pressed again takes the next of its own. */
const outcomeKeys: Readonly<Record<string, readonly RepOutcome[]>> = {
  '1': ['interested', 'answered', 'appointment', 'won'],
  '2': ['not-now'],
  '3': ['not-interested', 'lost'],
  '4': ['do-not-call'],
  '5': ['voicemail-nothing-left', 'voicemail-dropped', 'voicemail-cut-off'],
  '6': ['no-answer'],
  '7': ['busy', 'failed'],
  '8': ['gatekeeper'],
  '9': ['wrong-number'],
  '0': ['dial-tree', 'call-screener'],
}

export const outcomeGroups: readonly { readonly title: string; readonly digits: readonly string[] }[] = [
  { title: 'Spoke', digits: ['1', '2', '3', '4'] },
  { title: 'Voicemail', digits: ['5'] },
  { title: 'Not there', digits: ['6', '7', '9'] },
  { title: 'Other', digits: ['8', '0'] },
]

/** The outcomes of a key that can be said of the call: nobody whose machine answered has called. */
export function outcomesOf(digit: string, direction: CallView['direction']): readonly RepOutcome[] {
  const all = outcomeKeys[digit] ?? []
  return direction === 'out' ? all : all.filter((outcome) => receivedRepOutcomes.some((each) => each === outcome))
}

/** What the call in the panel counts as: what the rep said, else what the call itself suggests. */
export interface Counted {
  readonly of: SaidOf
  readonly byRep: RepOutcome | null
  readonly suggested: ContactAssistant['suggested']
  readonly outcome: Outcome | null
}

/** null: nothing can be said of it: it came in and nobody answered, or its contact's card is away. */
export function countedOf({ attemptId, callId, direction }: CallView, contact: Shown): Counted | null {
  const { card } = contact
  if (direction === 'in') {
    const received = card?.received.find((each) => each.callId === callId)
    if (!received || received.answeredAt === null) return null
    const outcome = received.outcome === null ? null : 'answered'
    return { of: { direction, id: callId }, byRep: received.said, suggested: null, outcome }
  }
  const attempt = card?.attempts.find((each) => each.attemptId === attemptId)
  if (!card || attemptId === null || !attempt) return null
  const { said, suggested } = card.assistant
  const known = said?.attemptId === attemptId ? (repOutcome(said.outcome) ?? null) : null
  return {
    of: { direction, id: attemptId },
    byRep: known,
    suggested: !known && suggested?.attemptId === attemptId ? suggested : null,
    outcome: attempt.outcome,
  }
}

/** What a call that has ended counts as, once the rep goes on; null: it is not known. */
export function countsAs(counted: Counted | null): Outcome | null {
  return counted && (counted.byRep ?? counted.suggested?.outcome ?? counted.outcome)
}

const everyRepOutcome = Object.values(outcomeKeys).flat()

/** An outcome that a rep may say, or undefined. */
function repOutcome(outcome: Outcome): RepOutcome | undefined {
  return everyRepOutcome.find((each) => each === outcome)
}

/** What is shown as chosen. */
export function chosenOutcome({ byRep, suggested, outcome }: Counted): RepOutcome | null {
  const chosen = byRep ?? suggested?.outcome ?? outcome
  return (chosen && repOutcome(chosen)) ?? null
}

/**
 * What this key says: its first, and after that the next of its own, as the chips show it. What was said last counts before
 * main has answered: two quick presses are two.
 */
export function outcomeOfKey({ of, byRep }: Counted, { lastOutcome }: AssistantDesk, digit: string): RepOutcome | null {
  const own = outcomesOf(digit, of.direction)
  if (own.length === 0) return null
  const last = lastOutcome?.of.id === of.id ? lastOutcome.outcome : byRep
  return last ? own[(own.indexOf(last) + 1) % own.length]! : own[0]!
}

/** What goes without saying when the rep goes on: a suggestion that is not what the attempt counts as already. */
export function takenSuggestion(counted: Counted | null): RepOutcome | null {
  if (!counted?.suggested || counted.suggested.outcome === counted.outcome) return null
  return repOutcome(counted.suggested.outcome) ?? null
}

/** The outcomes beside which something is typed. */
export function hasDetail(outcome: RepOutcome | null): outcome is 'not-now' | 'appointment' | 'gatekeeper' {
  return outcome === 'not-now' || outcome === 'appointment' || outcome === 'gatekeeper'
}

/** Where a note is kept as long as it is typed: by its call, else by its contact. */
export function noteKey(contact: Shown, call: CallView | null): string {
  return call?.attemptId ?? contact.contactId
}

/** The note of a call goes on where it was; outside of calls there is one for as long as the desk is open. */
export function draftOf({ drafts }: AssistantDesk, contact: Shown, call: CallView | null): Draft {
  const known = drafts[noteKey(contact, call)]
  if (known) return known
  const attemptId = call?.attemptId ?? null
  const kept = attemptId ? contact.card?.assistant.notes.find((note) => note.attemptId === attemptId) : undefined
  const text = kept?.text ?? ''
  return { contactId: contact.contactId, attemptId, noteId: kept?.noteId ?? null, text, saved: text }
}

export function isKept({ text, saved }: Draft): boolean {
  return text === saved
}

/** What a promise is for, as main is asked. */
export function whenOf({ pick, written }: PromiseForm): When {
  const text = written.trim()
  return text ? { by: 'text', text } : { by: 'key', key: pick }
}

/** How far the session has come. */
export function sessionFigures({ since, tries, reached }: Session, day: Day): SessionFigures {
  const { now, queue } = day
  return {
    calls: Math.max(0, queue.today.tries - tries),
    reached: Math.max(0, queue.today.reached - reached),
    ms: Math.max(0, now - since),
  }
}
type Day = { readonly now: number; readonly queue: { readonly today: DeskState['queue']['today'] } }
export interface SessionFigures {
  readonly calls: number
  readonly reached: number
  readonly ms: number
}
