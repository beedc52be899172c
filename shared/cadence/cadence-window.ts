import { partMean, ratesInWords, slotMean } from './answer-rates.ts'
import type { CadenceFacts, Try } from './cadence.ts'
import {
  dayPartInWords,
  dayPartSchema,
  slotAt,
  slotInWords,
  slotKey,
  windowOf,
  type DayPart,
  type Slot,
} from '../time/day-part.ts'
import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay } from '../time/local-time.ts'
import { isReached } from '../call/outcome.ts'
import { allowedSlots, LEAST_SAID_MINUTES, personInWords, saidMinutes } from './reachable-hours.ts'
import type { WeekWindow } from '../call/rep-outcome.ts'

/** When something should happen, epoch milliseconds. */
export interface Window {
  readonly dueAt: number
  readonly dueUntil: number
}

interface Candidate extends Window {
  readonly slot: Slot
  /** Local days after the first one that was looked at. */
  readonly day: number
}

/** A window that is about to close is no use to anybody. */
const LEAST_WINDOW_MS = 30 * 60_000
/** How far is looked for a day that is not off: two years of days off are nobody's plan. */
const FARTHEST_DAYS = 800

/**
 * The window of the next call, not before `from`, and why that one; null where no day is left. With `repeat` (the reason
 * to call again) the earliest window is taken. Else, of the least tried slots, the one that most likely reaches them: as
 * often as its weekday and part answer the rep, less for every try of theirs that its part or its weekday has failed.
 */
export function pickWindow(
  facts: CadenceFacts,
  tries: readonly Try[],
  from: number,
  repeat: string | null,
): { window: Window; why: string } | null {
  const { cadence, timeZone } = facts
  const rotation = rotationOf(facts, tries)
  const last = tries.at(-1)
  const wasReached = last !== undefined && isReached(last.outcome)
  const again = sameDay(facts, tries, rotation, from)
  if (again) return chosen(again, repeat ?? sameDayWhy(again, last!, timeZone))

  const gap = wasReached
    ? { least: cadence.answeredGapDays, most: cadence.answeredGapDays + 2 }
    : last
      ? cadence.gapDays
      : { least: 0, most: 0 }
  const opening = last ? momentOn(localDay(last.startedAt, timeZone) + gap.least, 0, timeZone) : from
  const earliest = Math.max(from, opening)
  const found = candidates(facts, rotation, earliest, gap.most - gap.least + 1)
  if (found.length === 0) return null

  if (repeat !== null || !last) {
    const first = found.reduce((best, one) => (one.dueAt < best.dueAt ? one : best))
    return chosen(first, repeat ?? `New on ${cadence.name}: first call.`)
  }
  const answeredIn = wasReached ? slotAt(last.startedAt, timeZone) : null
  const promising = worth(facts, rotation, answeredIn?.part)
  let [best, most] = [found[0]!, -Infinity]
  for (const one of found) {
    const value = promising(one)
    if (value > most) [best, most] = [one, value]
  }
  return chosen(best, whyThis(best, facts, rotation, answeredIn))
}

function chosen({ dueAt, dueUntil }: Window, why: string) {
  return { window: { dueAt, dueUntil }, why }
}

interface Rotation {
  /** Tries since the contact last spoke. */
  readonly slots: readonly Slot[]
  readonly perSlot: ReadonlyMap<string, number>
  /** The slots to choose from, and how often the least tried of them were tried. */
  readonly allowed: ReadonlySet<string>
  readonly parts: readonly DayPart[]
  readonly least: number
  /** When the receptionist said they are in, as long as that is believed. */
  readonly said: readonly WeekWindow[] | null
  readonly sinceAnswer: boolean
}

function rotationOf({ cadence, timeZone, personIn }: CadenceFacts, tries: readonly Try[]): Rotation {
  const answer = tries.findLastIndex(({ outcome }) => isReached(outcome))
  const slots = tries.slice(answer + 1).map(({ startedAt }) => slotAt(startedAt, timeZone))
  const perSlot = new Map<string, number>()
  for (const slot of slots) perSlot.set(slotKey(slot), (perSlot.get(slotKey(slot)) ?? 0) + 1)
  const { slots: mayCall, said } = allowedSlots({ personIn, timeZone, parts: cadence.parts }, tries.slice(answer + 1))
  const allowed = new Set(mayCall.map(slotKey))
  let least = Infinity
  for (const key of allowed) least = Math.min(least, perSlot.get(key) ?? 0)
  return { slots, perSlot, allowed, parts: said ? dayPartSchema.options : cadence.parts, least, said, sinceAnswer: answer >= 0 } // prettier-ignore
}

/**
 * Windows of the least tried slots within `days`, and beyond when these days offer none. Days off offer nothing; where they
 * are all of `days`, as many follow them, so that a list of contacts does not pile up on the first day after a vacation.
 */
function candidates({ timeZone, daysOff }: CadenceFacts, rotation: Rotation, earliest: number, days: number) {
  const begins = localDay(earliest, timeZone)
  let off = 0
  while (off < FARTHEST_DAYS && daysOff.has(begins + off)) off++
  const first = off >= days ? begins + off : begins
  const found: Candidate[] = []
  for (let day = 0; day < days || (found.length === 0 && day < FARTHEST_DAYS); day++) {
    if (daysOff.has(first + day)) continue
    for (const part of rotation.parts) {
      for (const one of candidatesIn(first + day, part, timeZone, rotation, earliest)) found.push({ ...one, day })
    }
  }
  return found
}

function candidatesIn(
  date: LocalDay,
  part: DayPart,
  timeZone: string,
  rotation: Rotation,
  earliest: number,
): Omit<Candidate, 'day'>[] {
  const slot: Slot = { weekday: weekdayOf(date), part }
  const key = slotKey(slot)
  if (!rotation.allowed.has(key) || (rotation.perSlot.get(key) ?? 0) > rotation.least) return []
  if (rotation.said) {
    return saidMinutes(rotation.said, slot).flatMap(({ from, until }) => {
      const dueAt = Math.max(momentOn(date, from, timeZone), earliest)
      const dueUntil = momentOn(date, until, timeZone)
      return dueUntil - dueAt < LEAST_SAID_MINUTES * 60_000 ? [] : [{ slot, dueAt, dueUntil }]
    })
  }
  const window = windowOf(date, part, timeZone)
  if (!window) return []
  const dueAt = Math.max(window.opensAt, earliest)
  return window.closesAt - dueAt < LEAST_WINDOW_MS ? [] : [{ slot, dueAt, dueUntil: window.closesAt }]
}

/** A second try on the day of the last one, where the cadence allows it and a least tried slot is left in that day. */
function sameDay(
  { cadence, timeZone, daysOff }: CadenceFacts,
  tries: readonly Try[],
  rotation: Rotation,
  from: number,
): Omit<Candidate, 'day'> | null {
  const last = tries.at(-1)
  if (!cadence.sameDay || !last || isReached(last.outcome)) return null
  const day = localDay(last.startedAt, timeZone)
  if (daysOff.has(day)) return null
  const onThatDay = tries.filter(({ startedAt }) => localDay(startedAt, timeZone) === day).length
  if (onThatDay >= cadence.sameDay.tries) return null
  const earliest = Math.max(from, last.startedAt + cadence.sameDay.hoursApart * 3_600_000)
  const left = rotation.parts.flatMap((part) => candidatesIn(day, part, timeZone, rotation, earliest))
  const other = left.filter(({ slot }) => slot.part !== slotAt(last.startedAt, timeZone).part)
  return other.length === 0 ? null : other.reduce((best, one) => (one.dueAt < best.dueAt ? one : best))
}

/**
 * How much a window promises. People differ in when they can be reached, so a part that failed k times is believed to
 * reach this one 1 / (1 + k) as well as before (a Beta of weight one around the rep's own rate); weekdays matter less.
 * Sooner is a little better, and a little chance keeps a list of contacts from moving in step: more of it after a
 * missed day, so that what was missed is spread.
 */
function worth({ rates, random, missed }: CadenceFacts, { slots }: Rotation, liked: DayPart | undefined) {
  const inPart = new Map<DayPart, number>()
  const onWeekday = new Map<number, number>()
  for (const { part, weekday } of slots) {
    inPart.set(part, (inPart.get(part) ?? 0) + 1)
    onWeekday.set(weekday, (onWeekday.get(weekday) ?? 0) + 1)
  }
  const means = new Map<DayPart, number>()
  return ({ slot, day }: Candidate): number => {
    const { part, weekday } = slot
    if (liked) return (part === liked ? 100 : 0) - day
    let mean = means.get(part)
    if (mean === undefined) means.set(part, (mean = partMean(rates, part)))
    const rate = slotMean(rates, slot, mean) / (1 + (inPart.get(part) ?? 0)) / (1 + (onWeekday.get(weekday) ?? 0) / 6)
    return missed ? rate * (0.7 + 0.6 * random()) : rate * (1 - day * 0.01) * (1 + 0.04 * random())
  }
}

function whyThis(one: Candidate, { rates }: CadenceFacts, rotation: Rotation, answeredIn: Slot | null): string {
  if (rotation.said) return `${slotInWords(one.slot)}: the receptionist said ${lower(personInWords(rotation.said))}.`
  if (answeredIn) return answeredWhy(one, answeredIn)
  const own = ratesInWords(rates, one.slot.part)
  const why = rotationWhy(one, rotation)
  return own ? `${why.slice(0, -1)}; ${own}.` : why
}

function sameDayWhy({ slot }: Pick<Candidate, 'slot'>, last: Try, timeZone: string): string {
  const { part } = slotAt(last.startedAt, timeZone)
  const minutes = localMinutes(last.startedAt, timeZone)
  const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  return `${capital(dayPartInWords(slot.part).one)} of the same day: the try at ${time} was ${a(dayPartInWords(part).one)}.`
}

function answeredWhy({ slot }: Pick<Candidate, 'slot'>, answered: Slot): string {
  return `${slotInWords(slot)}: they answered on ${slotInWords(answered)}, and nothing was promised.`
}

function rotationWhy({ slot }: Pick<Candidate, 'slot'>, { slots, perSlot, sinceAnswer }: Rotation): string {
  const since = sinceAnswer ? ' since they answered' : ''
  const own = slots.filter(({ part }) => part === slot.part).length
  const words = dayPartInWords(slot.part)
  if ((perSlot.get(slotKey(slot)) ?? 0) > 0) {
    return `${slotInWords(slot)}: no time was tried less often in ${slots.length} tries${since}.`
  }
  if (own > 0) {
    const were = own === 1 ? `was ${a(words.one)}` : `were ${words.many}`
    return `${slotInWords(slot)}: not tried yet; ${own} of ${slots.length} tries${since} ${were}.`
  }
  const most = mostTried(slots)
  const tried = dayPartInWords(most.part)
  if (slots.length === 1) return `${capital(words.one)}: the one try${since || ' so far'} was ${a(tried.one)}.`
  if (most.count === 1) return `${capital(words.one)}: not tried yet in ${slots.length} tries${since}.`
  return `${capital(words.one)}: ${most.count} of ${slots.length} tries${since} were ${tried.many}.`
}

function mostTried(slots: readonly Slot[]): { part: DayPart; count: number } {
  const counts = new Map<DayPart, number>()
  for (const { part } of slots) counts.set(part, (counts.get(part) ?? 0) + 1)
  const [part, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))
  return { part, count }
}

function a(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
