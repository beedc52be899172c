/**
 * The parts of a contact's day. On weekdays they tile 8:00 to 20:00 local time, inside the hours in which
 * calls are lawful in every place Afterbeep knows of; Saturday and Sunday have one part each.
 */
export const dayParts = ['early', 'morning', 'lunch', 'afternoon', 'evening', 'weekend'] as const
export type DayPart = (typeof dayParts)[number]

/** Of a weekday, in their order. */
export const weekdayParts = ['early', 'morning', 'lunch', 'afternoon', 'evening'] as const satisfies readonly DayPart[]

/** When a part opens and closes, minutes after local midnight. */
export const dayHours: Readonly<Record<DayPart, { readonly opens: number; readonly closes: number }>> = {
  early: { opens: 8 * 60, closes: 9 * 60 },
  morning: { opens: 9 * 60, closes: 12 * 60 },
  lunch: { opens: 12 * 60, closes: 13 * 60 + 30 },
  afternoon: { opens: 13 * 60 + 30, closes: 17 * 60 },
  evening: { opens: 17 * 60, closes: 20 * 60 },
  weekend: { opens: 10 * 60, closes: 16 * 60 },
}

/** The part of a weekday. Calls made before eight are early, calls made after eight in the evening are evening. */
export function weekdayPartOf(minutes: number): (typeof weekdayParts)[number] {
  return weekdayParts.find((part) => minutes < dayHours[part].closes) ?? 'evening'
}
