import { takeClock, type Hours } from './typed-clock.ts'
import { unitOf } from './typed-length.ts'
import type { Reading } from './typed-reading.ts'
import type { Part } from './typed-item.ts'

/* Times of a day in what was typed: see typed-time.ts. */

export function readPart(reading: Reading, part: Part, used: number): string | null {
  const typed = reading.typed
  if (typed.part) return 'it names two times'
  const { edgeOfDay } = reading
  reading.edgeOfDay = null
  const edged = edgeOfDay === null ? part : edgeOfPart(part, edgeOfDay)
  if (edged === null) return 'that may be many times: write an hour'
  // "9 to noon".
  typed.part = edged
  const bound = reading.takeBound()
  if (bound) {
    typed.hoursBound = bound
    typed.isBoundFirst = typed.days === null
  }
  return reading.used(used)
}

/** "Early tomorrow morning", "late thursday afternoon". */
function edgeOfPart(part: Part, edge: 'early' | 'late'): Part | null {
  const hours = {
    morning: { early: [8, 9], late: [11, 12] },
    afternoon: { early: [13.5, 15], late: [15, 17] },
    evening: { early: [17, 18.5], late: null },
  }
  const span = part.name in hours ? hours[part.name as keyof typeof hours][edge] : null
  return span && { name: part.name, from: span[0]! * 60, until: span[1]! * 60 }
}

/** Nothing else says when on the day: from when the office opens, or until it closes. */
export function settleEdge(reading: Reading): string | null {
  const { edgeOfDay, typed } = reading
  if (edgeOfDay === null || typed.hours || typed.part) return null
  if (!typed.days || typed.days.first !== typed.days.last) return 'it is not clear when: write a day and a time'
  const [name, from, until] = edgeOfDay === 'early' ? (['morning', 8, 10] as const) : (['end', 15, 17] as const)
  typed.part = { name, from: from * 60, until: until * 60 }
  return null
}

export function readFirstThing(reading: Reading): string | null {
  const typed = reading.typed
  if (typed.hours) return 'it names two times'
  typed.hours = {
    from: { is: 'clock', hour: 9, minute: 0, half: 'am', isOf24: false, text: 'first thing' },
    until: null,
  }
  if (reading.next()?.is === 'in-the-morning' && !typed.days) typed.days = reading.oneDay(reading.today + 1)
  return reading.used(1)
}

/** A time at so many items from here, and the end of it, or else something else. */
export function clockOr(reading: Reading, skip: number, otherwise: () => string | null): string | null {
  const { hours: known } = reading.typed
  const taken = takeClock(reading.items, reading.at + skip)
  if (taken === null) return otherwise()
  if (typeof taken === 'string') return taken
  if (known) return 'it names two times'
  let used = skip + taken.used
  let until = null
  const link = reading.next(used)
  const isRange = link && (link.is === 'to' || link.is === 'until' || link.is === 'or' || (link.is === 'and' && reading.isBetween) || (link.is === 'bound' && link.bound === 'by')) // prettier-ignore
  if (isRange) {
    const more = reading.next(used + 1)?.is === 'at' ? 2 : 1
    const end = takeClock(reading.items, reading.at + used + more)
    if (typeof end === 'string') return end
    const behind = end && reading.next(used + more + end.used)
    const isDate = behind?.is === 'month' || (behind && unitOf(behind) !== null)
    if (end && !isDate) {
      until = end.value
      used += more + end.used
    }
  }
  setHours(reading, { from: taken.value, until })
  return reading.used(used)
}

export function setHours(reading: Reading, hours: Hours): void {
  const typed = reading.typed
  typed.hours = hours
  const bound = reading.takeBound()
  // "From 10 to 12" is no more than "10 to 12".
  if (bound && !(hours.until && bound === 'from')) {
    typed.hoursBound = bound
    typed.isBoundFirst = typed.days === null
  }
  reading.isBetween = false
}
