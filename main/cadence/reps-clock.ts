import type { ContactId } from '../../shared/ids.ts'
import type { Clock } from '../../shared/time/typed-moment.ts'
import { contactZone } from '../archive/contacts.ts'
import type { Archive } from '../archive/open.ts'

/** Where the rep is, and whether their system writes 3:00 pm rather than 15:00. */
const system = () => new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions()

/** What the rep plans for themselves is on their own clock: "pause all until Monday" is their Monday. */
export function repsClock(now: number): Clock {
  const { timeZone, hour12 = false } = system()
  return { now, timeZone, ownZone: timeZone, hour12 }
}

/** What was said on the phone is on the contact's clock. Throws for a contact that is not there. */
export function contactsClock(db: Archive, contactId: ContactId, now: number): Clock {
  return { ...repsClock(now), timeZone: contactZone(db, contactId) }
}
