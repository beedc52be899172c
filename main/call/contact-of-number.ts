import type { CountryCode } from 'libphonenumber-js/max'
import type { ContactId, PhoneNumberId } from '../../shared/ids.ts'
import { readPhoneNumber, sameNumbers, type WrittenNumber } from '../../shared/number/phone-number.ts'
import type { Result } from '../../shared/result.ts'
import { ownerOfNumber } from '../archive/number-owners.ts'
import { guard } from '../archive/open.ts'
import { addStranger } from '../archive/strangers.ts'
import type { AppContext } from '../app-context.ts'

export interface NumberOwner {
  readonly contactId: ContactId
  readonly phoneNumberId: PhoneNumberId
}

/**
 * Whose number this is, whether the rep dials it or it calls them. A number that nobody has becomes a contact of its own,
 * named by it, on no cadence: nothing is due for somebody of whom only a number is known.
 */
export function contactOfNumber(
  { archive, now, newId }: Pick<AppContext, 'archive' | 'now' | 'newId'>,
  { number, shown }: WrittenNumber,
  country?: CountryCode,
): Result<NumberOwner> {
  return guard(() => {
    const known = ownerOfNumber(archive, spellings(number, country))
    if (known) return { contactId: known.contactId, phoneNumberId: known.phoneNumberId }
    const owner = { contactId: newId() as ContactId, phoneNumberId: newId() as PhoneNumberId }
    addStranger(archive, {
      contactId: owner.contactId,
      name: shown,
      number: { phoneNumberId: owner.phoneNumberId, number, shown },
      tags: [],
      createdAt: now(),
    })
    return owner
  })
}

/** The forms in which a contact may have this number: as it is, in E.164, and as other networks write the same subscriber. */
export function spellings(number: string, country?: CountryCode): string[] {
  const inFull = readPhoneNumber(number, country)?.number ?? number
  return [...new Set([number, inFull, ...sameNumbers(inFull)])]
}
