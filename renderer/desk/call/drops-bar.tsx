import type { CallView, DeskState } from '../../../shared/contract/bridge.ts'
import { outcomeInWords, outcomeOf } from '../../../shared/call/outcome.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { beingLeft, isPersonWaiting, messageKeys, nextContact, type PanelSubject } from './panel-subject.ts'
import { toDial } from './to-dial.ts'
import { keys } from '../frame/shortcuts.ts'
import { messageInWords } from './words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { HandBackQuestion } from './hand-back-question.tsx'

/** Messages still being left, and who is next. As high whatever stands in it: nothing above it moves. */
export function DropsBar({ desk, facts, subject }: { desk: Desk; facts: DeskState; subject: PanelSubject }) {
  const { show } = useIntents()
  const oldest = beingLeft(facts)
  const keyed = messageKeys(oldest)
  // Whoever waits on the line comes first: with many messages the last ones are out of sight.
  const messages = [...oldest.filter(isPersonWaiting), ...oldest.filter((call) => !isPersonWaiting(call))]
  const next = nextContact(facts, subject.kind === 'nobody' ? null : subject.contact.contactId)
  const isInDock = next !== null && toDial(desk).first?.contactId === next.contactId
  const last = lastMessage(facts, subject)
  return (
    <footer className="drops-bar" aria-label="Messages being left">
      {messages.length === 0 && (
        <p className="drops-bar-quiet">
          {last ? (
            <>
              <span title={last.name}>
                <bdi>{last.name}</bdi>
              </span>
              : {last.what}
            </>
          ) : (
            'No message is being left'
          )}
        </p>
      )}
      {messages.length > 0 && (
        <>
          <b className="drops-bar-count">
            {messages.length} {messages.length === 1 ? 'message' : 'messages'}
          </b>
          <ul className="messages">
            {messages.map((call) => (
              <Message key={call.callId} desk={desk} call={call} keyed={keyed} promises={promises(facts, call)} />
            ))}
          </ul>
        </>
      )}
      {next && !isInDock && (
        <div className="drops-bar-next">
          <Action tone="quiet" size="small" hotkey={keys.next} onPress={() => show(next.contactId)}>
            Next: <bdi>{next.name}</bdi>
          </Action>
        </div>
      )}
    </footer>
  )
}

/** What is being left promises a call this week. */
function promises({ recordings }: DeskState, { drop }: CallView): boolean {
  return recordings.some(({ recordingId, promisesFollowUp }) => recordingId === drop?.recordingId && promisesFollowUp)
}

function Message(props: { desk: Desk; call: CallView; keyed: ReturnType<typeof messageKeys>; promises: boolean }) {
  const { desk, call, keyed } = props
  const { drop, takeBack, hangUp } = useIntents()
  const { callId, name, phase } = call
  if (call.drop?.handBack) return <HandBackQuestion desk={desk} call={call} isKeyed={keyed.takeBack === call} />
  const played = call.drop ? Math.min(1, call.drop.playedMs / call.drop.durationMs) : 0
  const hotkey = (key: string, of: CallView | undefined) => (of === call ? { hotkey: key } : {})
  return (
    <li className="message-left" data-person={isPersonWaiting(call) || undefined}>
      <span className="message-name" title={`${name}: “${call.drop?.recordingName}”`}>
        <bdi>{name}</bdi>
      </span>
      <progress aria-label={`Message to ${name}`} value={phase === 'draining' ? 1 : played} max={1} />
      <span className="message-state">{messageInWords(call)}</span>
      {props.promises && <span className="message-promises">promises a call this week</span>}
      <span className="message-actions">
        {phase === 'waiting' && (
          <Action
            tone="link"
            size="small"
            {...hotkey(keys.playNow, keyed.playNow)}
            about={name}
            pressed={isPressed(desk, 'call.drop', callId)}
            onPress={() => drop(call)}
          >
            Play now
          </Action>
        )}
        {phase !== 'draining' && (
          <Action
            tone={isPersonWaiting(call) ? 'warn' : 'link'}
            size="small"
            {...hotkey(keys.takeBack, keyed.takeBack)}
            about={name}
            pressed={isPressed(desk, 'call.takeBack', callId)}
            onPress={() => takeBack(call)}
          >
            Take back
          </Action>
        )}
        <Action
          tone="link"
          size="small"
          {...hotkey(keys.endMessage, keyed.end)}
          about={name}
          pressed={isPressed(desk, 'call.hangUp', callId)}
          onPress={() => hangUp(call)}
        >
          <svg className="cross" viewBox="0 0 12 12" aria-hidden="true">
            <path d="m2.5 2.5 7 7m0-7-7 7" />
          </svg>
          <span className="unseen">Hang up</span>
        </Action>
      </span>
    </li>
  )
}

/** How the last message went, when its contact is no longer in the middle of the desk. */
function lastMessage(
  { calls }: DeskState,
  subject: PanelSubject,
): { readonly name: string; readonly what: string } | null {
  const ended = calls.find((call) => call.phase === 'ended' && call.drop)
  if (!ended || (subject.kind === 'ended' && subject.call.callId === ended.callId)) return null
  return { name: ended.name, what: outcomeInWords(outcomeOf(ended)).toLowerCase() }
}
