import type { DaysOff, Shift, UnderstoodDays } from '../../../shared/contract/days-off-bridge.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import { day } from '../controls/times.ts'

/** Holidays and vacations as the desk has them open: what main has said, and what the rep has typed. */
export interface DaysOffDesk {
  /** null until main has answered. */
  readonly all: readonly DaysOff[] | null
  readonly written: string
  readonly name: string
  /** What is written, as main understands it; null: nothing is, or main has not answered. */
  readonly read: UnderstoodDays | Trouble | null
  /** What was done last, so that it can be undone. */
  readonly done: DoneDaysOff | null
  readonly isBusy: boolean
}

export type DoneDaysOff =
  | { readonly kind: 'added'; readonly span: DaysOff; readonly shift: Shift }
  | { readonly kind: 'removed'; readonly span: DaysOff; readonly back: number }

export const noDaysOff: DaysOffDesk = { all: null, written: '', name: '', read: null, done: null, isBusy: false }

/** What it is called when the rep gives it no name. */
export function usualName({ first, last }: Span): string {
  return first === last ? 'Day off' : 'Vacation'
}

type Span = Pick<DaysOff, 'first' | 'last'>

/** Of a day on the calendar, for the formats of times.ts, in UTC. */
function atOf(iso: string): number {
  return Date.parse(`${iso}T12:00:00Z`)
}

/** "Mon 7 Dec", and the year where it is not this one: "Sat 2 Jan 2027". */
function dayInWords(iso: string, now: number): string {
  const year = new Date(now).getFullYear()
  return day(atOf(iso), 'UTC') + (iso.startsWith(`${year}-`) ? '' : ` ${iso.slice(0, 4)}`)
}

/** "Thu 24 Dec to Sat 2 Jan 2027", or one day. */
export function spanInWords({ first, last }: Span, now: number): string {
  if (first === last) return dayInWords(first, now)
  // One year is said once, after both.
  const begins = first.slice(0, 4) === last.slice(0, 4) ? day(atOf(first), 'UTC') : dayInWords(first, now)
  return `${begins} to ${dayInWords(last, now)}`
}

export function daysLong({ first, last }: Span): string {
  const days = Math.round((atOf(last) - atOf(first)) / 86_400_000) + 1
  return days === 1 ? '1 day' : `${days} days`
}

/** What adding them would do. */
export function fallsInWords({ moving, staying, next }: UnderstoodDays, now: number): string {
  const moves =
    moving === 0
      ? 'No follow-up falls on it.'
      : `${followUps(moving)} ${moving === 1 ? 'falls on it and moves' : 'fall on it and move'} on, to ${dayInWords(next, now)} at the earliest.`
  if (staying === 0) return moves
  return `${moves} ${staying === 1 ? '1 promise falls on it, and stays.' : `${staying} promises fall on it, and stay.`}`
}

/** What it has done: "12 follow-ups moved: 5 to Mon 4 Jan, 4 to Tue 5 Jan, 3 later." */
function shiftInWords({ to, stopped }: Shift, now: number): string {
  const moved = to.reduce((sum, { count }) => sum + count, 0)
  const over = stopped === 0 ? '' : ` ${stopped === 1 ? '1 cadence was' : `${stopped} cadences were`} over by then.`
  const [first, second, ...later] = to
  if (!first) return stopped === 0 ? 'No follow-up fell on it.' : over.trim()
  if (!second) return `${followUps(moved)} moved to ${dayInWords(first.day, now)}.${over}`
  const rest = later.reduce((sum, { count }) => sum + count, 0)
  const named = [first, second].map(({ day: iso, count }) => `${count} to ${dayInWords(iso, now)}`)
  return `${followUps(moved)} moved: ${[...named, ...(rest > 0 ? [`${rest} later`] : [])].join(', ')}.${over}`
}

export function doneInWords(done: DoneDaysOff, now: number): string {
  const what = `“${done.span.name}”, ${spanInWords(done.span, now)}`
  if (done.kind === 'added') return `${what}, is off. ${shiftInWords(done.shift, now)}`
  const { back } = done
  const were =
    back === 0
      ? ''
      : ` ${followUps(back)} ${back === 1 ? 'is' : 'are'} back where ${back === 1 ? 'it was' : 'they were'}.`
  return `${what}, is not off any more.${were}`
}

function followUps(count: number): string {
  return count === 1 ? '1 follow-up' : `${count} follow-ups`
}
