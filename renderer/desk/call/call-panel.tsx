import { useRef } from 'react'
import type { DeskState } from '../../../shared/contract/bridge.ts'
import { actionKeys } from '../frame/actions.ts'
import type { Desk } from '../frame/desk-store.ts'
import type { Levels } from './levels.ts'
import type { PanelSubject } from './panel-subject.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { LiveCall } from './live-call.tsx'
import { ContactHeading } from './contact-heading.tsx'
import { ContactPanel } from './contact-panel.tsx'
import { useContacts } from '../contact/contacts-context.ts'
import { EndedCall } from './ended-call.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { CallNotes } from '../outcome/call-notes.tsx'
import { LeavingCall } from './leaving-call.tsx'
import { useKeptFocus } from '../controls/use-kept-focus.ts'

/** The middle of the desk: the call, or the contact it will be made to. */
export function CallPanel(props: { desk: Desk; facts: DeskState; subject: PanelSubject; levels: Levels }) {
  const { desk, facts, subject, levels } = props
  const { openLine } = useIntents()
  const { openImport } = useContacts()
  const heading = useRef<HTMLHeadingElement>(null)
  const scene = 'call' in subject ? `${subject.kind} ${subject.call.callId}` : subject.kind
  const keptFocus = useKeptFocus(scene, heading)

  if (subject.kind === 'nobody') {
    return (
      <main className="call-panel nobody">
        <h1 ref={heading} tabIndex={-1}>
          {facts.queue.items.length > 0 ? 'Nobody is chosen' : 'No contacts yet'}
        </h1>
        {facts.queue.items.length > 0 ? (
          <p>Choose a contact on the left.</p>
        ) : (
          <>
            <p>Bring your own in a file, or try everything on the prospects of the practice line.</p>
            <div className="actions">
              <Action tone="primary" hotkey={actionKeys.import} onPress={openImport}>
                Import contacts
              </Action>
              <Action hotkey={keys.line} onPress={() => openLine(true)}>
                Open the line
              </Action>
            </div>
          </>
        )}
      </main>
    )
  }
  return (
    <main className="call-panel" key={scene} {...keptFocus}>
      <ContactHeading contact={subject.contact} headingRef={heading} />
      {subject.kind === 'call' && (
        <LiveCall
          desk={desk}
          facts={facts}
          call={subject.call}
          contact={subject.contact}
          subject={subject}
          levels={levels}
        />
      )}
      {subject.kind === 'ended' && (
        <EndedCall desk={desk} call={subject.call} contact={subject.contact} now={facts.now} />
      )}
      {subject.kind === 'leaving' && <LeavingCall desk={desk} call={subject.call} contact={subject.contact} />}
      {subject.kind === 'ended' && <CallNotes desk={desk} subject={subject} />}
      {subject.kind !== 'call' && (
        <ContactPanel desk={desk} facts={facts} contact={subject.contact} subject={subject} />
      )}
      {subject.kind !== 'ended' && subject.kind !== 'call' && <CallNotes desk={desk} subject={subject} />}
    </main>
  )
}
