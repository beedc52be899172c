import { DateTime } from 'luxon'
import { localDay, momentOn, weekdayOf, type LocalDay } from './local-time.ts'
import { readPromisedTime } from './promised-time.ts'
import type { Clock } from './time-words.ts'

/** Days on which no cadence calls anybody, the first and the last included. */
export interface DaysOffSpan {
  readonly first: LocalDay
  readonly last: LocalDay
}
export type ReadDaysOff = DaysOffSpan | { readonly reason: string }

/** A longer time is a pause: two years of days off would leave a cadence nowhere to go. */
const MOST_DAYS = 366

/** 2026-12-24 */
export function isoOf(day: LocalDay): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

export function dayOfIso(iso: string): LocalDay {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000
}

/** Of days as they are written: 2026-12-24 to 2027-01-02. */
export function spanOf({ first, last }: { readonly first: string; readonly last: string }): DaysOffSpan {
  return { first: dayOfIso(first), last: dayOfIso(last) }
}

/**
 * Reads days as people write them: one of what `readPromisedTime` understands ("dec 24", "friday", "next week"), or two with
 * "to", "until" or a dash between ("24 dec - 2 jan", "24-27 dec", "dec 24 to 27"). A last day without its year is the first
 * of that date after the first day. The clock is the rep's.
 */
export function readDaysOff(text: string, clock: Clock): ReadDaysOff {
  const read = readEnds(text.trim().toLowerCase(), clock)
  if ('reason' in read) return read
  const { first, last } = read
  if (last < first) return { reason: 'the last day is before the first' }
  if (last - first >= MOST_DAYS) return { reason: 'it is longer than a year' }
  if (last < localDay(clock.now, clock.timeZone)) return { reason: 'it is past' }
  return { first, last }
}

function readEnds(text: string, clock: Clock): ReadDaysOff {
  if (text === '') return { reason: 'it is empty' }
  const spaced = text.replace(/\s+/g, ' ')
  const apart = spaced.replace(/^(\d{1,2}(?:st|nd|rd|th)?)-(?=\d{1,2}(?:st|nd|rd|th)? [a-z]{3})/, '$1 - ')
  const parts = apart.split(/ (?:-|to|until|till|through) | ?[–—] ?/)
  if (parts.length > 2) return { reason: 'it names more than a first and a last day' }
  const [one = '', other] = parts
  if (other === undefined) return readRun(one, clock)
  const [from, until] = sharedMonth(one, other)
  const begins = readRun(from, clock)
  if ('reason' in begins) return begins
  // What follows is read on that day: "2 jan" after "24 dec" is next year's, and "friday" the one after it.
  const ends = readRun(until, { ...clock, now: Math.max(clock.now, momentOn(begins.first, 1, clock.timeZone)) })
  return 'reason' in ends ? ends : { first: begins.first, last: ends.last }
}

/** "24 - 27 dec" and "dec 24 - 27" name the month once. */
function sharedMonth(one: string, other: string): readonly [string, string] {
  const isNumber = (text: string) => /^\d{1,2}(st|nd|rd|th)?$/.test(text)
  const monthAfter = /^\d{1,2}(?:st|nd|rd|th)? ([a-z]{3}.*)$/.exec(other)
  if (isNumber(one) && monthAfter) return [`${one} ${monthAfter[1]!}`, other]
  const monthBefore = /^([a-z]{3,})\s+\d{1,2}(?:st|nd|rd|th)?$/.exec(one)
  if (isNumber(other) && monthBefore) return [one, `${monthBefore[1]!} ${other}`]
  return [one, other]
}

function readRun(text: string, clock: Clock): ReadDaysOff {
  // Past years are dates too; whether they are of any use is for the whole span to say.
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(text) ? DateTime.fromISO(text, { zone: 'utc' }) : null
  if (iso) return iso.isValid ? { first: dayOfIso(text), last: dayOfIso(text) } : { reason: 'there is no such day' }
  const read = readPromisedTime({ by: 'text', text }, clock)
  if ('reason' in read) return read
  const { dueAt, dueUntil } = read.time
  return { first: localDay(dueAt, clock.timeZone), last: localDay(dueUntil - 1, clock.timeZone) }
}

/** The first day from here on that is neither off nor of a weekend: what is moved begins again on it. */
export function firstDayOn(day: LocalDay, off: ReadonlySet<LocalDay>): LocalDay {
  let found = day
  // As far ahead as anybody takes days off, and further.
  for (let tried = 0; tried < 3 * MOST_DAYS && (weekdayOf(found) >= 6 || off.has(found)); tried++) found++
  return found
}
