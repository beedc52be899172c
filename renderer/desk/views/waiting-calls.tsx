import type { CallView, DeskState } from '../../../shared/bridge.ts'
import { isPressed, type Desk } from '../state/desk-store.ts'
import { callToTurnTo } from '../state/on-stage.ts'
import { keys } from '../state/shortcuts.ts'
import { duration } from '../state/times.ts'
import { stateInWords } from '../state/words.ts'
import { Action } from './action.tsx'
import { useIntents } from './intents-context.ts'

/** Whoever waits while the rep is in another call. */
export function WaitingCalls(props: { desk: Desk; facts: DeskState; waiting: readonly CallView[] }) {
  const { desk, facts, waiting } = props
  const { hangUp, turnTo } = useIntents()
  const keyed = callToTurnTo(facts)
  return (
    <ul className="waiting-calls" aria-label="Calls that wait">
      {waiting.map((call) => (
        <li key={call.callId}>
          <b title={call.name}>{call.name}</b>
          <span>
            {stateInWords(call)} · {duration(facts.now - (call.answeredAt ?? call.dialledAt))}
          </span>
          <Action
            size="small"
            about={call.name}
            {...(call === keyed && { hotkey: keys.turnTo })}
            pressed={isPressed(desk, 'call.turnTo', call.callId)}
            onPress={() => turnTo(call)}
          >
            Talk
          </Action>
          <Action
            tone="link"
            size="small"
            about={call.name}
            pressed={isPressed(desk, 'call.hangUp', call.callId)}
            onPress={() => hangUp(call)}
          >
            Hang up
          </Action>
        </li>
      ))}
    </ul>
  )
}
