import type { CallView, DeskState } from '../../../shared/contract/bridge.ts'
import type { QueueItem } from '../../../shared/contract/contact.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import type { PanelSubject, Shown } from './panel-subject.ts'
import { keys } from '../frame/shortcuts.ts'
import { callerIdOf, isRefused, toDial, type DialChoice } from './to-dial.ts'
import { dueTag } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { AskAllTheSame } from './ask-all-the-same.tsx'
import { EndedCallFacts } from './call-actions.tsx'
import { InCallRow } from './in-call-row.tsx'
import { Refusal } from './refusal.tsx'
import { useIntents } from '../frame/intents-context.ts'

/**
 * The one place for what is done: at the foot of the middle, and its big buttons always at the same height. What is said of
 * them, and the small buttons of a call, stand above them, so that nothing moves under the rep's finger.
 */
export function Dock({ desk, facts, subject }: { desk: Desk; facts: DeskState; subject: PanelSubject }) {
  if (subject.kind === 'nobody') return null
  return (
    <section className="dock" aria-label="What to do">
      <Refusal desk={desk} subject={subject} />
      <AskAllTheSame desk={desk} />
      {subject.kind === 'call' ? (
        <CallDock desk={desk} facts={facts} call={subject.call} contact={subject.contact} />
      ) : (
        <DialDock desk={desk} facts={facts} subject={subject} />
      )}
    </section>
  )
}

function CallDock(props: { desk: Desk; facts: DeskState; call: CallView; contact: Shown }) {
  return (
    <>
      <InCallRow {...props} />
      <EndedCallFacts {...props} />
    </>
  )
}

function DialDock({ desk, facts, subject }: { desk: Desk; facts: DeskState; subject: PanelSubject }) {
  const { dial, dialNot, dialShown, waitForMe } = useIntents()
  const { queuedDial } = facts
  const { first, again, shown } = toDial(desk)
  const isGoing = first !== null && desk.dialsOn?.contactId === first.contactId
  const dialling = isPressed(desk, 'call.dial', '')
  const row = facts.queue.items.find(({ contactId }) => contactId === first?.contactId)
  return (
    <div className="actions">
      {queuedDial && (
        <section className="queued-dial" aria-label="The call that waits for the line">
          <p>{sentenceFor({ code: 'line-one-call', about: { name: queuedDial.name } })}</p>
          <Action hotkey={keys.dialNot} pressed={isPressed(desk, 'call.dialNot', '')} onPress={dialNot}>
            Do not call
          </Action>
        </section>
      )}
      {!first && !queuedDial && subject.kind === 'leaving' && (
        <p className="nothing-to-drop">Nobody else is due now.</p>
      )}
      {first && (
        <Action
          tone="primary"
          size="big"
          hotkey={keys.dial}
          pressed={dialling}
          disabled={isRefused(desk)}
          detail={isGoing ? 'in two seconds, by itself · Esc waits' : whyDial(desk, facts, first, row)}
          onPress={() => dial(first.contactId)}
        >
          {isGoing && <i className="dials-on" aria-hidden="true" />}
          <b>
            <bdi>{dialling ? `Calling ${first.name} …` : `Call ${first.name}`}</bdi>
          </b>
        </Action>
      )}
      {isGoing && (
        <Action hotkey={keys.dialNot} onPress={waitForMe}>
          Wait
        </Action>
      )}
      {again && !isGoing && (
        <Action hotkey={keys.again} onPress={() => dial(again.contactId)} about={again.name}>
          Call again
        </Action>
      )}
      {shown && !isGoing && (
        <Action hotkey={keys.shown} onPress={() => dialShown(shown.contactId)} about={shown.name}>
          Call again with my number shown
        </Action>
      )}
    </div>
  )
}

function whyDial(desk: Desk, facts: DeskState, whom: DialChoice, row: QueueItem | undefined): string {
  const { line, now } = { line: facts.line.line, now: facts.now }
  const hidden = callerIdOf(desk, whom.contactId)?.kind === 'hidden' ? 'hidden number' : null
  if (whom.next) return [hidden, 'next in line', row?.company, row?.why].filter(Boolean).join(' · ')
  const due =
    row && row.dueAt > now && row.section !== 'new' ? `due ${dueTag(now, row.dueAt, row.dueUntil).text}` : null
  return (
    [againSoon(facts, whom), hidden, row && `try ${row.tryNumber}`, due, line && `on ${line.name}`]
      .filter(Boolean)
      .join(' · ') || 'no line is in use'
  )
}

const HOUR_MS = 3_600_000

/** "3rd call in an hour": whoever is rung again and again notices before the rep does. */
function againSoon({ card, now }: DeskState, { contactId }: DialChoice): string | null {
  if (card?.contactId !== contactId) return null
  const rung = card.attempts.filter(
    ({ startedAt, outcome }) => now - startedAt < HOUR_MS && outcome !== 'failed',
  ).length
  return rung >= 2 ? `call ${rung + 1} in an hour` : null
}
