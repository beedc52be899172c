import { causeOf } from '../shared/callback.ts'
import { waysToWrite, type Caller } from '../shared/caller.ts'
import type { AttemptId, ContactId, PhoneNumberId } from '../shared/ids.ts'
import { placeOf, regionInWords } from '../shared/number-place.ts'
import { readPhoneNumber } from '../shared/phone-number.ts'
import { addContact, hasContact } from './archive/contacts.ts'
import type { Archive } from './archive/open.ts'
import { attemptsTo, contactCalling } from './archive/received-calls.ts'

export interface Known {
  readonly contactId: ContactId
  /** As the archive has it; empty: withheld. */
  readonly number: string
  readonly causedBy: AttemptId | null
}

const withheld = 'withheld' as ContactId
const LOOK_BACK_MS = 31 * 86_400_000

/**
 * Who calls, by their number in whatever way it is written. A stranger becomes a contact named by the number, on no
 * cadence, so that nothing that is said is lost; all who withhold theirs are one.
 */
export function knowCaller(
  db: Archive,
  { number, name }: Caller,
  { region, now, newId }: { region: string; now: number; newId: () => string },
): Known {
  if (number === '') {
    if (!hasContact(db, withheld)) addStranger(db, withheld, 'Number withheld', null, { now, newId })
    return { contactId: withheld, number: '', causedBy: null }
  }
  const ways = waysToWrite(number, region)
  const causedBy = causeOf(attemptsTo(db, ways, now - LOOK_BACK_MS), now)
  const written = readPhoneNumber(ways[0] ?? number) ?? { number, shown: number }
  const known = contactCalling(db, ways)
  if (known) return { contactId: known, number: written.number, causedBy }
  const contactId = newId() as ContactId
  addStranger(db, contactId, name ? `${written.shown} (${name})` : written.shown, written, { now, newId })
  return { contactId, number: written.number, causedBy }
}

function addStranger(
  db: Archive,
  contactId: ContactId,
  name: string,
  number: { number: string; shown: string } | null,
  { now, newId }: { now: number; newId: () => string },
): void {
  const place = placeOf(number?.number ?? '')
  db.transaction(() => {
    addContact(db, {
      contactId,
      name,
      title: '',
      company: null,
      timeZone: place.timeZones[0] ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      place: place.region ? regionInWords(place.region) : '',
      tags: ['called in'],
      numbers: number ? [{ ...number, phoneNumberId: newId() as PhoneNumberId, kind: 'other' }] : [],
      createdAt: now,
    })
    // Nobody pursues them: they are not to be offered as somebody new.
    db.prepare(`UPDATE contacts SET pursued_at = @now WHERE contact_id = @contactId`).run({ contactId, now })
  })()
}
