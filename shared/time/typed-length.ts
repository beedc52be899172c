import type { Item, Unit } from './typed-item.ts'
import type { Taken } from './typed-clock.ts'

/** So long from now. */
export type Length =
  { readonly minutes: number } | { readonly count: number; readonly unit: Exclude<Unit, 'minute' | 'hour'> }

/** "2 weeks", "an hour and a half", "half an hour", "1h30", "in a fortnight". `isIn`: "in" stands before it. */
export function takeLength(items: readonly Item[], at: number, isIn: boolean): Taken<Length> {
  const [one, two, three, four] = [items[at], items[at + 1], items[at + 2], items[at + 3]]
  if (!one) return null
  if (one.is === 'fortnight') return { used: 1, value: { count: 2, unit: 'week' } }
  if (one.is === 'length') return lengthOf(one.count, one.unit, 1)
  if (one.is === 'hours') {
    if (isIn) return { used: 1, value: { minutes: one.hour * 60 + one.minute } }
    return one.minute === 0 && one.hour < 8 ? null : null
  }
  if (one.is === 'half') {
    const unit = unitOf(two?.is === 'a' ? three : two)
    const used = two?.is === 'a' ? 3 : 2
    if (unit === 'hour') return { used, value: { minutes: 30 } }
    return unit === 'year' ? { used, value: { count: 6, unit: 'month' } } : null
  }
  const quarterAt = one.is === 'a' ? 1 : 0
  if (items[at + quarterAt]?.is === 'quarter-hour') {
    const rest = items.slice(at + quarterAt + 1).findIndex((item) => unitOf(item) === 'hour')
    return rest >= 0 && rest <= 2 ? { used: quarterAt + rest + 2, value: { minutes: 15 } } : null
  }
  const count = countOf(one)
  if (count === null) return null
  if (two?.is === 'and-a-half' && unitOf(three)) return lengthOf(count + 0.5, unitOf(three)!, 3)
  const unit = unitOf(two)
  if (!unit) return null
  if (three?.is === 'and-a-half') return lengthOf(count + 0.5, unit, 3)
  if (unit === 'hour' && four && unitOf(four) === 'minute' && three?.is === 'number') {
    return { used: 4, value: { minutes: count * 60 + three.value } }
  }
  return lengthOf(count, unit, 2)
}

function lengthOf(count: number, unit: Unit, used: number): Taken<Length> {
  if (unit === 'minute') return { used, value: { minutes: count } }
  if (unit === 'hour') return { used, value: { minutes: Math.round(count * 60) } }
  if (Number.isInteger(count)) return { used, value: { count, unit } }
  if (unit === 'year') return { used, value: { count: Math.round(count * 12), unit: 'month' } }
  return `so many ${unit}s and a half: write a day`
}

function countOf(item: Item): number | null {
  if (item.is === 'a') return 1
  if (item.is === 'couple') return 2
  if (item.is === 'number' || item.is === 'decimal') return item.value
  return item.is === 'digits' && item.text.length === 3 ? Number(item.text) : null
}

export function unitOf(item: Item | undefined): Unit | null {
  if (item?.is === 'unit') return item.unit
  if (item?.is === 'span' && (item.span === 'week' || item.span === 'month' || item.span === 'year')) return item.span
  // "Trois heures" are three hours, or three o'clock: see takeClock.
  return null
}
