import { takeClock, type Hours } from './typed-clock.ts'
import { unitOf } from './typed-length.ts'
import type { Reading } from './typed-reading.ts'
import type { Part } from './typed-item.ts'

/* Times of a day in what was typed: see typed-time.ts. */

export function readPart(reading: Reading, part: Part, used: number): string | null {
  const typed = reading.typed
  if (typed.part) return 'it names two times'
  // "9 to noon".
  typed.part = part
  const bound = reading.takeBound()
  if (bound) {
    typed.hoursBound = bound
    typed.isBoundFirst = typed.days === null
  }
  return reading.used(used)
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
