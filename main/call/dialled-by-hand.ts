import { readDialled, type DialledNumber } from '../../shared/number/dialled-number.ts'
import type { ContactId, PhoneNumberId } from '../../shared/ids.ts'
import type { ReadNumber } from '../../shared/contract/in-call-bridge.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { guard } from '../archive/open.ts'
import { findContactNumbers, lastDialled, ownerOfNumber, type FoundNumber } from '../archive/number-owners.ts'
import { contactOfNumber, spellings } from './contact-of-number.ts'
import type { AppContext } from '../app-context.ts'
import { countryOf } from '../line/line-country.ts'

/** How many people are offered for what is typed. */
const MOST_FOUND = 6

/** What a number that somebody wrote would be dialled as, and whose it is. Nothing is written down yet. */
export function readNumber(app: AppContext, written: string): Result<ReadNumber> {
  const read = readOn(app, written)
  if (!read.ok) return read
  return guard(() => {
    const owner = ownerOfNumber(app.archive, spellings(read.value.number, countryOf(app)))
    return { ...read.value, name: owner?.name ?? null }
  })
}

/** The number to dial once more, from nowhere. */
export function lastNumber(app: AppContext): Result<ReadNumber | null> {
  const last = guard(() => lastDialled(app.archive))
  if (!last.ok || !last.value) return last.ok ? ok(null) : last
  const { number, name } = last.value
  return ok({ number, shown: readDialled(number)?.shown ?? number, extension: '', name })
}

/** Fails with `number-unusable` and `archive-*`. */
export function contactOfWritten(
  app: AppContext,
  written: string,
): Result<{ contactId: ContactId; phoneNumberId: PhoneNumberId; extension: string }> {
  const read = readOn(app, written)
  if (!read.ok) return read
  const found = contactOfNumber(app, read.value, countryOf(app))
  if (!found.ok) return found
  app.desk.archiveChanged()
  return ok({ ...found.value, extension: read.value.extension })
}

export function findNumbers({ archive }: AppContext, part: string): Result<FoundNumber[]> {
  return guard(() => findContactNumbers(archive, part, MOST_FOUND))
}

function readOn(app: AppContext, written: string): Result<DialledNumber> {
  const read = readDialled(written, countryOf(app))
  return read ? ok(read) : failed('number-unusable', { number: written })
}
