import { useRef } from 'react'
import type { DeskState } from '../../../shared/contract/bridge.ts'
import { actionKeys } from '../frame/actions.ts'
import type { Desk } from '../frame/desk-store.ts'
import type { Levels } from './levels.ts'
import type { OnStage } from './on-stage.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { CallStage } from './call-stage.tsx'
import { ContactHeading } from './contact-heading.tsx'
import { ContactStage } from './contact-stage.tsx'
import { useContacts } from '../contact/contacts-context.ts'
import { EndedCall } from './ended-call.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { CallNotes } from '../outcome/call-notes.tsx'
import { LeavingCall } from './leaving-call.tsx'
import { useKeptFocus } from '../controls/use-kept-focus.ts'

/** The middle of the desk: the call, or the contact it will be made to. */
export function Stage(props: { desk: Desk; facts: DeskState; stage: OnStage; levels: Levels }) {
  const { desk, facts, stage, levels } = props
  const { openLine } = useIntents()
  const { openImport } = useContacts()
  const heading = useRef<HTMLHeadingElement>(null)
  const scene = 'call' in stage ? `${stage.kind} ${stage.call.callId}` : stage.kind
  const keptFocus = useKeptFocus(scene, heading)

  if (stage.kind === 'nobody') {
    return (
      <main className="stage nobody">
        <h1 ref={heading} tabIndex={-1}>
          {facts.queue.items.length > 0 ? 'Nobody is chosen' : 'No contacts yet'}
        </h1>
        {facts.queue.items.length > 0 ? (
          <p>Choose a contact on the left.</p>
        ) : (
          <>
            <p>Bring your own in a file, or try everything on the prospects of the practice line.</p>
            <div className="deeds">
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
    <main className="stage" key={scene} {...keptFocus}>
      <ContactHeading contact={stage.contact} headingRef={heading} />
      {stage.kind === 'call' && (
        <CallStage desk={desk} facts={facts} call={stage.call} contact={stage.contact} stage={stage} levels={levels} />
      )}
      {stage.kind === 'ended' && <EndedCall desk={desk} call={stage.call} contact={stage.contact} now={facts.now} />}
      {stage.kind === 'leaving' && <LeavingCall desk={desk} call={stage.call} contact={stage.contact} />}
      {stage.kind === 'ended' && <CallNotes desk={desk} stage={stage} />}
      {stage.kind !== 'call' && <ContactStage desk={desk} facts={facts} contact={stage.contact} stage={stage} />}
      {stage.kind !== 'ended' && stage.kind !== 'call' && <CallNotes desk={desk} stage={stage} />}
    </main>
  )
}
