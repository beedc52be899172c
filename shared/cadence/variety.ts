import type { LocalDay } from '../time/local-time.ts'

/**
 * What "at ever different times" means: no weekday-and-part again within so many tries or so many days, and among so many first
 * tries at least so many different ones.
 */
export const VARIETY = { tries: 4, days: 10, first: 10, different: 6 } as const

/** A try of the rep's, as far as variety minds it. */
export interface TriedSlot {
  /** By `slotKey`. */
  readonly slot: string
  readonly day: LocalDay
}

/**
 * Is a slot barred on a day, after these tries (oldest first), where so many slots can be met at all? Where the hours leave
 * fewer slots than the rule needs, it asks as much as they allow: all of them in turn.
 */
export function barredBy(tries: readonly TriedSlot[], reachable: number): (slot: string, day: LocalDay) => boolean {
  const apart = Math.max(0, Math.min(VARIETY.tries, reachable - 1))
  const recent = new Set(tries.slice(Math.max(0, tries.length - apart)).map(({ slot }) => slot))
  const lastOn = new Map<string, LocalDay>()
  for (const { slot, day } of tries) lastOn.set(slot, Math.max(day, lastOn.get(slot) ?? day))
  const mustDiffer = lacksDifferent(tries, reachable)
  return (slot, day) => {
    if (recent.has(slot)) return true
    const last = lastOn.get(slot)
    return last !== undefined && (mustDiffer || day - last <= VARIETY.days)
  }
}

/** Would one more try at a time that was tried before leave too few different ones among the first tries? */
function lacksDifferent(tries: readonly TriedSlot[], reachable: number): boolean {
  const made = tries.length
  if (made >= VARIETY.first) return false
  const different = new Set(tries.map(({ slot }) => slot)).size
  return different + (VARIETY.first - made - 1) < Math.min(VARIETY.different, reachable)
}
