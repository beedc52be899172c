import { useEffect } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CallView } from '../../../shared/bridge.ts'
import { duration } from '../state/times.ts'
import { stateInWords } from '../state/words.ts'
import { Company } from './company.tsx'
import { ContactForm } from './contact-form.tsx'
import { useContacts, useContactsDesk } from './contacts-context.ts'
import { ImportView } from './import-view.tsx'
import { TroubleNote } from './trouble-note.tsx'

/** What covers the desk: contacts in and out, a contact's form, or a company. Escape goes back. */
export function ContactsOverDesk({ call, now }: { call: CallView | null; now: number }) {
  const { view, refusal, palette, sheetOpen } = useContactsDesk()
  const { close, dismissRefusal } = useContacts()
  const isCovered = palette !== null || sheetOpen
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isCovered && !event.isComposing) close()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [close, isCovered])
  if (!view) return null
  const title =
    view.kind === 'import'
      ? 'Contacts in and out'
      : view.kind === 'company'
        ? view.company.name
        : view.contactId === null
          ? 'New contact'
          : 'Edit the contact'
  return (
    <main className="log contacts">
      <header className="log-head">
        <h1 title={title}>{title}</h1>
        {call && (
          <p className="studio-call">
            <b>{stateInWords(call)}</b> {call.name}
            <time className="timer">{duration(now - (call.answeredAt ?? call.dialledAt))}</time>
          </p>
        )}
        <Button className="close" onPress={close}>
          {call ? 'Back to the call' : 'Back'} <kbd aria-hidden="true">Esc</kbd>
        </Button>
      </header>
      {refusal && <TroubleNote trouble={refusal} tone="bad" remedy={false} onDismiss={dismissRefusal} />}
      {view.kind === 'import' && <ImportView now={now} />}
      {view.kind === 'contact' && <ContactForm />}
      {view.kind === 'company' && <Company company={view.company} minute={Math.floor(now / 60_000) * 60_000} />}
    </main>
  )
}
