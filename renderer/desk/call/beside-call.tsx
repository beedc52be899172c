import type { CallView, DeskState } from '../../../shared/contract/bridge.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { isTalkedIn, waitingBeside } from './in-call-desk.ts'
import { keys } from '../frame/shortcuts.ts'
import { stateInWords } from './words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** Another call that the rep is in: what goes on there, and what the two can become. */
export function BesideCall(props: { desk: Desk; facts: DeskState; call: CallView; other: CallView }) {
  const { desk, facts, call, other } = props
  const { complete, hangUp, hold, merge } = useIntents()
  const { callId, name } = other
  const hasKeys = waitingBeside(facts, call) === other && !call.holding && !call.transfer
  const key = (hotkey: string) => (hasKeys && isTalkedIn(call) ? { hotkey } : {})
  const canBecomeOne = isTalkedIn(call) && !call.mergedWith && !call.holding && !call.transfer && other.holding
  return (
    <section className="beside" aria-label={`Also in a call: ${name}`}>
      <p className="beside-who">
        <b title={name}>
          <bdi>{name}</bdi>
        </b>
        <span>{stateInWords(other, facts.now)}</span>
      </p>
      <div className="beside-actions">
        {other.holding && !other.transfer && (
          <Action
            size="small"
            about={name}
            {...key(keys.hold)}
            pressed={isPressed(desk, 'call.hold', callId)}
            onPress={() => hold(other, false)}
          >
            Back to <bdi>{name}</bdi>
          </Action>
        )}
        {canBecomeOne && !other.transfer && (
          <>
            <Action
              size="small"
              {...key(keys.transfer)}
              about={`${name} to ${call.name}`}
              pressed={isPressed(desk, 'call.transfer', callId)}
              onPress={() => complete(other, call)}
            >
              Connect them and leave
            </Action>
            <Action
              size="small"
              {...key(keys.merge)}
              about={name}
              pressed={isPressed(desk, 'call.merge', call.callId)}
              onPress={() => merge(call, other)}
            >
              Merge
            </Action>
          </>
        )}
        <Action
          tone="link"
          size="small"
          about={name}
          pressed={isPressed(desk, 'call.hangUp', callId)}
          onPress={() => hangUp(other)}
        >
          Hang up
        </Action>
      </div>
    </section>
  )
}
