import type { Reach, Window } from './reach.ts'
import type { RecordingId } from '../ids.ts'
import { dayParts, dayHours } from '../time/day-hours.ts'
import { dayPartInWords, slotAt } from '../time/day-part.ts'
import { localDay, localMinutes, momentOn, type LocalDay } from '../time/local-time.ts'

/** The next go at a promise that was not answered. */
export interface PromiseGo extends Window {
  /** Goes that were in vain. */
  readonly made: number
  /** What may be left, after three goes in vain; null: nothing, or it is too soon. */
  readonly recordingId: RecordingId | null
  /** "Tried twice, not answered: again in the afternoon." */
  readonly why: string
}

/** So many in vain, and a message is offered. */
const MESSAGE_AFTER_GOES = 3
/** A second go on one day comes in another part of it, and not at once. */
const HOURS_APART_MS = 90 * 60_000
/** From its hour on, so long is a go not late. */
const GO_MS = 60 * 60_000
/** The rep may be away for weeks. */
const FARTHEST_DAYS = 120

export interface PromiseGoFacts {
  /** When it was promised for. */
  readonly dueAt: number
  /** Goes since then that nobody answered, oldest first. */
  readonly goes: readonly number[]
  /** On one day at most. */
  readonly goesADay: number
  readonly reach: Reach
  readonly daysOff: ReadonlySet<LocalDay>
  /** The first recording that they have not heard; null: there is none. */
  readonly message: RecordingId | null
}

/**
 * When somebody who was promised a call and did not answer is called again: in another part of the same day, as often as the rep
 * wants it on one day, then daily at the hour that was promised. Always where the rep's hours and theirs meet. null: there was no
 * go yet.
 */
export function promiseGo(facts: PromiseGoFacts): PromiseGo | null {
  const { goes, goesADay, reach, message } = facts
  const last = goes.at(-1)
  if (last === undefined) return null
  const { timeZone } = reach
  const today = localDay(last, timeZone)
  const madeToday = goes.filter((at) => localDay(at, timeZone) === today).length
  const tried = goes.length === 1 ? 'Tried once' : goes.length === 2 ? 'Tried twice' : `Tried ${goes.length} times`
  const offer = goes.length >= MESSAGE_AFTER_GOES ? message : null
  const about = { made: goes.length, recordingId: offer }
  const leave = offer ? ' A message may be left by now.' : ''
  const again = madeToday < goesADay ? laterThatDay(facts, last) : null
  if (again) {
    const { part } = slotAt(again.dueAt, timeZone)
    const named: Partial<Record<string, string>> = { weekend: 'later', lunch: 'at lunchtime', early: 'early' }
    const when = named[part] ?? `in the ${dayPartInWords(part).one}`
    return { ...again, ...about, why: `${tried}, not answered: again ${when} on the same day.${leave}` }
  }
  return {
    ...nextDay(facts, today + 1),
    ...about,
    why: `${tried}, not answered: again at its hour on the next day.${leave}`,
  }
}

function laterThatDay({ reach, daysOff }: PromiseGoFacts, last: number): Window | null {
  const { timeZone } = reach
  const day = localDay(last, timeZone)
  if (daysOff.has(day)) return null
  const { part } = slotAt(last, timeZone)
  return (
    windowsOf(reach, day, part).find(({ dueAt }) => dueAt - last >= HOURS_APART_MS) ??
    windowsOf(reach, day, part)
      .map(({ dueAt, dueUntil }) => ({ dueAt: Math.max(dueAt, last + HOURS_APART_MS), dueUntil }))
      .find(({ dueAt, dueUntil }) => dueUntil - dueAt >= 30 * 60_000) ??
    null
  )
}

/** Of the other parts of a day, in their order. */
function windowsOf(reach: Reach, day: LocalDay, but: string | null): Window[] {
  return dayParts
    .filter((part) => part !== but)
    .flatMap((part) => reach.windows(day, part))
    .sort((a, b) => a.dueAt - b.dueAt)
}

/** At its hour; where that hour is not met on the day, at the time nearest to it. */
function nextDay({ reach, daysOff, dueAt: promisedFor }: PromiseGoFacts, first: LocalDay): Window {
  const { timeZone } = reach
  const minutes = localMinutes(promisedFor, timeZone)
  for (let day = first; day < first + FARTHEST_DAYS; day++) {
    const found = daysOff.has(day) ? [] : windowsOf(reach, day, null)
    if (found.length === 0) continue
    const hour = momentOn(day, minutes, timeZone)
    const at = found.find(({ dueUntil }) => dueUntil - hour >= 15 * 60_000) ?? found.at(-1)!
    const dueAt = Math.max(at.dueAt, Math.min(hour, at.dueUntil - 30 * 60_000))
    return { dueAt, dueUntil: Math.min(at.dueUntil, dueAt + GO_MS) }
  }
  // Nothing meets for months: a promise is not forgotten for that.
  const { opens } = dayHours['morning']
  const dueAt = momentOn(first, opens, timeZone)
  return { dueAt, dueUntil: dueAt + GO_MS }
}
