import type { RequestName } from '../../shared/contract/bridge.ts'
import type { contactRequests } from '../../shared/contract/contacts-bridge.ts'
import { failed, ok } from '../../shared/result.ts'
import { companyOf } from '../archive/company-people.ts'
import { guard } from '../archive/open.ts'
import { searchContacts } from '../archive/search.ts'
import type { Handlers } from '../handlers.ts'
import type { House } from '../app-context.ts'
import { contactForNumber, dialableNumber, keepContactDraft, saveContact, wordsOf } from './edit-contact.ts'
import { mergeTwo, undoMerge } from './merge-contacts.ts'

type ContactRequest = RequestName & keyof typeof contactRequests

/** The lines of handlers.ts that find, write and merge contacts. */
export function contactHandlers(house: House): Pick<Handlers, ContactRequest> {
  const { archive } = house
  return {
    'contacts.search': ({ text }) =>
      guard(() => ({ found: searchContacts(archive, text), dial: dialableNumber(archive, text) })),
    'contact.forNumber': ({ written }) => contactForNumber(house, written),
    'contact.words': ({ contactId }) => wordsOf(house, contactId),
    'contact.keepDraft': (wish) => keepContactDraft(house, wish),
    'contact.write': (wish) => saveContact(house, wish),
    'contact.merge': (wish) => mergeTwo(house, wish),
    'contact.undoMerge': () => undoMerge(house),
    'company.show': ({ contactId }) => {
      const company = companyOf(archive, contactId)
      return company ? ok(company) : failed('company-none')
    },
  }
}
