import type { ContactId, PhoneNumberId } from '../../shared/ids.ts'
import { placeOf, regionInWords } from '../../shared/number/number-place.ts'
import type { WrittenNumber } from '../../shared/number/phone-number.ts'
import { addContact } from './contacts.ts'
import type { Archive } from './open.ts'
import { markPursued } from './pursued.ts'

interface Stranger {
  readonly contactId: ContactId
  readonly name: string
  /** null: withheld. */
  readonly number: (WrittenNumber & { readonly phoneNumberId: PhoneNumberId }) | null
  readonly tags: readonly string[]
  readonly createdAt: number
}

/**
 * Somebody of whom only a number is known becomes a contact, so that nothing that is said is lost. They are on no
 * cadence, and in the time zone of their area code, else the rep's own, until somebody knows better.
 */
export function addStranger(db: Archive, { number, tags, ...stranger }: Stranger): void {
  const { contactId, createdAt } = stranger
  const place = placeOf(number?.number ?? '')
  db.transaction(() => {
    addContact(db, {
      ...stranger,
      title: '',
      company: null,
      timeZone: place.timeZones[0] ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      place: place.region ? regionInWords(place.region) : '',
      tags: [...tags],
      numbers: number ? [{ ...number, kind: 'other' }] : [],
    })
    // Nobody pursues them: they are not to be offered as somebody new.
    markPursued(db, contactId, createdAt)
  })()
}
