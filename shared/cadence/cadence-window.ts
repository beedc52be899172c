import type { CadenceFacts, Try } from './cadence.ts'
import { pace } from './pace.ts'
import { bestHours, drawSlot, hourMean } from './learnt-rates.ts'
import { LEAST_WINDOW_MS, type Reach, type Window } from './reach.ts'
import { believedWindows, saidWindow } from './reachable-hours.ts'
import { barredBy, type TriedSlot } from './variety.ts'
import { windowWhy, sameDayWhy } from './window-words.ts'
import { dayParts, type DayPart } from '../time/day-hours.ts'
import { slotAt, slotKey, slotsOf, type Slot } from '../time/day-part.ts'
import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay } from '../time/local-time.ts'
import { isReached } from '../call/outcome.ts'

export type { Window } from './reach.ts'

interface Candidate extends Window {
  readonly slot: Slot
  /** Local days after the first one that was looked at. */
  readonly day: number
  /** How full its day and its hours are: 1 and more is full. */
  readonly fullness: number
}

/** How far is looked for a day that is not off: two years of days off are nobody's plan. */
const FARTHEST_DAYS = 800
/** How far beyond the longest wait is looked for a day with room, before one without is taken. */
const ROOM_WITHIN_DAYS = 28

/**
 * The window of the next call, not before `from`, and why that one; null where no day is left. With `repeat` (the reason
 * to call again) the earliest window is taken.
 *
 * A window is where the part of their day, the rep's hours and the hours of their region meet. Of those that the rule of
 * variety leaves, on days with room, one is drawn by what is known: how the rep's calls are answered then, less for every try
 * of theirs that the same time has failed.
 */
export function pickWindow(
  facts: CadenceFacts,
  tries: readonly Try[],
  from: number,
  repeat: string | null,
): { window: Window; why: string } | null {
  const { cadence, timeZone } = facts
  const said = believedWindows(facts, tries)
  const promised = said && saidWindow(facts, tries, said, from)
  if (promised) return chosen(promised, repeat ?? promised.why)

  const open = openTimes(facts, tries, from)
  const last = tries.at(-1)
  const wasReached = last !== undefined && isReached(last.outcome)
  const gap = wasReached
    ? { least: cadence.answeredGapDays, most: cadence.answeredGapDays + 2 }
    : last
      ? cadence.gapDays
      : { least: 0, most: 0 }
  const opening = last ? momentOn(localDay(last.startedAt, timeZone) + gap.least, 0, timeZone) : from
  const earliest = Math.max(from, opening)
  const again = sameDay(facts, tries, open, from)
  if (repeat !== null) {
    const soonest = again[0] ?? candidates(facts, open, earliest, 1)[0]
    return soonest ? chosen(soonest, repeat) : null
  }
  const found = withRoom(candidates(facts, open, earliest, gap.most - gap.least + 1))
  if (found.length === 0) return null
  const answeredIn = wasReached ? slotAt(last.startedAt, timeZone) : null
  const promising = worth(facts, tries, { liked: answeredIn?.part, found })
  const [best, most] = mostPromising(found, promising)
  if (!last) return chosen(narrowed(best, facts), `New on ${cadence.name}: first call.`)
  const today = again.filter(({ fullness }) => fullness < 1)
  if (today.length > 0) {
    const [one, value] = mostPromising(today, promising)
    if (value >= most * pace(facts, tries, one.dueAt).worthToday) {
      return chosen(narrowed(one, facts), sameDayWhy(one, last, timeZone))
    }
  }
  return chosen(narrowed(best, facts), windowWhy(best, facts, tries, answeredIn))
}

function chosen({ dueAt, dueUntil }: Window, why: string) {
  return { window: { dueAt, dueUntil }, why }
}

function mostPromising(found: readonly Candidate[], promising: (one: Candidate) => number): [Candidate, number] {
  let [best, most] = [found[0]!, -Infinity]
  for (const one of found) {
    const value = promising(one)
    if (value > most) [best, most] = [one, value]
  }
  return [best, most]
}

/** The times that may be used: of the cadence's parts, as far as the hours ever meet them, and what variety bars. */
interface OpenTimes {
  readonly reach: Reach
  readonly parts: readonly DayPart[]
  readonly isBarred: (slot: string, day: LocalDay) => boolean
}

function openTimes(facts: CadenceFacts, tries: readonly Try[], from: number): OpenTimes {
  const { cadence, timeZone } = facts
  const day = localDay(from, timeZone)
  // Where the rep's hours never meet theirs, the law's do; a cadence that nothing meets is called at any hour that does.
  const ways: readonly (readonly [Reach, readonly DayPart[]])[] = [
    [facts.reach, cadence.parts],
    [facts.reach.anyHours, cadence.parts],
    [facts.reach.anyHours, dayParts],
  ]
  const counts = ways.map(([reach, parts]) => {
    const met = reach.slots(day)
    return slotsOf(parts).filter((slot) => met.has(slotKey(slot))).length
  })
  const way = Math.max(
    0,
    counts.findIndex((count) => count > 0),
  )
  const [reach, parts] = ways[way]!
  return { reach, parts, isBarred: barredBy(triedSlots(tries, timeZone), counts[way]!) }
}

/** Calls of theirs are no tries of the rep's. */
function triedSlots(tries: readonly Try[], timeZone: string): TriedSlot[] {
  return tries
    .filter(({ received }) => !received)
    .map(({ startedAt }) => ({ slot: slotKey(slotAt(startedAt, timeZone)), day: localDay(startedAt, timeZone) }))
}

/**
 * Windows within `days`, and beyond when these days offer none or have no room. Days off offer nothing; where they are all of
 * `days`, as many follow them, so that a list of contacts does not pile up on the first day after a vacation.
 */
function candidates(facts: CadenceFacts, open: OpenTimes, earliest: number, days: number): Candidate[] {
  const { timeZone, daysOff } = facts
  const begins = localDay(earliest, timeZone)
  let off = 0
  while (off < FARTHEST_DAYS && daysOff.has(begins + off)) off++
  const first = off >= days ? begins + off : begins
  const found: Candidate[] = []
  let hasRoom = false
  for (let day = 0; day < FARTHEST_DAYS; day++) {
    if (day >= days && (hasRoom || (found.length > 0 && day >= days + ROOM_WITHIN_DAYS))) break
    if (daysOff.has(first + day)) continue
    for (const one of candidatesOn(facts, open, first + day, earliest)) {
      hasRoom ||= one.fullness < 1
      found.push({ ...one, day })
    }
  }
  return found.sort((a, b) => a.dueAt - b.dueAt)
}

function candidatesOn(
  facts: CadenceFacts,
  { reach, parts, isBarred }: OpenTimes,
  date: LocalDay,
  earliest: number,
): Omit<Candidate, 'day'>[] {
  const weekday = weekdayOf(date)
  return parts.flatMap((part) => {
    if (weekday >= 6 !== (part === 'weekend')) return []
    const slot: Slot = { weekday, part }
    if (isBarred(slotKey(slot), date)) return []
    return reach.windows(date, part).flatMap(({ dueAt: opensAt, dueUntil }) => {
      const dueAt = Math.max(opensAt, earliest)
      if (dueUntil - dueAt < LEAST_WINDOW_MS) return []
      return [{ slot, dueAt, dueUntil, fullness: facts.fullness({ dueAt, dueUntil }) }]
    })
  })
}

/** Those with room; where none has any, the one that is least full. */
function withRoom(found: readonly Candidate[]): readonly Candidate[] {
  const free = found.filter(({ fullness }) => fullness < 1)
  if (free.length > 0 || found.length === 0) return free
  return [found.reduce((best, one) => (one.fullness < best.fullness ? one : best))]
}

/** Another try on the day of the last one, where the cadence allows it: hours later and in another part. */
function sameDay(facts: CadenceFacts, tries: readonly Try[], open: OpenTimes, from: number): Candidate[] {
  const { cadence, timeZone, daysOff } = facts
  const last = tries.at(-1)
  if (!cadence.sameDay || !last || last.received || isReached(last.outcome)) return []
  const day = localDay(last.startedAt, timeZone)
  if (daysOff.has(day)) return []
  const onThatDay = tries.filter(({ startedAt }) => localDay(startedAt, timeZone) === day).length
  if (onThatDay >= cadence.sameDay.tries) return []
  const earliest = Math.max(from, last.startedAt + cadence.sameDay.hoursApart * 3_600_000)
  const { part } = slotAt(last.startedAt, timeZone)
  return candidatesOn(facts, open, day, earliest)
    .filter(({ slot }) => slot.part !== part)
    .map((one) => ({ ...one, day: 0 }))
}

/** People differ in when they can be reached: a try that failed makes its own time worth less, its part and its weekday a little. */
const SLOT_FAILED = 3
const PART_FAILED = 0.35
const WEEKDAY_FAILED = 1 / 6
/** Sooner is a little better, and so is a day on which there is more room. */
const DAY_LATER = 0.01
const FULLER = 0.2
/** A day beyond the wait that keeps the rhythm is taken when it is far better. */
const TOO_LATE = 0.2
const ROOM_TO_HURRY = 0.7

interface Choice {
  /** They spoke in this part, and nothing was promised. */
  readonly liked: DayPart | undefined
  readonly found: readonly Candidate[]
}

function worth(facts: CadenceFacts, tries: readonly Try[], { liked, found }: Choice) {
  const { rates, random, timeZone, cadence } = facts
  const inTime = pace(facts, tries, facts.now).mostDays - cadence.gapDays.least
  // Nobody hurries while the days are full: others wait to begin.
  const hurries = tries.length > 0 && found.some(({ day, fullness }) => day <= inTime && fullness < ROOM_TO_HURRY)
  const [inSlot, inPart, onWeekday] = [new Map<string, number>(), new Map<DayPart, number>(), new Map<number, number>()]
  const since = tries.slice(tries.findLastIndex(({ outcome }) => isReached(outcome)) + 1)
  for (const { startedAt } of since) {
    const slot = slotAt(startedAt, timeZone)
    inSlot.set(slotKey(slot), (inSlot.get(slotKey(slot)) ?? 0) + 1)
    inPart.set(slot.part, (inPart.get(slot.part) ?? 0) + 1)
    onWeekday.set(slot.weekday, (onWeekday.get(slot.weekday) ?? 0) + 1)
  }
  const drawn = new Map<string, number>()
  return ({ slot, day, fullness, dueAt, dueUntil }: Candidate): number => {
    const { part, weekday } = slot
    if (liked) return (part === liked ? 100 : 0) - day
    const key = slotKey(slot)
    let rate = drawn.get(key)
    if (rate === undefined) drawn.set(key, (rate = drawSlot(rates, key, part, random)))
    const failed =
      (1 + SLOT_FAILED * (inSlot.get(key) ?? 0)) *
      (1 + PART_FAILED * (inPart.get(part) ?? 0)) *
      (1 + WEEKDAY_FAILED * (onWeekday.get(weekday) ?? 0))
    const hours = hourGain({ dueAt, dueUntil }, part, rates, timeZone)
    const soon = (1 - Math.min(0.5, DAY_LATER * day)) * (hurries && day > inTime ? TOO_LATE : 1)
    const kept = facts.kept?.({ dueAt, dueUntil }) ?? 1
    return (rate * hours * kept * soon * (1 - FULLER * Math.min(1, fullness))) / failed
  }
}

function hoursIn({ dueAt, dueUntil }: Window, timeZone: string): readonly [number, number] {
  return [Math.floor(localMinutes(dueAt, timeZone) / 60), Math.floor(localMinutes(dueUntil - 60_000, timeZone) / 60)]
}

/** What calling in the best of a window's hours adds to it. */
function hourGain(window: Window, part: DayPart, rates: CadenceFacts['rates'], timeZone: string): number {
  if (rates.hours.size === 0) return 1
  const [first, last] = hoursIn(window, timeZone)
  const best = bestHours(rates, part, first, last)
  return best ? hourMean(rates, part, best.from) : 1
}

/** The window, or only the hours of it at which far more is answered than at the others. */
function narrowed(one: Candidate, { rates, timeZone }: CadenceFacts): Window {
  const [first, last] = hoursIn(one, timeZone)
  const best = rates.hours.size === 0 ? null : bestHours(rates, one.slot.part, first, last)
  if (!best) return one
  const day = localDay(one.dueAt, timeZone)
  const dueAt = Math.max(one.dueAt, momentOn(day, best.from * 60, timeZone))
  const dueUntil = Math.min(one.dueUntil, momentOn(day, (best.until + 1) * 60, timeZone))
  return dueUntil - dueAt < LEAST_WINDOW_MS ? one : { dueAt, dueUntil }
}
