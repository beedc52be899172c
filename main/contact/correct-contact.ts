import { IANAZone } from 'luxon'
import type { RequestInput } from '../../shared/contract/bridge.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { correctPlace, hasContact, noteConsent } from '../archive/contacts.ts'
import { guard } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'

/** Writes what the rep knows better than the number: where the contact is, and whether they agreed to recordings. */
export function correctContact(
  app: Pick<AppContext, 'archive' | 'desk'>,
  request: RequestInput<'contact.correct'>,
): Result<null> {
  const { archive, desk } = app
  const { contactId, consent, region, timeZone } = request
  if (!IANAZone.isValidZone(timeZone)) return failed('bad-request', { reason: `${timeZone} is no time zone` })
  const written = guard((): Result<null> => {
    if (!hasContact(archive, contactId)) return failed('not-found')
    archive.transaction(() => {
      noteConsent(archive, contactId, consent)
      correctPlace(archive, contactId, { region, timeZone })
    })()
    return ok()
  })
  if (!written.ok) return written
  if (!written.value.ok) return written.value
  desk.archiveChanged()
  // What may be left on a call that is up depends on the consent.
  desk.changed('calls')
  return ok()
}
