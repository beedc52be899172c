import type { CadenceFacts, Try } from './cadence.ts'
import { dayPartInWords, slotAt, slotInWords, slotKey, slotsOf, windowOf, type DayPart, type Slot } from './day-part.ts'
import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay } from './local-time.ts'

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
/** Every slot of a week comes by in eight days that begin in the middle of one. */
const WEEK = 8

/**
 * The window of the next call, not before `from`, and why that one. With `repeat` (the reason to call again)
 * the earliest window is taken, else the one whose part and weekday were tried least.
 */
export function pickWindow(
  facts: CadenceFacts,
  tries: readonly Try[],
  from: number,
  repeat: string | null,
): { window: Window; why: string } {
  const { cadence, timeZone } = facts
  const rotation = rotationOf(facts, tries)
  const last = tries.at(-1)
  const again = sameDay(facts, tries, rotation, from)
  if (again) return chosen(again, repeat ?? sameDayWhy(again, last!, timeZone))

  const gap =
    last?.outcome === 'answered'
      ? { least: cadence.answeredGapDays, most: cadence.answeredGapDays + 2 }
      : last
        ? cadence.gapDays
        : { least: 0, most: 0 }
  const opening = last ? momentOn(localDay(last.startedAt, timeZone) + gap.least, 0, timeZone) : from
  const earliest = Math.max(from, opening)
  const found = candidates(facts, rotation, earliest, gap.most - gap.least + 1)

  if (repeat !== null || !last) {
    const first = found.reduce((best, one) => (one.dueAt < best.dueAt ? one : best))
    return chosen(first, repeat ?? `New on ${cadence.name}: first call.`)
  }
  const answeredIn = last.outcome === 'answered' ? slotAt(last.startedAt, timeZone) : null
  const scored = found.map((one) => ({ one, score: score(one, rotation, answeredIn?.part, facts.random) }))
  const best = scored.reduce((least, each) => (each.score < least.score ? each : least)).one
  return chosen(best, answeredIn ? answeredWhy(best, answeredIn) : rotationWhy(best, rotation))
}

function chosen({ dueAt, dueUntil }: Window, why: string) {
  return { window: { dueAt, dueUntil }, why }
}

interface Rotation {
  /** Tries since the contact last answered. */
  readonly slots: readonly Slot[]
  readonly perSlot: ReadonlyMap<string, number>
  /** How often the least tried slots of this cadence were tried. */
  readonly least: number
  readonly sinceAnswer: boolean
}

function rotationOf({ cadence, timeZone }: CadenceFacts, tries: readonly Try[]): Rotation {
  const answer = tries.findLastIndex(({ outcome }) => outcome === 'answered')
  const slots = tries.slice(answer + 1).map(({ startedAt }) => slotAt(startedAt, timeZone))
  const perSlot = new Map<string, number>()
  for (const slot of slots) perSlot.set(slotKey(slot), (perSlot.get(slotKey(slot)) ?? 0) + 1)
  const least = Math.min(...slotsOf(cadence.parts).map((slot) => perSlot.get(slotKey(slot)) ?? 0))
  return { slots, perSlot, least, sinceAnswer: answer >= 0 }
}

/** Windows of the least tried slots within `days`, and beyond when these days offer none. */
function candidates({ cadence, timeZone }: CadenceFacts, rotation: Rotation, earliest: number, days: number) {
  const first = localDay(earliest, timeZone)
  const found: Candidate[] = []
  for (let day = 0; day < days || (found.length === 0 && day < days + WEEK); day++) {
    for (const part of cadence.parts) {
      const one = candidate(first + day, part, timeZone, rotation, earliest)
      if (one) found.push({ ...one, day })
    }
  }
  return found
}

function candidate(
  date: LocalDay,
  part: DayPart,
  timeZone: string,
  rotation: Rotation,
  earliest: number,
): Omit<Candidate, 'day'> | null {
  const slot: Slot = { weekday: weekdayOf(date), part }
  if ((rotation.perSlot.get(slotKey(slot)) ?? 0) > rotation.least) return null
  const window = windowOf(date, part, timeZone)
  if (!window) return null
  const dueAt = Math.max(window.opensAt, earliest)
  return window.closesAt - dueAt < LEAST_WINDOW_MS ? null : { slot, dueAt, dueUntil: window.closesAt }
}

/** A second try on the day of the last one, where the cadence allows it and a least tried slot is left in that day. */
function sameDay(
  { cadence, timeZone }: CadenceFacts,
  tries: readonly Try[],
  rotation: Rotation,
  from: number,
): Omit<Candidate, 'day'> | null {
  const last = tries.at(-1)
  if (!cadence.sameDay || !last || last.outcome === 'answered') return null
  const day = localDay(last.startedAt, timeZone)
  const onThatDay = tries.filter(({ startedAt }) => localDay(startedAt, timeZone) === day).length
  if (onThatDay >= cadence.sameDay.tries) return null
  const earliest = Math.max(from, last.startedAt + cadence.sameDay.hoursApart * 3_600_000)
  const left = cadence.parts.flatMap((part) => candidate(day, part, timeZone, rotation, earliest) ?? [])
  const other = left.filter(({ slot }) => slot.part !== slotAt(last.startedAt, timeZone).part)
  return other.length === 0 ? null : other.reduce((best, one) => (one.dueAt < best.dueAt ? one : best))
}

/** Lower is better: least tried part, then least tried weekday, then sooner; a little chance, so that days differ. */
function score({ slot, day }: Candidate, { slots }: Rotation, liked: DayPart | undefined, random: () => number) {
  if (liked) return (slot.part === liked ? 0 : 100) + day
  const inPart = slots.filter(({ part }) => part === slot.part).length
  const onWeekday = slots.filter(({ weekday }) => weekday === slot.weekday).length
  return inPart * 100 + onWeekday * 10 + day + random() * 4
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
