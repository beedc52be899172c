import type { RequestName, Handlers } from '../../shared/contract/bridge.ts'
import type { contactRequests } from '../../shared/contract/contacts-bridge.ts'
import { failed, ok } from '../../shared/result.ts'
import { browseContacts, browsedIds, contactChoices } from '../archive/browse-contacts.ts'
import { companyOf, valueCompany } from '../archive/company-people.ts'
import { guard } from '../archive/open.ts'
import { searchContacts } from '../archive/search.ts'
import type { AppContext } from '../app-context.ts'
import { changeMany } from './change-many.ts'
import { contactForNumber, dialableNumber, keepContactDraft, saveContact, wordsOf } from './edit-contact.ts'
import { mergeTwo, undoMerge } from './merge-contacts.ts'

type ContactRequest = RequestName & keyof typeof contactRequests

/** The lines of handlers.ts that find, write and merge contacts. */
export function contactHandlers(app: AppContext): Pick<Handlers, ContactRequest> {
  const { archive } = app
  return {
    'contacts.search': ({ text }) =>
      guard(() => ({ found: searchContacts(archive, text), dial: dialableNumber(archive, text) })),
    'contacts.browse': (filter) => guard(() => browseContacts(archive, filter)),
    'contacts.all': (filter) => guard(() => browsedIds(archive, filter, 100_000)),
    'contacts.choices': () => guard(() => contactChoices(archive)),
    'contacts.changeMany': (request) => changeMany(app, request),
    'contact.forNumber': ({ written }) => contactForNumber(app, written),
    'contact.words': ({ contactId }) => wordsOf(app, contactId),
    'contact.keepDraft': (request) => keepContactDraft(app, request),
    'contact.write': (request) => saveContact(app, request),
    'contact.merge': (request) => mergeTwo(app, request),
    'contact.undoMerge': () => undoMerge(app),
    'company.show': ({ contactId }) => {
      const company = companyOf(archive, contactId)
      return company ? ok(company) : failed('company-none')
    },
    'company.value': ({ companyId, dealValue }) => {
      const known = guard(() => valueCompany(archive, companyId, dealValue))
      if (!known.ok) return known
      app.desk.archiveChanged()
      return known.value ? ok() : failed('company-none')
    },
  }
}
