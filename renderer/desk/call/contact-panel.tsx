import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { Desk } from '../frame/desk-store.ts'
import { chosenRecording, whyNoMessage } from './message-choice.ts'
import type { PanelSubject, Shown } from './panel-subject.ts'
import { currentCheck, toDial } from './to-dial.ts'
import { CallerIdChoice } from '../line/caller-id.tsx'
import { Numbers } from '../contact/numbers.tsx'
import { RecordingChooser } from './recording-chooser.tsx'
import { Rules } from '../compliance/rules.tsx'

/** The call that can be made now: to the contact that is shown, or to the next one when they are done with. */
export function ContactPanel(props: { desk: Desk; facts: DeskState; contact: Shown; subject: PanelSubject }) {
  const { desk, facts, contact, subject } = props
  const { first } = toDial(desk)
  const check = currentCheck(desk)
  const row = facts.queue.items.find(({ contactId }) => contactId === first?.contactId)
  return (
    <>
      {subject.kind === 'contact' && (
        <>
          {contact.card && <Numbers numbers={contact.card.numbers} chosen={desk.phoneNumberId} />}
          {row && !first?.next && <p className="why-now">{row.why}</p>}
        </>
      )}
      {first && <CallerIdChoice desk={desk} whom={first} />}
      {first && check && (
        <>
          {check.impossible && (
            <section className="rules refuse" aria-label="This call is not made">
              <h2>{check.impossible.reason}</h2>
              <p className="instead">{check.impossible.instead}</p>
            </section>
          )}
          <Rules
            desk={desk}
            about={first.contactId}
            whom={first.contactId}
            what="call"
            {...check.call}
            needsReason={check.needsReason}
          />
        </>
      )}
      {subject.kind === 'contact' && (
        <RecordingChooser
          contact={contact}
          recordings={facts.recordings}
          chosen={chosenRecording(desk, contact)}
          whyNone={whyNoMessage(desk, contact)}
          listening={desk.listening}
          canListen
        />
      )}
    </>
  )
}
