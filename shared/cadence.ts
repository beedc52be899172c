import { DateTime } from 'luxon'
import type { Outcome } from './attempt.ts'
import type { Cadence } from './cadence-rules.ts'
import { pickWindow, type Window } from './cadence-window.ts'
import { nextMessage, type Series } from './cadence-message.ts'
import { dayPartInWords, slotAt } from './day-part.ts'
import type { FollowUp } from './follow-up.ts'
import type { RecordingId } from './ids.ts'
import { localDay, momentOn, weekdayOf } from './local-time.ts'
import { countsAsTry, isUnanswered } from './outcome.ts'

/** One attempt of the enrolment, as far as the cadence minds. */
export interface Try {
  readonly startedAt: number
  readonly outcome: Outcome
  /** The recording whose message was started, whole or not. */
  readonly recordingId: RecordingId | null
}

/** Everything a decision is made of. */
export interface CadenceFacts {
  readonly cadence: Cadence
  readonly enrolment: { readonly startedAt: number; readonly side: string | null }
  readonly timeZone: string
  readonly tags: readonly string[]
  /** Attempts of this enrolment, oldest first. */
  readonly attempts: readonly Try[]
  /** Letters of this enrolment that were written or let pass. */
  readonly lettersAsked: number
  readonly series: Series | null
  /** Recordings this contact has heard any of, ever. */
  readonly heard: readonly RecordingId[]
  /** The window that the last attempt was made in, or that went by unused. */
  readonly window: Window | null
  readonly promise: { readonly dueAt: number; readonly dueUntil: number } | null
  readonly now: number
  /** 0 to 1, as Math.random. */
  readonly random: () => number
}

export interface Stop {
  readonly reason: 'max-tries' | 'span' | 'asked-not-to-be-called'
  readonly why: string
}

export type Next = Omit<FollowUp, 'followUpId'>
export type NextStep = { readonly next: Next } | { readonly stop: Stop }

/** Tries that tell something about the prospect: those that rang out or were taken, and any in which a message was heard. */
export function triesOf(attempts: readonly Try[]): Try[] {
  return attempts.filter(({ outcome, recordingId }) => countsAsTry(outcome) || recordingId !== null)
}

/**
 * What comes next for a contact, and why.
 *
 * - A promise outranks everything and keeps its time, however late it is.
 * - A try that does not count is repeated soon, in the window it was made in while that is open.
 * - Then letters, where the cadence writes any; then the next call, in a window of the contact's own time zone.
 *
 * Invariants: call windows lie inside the hours of day-part.ts; since the last time somebody answered no
 * weekday-and-part is used twice while another is untried; no recording is suggested that was heard; with
 * `maxTries` made, or no window left inside `spanDays`, the cadence stops.
 */
export function nextFollowUp(facts: CadenceFacts): NextStep {
  const { cadence, promise } = facts
  if (promise) return { next: promised(facts, promise) }

  const tries = triesOf(facts.attempts)
  if (tries.length >= cadence.maxTries) {
    return { stop: { reason: 'max-tries', why: `${cadence.name}: all ${cadence.maxTries} tries were made.` } }
  }
  const last = facts.attempts.at(-1)
  const repeats = last !== undefined && last !== tries.at(-1)
  if (!repeats && isLetterDue(facts, tries)) return { next: letter(facts, tries) }

  const { window, why } = repeats ? repeated(facts, tries, last) : pickWindow(facts, tries, facts.now, null)
  const days = localDay(window.dueAt, facts.timeZone) - localDay(facts.enrolment.startedAt, facts.timeZone)
  if (days >= cadence.spanDays) {
    return { stop: { reason: 'span', why: `${cadence.name}: its ${cadence.spanDays} days are over.` } }
  }
  const message = nextMessage(facts, tries, window.dueAt)
  return {
    next: {
      kind: 'call',
      promise: false,
      ...window,
      recordingId: message.recordingId,
      hidden: cadence.hidden,
      why: [why, message.why, ...detour(facts, tries, window)],
    },
  }
}

/** Which side of a split test a new enrolment is on; null where the cadence tests nothing. */
export function drawSide({ message }: Cadence, random: () => number): string | null {
  if (message.when !== 'split') return null
  const total = message.sides.reduce((sum, { weight }) => sum + weight, 0)
  let rest = random() * total
  const drawn = message.sides.find(({ weight }) => (rest -= weight) < 0)
  return (drawn ?? message.sides.at(-1)!).side
}

function promised({ timeZone, now, cadence }: CadenceFacts, promise: NonNullable<CadenceFacts['promise']>): Next {
  const day = DateTime.fromMillis(promise.dueAt, { zone: timeZone }).toFormat('cccc d LLLL', { locale: 'en' })
  const late = lateInWords(promise.dueUntil, now)
  return {
    kind: 'call',
    promise: true,
    dueAt: promise.dueAt,
    dueUntil: promise.dueUntil,
    recordingId: null,
    hidden: cadence.hidden,
    why: late ? [`Promised for ${day}.`, late] : [`Promised for ${day}.`],
  }
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
function repeated(facts: CadenceFacts, tries: readonly Try[], last: Try): { window: Window; why: string } {
  const { why, waitMs } = uncounted[last.outcome]!
  const inARow = facts.attempts.length - (facts.attempts.findLastIndex((one) => tries.includes(one)) + 1)
  const dueAt = facts.now + Math.min(waitMs * 2 ** (inARow - 1), 4 * 3_600_000)
  const { window } = facts
  if (window && window.dueAt <= dueAt && dueAt + 60_000 <= window.dueUntil) {
    return { window: { dueAt, dueUntil: window.dueUntil }, why }
  }
  return pickWindow(facts, tries, dueAt, why)
}

function isLetterDue({ cadence, lettersAsked }: CadenceFacts, tries: readonly Try[]): boolean {
  if (cadence.letterEvery === null || tries.at(-1)?.outcome === 'answered') return false
  const unanswered = tries.filter(({ outcome }) => isUnanswered(outcome)).length
  return Math.floor(unanswered / cadence.letterEvery) > lettersAsked
}

/** From nine on the next working day until five, two days later. */
function letter({ cadence, timeZone, now, lettersAsked }: CadenceFacts, tries: readonly Try[]): Next {
  let day = localDay(now, timeZone) + 1
  while (weekdayOf(day) >= 6) day++
  const unanswered = tries.filter(({ outcome }) => isUnanswered(outcome)).length
  return {
    kind: 'letter',
    promise: false,
    dueAt: momentOn(day, 9 * 60, timeZone),
    dueUntil: momentOn(day + 2, 17 * 60, timeZone),
    recordingId: null,
    hidden: cadence.hidden,
    why: [
      `Letter ${lettersAsked + 1} between calls: ${counted(unanswered, 'call')} went unanswered.`,
      `${cadence.name} writes after every ${cadence.letterEvery} of them.`,
    ],
  }
}

function detour({ cadence, timeZone }: CadenceFacts, tries: readonly Try[], window: Window): string[] {
  const { part } = slotAt(window.dueAt, timeZone)
  const found = cadence.detours.find(({ every, parts }) => (tries.length + 1) % every === 0 && parts.includes(part))
  if (!found) return []
  return found.by === 'receptionist'
    ? [`Try ${tries.length + 1}: ask the receptionist when they are in.`]
    : [`${capital(dayPartInWords(part).one)}: nobody screens now; try the dial-by-name directory.`]
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
