import type { CallView } from '../../../shared/contract/bridge.ts'
import { callOnDesk } from '../../../shared/call/call-on-desk.ts'
import type { FollowUp } from '../../../shared/contract/follow-up.ts'
import type { Incoming } from '../../../shared/contract/incoming-bridge.ts'
import { possibleCallbackInWords } from '../../../shared/call/possible-callback.ts'
import { outcomeInWords } from '../../../shared/call/outcome.ts'
import type { RingingCall } from '../../../shared/contract/received-call.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { clock, clocksDiffer, dayFrom, dueTag, duration, inSentence } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { ForwardTo } from './forward-to.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { nextInWords } from '../outcome/next-step.tsx'

/**
 * Calls that ring here: who it is and what is known of them, before they are answered. It takes no focus: whoever types
 * goes on typing.
 */
export function Ringing(props: { desk: Desk; incoming: Incoming; calls: readonly CallView[]; now: number }) {
  const { desk, incoming, calls, now } = props
  const { answer, decline, forward } = useIntents()
  const [first, ...others] = incoming.ringing
  if (!first) return null
  const { callId } = first
  const talking = callOnDesk(calls)
  const present = talking && !talking.holding && talking.phase === 'talking' ? talking : null
  const pressed = (name: 'call.answer' | 'call.decline' | 'call.forward', id = callId) => isPressed(desk, name, id)
  const { forwardTo } = incoming.answering
  const refusal = desk.refusal?.about === callId ? desk.refusal.trouble : null
  return (
    <section className="ringing" aria-label="Incoming call">
      <div className="ringing-who">
        <p className="ringing-eyebrow">
          Incoming call · {first.line} · {duration(now - first.startedAt)}
        </p>
        <p className="ringing-name" title={first.name}>
          <bdi>{first.name}</bdi>
        </p>
        <p className="ringing-number">
          {[first.company, first.number].filter(Boolean).map((text) => (
            <bdi key={text} title={text ?? undefined}>
              {text}
            </bdi>
          ))}
        </p>
      </div>
      <Knowledge call={first} now={now} />
      {desk.forwarding === callId ? (
        <ForwardTo callId={callId} kept={forwardTo} />
      ) : (
        <div className="ringing-actions">
          <Action
            tone="primary"
            size="big"
            hotkey={keys.answer}
            pressed={pressed('call.answer')}
            {...(present && { detail: `${present.name} waits meanwhile` })}
            onPress={() => answer(callId)}
          >
            <b>Answer</b>
          </Action>
          <Action tone="danger" hotkey={keys.decline} pressed={pressed('call.decline')} onPress={() => decline(callId)}>
            Decline
          </Action>
          <Action
            hotkey={keys.forward}
            pressed={pressed('call.forward')}
            onPress={() => forward(callId, forwardTo || null)}
          >
            {forwardTo ? `Forward to ${forwardTo}` : 'Forward …'}
          </Action>
          {forwardTo && (
            <Action tone="link" size="small" onPress={() => forward(callId, null)}>
              Another number
            </Action>
          )}
        </div>
      )}
      <Where call={first} now={now} />
      {refusal && (
        <p className="ringing-refusal" role="alert">
          {sentenceFor(refusal)}
        </p>
      )}
      {others.length > 0 && (
        <ul className="ringing-others" aria-label="Also ringing">
          {others.map((call) => (
            <li key={call.callId}>
              <b title={call.name}>
                <bdi>{call.name}</bdi>
              </b>
              {call.number && <span>{call.number}</span>}
              <Action
                size="small"
                about={call.name}
                pressed={pressed('call.answer', call.callId)}
                onPress={() => answer(call.callId)}
              >
                Answer
              </Action>
              <Action
                size="small"
                tone="link"
                about={call.name}
                pressed={pressed('call.decline', call.callId)}
                onPress={() => decline(call.callId)}
              >
                Decline
              </Action>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Knowledge({ call, now }: { call: RingingCall; now: number }) {
  const { callerName, otherwise, mayAnswer, next, promised, stranger, doNotCall, timeZone, place } = call
  const isElsewhere = clocksDiffer(now, timeZone)
  return (
    <ul className="ringing-facts">
      {callerName && (
        <li>
          Calls as <bdi>“{callerName}”</bdi>
        </li>
      )}
      {otherwise && (
        <li data-doubt="true">
          {otherwise.by === 'asserted' ? 'A header that your line does not believe says' : 'They themselves say'}:{' '}
          <bdi>{otherwise.name ? `“${otherwise.name}”` : ''}</bdi> <bdi>{otherwise.number || 'number withheld'}</bdi>
        </li>
      )}
      {mayAnswer && (
        <li>
          {possibleCallbackInWords(mayAnswer)}: <bdi>{mayAnswer.map(({ name }) => name).join(', ')}</bdi>
        </li>
      )}
      {stranger && <li>{call.number === null ? 'Nobody knows who this is' : 'Not among your contacts'}</li>}
      {(isElsewhere || place) && (
        <li>
          {clock(now, timeZone)} there{place && `, ${place}`}
        </li>
      )}
      {next && !next.promise && !promised && <li>{next.why[0]}</li>}
      {doNotCall && <li>On the do-not-call list: they may call you all the same</li>}
    </ul>
  )
}

/** Where they were left, in the one line there is time for: what was promised to them, and how the last try ended. */
function Where({ call: { promised, lastAttempt, next }, now }: { call: RingingCall; now: number }) {
  const told = promised
    ? `${promised.words ? `“${promised.words}”` : promised.kind}, ${dueTag(now, promised.dueAt, promised.dueUntil).text}`
    : next?.promise && followUpInWords(next, now)
  const tried =
    lastAttempt &&
    [
      lastAttempt.outcome ? outcomeInWords(lastAttempt.outcome).toLowerCase() : 'under way',
      `, ${inSentence(dayFrom(now, lastAttempt.startedAt))} ${clock(lastAttempt.startedAt)}`,
      lastAttempt.recordingName ? ` (“${lastAttempt.recordingName}”)` : '',
    ].join('')
  if (!told && !tried) return null
  return (
    <p className="ringing-where">
      {told && (
        <b className="ringing-promise" title={told}>
          You promised: {told}
        </b>
      )}
      {tried && <span title={tried}>Your last try: {tried}</span>}
    </p>
  )
}

/** "call Thu 26 Nov, 16:30 to 17:30", inside a sentence. */
function followUpInWords(next: FollowUp, now: number): string {
  const words = nextInWords(next, now)
  return words.charAt(0).toLowerCase() + words.slice(1)
}
