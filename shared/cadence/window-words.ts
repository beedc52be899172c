import { ratesInWords } from './answer-rates.ts'
import type { CadenceFacts, Try } from './cadence.ts'
import type { DayPart } from '../time/day-hours.ts'
import { dayPartInWords, slotAt, slotInWords, slotKey, type Slot } from '../time/day-part.ts'
import { localMinutes } from '../time/local-time.ts'
import { isReached } from '../call/outcome.ts'

/* Why a window was picked, in a sentence made of facts. */

interface Picked {
  readonly slot: Slot
}

export function windowWhy(
  { slot }: Picked,
  { timeZone, rates }: Pick<CadenceFacts, 'timeZone' | 'rates'>,
  tries: readonly Try[],
  answeredIn: Slot | null,
): string {
  if (answeredIn) {
    return `${slotInWords(slot)}: they answered on ${slotInWords(answeredIn)}, and nothing was promised.`
  }
  const answer = tries.findLastIndex(({ outcome }) => isReached(outcome))
  const slots = tries.slice(answer + 1).map(({ startedAt }) => slotAt(startedAt, timeZone))
  const why = rotationWhy(slot, slots, answer >= 0 ? ' since they answered' : '')
  const own = ratesInWords(rates.tallies, slot.part)
  return own ? `${why.slice(0, -1)}; ${own}.` : why
}

export function sameDayWhy({ slot }: Picked, last: Try, timeZone: string): string {
  const { part } = slotAt(last.startedAt, timeZone)
  const minutes = localMinutes(last.startedAt, timeZone)
  const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  return `${capital(dayPartInWords(slot.part).one)} of the same day: the try at ${time} was ${a(dayPartInWords(part).one)}.`
}

function rotationWhy(slot: Slot, slots: readonly Slot[], since: string): string {
  const place = slots.findLastIndex((one) => slotKey(one) === slotKey(slot))
  if (place >= 0) {
    const ago = slots.length - place
    return `${slotInWords(slot)} again: last tried ${ago} ${ago === 1 ? 'try' : 'tries'} ago${since}.`
  }
  if (slots.length === 0) return `${slotInWords(slot)}: not tried yet.`
  const own = slots.filter(({ part }) => part === slot.part).length
  const words = dayPartInWords(slot.part)
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
