import { useEffect, useRef } from 'react'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { draftOf, isKept, noteKey } from './assistant-desk.ts'
import type { Desk } from '../frame/desk-store.ts'
import type { PanelSubject } from '../call/panel-subject.ts'
import { keys } from '../frame/shortcuts.ts'
import { Key } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { leaveOnEscape } from '../call/outcome-detail.tsx'
import { PromiseButton } from './promise-choice.tsx'

/** What is kept of this call, or of this contact: a promise by one key, and a note as it is typed. */
export function CallNotes({ desk, subject }: { desk: Desk; subject: Exclude<PanelSubject, { kind: 'nobody' }> }) {
  const { contact } = subject
  const call = 'call' in subject ? subject.call : null
  return (
    <section className="keep-row" aria-label="Promise and note">
      <NoteField key={noteKey(contact, call)} desk={desk} subject={subject} />
      {/* In a call it stands with the other buttons of the call. */}
      {subject.kind !== 'call' && <PromiseButton />}
    </section>
  )
}

function NoteField({ desk, subject }: { desk: Desk; subject: Exclude<PanelSubject, { kind: 'nobody' }> }) {
  const { keepNotes, writeNote } = useIntents()
  const { contact } = subject
  const call = 'call' in subject ? subject.call : null
  const { noteAsked } = desk.assistant
  const draft = draftOf(desk.assistant, contact, call)
  const field = useRef<HTMLTextAreaElement>(null)
  const seen = useRef(noteAsked)
  useEffect(() => {
    if (seen.current !== noteAsked) field.current?.focus()
    seen.current = noteAsked
  }, [noteAsked])
  const isTyped = draft.text.trim() !== ''
  return (
    <TextField
      className="note-field"
      value={draft.text}
      onChange={(text) => writeNote(contact, call, text)}
      onBlur={keepNotes}
      maxLength={4000}
    >
      <Label>
        Note <Key>{keys.note}</Key>
        {isTyped && <small>{isKept(draft) ? 'kept' : 'not kept yet'}</small>}
      </Label>
      <TextArea
        ref={field}
        rows={2}
        data-kept={`note ${noteKey(contact, call)}`}
        placeholder="What was said, who answered …"
        onKeyDown={leaveOnEscape}
      />
    </TextField>
  )
}
