import { causeOf } from '../../shared/call/callback.ts'
import { waysToWrite, type Caller } from '../../shared/call/caller.ts'
import type { AttemptId, ContactId, PhoneNumberId } from '../../shared/ids.ts'
import { readPhoneNumber } from '../../shared/number/phone-number.ts'
import { hasContact } from '../archive/contacts.ts'
import type { Archive } from '../archive/open.ts'
import { attemptsTo, contactCalling } from '../archive/received-calls.ts'
import { addStranger } from '../archive/strangers.ts'

export interface IdentifiedCaller {
  readonly contactId: ContactId
  /** As the archive has it; empty: withheld. */
  readonly number: string
  readonly causedBy: AttemptId | null
}

const withheld = 'withheld' as ContactId
const LOOK_BACK_MS = 31 * 86_400_000

/**
 * Who calls, by their number in whatever way it is written. A stranger becomes a contact named by the number; all who
 * withhold theirs are one.
 */
export function identifyCaller(
  db: Archive,
  { number, name }: Caller,
  { region, now, newId }: { region: string; now: number; newId: () => string },
): IdentifiedCaller {
  const stranger = { tags: ['called in'], createdAt: now }
  if (number === '') {
    if (!hasContact(db, withheld)) {
      addStranger(db, { ...stranger, contactId: withheld, name: 'Number withheld', number: null })
    }
    return { contactId: withheld, number: '', causedBy: null }
  }
  const ways = waysToWrite(number, region)
  const causedBy = causeOf(attemptsTo(db, ways, now - LOOK_BACK_MS), now)
  const written = readPhoneNumber(ways[0] ?? number) ?? { number, shown: number }
  const known = contactCalling(db, ways)
  if (known) return { contactId: known, number: written.number, causedBy }
  const contactId = newId() as ContactId
  addStranger(db, {
    ...stranger,
    contactId,
    name: name ? `${written.shown} (${name})` : written.shown,
    number: { ...written, phoneNumberId: newId() as PhoneNumberId },
  })
  return { contactId, number: written.number, causedBy }
}
