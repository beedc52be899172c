import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { QueueItem } from '../../../shared/contact/contact.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { chosenRecording, whyNoMessage } from './message-choice.ts'
import type { OnStage, Shown } from './on-stage.ts'
import { keys } from '../frame/shortcuts.ts'
import { callerIdOf, currentCheck, isRefused, toDial, type DialChoice } from './to-dial.ts'
import { dueTag } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { CallerIdChoice } from '../line/caller-id.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { Numbers } from '../contact/numbers.tsx'
import { RecordingChooser } from './recording-chooser.tsx'
import { Refusal } from './refusal.tsx'
import { Rules } from '../compliance/rules.tsx'

/** The call that can be made now: to the contact that is shown, or to the next one when they are done with. */
export function ContactStage(props: { desk: Desk; facts: DeskState; contact: Shown; stage: OnStage }) {
  const { desk, facts, contact, stage } = props
  const { dial, dialNot, dialShown } = useIntents()
  const { queuedDial } = facts
  const { first, again, shown } = toDial(desk)
  const check = currentCheck(desk)
  const dialling = isPressed(desk, 'call.dial', '')
  const isAnonymityRefused = stage.kind === 'ended' && stage.call.trouble?.code === 'anonymity-refused'
  const row = facts.queue.items.find(({ contactId }) => contactId === first?.contactId)
  return (
    <>
      {stage.kind === 'contact' && (
        <>
          {contact.card && <Numbers numbers={contact.card.numbers} chosen={desk.phoneNumberId} />}
          {row && !first?.next && <p className="why-now">{row.why}</p>}
        </>
      )}
      {shown && isAnonymityRefused && (
        <div className="deeds">
          <Action hotkey={keys.shown} onPress={() => dialShown(shown.contactId)} about={shown.name}>
            Call again with my number shown
          </Action>
        </div>
      )}
      {first && (
        <div className="deeds in-sight">
          <Action
            tone="primary"
            size="big"
            hotkey={keys.dial}
            pressed={dialling}
            disabled={isRefused(desk)}
            detail={whyDial(desk, facts, first, row)}
            onPress={() => dial(first.contactId)}
          >
            <b>{dialling ? `Calling ${first.name} …` : `Call ${first.name}`}</b>
          </Action>
          {again && (
            <Action hotkey={keys.again} onPress={() => dial(again.contactId)} about={again.name}>
              Call again
            </Action>
          )}
        </div>
      )}
      {shown && !isAnonymityRefused && (
        <div className="call-row">
          <Action size="small" hotkey={keys.shown} onPress={() => dialShown(shown.contactId)} about={shown.name}>
            Call again with my number shown
          </Action>
        </div>
      )}
      {queuedDial && (
        <section className="queued-dial" aria-label="The call that waits for the line">
          <p>{sentenceFor({ code: 'line-one-call', about: { name: queuedDial.name } })}</p>
          <Action hotkey={keys.dialNot} pressed={isPressed(desk, 'call.dialNot', '')} onPress={dialNot}>
            Do not call
          </Action>
        </section>
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
            what="call"
            {...check.call}
            needsReason={check.needsReason}
            onGoOn={() => dial(first.contactId)}
          />
        </>
      )}
      {!first && !queuedDial && stage.kind === 'leaving' && <p className="why-now">Nobody else is due now.</p>}
      <Refusal desk={desk} stage={stage} />
      {stage.kind === 'contact' && (
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

function whyDial(desk: Desk, { line: { line }, now }: DeskState, whom: DialChoice, row: QueueItem | undefined): string {
  const hidden = callerIdOf(desk, whom.contactId)?.kind === 'hidden' ? 'hidden number' : null
  if (whom.next) return [hidden, 'next in line', row?.company, row?.why].filter(Boolean).join(' · ')
  const due =
    row && row.dueAt > now && row.section !== 'new' ? `due ${dueTag(now, row.dueAt, row.dueUntil).text}` : null
  return (
    [hidden, row && `try ${row.tryNumber}`, due, line && `on ${line.name}`].filter(Boolean).join(' · ') ||
    'no line is in use'
  )
}
