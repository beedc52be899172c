import type { DeskState } from '../../../shared/bridge.ts'
import type { QueueItem } from '../../../shared/contact.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { isPressed, type Desk } from '../state/desk-store.ts'
import { chosenRecording, type OnStage, type Shown } from '../state/on-stage.ts'
import { keys, toDial, type DialChoice } from '../state/shortcuts.ts'
import { dueTag } from '../state/times.ts'
import { Action } from './action.tsx'
import { useIntents } from './intents-context.ts'
import { Numbers } from './numbers.tsx'
import { RecordingChooser } from './recording-chooser.tsx'
import { Refusal } from './refusal.tsx'

/** The call that can be made now: to the contact that is shown, or to the next one when they are done with. */
export function ContactStage(props: { desk: Desk; facts: DeskState; contact: Shown; stage: OnStage }) {
  const { desk, facts, contact, stage } = props
  const { dial, dialNot } = useIntents()
  const { queuedDial } = facts
  const { first, again } = toDial(desk)
  const dialling = isPressed(desk, 'call.dial', '')
  const row = facts.queue.items.find(({ contactId }) => contactId === first?.contactId)
  return (
    <>
      {stage.kind === 'contact' && (
        <>
          {contact.card && <Numbers numbers={contact.card.numbers} chosen={desk.phoneNumberId} />}
          {row && !first?.next && <p className="why-now">{row.why}</p>}
        </>
      )}
      {first && (
        <div className="deeds">
          <Action
            tone="primary"
            size="big"
            hotkey={keys.dial}
            pressed={dialling}
            detail={whyDial(facts, first, row)}
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
      {queuedDial && (
        <section className="queued-dial" aria-label="The call that waits for the line">
          <p>{sentenceFor({ code: 'line-one-call', about: { name: queuedDial.name } })}</p>
          <Action hotkey={keys.dialNot} pressed={isPressed(desk, 'call.dialNot', '')} onPress={dialNot}>
            Do not call
          </Action>
        </section>
      )}
      {!first && !queuedDial && stage.kind === 'leaving' && <p className="why-now">Nobody else is due now.</p>}
      <Refusal desk={desk} stage={stage} />
      {stage.kind === 'contact' && (
        <RecordingChooser
          contactId={contact.contactId}
          recordings={facts.recordings}
          chosen={chosenRecording(desk, contact)}
          listening={desk.listening}
          canListen
        />
      )}
    </>
  )
}

function whyDial({ line: { line }, now }: DeskState, { next }: DialChoice, row: QueueItem | undefined): string {
  if (next) return ['next in line', row?.company, row?.why].filter(Boolean).join(' · ')
  const due =
    row && row.dueAt > now && row.section !== 'new' ? `due ${dueTag(now, row.dueAt, row.dueUntil).text}` : null
  return (
    [row && `try ${row.tryNumber}`, due, line && `on ${line.name}`].filter(Boolean).join(' · ') || 'no line is in use'
  )
}
