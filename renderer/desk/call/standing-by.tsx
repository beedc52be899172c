import type { CallView } from '../../../shared/contract/bridge.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { useIntents } from '../frame/intents-context.ts'
import { Action } from '../controls/action.tsx'

/** A drop that was armed ahead: the rep is in the call, and the message takes over once a voicemail is certain. */
export function StandingBy({ desk, call }: { desk: Desk; call: CallView }) {
  const { drop, takeBack } = useIntents()
  const { callId, answeredAt } = call
  return (
    <>
      <Action
        size="big"
        hotkey={keys.drop}
        {...(call.drop && { about: call.drop.recordingName })}
        detail={answeredAt === null ? 'you stay on until a voicemail is certain' : 'press when you hear a voicemail'}
        disabled={answeredAt === null}
        pressed={isPressed(desk, 'call.drop', callId)}
        onPress={() => drop(call)}
      >
        <b>Standing by</b>
      </Action>
      <Action
        tone="link"
        hotkey={keys.takeBack}
        pressed={isPressed(desk, 'call.takeBack', callId)}
        onPress={() => takeBack(call)}
      >
        Leave no message
      </Action>
    </>
  )
}
