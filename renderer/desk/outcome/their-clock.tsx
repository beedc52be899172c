import type { ContactCard } from '../../../shared/contract/contact.ts'
import { clocksDiffer, isDaysLong, timeWindow } from '../controls/times.ts'

/**
 * Whose clock a time is by, wherever the contact's differs from the rep's: the same window on theirs, or (`until` null, where the
 * time beside it is by their clock already) that it is theirs.
 */
export function TheirClock(props: {
  card: Pick<ContactCard, 'timeZone' | 'place'>
  from: number
  until: number | null
}) {
  const { card, from, until } = props
  const { timeZone, place } = card
  if (!clocksDiffer(from, timeZone)) return null
  if (until === null) return <span className="there"> (on their clock)</span>
  if (isDaysLong(from, until)) return null
  return (
    <p className="there">
      on your clock; {timeWindow(from, until, timeZone)} on theirs, in {place || timeZone}
    </p>
  )
}
