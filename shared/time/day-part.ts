import { z } from 'zod'
import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay, type Weekday } from './local-time.ts'

/**
 * The parts of a contact's day. On weekdays they tile 8:00 to 20:00 local time, inside the hours in which
 * calls are lawful in every place Afterbeep knows of; Saturday and Sunday have one part each.
 */
export const dayPartSchema = z.enum(['early', 'morning', 'lunch', 'afternoon', 'evening', 'weekend'])
export type DayPart = z.infer<typeof dayPartSchema>

/** What "never the same time twice" is counted in: a weekday and a part of it. */
export interface Slot {
  readonly weekday: Weekday
  readonly part: DayPart
}

/** Minutes after local midnight. */
const hours: Record<DayPart, { readonly opens: number; readonly closes: number }> = {
  early: { opens: 8 * 60, closes: 9 * 60 },
  morning: { opens: 9 * 60, closes: 12 * 60 },
  lunch: { opens: 12 * 60, closes: 13 * 60 + 30 },
  afternoon: { opens: 13 * 60 + 30, closes: 17 * 60 },
  evening: { opens: 17 * 60, closes: 20 * 60 },
  weekend: { opens: 10 * 60, closes: 16 * 60 },
}

const words: Record<DayPart, { readonly one: string; readonly many: string }> = {
  early: { one: 'early morning', many: 'early mornings' },
  morning: { one: 'morning', many: 'mornings' },
  lunch: { one: 'lunchtime', many: 'lunchtimes' },
  afternoon: { one: 'afternoon', many: 'afternoons' },
  evening: { one: 'evening', many: 'evenings' },
  weekend: { one: 'weekend', many: 'weekends' },
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export function dayPartInWords(part: DayPart): { readonly one: string; readonly many: string } {
  return words[part]
}

/** "Thursday evening"; a weekend's slot is its day: "Saturday". */
export function slotInWords({ weekday, part }: Slot): string {
  const day = weekdays[weekday - 1]!
  return part === 'weekend' ? day : `${day} ${words[part].one}`
}

/** When a part opens and closes, minutes after local midnight. */
export function hoursOf(part: DayPart): { readonly opens: number; readonly closes: number } {
  return hours[part]
}

export function slotKey({ weekday, part }: Slot): string {
  return `${weekday} ${part}`
}

/** Every slot of a week that consists of these parts. */
export function slotsOf(parts: readonly DayPart[]): Slot[] {
  return parts.flatMap((part) => {
    const days: Weekday[] = part === 'weekend' ? [6, 7] : [1, 2, 3, 4, 5]
    return days.map((weekday) => ({ weekday, part }))
  })
}

/** The slot of a moment. Calls made before eight are early, calls made after eight in the evening are evening. */
export function slotAt(at: number, timeZone: string): Slot {
  const weekday = weekdayOf(localDay(at, timeZone))
  return { weekday, part: partAt(weekday, localMinutes(at, timeZone)) }
}

/** When this part of a local day opens and closes, epoch milliseconds; null where the day has no such part. */
export function windowOf(
  day: LocalDay,
  part: DayPart,
  timeZone: string,
): { readonly opensAt: number; readonly closesAt: number } | null {
  if (weekdayOf(day) >= 6 !== (part === 'weekend')) return null
  const { opens, closes } = hours[part]
  const opensAt = momentOn(day, opens, timeZone)
  return { opensAt, closesAt: opensAt + (closes - opens) * 60_000 }
}

function partAt(weekday: Weekday, minutes: number): DayPart {
  if (weekday >= 6) return 'weekend'
  if (minutes < hours.early.closes) return 'early'
  if (minutes < hours.morning.closes) return 'morning'
  if (minutes < hours.lunch.closes) return 'lunch'
  if (minutes < hours.afternoon.closes) return 'afternoon'
  return 'evening'
}
