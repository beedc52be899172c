import { useState } from 'react'
import type { RequestOutput } from '../../../shared/contract/bridge.ts'
import { Action } from '../controls/action.tsx'
import { useContacts, useContactsDesk } from '../contact/contacts-context.ts'
import { TroubleNote } from './trouble-note.tsx'
import { TitledDialog } from '../controls/titled-dialog.tsx'

type Files = RequestOutput<'support.gather'>['files']

/** Everything that a support bundle has in it, to be read before it is saved. */
export function SupportDialog() {
  const { supportOpen } = useContactsDesk()
  const { openSupport } = useContacts()
  return (
    <TitledDialog title="Support bundle" kind="sheet support" isOpen={supportOpen} onOpenChange={openSupport}>
      <SupportFiles />
    </TitledDialog>
  )
}

function SupportFiles() {
  const { support, supportSavedAt, asked, refusal } = useContactsDesk()
  const { saveSupport, dismissRefusal } = useContacts()
  return (
    <div className="support-body">
      <p>
        For whoever looks into a fault: how Afterbeep and its lines are set up, and the end of its log. Names, numbers
        and passwords are left out. Nothing is sent to anybody: you save a file, and give it to whom you like. Read it
        before.
      </p>
      {refusal && <TroubleNote trouble={refusal} tone="bad" remedy={false} onDismiss={dismissRefusal} />}
      {support ? <FileTexts files={support} /> : <p>Gathering …</p>}
      <footer className="support-foot">
        {supportSavedAt && (
          <output>
            Saved as <bdi>{supportSavedAt}</bdi>
          </output>
        )}
        <Action tone="primary" pressed={asked.includes('support.save')} disabled={!support} onPress={saveSupport}>
          Save as a zip …
        </Action>
      </footer>
    </div>
  )
}

function FileTexts({ files }: { files: Files }) {
  const [shown, setShown] = useState(files[0]?.name)
  const file = files.find(({ name }) => name === shown) ?? files[0]
  return (
    <>
      <fieldset className="support-names" aria-label="Files in it">
        {files.map(({ name, text }) => (
          <button key={name} type="button" aria-pressed={name === file?.name} onClick={() => setShown(name)}>
            <bdi>{name}</bdi> <small>{Math.max(1, Math.round(text.length / 1024))} kB</small>
          </button>
        ))}
      </fieldset>
      <textarea aria-label={file?.name} readOnly value={file?.text ?? ''} />
    </>
  )
}
