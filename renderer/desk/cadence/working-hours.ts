import type { WorkingHours } from '../../../shared/contract/working-hours.ts'
import { readWeekWords } from '../../../shared/time/week-words.ts'

/** "mon-fri 9-5, sat 10-12" as the hours of each weekday; text: why not. */
export function readWorkingHours(text: string, timeZone: string): WorkingHours | string {
  const read = readWeekWords(text)
  if ('reason' in read) return read.reason
  if (read.windows.length === 0) return 'it says no hours'
  const days = Array.from({ length: 7 }, (_, at) =>
    read.windows
      .filter(({ weekdays }) => weekdays.includes(at + 1))
      .map(({ from, until }) => ({ from, until }))
      .toSorted((one, other) => one.from - other.from),
  )
  const overlaps = days.some((spans) => spans.some(({ from }, at) => at > 0 && from < spans[at - 1]!.until))
  return overlaps ? 'hours of one day overlap' : { timeZone, days }
}

const nineToFive = [{ from: 9 * 60, until: 17 * 60 }]

/** What most say: Monday to Friday, nine to five. */
export function usualHours(timeZone: string): WorkingHours {
  return { timeZone, days: [...Array.from({ length: 5 }, () => nineToFive), [], []] }
}
