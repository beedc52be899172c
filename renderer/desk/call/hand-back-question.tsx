import type { CallView } from '../../../shared/contract/bridge.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { useIntents } from '../frame/intents-context.ts'
import { Action } from '../controls/action.tsx'
import { doubtInWords } from './answer-words.ts'

/** A message met what does not fit a voicemail: who is there? Unanswered for twelve seconds the call ends. */
export function HandBackQuestion(props: { desk: Desk; call: CallView; isKeyed: boolean }) {
  const { desk, call, isKeyed } = props
  const { drop, hangUp, replay, takeBack } = useIntents()
  const { callId, name } = call
  const hotkey = (key: string) => (isKeyed ? { hotkey: key } : {})
  const doubt = call.drop?.handBack?.doubt
  return (
    <li className="message-left hand-back">
      <span className="hand-back-question" role="alert">
        <bdi title={name}>{name}</bdi>: <b>Somebody may be there.</b> {doubt && doubtInWords(doubt)}
      </span>
      <span className="message-actions">
        <Action
          tone="warn"
          size="small"
          {...hotkey(keys.takeBack)}
          about={name}
          pressed={isPressed(desk, 'call.takeBack', callId)}
          onPress={() => takeBack(call)}
        >
          Talk
        </Action>
        <Action
          size="small"
          {...hotkey(keys.playNow)}
          about={name}
          pressed={isPressed(desk, 'call.drop', callId)}
          onPress={() => drop(call)}
        >
          It is a voicemail: play
        </Action>
        <Action
          tone="link"
          size="small"
          {...hotkey(keys.hear)}
          about={name}
          pressed={isPressed(desk, 'call.replay', callId)}
          onPress={() => replay(call)}
        >
          Hear it again
        </Action>
        <Action
          tone="link"
          size="small"
          {...hotkey(keys.endMessage)}
          about={name}
          pressed={isPressed(desk, 'call.hangUp', callId)}
          onPress={() => hangUp(call)}
        >
          Hang up
        </Action>
      </span>
    </li>
  )
}
