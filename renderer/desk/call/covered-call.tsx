import type { CallView } from '../../../shared/contract/bridge.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { duration } from '../controls/times.ts'
import { stateInWords } from './words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** A call that goes on under another view: it is in sight there, and can be ended. */
export function CoveredCall({ desk, call, now }: { desk: Desk; call: CallView; now: number }) {
  const { hangUp } = useIntents()
  return (
    <section className="covered-call" aria-label="The call under this view">
      <b>
        <bdi>{call.name}</bdi>
      </b>
      <span>{stateInWords(call)}</span>
      <time className="timer">{duration(now - (call.answeredAt ?? call.dialledAt))}</time>
      <Action
        tone="danger"
        size="small"
        about={call.name}
        pressed={isPressed(desk, 'call.hangUp', call.callId)}
        onPress={() => hangUp(call)}
      >
        Hang up
      </Action>
    </section>
  )
}
