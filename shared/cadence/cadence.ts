import { DateTime } from 'luxon'
import { activeDays, type Inactive } from './active-days.ts'
import type { Outcome } from '../call/outcome.ts'
import type { Cadence } from '../contract/cadence-rules.ts'
import { pickWindow } from './cadence-window.ts'
import type { Rates } from './learnt-rates.ts'
import type { Reach, Window } from './reach.ts'
import { nextMessage, type Series } from './cadence-message.ts'
import { dayPartInWords, slotAt } from '../time/day-part.ts'
import type { FollowUp } from '../contract/follow-up.ts'
import type { PromiseGo } from './promise-goes.ts'
import type { RecordingId } from '../ids.ts'
import type { LocalDay } from '../time/local-time.ts'
import { triesMade, triesOf } from './tries.ts'
import { doubtInWords, type PersonIn } from './reachable-hours.ts'

/** One attempt of the enrolment, as far as the cadence minds. */
export interface Try {
  readonly startedAt: number
  readonly outcome: Outcome
  /** The recording whose message was started, whole or not. */
  readonly recordingId: RecordingId | null
  /** They called: it is no try of the rep's, but they spoke. */
  readonly received?: boolean
}

/** What the rep told the prospect they would do, and what the prospect asked for. */
export interface PromiseDue extends Window {
  readonly kind: FollowUp['kind']
  /** In the rep's words; may be empty. */
  readonly words: string
  /** When it is tried again, after a go that nobody answered; null: it was not tried yet. */
  readonly go?: PromiseGo | null
}
export interface AskedCall extends Window {
  /** "They asked on Tuesday 24 November to be called then." */
  readonly why: string
}

/** Everything a decision is made of. */
export interface CadenceFacts {
  readonly cadence: Cadence
  readonly enrolment: { readonly startedAt: number; readonly side: string | null }
  readonly timeZone: string
  readonly tags: readonly string[]
  /** Attempts of this enrolment, and calls of theirs that were taken, oldest first. */
  readonly attempts: readonly Try[]
  /** By `stepKey`: letters, emails and tasks of this enrolment that were done or let pass. */
  readonly stepsDone: ReadonlyMap<string, number>
  readonly series: Series | null
  /** Recordings this contact has heard any of, ever. */
  readonly heard: readonly RecordingId[]
  /** The cadence's own window that the last attempt was made in, or that went by unused; null: it was none of its own. */
  readonly window: Window | null
  /** The first that is due. */
  readonly promise: PromiseDue | null
  readonly asked: AskedCall | null
  /** The cadence is paused until then: nothing of its own is due sooner. */
  readonly notBefore: number | null
  /** The first call is not before then: the days until then are full. */
  readonly beginsFrom?: number | null
  readonly daysOff: ReadonlySet<LocalDay>
  readonly personIn: PersonIn | null
  /** When they can be called: the rep's hours, and those of their region. */
  readonly reach: Reach
  /** How full the days are: 0 is empty, and at 1 and more a window or its day has no room. */
  readonly fullness: (window: Window) => number
  /** How surely the rep calls in a window, by what they did so far: 0 to 1. Not known: surely. */
  readonly kept?: (window: Window) => number
  /** When the cadence rested: its days do not run then. */
  readonly inactive: readonly Inactive[]
  /** What a deal with them would be worth; null: nobody has said. */
  readonly dealValue: number | null
  /** The rep's own answers, over all contacts. */
  readonly rates: Rates
  readonly now: number
  /** 0 to 1, as Math.random. */
  readonly random: () => number
}

export interface Stop {
  readonly reason: 'max-tries' | 'span' | 'rep' | Cadence['stopsOn'][number]
  readonly why: string
}

export type Next = Omit<FollowUp, 'followUpId'>
export type NextStep = { readonly next: Next } | { readonly stop: Stop }

/**
 * What comes next for a contact, and why.
 *
 * - A promise outranks everything and keeps its time, however late it is; so, after it, does what they asked for.
 * - A word that stops the cadence stops it: no, wrong number, an appointment, won, lost.
 * - A try that does not count is repeated soon, in the window it was made in while that is open.
 * - Then the next call, in a window of the contact's zone; letters, emails and tasks stand beside it (between.ts).
 *
 * Invariants: call windows lie inside the hours of day-part.ts, the rep's and those of their region, on no day off, not before
 * `notBefore`; no weekday-and-part is used again within four tries or ten days, and six of the first ten differ, where the
 * hours allow it (variety.ts) and no receptionist has said better; no recording is suggested that was heard; with `maxTries`
 * made, or no window left inside `spanDays` active days from the first call, the cadence stops.
 */
export function nextFollowUp(facts: CadenceFacts): NextStep {
  const { cadence } = facts
  const ahead = nextOutsideCadence(facts, cadence.hidden)
  if (ahead) return { next: ahead }
  const tries = triesOf(facts.attempts)
  const told = stopTold(facts, tries)
  if (told) return { stop: told }
  if (tries.filter(({ received }) => !received).length >= cadence.maxTries) {
    return { stop: { reason: 'max-tries', why: `${cadence.name}: all ${cadence.maxTries} tries were made.` } }
  }
  const over: NextStep = { stop: { reason: 'span', why: `${cadence.name}: its ${cadence.spanDays} days are over.` } }
  const isOver = (at: number) => activeDays(facts, at) >= cadence.spanDays
  const last = facts.attempts.at(-1)
  const repeats = last !== undefined && last !== tries.at(-1)
  const from = Math.max(facts.now, facts.notBefore ?? 0, facts.beginsFrom ?? 0)
  const picked = repeats ? repeated(facts, tries, last) : pickWindow(facts, tries, from, null)
  if (!picked || isOver(picked.window.dueAt)) return over
  const { window, why } = picked
  const message = nextMessage(facts, tries, window.dueAt)
  return {
    next: {
      kind: 'call',
      name: '',
      promise: false,
      asked: false,
      ...window,
      recordingId: message.recordingId,
      hidden: cadence.hidden,
      why: [why, message.why, ...doubtOf(facts, tries), ...detour(facts, tries, window), ...pausedReason(facts)],
    },
  }
}

type Ahead = Pick<CadenceFacts, 'promise' | 'asked' | 'timeZone' | 'now'>

/** What is next whatever a cadence says, and for contacts on none: the promise, then what they asked for. */
export function nextOutsideCadence({ promise, asked, timeZone, now }: Ahead, hidden: boolean): Next | null {
  const due = promise ?? asked
  if (!due) return null
  const { dueAt, dueUntil } = due
  const late = lateInWords(dueUntil, now)
  const go = promise?.go ?? null
  const of = {
    dueAt: go?.dueAt ?? dueAt,
    dueUntil: go?.dueUntil ?? dueUntil,
    recordingId: go?.recordingId ?? null,
    hidden,
  }
  if (promise) {
    const words = promise.words ? [`“${withoutEnd(promise.words)}”.`] : []
    const why = [
      `Promised for ${dayInWords(dueAt, timeZone)}.`,
      ...(go ? [go.why] : []),
      ...words,
      ...(late ? [late] : []),
    ]
    return {
      kind: promise.kind,
      name: promise.kind === 'call' ? '' : promise.words,
      promise: true,
      asked: false,
      ...of,
      why,
    }
  }
  return { kind: 'call', name: '', promise: false, asked: true, ...of, why: [asked!.why, ...(late ? [late] : [])] }
}

export function dayInWords(at: number, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toFormat('cccc d LLLL', { locale: 'en' })
}

const stopWords = {
  'not-interested': { reason: 'said-no', words: 'They said no' },
  'wrong-number': { reason: 'wrong-number', words: 'A wrong number' },
  interested: { reason: 'pitched', words: 'They were pitched, and interested,' },
  appointment: { reason: 'appointment', words: 'An appointment was made' },
  won: { reason: 'won', words: 'Won' },
  lost: { reason: 'lost', words: 'Lost' },
  'do-not-call': { reason: 'asked-not-to-be-called', words: 'They asked not to be called' },
} as const

/** What was said in the last try ends the cadence, where the cadence says so. Asking not to be called always does. */
function stopTold({ cadence, timeZone }: CadenceFacts, tries: readonly Try[]): Stop | null {
  const last = tries.at(-1)
  if (!last || !(last.outcome in stopWords)) return null
  const { reason, words } = stopWords[last.outcome as keyof typeof stopWords]
  if (reason !== 'asked-not-to-be-called' && !cadence.stopsOn.includes(reason)) return null
  return { reason, why: `${words} on ${dayInWords(last.startedAt, timeZone)}.` }
}

/** Which side of a split test a new enrolment is on; null where the cadence tests nothing. */
export function drawSide({ message }: Cadence, random: () => number): string | null {
  if (message.when !== 'split') return null
  const total = message.sides.reduce((sum, { weight }) => sum + weight, 0)
  let rest = random() * total
  const drawn = message.sides.find(({ weight }) => (rest -= weight) < 0)
  return (drawn ?? message.sides.at(-1)!).side
}

/** How late something is, as a sentence; null while it is not. */
export function lateInWords(dueUntil: number, now: number): string | null {
  if (now < dueUntil) return null
  const late = Math.floor((now - dueUntil) / 3_600_000)
  if (late < 1) return 'Late by less than an hour.'
  return `Late by ${late < 24 ? counted(late, 'hour') : counted(Math.floor(late / 24), 'day')}.`
}

const uncounted: Partial<Record<Outcome, { readonly why: string; readonly waitMs: number }>> = {
  cancelled: { why: 'The last try was cancelled and does not count: call again.', waitMs: 15 * 60_000 },
  failed: { why: 'The last call failed and does not count: call again.', waitMs: 5 * 60_000 },
  interrupted: { why: 'Afterbeep was closed in the middle of the last call: call again.', waitMs: 0 },
}

/** A try that does not count is made again soon; when it keeps failing, less and less soon. */
function repeated(facts: CadenceFacts, tries: readonly Try[], last: Try): { window: Window; why: string } | null {
  const { why, waitMs } = uncounted[last.outcome]!
  const inARow = facts.attempts.length - (facts.attempts.findLastIndex((one) => tries.includes(one)) + 1)
  const dueAt = Math.max(facts.now + Math.min(waitMs * 2 ** (inARow - 1), 4 * 3_600_000), facts.notBefore ?? 0)
  const { window } = facts
  if (window && window.dueAt <= dueAt && dueAt + 60_000 <= window.dueUntil) {
    return { window: { dueAt, dueUntil: window.dueUntil }, why }
  }
  return pickWindow(facts, tries, dueAt, why)
}

/** What a receptionist said is given up after tries in vain, and the rep is told. */
function doubtOf({ personIn, timeZone }: CadenceFacts, tries: readonly Try[]): string[] {
  const doubt = personIn && doubtInWords(personIn, timeZone, tries)
  return doubt ? [`What the receptionist said is doubted: ${doubt.slice('Doubted: '.length)}`] : []
}

/** A paused cadence says so where that moved the call. */
export function pausedReason({
  notBefore,
  now,
  timeZone,
}: Pick<CadenceFacts, 'notBefore' | 'now' | 'timeZone'>): string[] {
  return notBefore !== null && notBefore > now ? [`The cadence rests until ${dayInWords(notBefore, timeZone)}.`] : []
}

function detour({ cadence, timeZone }: CadenceFacts, tries: readonly Try[], window: Window): string[] {
  const { part } = slotAt(window.dueAt, timeZone)
  const made = triesMade(tries)
  const found = cadence.detours.find(({ every, parts }) => (made + 1) % every === 0 && parts.includes(part))
  if (!found) return []
  return found.by === 'receptionist'
    ? [`Try ${made + 1}: ask the receptionist when they are in.`]
    : [`${capital(dayPartInWords(part).one)}: nobody screens now; try the dial-by-name directory.`]
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Without the full stops and closing quotes that end it. */
function withoutEnd(words: string): string {
  let end = words.length
  while (end > 0 && (words[end - 1] === '.' || words[end - 1] === '”')) end--
  return words.slice(0, end)
}
