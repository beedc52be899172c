import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { CallView } from '../../../shared/contract/bridge.ts'
import { AllContacts } from './all-contacts.tsx'
import { Company } from './company.tsx'
import { ContactForm } from './contact-form.tsx'
import { useContacts, useContactsDesk } from './contacts-context.ts'
import { CoveringView } from '../frame/covering-view.tsx'
import { ImportView } from '../import/import-view.tsx'

/** Contacts in and out, a contact's form, or a company. */
export function ContactsOverDesk(props: { call: CallView | null; now: number; card: ContactCard | null }) {
  const { call, now, card } = props
  const { view, refusal } = useContactsDesk()
  const { close, dismissRefusal } = useContacts()
  if (!view) return null
  const title =
    view.kind === 'all'
      ? 'Contacts'
      : view.kind === 'import'
        ? 'Contacts in and out'
        : view.kind === 'company'
          ? view.company.name
          : view.contactId === null
            ? 'New contact'
            : 'Edit the contact'
  return (
    <CoveringView className="" {...{ title, call, now, refusal }} onBack={close} onDismiss={dismissRefusal}>
      {view.kind === 'all' && <AllContacts standing={view.standing} minute={Math.floor(now / 60_000) * 60_000} />}
      {view.kind === 'import' && <ImportView now={now} />}
      {view.kind === 'contact' && (
        <ContactForm card={card?.contactId === view.contactId ? card : null} isNew={view.contactId === null} />
      )}
      {view.kind === 'company' && <Company company={view.company} minute={Math.floor(now / 60_000) * 60_000} />}
    </CoveringView>
  )
}
