import { dayHours, type DayPart, weekdayPartOf } from './day-hours.ts'
import { localDay, type LocalDay, localMinutes, momentOn, type Weekday, weekdayOf } from './local-time.ts'

/** What "never the same time twice" is counted in: a weekday and a part of it. */
export interface Slot {
  readonly weekday: Weekday
  readonly part: DayPart
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

/** The slot of a moment. */
export function slotAt(at: number, timeZone: string): Slot {
  const weekday = weekdayOf(localDay(at, timeZone))
  return { weekday, part: weekday >= 6 ? 'weekend' : weekdayPartOf(localMinutes(at, timeZone)) }
}

/** When this part of a local day opens and closes, epoch milliseconds; null where the day has no such part. */
export function windowOf(
  day: LocalDay,
  part: DayPart,
  timeZone: string,
): { readonly opensAt: number; readonly closesAt: number } | null {
  if (weekdayOf(day) >= 6 !== (part === 'weekend')) return null
  const { opens, closes } = dayHours[part]
  const opensAt = momentOn(day, opens, timeZone)
  return { opensAt, closesAt: opensAt + (closes - opens) * 60_000 }
}
