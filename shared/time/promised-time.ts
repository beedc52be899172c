import type { When } from '../contract/rep-outcome.ts'
import { mondayAfter } from './calendar-days.ts'
import { localDay } from './local-time.ts'
import { momentsInWords } from './time-in-words.ts'
import { readTypedTime, restOfThisWeek, wholeDays, type Clock, type Moments } from './typed-moment.ts'

/** When something was promised for, and in words, so that the rep sees what was understood. */
export interface PromisedTime {
  readonly dueAt: number
  readonly dueUntil: number
  /** "Thursday 26 November, 15:00 to 15:30 on their clock (Toronto), 12:00 to 12:30 on yours". */
  readonly inWords: string
}
export type ReadTime = { readonly time: PromisedTime } | { readonly reason: string }

/** When something is due: a key, a window that was picked or shown before, or what the rep typed (see typed-moment.ts). */
export function readPromisedTime(when: When, clock: Clock): ReadTime {
  const read = momentsOf(when, clock)
  if ('reason' in read) return read
  const { dueAt, dueUntil } = read
  return { time: { dueAt, dueUntil, inWords: momentsInWords(dueAt, dueUntil, clock) } }
}

function momentsOf(when: When, clock: Clock): Moments {
  if (when.by === 'text') return readTypedTime(when.text, clock)
  if (when.by === 'window') {
    const { dueAt, dueUntil } = when
    return dueUntil <= clock.now ? { reason: 'it is past' } : { dueAt, dueUntil }
  }
  const today = localDay(clock.now, clock.timeZone)
  switch (when.key) {
    case 'today':
      return wholeDays(today, today, clock)
    case 'tomorrow':
      return wholeDays(today + 1, today + 1, clock)
    case 'this-week':
      return restOfThisWeek(clock)
    case 'next-week':
      return wholeDays(mondayAfter(today), mondayAfter(today) + 4, clock)
  }
}
