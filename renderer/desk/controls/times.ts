/*
 * How times and durations are written: the 24-hour clock and dates without ambiguity, for every reader.
 * Each function takes its zone; undefined is the rep's own.
 */
const formats = new Map<string, Intl.DateTimeFormat>()

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', options)
  formats.set(key, known)
  return known
}

/** 14:52 */
export function clock(at: number, timeZone?: string): string {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone(timeZone) }).format(at)
}

/** 14:52:07 */
export function clockWithSeconds(at: number): string {
  return format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at)
}

/** Thu 26 Nov */
export function day(at: number, timeZone?: string): string {
  return format({ weekday: 'short', day: 'numeric', month: 'short', ...zone(timeZone) })
    .format(at)
    .replace(',', '')
}

/** 26 Nov 2026 */
export function date(at: number, timeZone?: string): string {
  return format({ day: 'numeric', month: 'short', year: 'numeric', ...zone(timeZone) }).format(at)
}

/** "Today", "Tomorrow", "Yesterday", or the day. */
export function dayFrom(now: number, at: number, timeZone?: string): string {
  const apart = daysApart(now, at, timeZone)
  return apart === 0 ? 'Today' : apart === 1 ? 'Tomorrow' : apart === -1 ? 'Yesterday' : day(at, timeZone)
}

/** Calendar days from `now` to `at`: 0 is the same day, -1 the day before. */
export function daysApart(now: number, at: number, timeZone?: string): number {
  return Math.round((midnight(at, timeZone) - midnight(now, timeZone)) / 86_400_000)
}

/** 0:09, 12:40, 1:02:03 */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const rest = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

/** A recording's length to the nearest second, and never 0:00. */
export function recordingLength(ms: number): string {
  return duration(Math.max(1000, Math.round(ms / 1000) * 1000))
}

/** When a follow-up is due, as the tag of its row: "2 days late", "1 h late", "17:30", "Thu 26 Nov". */
export function dueTag(now: number, dueAt: number, dueUntil: number): { text: string; late: boolean } {
  if (now > dueUntil) {
    const days = -daysApart(now, dueUntil)
    if (days > 0) return { text: days === 1 ? '1 day late' : `${days} days late`, late: true }
    const minutes = Math.floor((now - dueUntil) / 60_000)
    return {
      text: minutes >= 60 ? `${Math.floor(minutes / 60)} h late` : `${Math.max(1, minutes)} min late`,
      late: true,
    }
  }
  return { text: daysApart(now, dueAt) === 0 ? clock(dueAt) : day(dueAt), late: false }
}

/** A window of time: "16:30 to 17:30"; one that runs past its day names the other day too. */
export function timeWindow(from: number, until: number, timeZone?: string): string {
  if (until <= from) return clock(from, timeZone)
  if (daysApart(from, until, timeZone) === 0) return `${clock(from, timeZone)} to ${clock(until, timeZone)}`
  return `${clock(from, timeZone)} to ${day(until, timeZone)}, ${clock(until, timeZone)}`
}

/** Does a window leave the choice of the day? Then its hours say nothing. */
export function isDaysLong(from: number, until: number): boolean {
  return until - from >= 86_400_000
}

/** When something may be done, inside a sentence: "today, 16:30 to 17:30", "any time until Sun 29 Nov". */
export function dueInWords(now: number, from: number, until: number): string {
  if (!isDaysLong(from, until) || now > until) return `${inSentence(dayFrom(now, from))}, ${timeWindow(from, until)}`
  const start = from <= now ? 'any time' : `from ${inSentence(dayFrom(now, from))}, ${clock(from)},`
  return `${start} until ${day(until)}`
}

/** "Today" inside a sentence is "today"; a weekday keeps its capital. */
export function inSentence(word: string): string {
  return /^(Today|Tomorrow|Yesterday)$/.test(word) ? word.toLowerCase() : word
}

/** Do the two zones show different clocks at this moment? */
export function clocksDiffer(at: number, timeZone: string): boolean {
  return clock(at, timeZone) !== clock(at) || day(at, timeZone) !== day(at)
}

/** Weekday (Monday 0 to Sunday 6) and minutes after midnight there. */
export function weekdayAndMinutes(at: number, timeZone: string): { weekday: number; minutes: number } {
  const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const
  const parts = format(options).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday'))
  return { weekday, minutes: Number(part('hour')) * 60 + Number(part('minute')) }
}

function midnight(at: number, timeZone?: string): number {
  const parts = format({ year: 'numeric', month: 'numeric', day: 'numeric', ...zone(timeZone) }).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'))
}

function zone(timeZone: string | undefined): { timeZone?: string } {
  return timeZone === undefined ? {} : { timeZone }
}

/** "once", "twice", "4 times". */
export function timesInSentence(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}
